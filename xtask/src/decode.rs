//! `cargo xtask decode KIND HEX`: explains what a reader or a card sent, as one JSON object. The explaining is core's.

use crate::args::Args;
use anyhow::{Context, Result};
use pos_doctor_core::reader::{self, Tree};
use std::process::ExitCode;

/// Exit code of input that was not understood; 1 is for a command line that was not.
const REJECTED: u8 = 2;

/// Runs `cargo xtask decode`.
pub fn run(args: &mut Args) -> Result<ExitCode> {
    let kind =
        args.command().context("decode wants a kind and bytes in hexadecimal; docs/readers.md lists the kinds")?;
    let hex = args.command().unwrap_or_default();
    args.finish()?;
    let said = reader::decode(&kind, &hex);
    println!("{said}");
    let understood = said.get("ok") == Some(&Tree::Bool(true));
    Ok(if understood { ExitCode::SUCCESS } else { ExitCode::from(REJECTED) })
}
