//! `cargo xtask eval plan MODEL.json`: the certificate of a model from outside.

use super::model;
use crate::args::Args;
use crate::project::{read_text, write};
use anyhow::{Context, Result};
use pos_doctor_core::plan::model::{Draft, Model};
use pos_doctor_core::plan::planner::Planner;
use pos_doctor_core::plan::position::Step;
use pos_doctor_core::plan::tree::Tree;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

/// States between two looks at the clock.
const SLICE: u64 = 256;

/// Plans a model and prints what was proven.
pub fn run(args: &mut Args) -> Result<ExitCode> {
    let file = args.command().context("which model? `cargo xtask eval plan MODEL.json`")?;
    let budget = args.number("--budget-ms")?.unwrap_or(5000);
    let memory = args.number("--memory-mb")?.unwrap_or(64);
    let policy: Option<PathBuf> = args.value("--policy-out")?.map(PathBuf::from);
    args.finish()?;
    let (draft, model) = match model::read(&read_text(Path::new(&file))?) {
        Ok(read) => read,
        Err(defects) => {
            defects.iter().for_each(|defect| eprintln!("{defect}"));
            return Ok(ExitCode::from(2));
        }
    };
    let start = Instant::now();
    let wall = || start.elapsed().as_secs_f64() * 1000.0;
    let (planner, run) = certify(model, budget, memory, wall, |_, _| ());
    println!("{}", serde_json::to_string_pretty(&run.to_json(&draft))?);
    if let Some(path) = policy {
        write(&path, serde_json::to_string(&policy_json(&draft, planner.strategy()))?.as_bytes())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What came out, and what it took.
pub struct Run {
    pub first: Step,
    pub lower: f64,
    pub upper: f64,
    pub first_ms: f64,
    pub total_ms: f64,
    pub states: u64,
    pub peak_mb: f64,
}

impl Run {
    /// (upper - lower) / upper, to nine places: bounds of an optimum differ by rounding alone.
    pub fn gap(&self) -> f64 {
        ((self.upper - self.lower) / self.upper * 1e9).round().max(0.0) / 1e9
    }

    fn to_json(&self, draft: &Draft) -> Value {
        json!({
            "first": name(draft, self.first),
            "upper": self.upper,
            "lower": self.lower,
            "gap": self.gap(),
            "first_ms": (self.first_ms * 1000.0).round() / 1000.0,
            "total_ms": (self.total_ms * 1000.0).round() / 1000.0,
            "states": self.states,
            "peak_mb": (self.peak_mb * 100.0).round() / 100.0,
        })
    }
}

/// Plans until the bounds meet or the time is over. `clock` tells milliseconds; `watch` sees those since the start and
/// the planner, after each slice.
pub fn certify(
    model: Model,
    budget_ms: u64,
    memory_mb: usize,
    clock: impl Fn() -> f64,
    mut watch: impl FnMut(f64, &Planner),
) -> (Planner, Run) {
    let start = clock();
    let elapsed = || clock() - start;
    let mut planner = Planner::new(model, memory_mb * 1_000_000);
    let first_ms = elapsed();
    let mut finished = false;
    // Writing the strategy out takes time as well: a twentieth is left for it.
    while !finished && elapsed() < budget_ms as f64 * 0.95 {
        finished = planner.step(SLICE);
        watch(elapsed(), &planner);
    }
    if budget_ms > 0 && !finished {
        planner.write();
    }
    let (lower, upper) = planner.bounds();
    let first = planner.first();
    let peak_mb = planner.bytes() as f64 / 1e6;
    let run = Run { first, lower, upper, first_ms, total_ms: elapsed(), states: planner.states(), peak_mb };
    (planner, run)
}

fn name(draft: &Draft, step: Step) -> String {
    let id = match step {
        Step::Action(n) => draft.actions.get(n).map(|a| &a.id),
        Step::Question(n) => draft.questions.get(n).map(|q| &q.id),
        Step::Call(_) | Step::Rule => None,
    };
    id.map_or_else(|| "call_service".to_owned(), Clone::clone)
}

/// As `policy/1`.
pub fn policy_json(draft: &Draft, tree: &Tree) -> Value {
    let node = |node: &pos_doctor_core::plan::tree::Node| match node.step {
        Step::Action(_) => json!({"action": name(draft, node.step), "failed": node.children.first()}),
        Step::Question(_) => json!({"question": name(draft, node.step), "answers": node.children}),
        Step::Call(_) => json!({"call_service": true}),
        Step::Rule => json!({"rule": "updating-pc"}),
    };
    json!({"format": "policy/1", "root": 0, "nodes": tree.nodes.iter().map(node).collect::<Vec<_>>()})
}
