//! `cargo xtask bench plan`: size, gap, time, states and memory of the planner, and the gap against time.

use crate::args::Args;
use crate::eval::{generate, plan};
use crate::project::Project;
use anyhow::{Result, anyhow};
use pos_doctor_core::plan::model::{Draft, Model};
use pos_doctor_core::plan::rule::Rule;
use pos_doctor_core::plan::tables::Tables;
use std::fmt::Write as _;

/// The sizes of the nine models whose optimum has been published, actions times questions.
const PUBLISHED: [&str; 9] = ["6x2", "9x3", "11x3", "12x3", "13x4", "14x4", "9x9", "16x5", "10x10"];
/// Moments of the curve, in seconds.
const MOMENTS: [f64; 6] = [0.1, 0.5, 1.0, 2.0, 5.0, 10.0];

/// Measures the product's own advice: `--content`, `--budget-ms N`, `--states N`.
pub fn content(project: &Project, args: &mut Args) -> Result<String> {
    let budget = args.number("--budget-ms")?.unwrap_or(2000);
    let states = args.number("--states")?.unwrap_or(20_000);
    args.finish()?;
    Ok(super::content::table(&crate::content::load(project)?, f64::from(budget), states, processor_ms))
}

/// Measures: the published sizes, or those of `--sizes 30x15,80x40,planted9`, with `--seeds N` models of each.
pub fn table(args: &mut Args) -> Result<String> {
    let all = format!("{},30x15,planted9,80x40,planted26", PUBLISHED.join(","));
    let sizes = args.value("--sizes")?.unwrap_or(all);
    let seeds: u64 = args.number("--seeds")?.unwrap_or(1);
    let budget: u64 = args.number("--budget-ms")?.unwrap_or(5000);
    let memory: usize = args.number("--memory-mb")?.unwrap_or(64);
    args.finish()?;
    let moments: String = MOMENTS.iter().map(|s| format!(" {s} s |")).collect();
    let mut text = format!(
        "Budget {budget} ms of processor time, {memory} MB, one thread. Gap in percent; \"P/C\" is updating P/C without \
         questions, above the planner's strategy.\n\n| model | seed | lower | upper | gap | P/C | first ms | total ms | \
         states | MB |{moments}\n|---|---|---|---|---|---|---|---|---|---|{}\n",
        "---|".repeat(MOMENTS.len())
    );
    for size in sizes.split(',') {
        for seed in 1..=seeds {
            text.push_str(&line(size, seed, budget, memory)?);
        }
    }
    Ok(text)
}

fn draft(size: &str, seed: u64) -> Result<Draft> {
    match size.strip_prefix("planted") {
        Some("9") => Ok(generate::planted_model(9, 6)),
        Some("26") => Ok(generate::planted_model(26, 14)),
        Some(m) => Ok(generate::planted_model(m.parse()?, 0)),
        None => generate::parse(size).map(|(actions, questions)| generate::random(actions, questions, seed)),
    }
}

fn line(size: &str, seed: u64, budget: u64, memory: usize) -> Result<String> {
    let defects = |defects: Vec<_>| anyhow!("the generator made a model with {} defects", defects.len());
    let model = Model::new(&draft(size, seed)?).map_err(defects)?;
    let t = Tables::new(model.clone());
    let plain = Rule::default().run(&t, &t.priors(), &vec![true; t.actions.len()]);
    let mut curve = String::new();
    let mut moments = MOMENTS.iter().peekable();
    let (_, run) = plan::certify(model, budget, memory, processor_ms, |elapsed, planner| {
        while moments.next_if(|moment| elapsed >= **moment * 1000.0).is_some() {
            let (lower, upper) = planner.bounds();
            let _ = write!(curve, " {:.2} |", (upper - lower) / upper * 100.0);
        }
    });
    curve.push_str(&" – |".repeat(moments.count()));
    let line = format!(
        "| {size} | {seed} | {:.4} | {:.4} | {:.2} | +{:.1} % | {:.1} | {:.0} | {} | {:.1} |{curve}\n",
        run.lower,
        run.upper,
        run.gap() * 100.0,
        (plain / run.upper - 1.0) * 100.0,
        run.first_ms,
        run.total_ms,
        run.states,
        run.peak_mb
    );
    eprint!("{line}");
    Ok(line)
}

/// Milliseconds of processor time of this thread: what others do on the machine does not count. Linux tells it.
fn processor_ms() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    text.split(' ').next().and_then(|word| word.parse::<f64>().ok()).unwrap_or(0.0) / 1e6
}
