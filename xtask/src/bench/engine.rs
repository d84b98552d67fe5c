//! How long the engine takes for one answer: the belief alone, and belief, red lines and plan together.

use crate::{content, project::Project};
use anyhow::Result;
use pos_doctor_core::case::{Case, Event};
use pos_doctor_core::content::{Knowledge, SymptomId};
use pos_doctor_core::diagnose::{Facts, Setting, advise, believe};
use std::fmt::Write;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Each case is measured so often; the median counts.
const ROUNDS: usize = 9;

/// A table for docs/benchmarks.md.
pub fn run(project: &Project) -> Result<String> {
    let bundle = content::load(project)?;
    let k = &bundle.knowledge;
    let symptoms = (0u16..).map(SymptomId).take(k.symptoms.len());
    let starts: Vec<Case> = symptoms.map(|s| Case { events: vec![Event::Symptom(s)], ..Case::default() }).collect();
    let cases: Vec<Case> = bundle.cases.iter().map(|c| Case::parse(k, &c.facts.join("\n"))).collect();
    let mut table = String::from(
        "## The engine\n\n`cargo xtask bench engine`: one thread, native, core at opt-level 3; median of nine rounds for each case, \
         then median, 90 % point and largest over the cases, in microseconds. Where an alert or a first question comes before the \
         plan, a step costs next to nothing. The ratio is what does not depend on the machine.\n\n\
         | Where | cases | belief, median | next step, median | 90 % | largest | largest step / belief |\n|---|---|---|---|---|---|---|\n",
    );
    for (name, cases) in [("start of each symptom", starts), ("after the facts of each case in content/", cases)] {
        let belief = times(&cases, |case| drop(black_box(believe(k, &Facts::of(k, case), &Setting::default()))));
        let step = times(&cases, |case| drop(black_box(advise(k, case, &Setting::default()))));
        writeln!(table, "{}", line(name, &belief, &step))?;
    }
    let _ = write!(table, "\n{}", size(k));
    Ok(table)
}

/// Sorted medians, one for each case.
fn times(cases: &[Case], mut work: impl FnMut(&Case)) -> Vec<Duration> {
    let mut medians: Vec<Duration> = cases
        .iter()
        .map(|case| {
            let mut rounds: Vec<Duration> = (0..ROUNDS)
                .map(|_| {
                    let start = Instant::now();
                    work(case);
                    start.elapsed()
                })
                .collect();
            rounds.sort();
            rounds.get(ROUNDS / 2).copied().unwrap_or_default()
        })
        .collect();
    medians.sort();
    medians
}

fn line(name: &str, belief: &[Duration], step: &[Duration]) -> String {
    let at = |sorted: &[Duration], share: usize| sorted.get(sorted.len() * share / 100).copied().unwrap_or_default();
    let us = |d: Duration| format!("{:.1}", d.as_secs_f64() * 1e6);
    let largest = step.last().copied().unwrap_or_default();
    let ratio = largest.as_secs_f64() / at(belief, 50).as_secs_f64();
    let row = [us(at(belief, 50)), us(at(step, 50)), us(at(step, 90)), us(largest), format!("{ratio:.0}")];
    format!("| {name} | {} | {} |", step.len(), row.join(" | "))
}

fn size(k: &Knowledge) -> String {
    format!(
        "The knowledge measured: {} faults, {} questions, {} actions, {} addressees.\n",
        k.fault_count,
        k.questions.len(),
        k.actions.len(),
        k.addressees.len()
    )
}
