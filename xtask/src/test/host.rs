//! The tests of core and of this tool, on this machine.

use super::tally::{self, Tally};
use crate::{project::Project, shell};
use anyhow::Result;

/// `cargo test` for everything but the app, which needs a browser.
pub fn run(project: &Project) -> Result<Tally> {
    let mut cargo = shell::cargo();
    cargo.args(["test", "--workspace", "--exclude", "pos-doctor", "--no-fail-fast"]).current_dir(project.root());
    tally::count(&mut cargo, tally::of_rust)
}

/// The parsers of core with a million random inputs, where `run` has some thousands.
pub fn long(project: &Project) -> Result<Tally> {
    let mut cargo = shell::cargo();
    cargo.args(["test", "--package", "pos-doctor-core", "--test", "it", "reader::robust"]);
    cargo.env("POS_LONG_TESTS", "1").current_dir(project.root());
    tally::count(&mut cargo, tally::of_rust)
}
