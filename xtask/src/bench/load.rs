//! How the published app loads: in Chromium under throttling, as Lighthouse sees it, and from nginx; and its live tests.

use crate::project::Project;
use crate::serve::server::Server;
use crate::setup;
use crate::shell;
use crate::test::e2e;
use crate::{dist, rig};
use anyhow::{Context, Result};
use std::process::Command;

/// How long it takes to the first question and from step to step, on slow lines and slow phones.
pub fn load(project: &Project) -> Result<String> {
    let mut node = beside_counter(project)?;
    shell::step("loading the app again and again on slow lines");
    shell::capture(node.arg("tests/bench/load.mjs"))
}

/// How long the main thread is busy at once when a long text is pasted.
pub fn words(project: &Project) -> Result<String> {
    let mut node = published(project)?;
    shell::step("pasting long texts on a slow phone");
    shell::capture(node.arg("tests/bench/words.mjs"))
}

/// The marks that Lighthouse gives.
pub fn lighthouse(project: &Project) -> Result<String> {
    let lighthouse = setup::lighthouse(project)?;
    let mut node = beside_counter(project)?;
    shell::step("Lighthouse looks at the app, some minutes");
    shell::capture(node.arg("tests/bench/lighthouse.mjs").env("POS_LIGHTHOUSE", lighthouse))
}

/// How many visits one nginx process serves.
pub fn nginx(project: &Project) -> Result<String> {
    setup::load_generator()?;
    let mut node = published(project)?;
    shell::step("nginx under load");
    shell::capture(node.arg("tests/bench/nginx.mjs"))
}

/// How long live tests of simulated readers take, and how much their program weighs.
pub fn readers(project: &Project) -> Result<String> {
    let mut node = published(project)?;
    rig::prepare(project, &mut node)?;
    shell::step("testing simulated readers");
    shell::capture(node.arg("tests/bench/readers.mjs"))
}

fn published(project: &Project) -> Result<Command> {
    setup::debian_packages()?;
    dist::finish(project)?;
    e2e::node(project, "dist")
}

/// With the address of the smallest program of the same framework, built and served as the app is.
fn beside_counter(project: &Project) -> Result<Command> {
    let mut node = published(project)?;
    let folder = project.path("target/counter");
    dist::counter(project, &folder).context("the counter, to which the app is compared")?;
    let address = Server::bind(0)?.start(folder)?;
    node.env("POS_COUNTER", format!("http://{address}/"));
    Ok(node)
}
