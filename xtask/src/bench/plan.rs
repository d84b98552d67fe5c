//! `cargo xtask bench plan`: size, gap, time, states and memory of the planner, and the gap against time.

use super::chart::{Axis, Chart, Line, svg};
use crate::args::Args;
use crate::eval::{browser, generate, plan};
use crate::project::{Project, write};
use anyhow::{Result, anyhow};
use pos_doctor_core::plan::model::{Draft, Model};
use pos_doctor_core::plan::rule::Rule;
use pos_doctor_core::plan::tables::Tables;
use pos_doctor_eval::plan::Limits;
use serde_json::Value;
use std::fmt::Write as _;

/// The sizes of the nine models whose optimum has been published, actions times questions.
const PUBLISHED: &str = "6x2,9x3,11x3,12x3,13x4,14x4,9x9,16x5,10x10";
/// Moments of the table, in seconds.
const MOMENTS: [f64; 6] = [0.1, 0.5, 1.0, 2.0, 5.0, 10.0];
/// What is solved sooner is not worth a line in the chart, in milliseconds.
const SOON: f64 = 100.0;

/// Measures the product's own advice: `--content`, `--budget-ms N`, `--states N`.
pub fn content(project: &Project, args: &mut Args) -> Result<String> {
    let budget = args.number("--budget-ms")?.unwrap_or(2000);
    let states = args.number("--states")?.unwrap_or(20_000);
    args.finish()?;
    Ok(super::content::table(&crate::content::load(project)?, f64::from(budget), states, processor_ms))
}

/// Compares the posterior and the next step with those of pgmpy and pyAgrum.
pub fn libraries(project: &Project, args: &Args) -> Result<String> {
    args.finish()?;
    super::libraries::table(project, processor_ms)
}

/// Measures: the published sizes, or those of `--sizes 30x15,80x40,planted9`, with `--seeds N` models of each; on this
/// machine, or with `wasm` in Chromium.
pub fn table(project: &Project, args: &mut Args, wasm: bool) -> Result<String> {
    let all = if wasm { PUBLISHED.to_owned() } else { format!("{PUBLISHED},30x15,planted9,80x40,planted26") };
    let sizes = args.value("--sizes")?.unwrap_or(all);
    let seeds: u64 = args.number("--seeds")?.unwrap_or(1);
    let limits = plan::limits(args)?;
    args.finish()?;
    let mut runs = Vec::new();
    for size in sizes.split(',') {
        for seed in 1..=seeds {
            runs.push(Run::new(size, seed)?);
        }
    }
    measure(project, &mut runs, &limits, wasm)?;
    let picture = format!("plots/{}.svg", if wasm { "plan-wasm" } else { "plan" });
    let clock =
        if wasm { "by the wall clock, in headless Chromium, as WebAssembly" } else { "of processor time, native" };
    let title = format!("Certified gap against time, {}", if wasm { "WebAssembly in Chromium" } else { "native" });
    write(&project.path("docs").join(&picture), chart(&title, &runs).as_bytes())?;
    let Limits { budget_ms, memory_mb, .. } = limits;
    let moments: String = MOMENTS.iter().map(|s| format!(" {s} s |")).collect();
    let mut text = format!(
        "Budget {budget_ms} ms {clock}; {memory_mb} MB{}, one thread. Gap in percent; \"P/C\" is updating P/C without \
         questions, above the planner's strategy.\n\n| model | seed | lower | upper | gap | P/C | first ms | total ms | \
         states | MB |{}{moments}\n|---|---|---|---|---|---|---|---|---|---|{}\n",
        if wasm { " of WebAssembly memory at most, stack and text included" } else { "" },
        if wasm { " processor ms |" } else { "" },
        "---|".repeat(MOMENTS.len() + usize::from(wasm))
    );
    runs.iter().for_each(|run| text.push_str(&run.row()));
    let _ = write!(text, "\n![{title}]({picture})\n");
    Ok(text)
}

fn measure(project: &Project, runs: &mut [Run], limits: &Limits, wasm: bool) -> Result<()> {
    if wasm {
        browser::set_up(project)?;
        let models: Vec<String> = runs.iter().map(Run::model).collect();
        for (run, report) in runs.iter_mut().zip(browser::reports(project, &models, limits)?) {
            run.report = serde_json::from_str(&report)?;
        }
        return Ok(());
    }
    for run in runs {
        run.report = plan::native(&run.model(), limits, processor_ms)?;
        eprint!("{}", run.row());
    }
    Ok(())
}

/// One model, and what the planner said of it.
struct Run {
    size: String,
    seed: u64,
    draft: Draft,
    /// What updating P/C costs.
    plain: f64,
    report: Value,
}

impl Run {
    fn new(size: &str, seed: u64) -> Result<Self> {
        let draft = draft(size, seed)?;
        let defects = |defects: Vec<_>| anyhow!("the generator made a model with {} defects", defects.len());
        let t = Tables::new(Model::new(&draft).map_err(defects)?);
        let plain = Rule::default().run(&t, &t.priors(), &vec![true; t.actions.len()]);
        Ok(Self { size: size.to_owned(), seed, draft, plain, report: Value::Null })
    }

    fn model(&self) -> String {
        generate::to_json(&self.draft).to_string()
    }

    fn number(&self, key: &str) -> f64 {
        self.report.pointer(&format!("/run/{key}")).and_then(Value::as_f64).unwrap_or(f64::NAN)
    }

    /// Milliseconds and the gap in percent.
    fn curve(&self) -> Vec<(f64, f64)> {
        let points = self.report.get("curve").and_then(Value::as_array).into_iter().flatten();
        let numbers = |point: &Value| {
            <[f64; 3]>::try_from(point.as_array()?.iter().filter_map(Value::as_f64).collect::<Vec<_>>()).ok()
        };
        points.filter_map(numbers).map(|[ms, lower, upper]| (ms, (upper - lower).max(0.0) / upper * 100.0)).collect()
    }

    fn row(&self) -> String {
        let curve = self.curve();
        let total = self.number("total_ms");
        // Beside the time by the wall clock, which is all that a page can see.
        let processor = self.report.get("processor_ms").and_then(Value::as_f64);
        let moment = |seconds: &f64| {
            let reached =
                curve.iter().rev().find(|(ms, _)| *ms <= seconds * 1000.0).filter(|_| seconds * 1000.0 < total);
            reached.map_or_else(|| " – |".to_owned(), |(_, gap)| format!(" {gap:.2} |"))
        };
        format!(
            "| {} | {} | {:.4} | {:.4} | {:.2} | +{:.1} % | {:.1} | {total:.0} | {} | {:.1} |{}{}\n",
            self.size,
            self.seed,
            self.number("lower"),
            self.number("upper"),
            self.number("gap") * 100.0,
            (self.plain / self.number("upper") - 1.0) * 100.0,
            self.number("first_ms"),
            self.number("states"),
            self.number("peak_mb"),
            processor.map_or_else(String::new, |ms| format!(" {ms:.0} |")),
            MOMENTS.iter().map(moment).collect::<String>()
        )
    }
}

fn chart(title: &str, runs: &[Run]) -> String {
    let slow = runs.iter().filter(|run| run.seed == 1 && run.number("total_ms") > SOON);
    let line = |run: &Run| Line {
        name: run.size.clone(),
        points: run.curve().into_iter().map(|(ms, gap)| (ms.max(1.0) / 1000.0, gap)).collect(),
    };
    let (x, y) = (Axis { label: "seconds", logarithmic: true }, Axis { label: "gap in percent", logarithmic: false });
    svg(&Chart { title, x, y, lines: slow.map(line).collect() })
}

fn draft(size: &str, seed: u64) -> Result<Draft> {
    match size.strip_prefix("planted") {
        Some("9") => Ok(generate::planted_model(9, 6)),
        Some("26") => Ok(generate::planted_model(26, 14)),
        Some(m) => Ok(generate::planted_model(m.parse()?, 0)),
        None => generate::parse(size).map(|(actions, questions)| generate::random(actions, questions, seed)),
    }
}

/// Milliseconds of processor time of this thread: what others do on the machine does not count. Linux tells it.
fn processor_ms() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    text.split(' ').next().and_then(|word| word.parse::<f64>().ok()).unwrap_or(0.0) / 1e6
}
