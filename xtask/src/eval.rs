//! `cargo xtask eval`: not built yet.

use crate::{args::Args, project::Project};
use anyhow::{Result, bail};
use std::process::ExitCode;

/// Runs `cargo xtask eval`.
pub fn run(_project: &Project, _args: &mut Args) -> Result<ExitCode> {
    bail!("eval is not built yet")
}
