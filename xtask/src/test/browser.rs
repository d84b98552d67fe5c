//! The tests of the app inside headless Chromium.

use super::tally::{self, Tally};
use crate::setup::BROWSER;
use crate::{project::Project, shell};
use anyhow::{Context, Result};

/// `cargo test` for the browser; `.cargo/config.toml` names the runner and the browser's settings.
pub fn run(project: &Project) -> Result<Tally> {
    let driver = shell::find("chromedriver").context("chromedriver is missing")?;
    let mut cargo = shell::cargo();
    cargo.args(["test", "--package", "pos-doctor", "--test", "*"]);
    cargo.args(["--target", BROWSER, "--no-fail-fast"]).env("CHROMEDRIVER", driver).current_dir(project.root());
    tally::count(&mut cargo, tally::of_rust)
}
