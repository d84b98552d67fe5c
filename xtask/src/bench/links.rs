//! How long links are: over all cases of the content, and over sessions of simulated merchants.

use crate::simulate::{merchant, session};
use crate::{content, project::Project};
use anyhow::Result;
use pos_doctor_core::case::Case;
use pos_doctor_core::content::Knowledge;
use pos_doctor_core::qr::Qr;
use pos_doctor_core::token::{Parcel, write};
use std::fmt::Write;

const RUNS: usize = 1500;

/// A table for docs/links.md.
pub fn run(project: &Project) -> Result<String> {
    let bundle = content::load(project)?;
    let k = &bundle.knowledge;
    let written: Vec<Case> = bundle.cases.iter().map(|c| Case::parse(k, &c.facts.join("\n"))).collect();
    let crowd = merchant::Crowd { knowledge: k, runs: RUNS, seed: 1, honesty: merchant::Honesty::HONEST };
    let played: Vec<Case> =
        crowd.merchants().map(|merchant| session::play(k, merchant, &session::Product).case).collect();
    let mut table = String::from(
        "| Cases | how many | events, median | characters, median | 90 % | longest | at most 60 | QR squares at the median |\n|---|---|---|---|---|---|---|---|\n",
    );
    for (name, cases) in [("of content/cases", written), ("of simulated merchants, to their end", played)] {
        writeln!(table, "{}", line(k, name, &cases))?;
    }
    Ok(table)
}

fn line(k: &Knowledge, name: &str, cases: &[Case]) -> String {
    let parcel = |case: &Case| Parcel { case: case.clone(), english: Some(false), ..Parcel::default() };
    let mut lengths: Vec<usize> = cases.iter().map(|case| write(k, &parcel(case)).token.len()).collect();
    let mut events: Vec<usize> = cases.iter().map(|case| case.events.len()).collect();
    lengths.sort_unstable();
    events.sort_unstable();
    let at = |list: &[usize], percent: usize| list.get((list.len() - 1) * percent / 100).copied().unwrap_or_default();
    let short = lengths.iter().filter(|length| **length <= 60).count() * 100 / lengths.len().max(1);
    let address = format!("https://help.bank.example/pos/#/c/{}", "A".repeat(at(&lengths, 50)));
    let squares = Qr::of(&address).map_or(0, |qr| qr.size() - 8);
    format!(
        "| {name} | {} | {} | {} | {} | {} | {short} % | {squares} x {squares} |",
        cases.len(),
        at(&events, 50),
        at(&lengths, 50),
        at(&lengths, 90),
        at(&lengths, 100),
    )
}
