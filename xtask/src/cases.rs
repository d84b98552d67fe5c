//! `cargo xtask cases`: sessions that simulated merchants went through, picked for an expert to read: the longest, the
//! dearest, those handed over most, those whose end surprises most.

use crate::simulate::merchant::{Crowd, Honesty};
use crate::simulate::session::{Outcome, Product, play};
use crate::{args::Args, content, project::Project};
use anyhow::{Result, ensure};
use pos_doctor_core::case::Event;
use pos_doctor_core::content::{Knowledge, SymptomId};
use pos_doctor_core::diagnose::{Facts, Setting, believe};
use std::fmt::Write;
use std::process::ExitCode;

/// Runs `cargo xtask cases [--runs N] [--seed S] [--show N]`.
pub fn run(project: &Project, args: &mut Args) -> Result<ExitCode> {
    let runs = args.number("--runs")?.unwrap_or(2000);
    let seed = args.number("--seed")?.unwrap_or(1);
    let show: usize = args.number("--show")?.unwrap_or(5);
    args.finish()?;
    ensure!(runs > 0, "--runs wants at least 1");
    let bundle = content::load(project)?;
    let k = &bundle.knowledge;
    let crowd = Crowd { knowledge: k, runs, seed, honesty: Honesty::HONEST };
    let sessions: Vec<Outcome> = crowd.merchants().map(|merchant| play(k, merchant, &Product)).collect();
    println!("{} sessions of simulated merchants (seed {seed}); a person should read these.\n", sessions.len());
    print!("{}", ranked(k, "Longest", &sessions, show, |o| o.steps as f64));
    print!("{}", ranked(k, "Dearest, in minutes' worth", &sessions, show, |o| o.cost));
    print!(
        "{}",
        ranked(k, "Most surprising: the true cause seemed least probable at the end", &sessions, show, |o| 1.0
            - belief_in_truth(k, o))
    );
    print!("{}", handed(k, &sessions));
    Ok(ExitCode::SUCCESS)
}

/// What was believed of the true cause when the session ended.
fn belief_in_truth(k: &Knowledge, outcome: &Outcome) -> f64 {
    believe(k, &Facts::of(k, &outcome.case), &Setting::default()).of(outcome.cause)
}

/// The sessions for which a measure is highest, one for each pair of symptom and cause.
fn ranked(k: &Knowledge, title: &str, sessions: &[Outcome], show: usize, measure: impl Fn(&Outcome) -> f64) -> String {
    let mut order: Vec<(f64, &Outcome)> = sessions.iter().map(|outcome| (measure(outcome), outcome)).collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut seen = Vec::new();
    order.retain(|(_, outcome)| {
        let pair = (outcome.case.events.first().copied(), outcome.cause);
        let new = !seen.contains(&pair);
        seen.push(pair);
        new
    });
    let mut text = format!("## {title}\n\n");
    for (value, outcome) in order.iter().take(show) {
        let cause = k.cause(outcome.cause).map_or("", |cause| &cause.id);
        let end = if outcome.right { "ended right" } else { "ended wrong" };
        let _ = writeln!(text, "{value:.2}: really {cause}; {} steps, cost {:.1}, {end}", outcome.steps, outcome.cost);
        for line in outcome.case.format(k).lines() {
            let _ = writeln!(text, "    {line}");
        }
        text.push('\n');
    }
    text
}

/// How often each symptom ends with somebody else.
fn handed(k: &Knowledge, sessions: &[Outcome]) -> String {
    let mut text = String::from("## Most often handed over\n\n");
    let mut rows: Vec<(f64, usize, &str)> = (0u16..)
        .zip(&k.symptoms)
        .map(|(n, symptom)| {
            let own = sessions.iter().filter(|o| o.case.events.first() == Some(&Event::Symptom(SymptomId(n))));
            let (mut all, mut handed, mut count) = (0.0, 0.0, 0);
            for outcome in own {
                let given = matches!(outcome.case.events.last(), Some(Event::Handed(_)));
                all += outcome.weight;
                handed += if given { outcome.weight } else { 0.0 };
                count += 1;
            }
            (if all > 0.0 { handed / all } else { 0.0 }, count, symptom.id.as_str())
        })
        .collect();
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (share, count, id) in rows {
        let _ = writeln!(text, "{:5.1} %  {id} ({count} sessions)", share * 100.0);
    }
    text
}
