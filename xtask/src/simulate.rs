//! `cargo xtask simulate`: simulated merchants play the product's own content, guards and plan.
//!
//! The merchants answer by the very numbers the engine believes in, so the table proves that the parts fit
//! together; it says nothing about how true the numbers are.

pub mod merchant;
mod report;
pub mod rivals;
pub mod session;

use crate::{args::Args, content, project::Project};
use anyhow::{Result, ensure};
use merchant::{Crowd, Honesty};
use std::process::ExitCode;

/// Fewest runs for each cause, however rare it is.
const LEAST: usize = 20;

/// Runs `cargo xtask simulate [--runs N] [--seed S] [--json]`.
pub fn run(project: &Project, args: &mut Args) -> Result<ExitCode> {
    let runs = args.number("--runs")?.unwrap_or(3000);
    let seed = args.number("--seed")?.unwrap_or(1);
    let json = args.flag("--json");
    args.finish()?;
    ensure!(runs > 0, "--runs wants at least 1");
    let bundle = content::load(project)?;
    let knowledge = &bundle.knowledge;
    let play = |honesty, strategy: &dyn session::Strategy| {
        let crowd = Crowd { knowledge, runs, seed, honesty };
        crowd.merchants().map(|merchant| session::play(knowledge, merchant, strategy)).collect::<Vec<_>>()
    };
    let honest = play(Honesty::HONEST, &rivals::Product);
    let noisy = play(Honesty::NOISY, &rivals::Product);
    let fixed = play(Honesty::HONEST, &rivals::FixedList::of_the_articles(knowledge));
    let entropy = play(Honesty::HONEST, &rivals::Entropy);
    let table = report::Report::new(knowledge, &honest, &noisy, &fixed, &entropy);
    println!("{}", if json { table.json() } else { table.text() });
    Ok(ExitCode::SUCCESS)
}
