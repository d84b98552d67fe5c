//! `dist/` as it is published, and journeys through it in Chromium.

use super::tally::{self, Tally};
use crate::serve::server::Server;
use crate::{dist, project::Project, rig, setup, shell};
use anyhow::{Context, Result};
use std::process::{Command, ExitCode};

/// Builds `dist/`, serves it and runs `tests/e2e/*.spec.mjs` against it.
pub fn run(project: &Project) -> Result<Tally> {
    // A build that is too big fails, but can be travelled in all the same.
    let build = dist::finish(project)?;
    build.portable(project)?;
    let built = tally::one("dist", dist::small_enough(&build.sizes));
    let mut node = node(project, "dist")?;
    rig::prepare(project, &mut node)?;
    node.args(["--test", "--test-reporter=spec", "--test-timeout=600000"]);
    let journeys = tally::count(node.args(specs(project)?), tally::of_node)?;
    Ok([built, journeys].into_iter().sum())
}

/// Takes the pictures anew to which `looks.spec.mjs` compares all pages.
pub fn accept_looks(project: &Project) -> Result<ExitCode> {
    setup::debian_packages()?;
    dist::finish(project)?;
    shell::run(
        node(project, "dist")?
            .args(["--test", "--test-reporter=spec", "tests/e2e/looks.spec.mjs"])
            .env("POS_ACCEPT", "1"),
    )?;
    shell::step("tests/looks/ is new: look at what has changed before you commit it");
    Ok(ExitCode::SUCCESS)
}

/// Node with what `tests/e2e/browser.mjs` wants to know: where the folder is served, and where Chromium is.
pub fn node(project: &Project, folder: &str) -> Result<Command> {
    let address = Server::bind(0)?.start(project.path(folder))?;
    let mut node = Command::new("node");
    node.env("POS_URL", format!("http://{address}/"));
    node.env("POS_CHROMIUM", shell::find("chromium").context("chromium is missing")?).current_dir(project.root());
    Ok(node)
}

fn specs(project: &Project) -> Result<Vec<std::path::PathBuf>> {
    let mut files = project.files("tests/e2e")?;
    files.retain(|path| path.to_string_lossy().ends_with(".spec.mjs"));
    Ok(files)
}
