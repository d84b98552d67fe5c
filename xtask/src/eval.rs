//! `cargo xtask eval`: the planner on models from outside, and the understanding of text on labelled complaints.

pub mod browser;
mod check;
pub mod generate;
pub mod plan;
mod triage;

use crate::{args::Args, project::Project};
use anyhow::{Result, bail};
use std::process::ExitCode;

/// Runs `cargo xtask eval WHAT`.
pub fn run(project: &Project, args: &mut Args) -> Result<ExitCode> {
    match args.command().as_deref() {
        Some("plan") => plan::run(project, args),
        Some("check") => check::run(args),
        Some("generate") => generate::run(args),
        Some("triage") => triage::run(project, args),
        _ => bail!(
            "`eval plan MODEL.json`, `eval generate --size 10x10`, `eval check MODEL.json POLICY.json` and \
             `eval triage FILE.json` are there"
        ),
    }
}
