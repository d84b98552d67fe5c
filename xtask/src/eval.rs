//! `cargo xtask eval`: the planner on models from outside, and models to try it on.

mod check;
pub mod generate;
pub mod model;
pub mod plan;

use crate::{args::Args, project::Project};
use anyhow::{Result, bail};
use std::process::ExitCode;

/// Runs `cargo xtask eval plan MODEL.json …` or `cargo xtask eval generate …`.
pub fn run(_project: &Project, args: &mut Args) -> Result<ExitCode> {
    match args.command().as_deref() {
        Some("plan") => plan::run(args),
        Some("check") => check::run(args),
        Some("generate") => generate::run(args),
        _ => {
            bail!(
                "`eval plan MODEL.json`, `eval generate --size 10x10` and `eval check MODEL.json POLICY.json` are there"
            )
        }
    }
}
