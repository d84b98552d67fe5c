//! The planner of `cargo xtask eval plan --wasm` against that of this machine.

use super::tally::{self, Tally};
use crate::eval::{browser, generate};
use crate::{project::Project, shell};
use anyhow::{Result, ensure};
use pos_doctor_eval::plan::{Limits, report};
use serde_json::Value;

/// Compares them, where there is a Chromium.
pub fn run(project: &Project) -> Result<Tally> {
    if let Some(missing) = ["chromium", "node"].into_iter().find(|program| shell::find(program).is_none()) {
        println!("NOT RUN: the planner finds the same in Chromium: {missing} is missing");
        return Ok(Tally { skipped: 1, ..Tally::default() });
    }
    Ok(tally::one("the planner finds the same in Chromium", same(project)))
}

/// The same to the last digit of every number, and the same strategy, when both expand as many states.
fn same(project: &Project) -> Result<()> {
    let sizes = [(6, 2), (12, 3), (10, 10), (30, 15)];
    let drafts = sizes.map(|(actions, questions)| generate::random(actions, questions, 5)).into_iter();
    let drafts = drafts.chain([generate::planted_model(9, 6)]);
    let models: Vec<String> = drafts.map(|draft| generate::to_json(&draft).to_string()).collect();
    let limits = Limits { budget_ms: 600_000, states: 3000, policy: true, ..Limits::default() };
    let there = browser::reports(project, &models, &limits)?;
    ensure!(there.len() == models.len(), "{} reports for {} models", there.len(), models.len());
    for (model, there) in models.iter().zip(&there) {
        let here = timeless(&report(model, &limits, || 0.0, |bytes| bytes))?;
        ensure!(here.pointer("/run/upper").is_some(), "nothing was planned: {here}");
        let there = timeless(there)?;
        ensure!(here == there, "the browser finds {:?}, this machine {:?}", there.get("run"), here.get("run"));
    }
    Ok(())
}

/// A report without what depends on the host: time, and how memory is measured.
fn timeless(report: &str) -> Result<Value> {
    let mut report: Value = serde_json::from_str(report)?;
    let without = |part: Option<&mut Value>, names: &[&str]| {
        part.and_then(Value::as_object_mut)
            .into_iter()
            .for_each(|part| part.retain(|key, _| !names.contains(&key.as_str())));
    };
    without(report.get_mut("run"), &["first_ms", "total_ms", "peak_mb"]);
    without(Some(&mut report), &["curve", "processor_ms"]);
    Ok(report)
}
