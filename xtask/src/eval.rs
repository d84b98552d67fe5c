//! `cargo xtask eval`: the engine and the understanding of text, measured on labelled cases.

mod triage;

use crate::{args::Args, project::Project};
use anyhow::{Result, bail};
use std::process::ExitCode;

/// Runs `cargo xtask eval WHAT`.
pub fn run(project: &Project, args: &mut Args) -> Result<ExitCode> {
    match args.command().as_deref() {
        Some("triage") => triage::run(project, args),
        _ => bail!("eval wants to know what: triage FILE.json, or triage --report [FILE.toml]"),
    }
}
