//! `cargo xtask learn CASES.jsonl`: how a bank's own outcomes would change the numbers in `content/`.
//!
//! The expert's numbers count like so many cases of their own (Dirichlet); what the bank has seen is added to them. Only
//! cases whose cause was confirmed teach anything. One pass, and memory that depends on the content alone.

mod counts;
mod diff;
mod line;
#[cfg(test)]
mod tests;

use crate::{args::Args, content, project::Project};
use anyhow::{Context, Result, bail, ensure};
use counts::Counts;
use line::Line;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::process::ExitCode;

/// Longest line that is read; a case is far shorter.
const LONGEST: u64 = 64 * 1024;

/// How many cases the expert's numbers count for.
#[derive(Debug, Clone, Copy)]
pub struct Strength {
    /// The shares of the causes under one symptom.
    pub shares: f64,
    /// One row of a question, or one chance of a repair.
    pub row: f64,
}

/// Runs `cargo xtask learn CASES.jsonl [--shares N] [--row N] [--all]`.
pub fn run(project: &Project, args: &mut Args) -> Result<ExitCode> {
    let strength =
        Strength { shares: args.number("--shares")?.unwrap_or(200.0), row: args.number("--row")?.unwrap_or(20.0) };
    let all = args.flag("--all");
    let path = args.command().context("which file? `cargo xtask learn CASES.jsonl`")?;
    args.finish()?;
    ensure!(strength.shares > 0.0 && strength.row > 0.0, "--shares and --row want numbers above 0");
    let bundle = content::load(project)?;
    let k = &bundle.knowledge;
    let mut counts = Counts::new(k);
    let file = File::open(&path).with_context(|| path.clone())?;
    read(BufReader::new(file), |line| counts.add(k, line)).with_context(|| path.clone())?;
    println!("{}", diff::text(k, &counts, strength, all));
    Ok(ExitCode::SUCCESS)
}

/// Reads every line and hands it on; stops at the first that is no case, or could name somebody.
fn read(mut file: impl BufRead, mut take: impl FnMut(&Line)) -> Result<()> {
    let mut text = String::new();
    for number in 1.. {
        text.clear();
        let length = file.by_ref().take(LONGEST).read_line(&mut text).with_context(|| format!("line {number}"))?;
        if length == 0 {
            return Ok(());
        }
        if length as u64 == LONGEST {
            bail!("line {number} is longer than any case");
        }
        if !text.trim().is_empty() {
            take(&Line::read(&text).with_context(|| format!("line {number}; nothing was learned"))?);
        }
    }
    Ok(())
}
