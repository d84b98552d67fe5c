//! `cargo xtask eval plan MODEL.json`: the certificate of a model from outside.

use super::browser;
use crate::args::Args;
use crate::project::{Project, read_text, write};
use anyhow::{Context, Result};
use pos_doctor_eval::plan::{self, Limits};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

/// Plans a model and prints what was proven.
pub fn run(project: &Project, args: &mut Args) -> Result<ExitCode> {
    let file = args.command().context("which model? `cargo xtask eval plan MODEL.json`")?;
    let (wasm, limits) = (args.flag("--wasm"), limits(args)?);
    let policy: Option<PathBuf> = args.value("--policy-out")?.map(PathBuf::from);
    args.finish()?;
    let limits = Limits { policy: policy.is_some(), ..limits };
    let model = read_text(Path::new(&file))?;
    let report = if wasm {
        browser::set_up(project)?;
        browser::report(project, model, &limits)?
    } else {
        let start = Instant::now();
        native(&model, &limits, || start.elapsed().as_secs_f64() * 1000.0)?
    };
    if let Some(defects) = report.get("defects").and_then(Value::as_array) {
        defects.iter().filter_map(Value::as_str).for_each(|defect| eprintln!("{defect}"));
        return Ok(ExitCode::from(2));
    }
    println!("{}", serde_json::to_string_pretty(&report.get("run"))?);
    if let (Some(path), Some(policy)) = (policy, report.get("policy")) {
        write(&path, policy.to_string().as_bytes())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// `--budget-ms N`, `--memory-mb M`, `--states N`.
pub fn limits(args: &mut Args) -> Result<Limits> {
    let usual = Limits::default();
    Ok(Limits {
        budget_ms: args.number("--budget-ms")?.unwrap_or(usual.budget_ms),
        memory_mb: args.number("--memory-mb")?.unwrap_or(usual.memory_mb),
        states: args.number("--states")?.unwrap_or(usual.states),
        policy: usual.policy,
    })
}

/// Plans on this machine, with a clock that tells milliseconds.
pub fn native(model: &str, limits: &Limits, clock: impl Fn() -> f64) -> Result<Value> {
    Ok(serde_json::from_str(&plan::report(model, limits, clock, |bytes| bytes))?)
}
