//! `cargo xtask bench plan --libraries`: posterior and next step beside libraries for Bayesian networks.

use crate::eval::generate;
use crate::project::{Project, write};
use crate::shell;
use anyhow::{Context, Result, anyhow, ensure};
use pos_doctor_core::plan::greedy::{Greedy, Manner};
use pos_doctor_core::plan::model::{Draft, Model};
use pos_doctor_core::plan::position::{Position, Step};
use pos_doctor_core::plan::table::Layout;
use pos_doctor_core::plan::tables::Tables;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::hint::black_box;
use std::process::Command;

/// A virtual environment, made anew when it is deleted.
const FOLDER: &str = "target/libraries";
const REQUIREMENTS: &str = "tests/bench/requirements.txt";
/// The model, and how many cases with some answers and failures.
const SIZE: (usize, usize) = (10, 10);
const CASES: u64 = 20;
/// Posteriors may differ by this much.
const NEAR: f64 = 1e-7;
/// Each of our own measurements takes that many rounds.
const ROUNDS: u32 = 2000;

/// The steps taken, each with its answer (0 for a failure).
type Case = Vec<(Step, usize)>;

/// A table for docs/benchmarks.md; an error when the libraries cannot be had or find something else. `clock` tells
/// milliseconds.
pub fn table(project: &Project, clock: impl Fn() -> f64) -> Result<String> {
    install(project)?;
    let draft = generate::random(SIZE.0, SIZE.1, 1);
    let t = Tables::new(Model::new(&draft).map_err(|_| anyhow!("the generator made a bad model"))?);
    let layout = Layout::new(&t.model);
    let cases: Vec<Case> = (0..CASES).map(|n| case(&draft, n)).collect();
    let named = |case: &Case| case.iter().map(|(step, answer)| json!([id(&draft, *step), answer])).collect::<Vec<_>>();
    let asked = json!({"model": generate::to_json(&draft), "cases": cases.iter().map(named).collect::<Vec<_>>()});
    let path = project.path(FOLDER).join("asked.json");
    write(&path, asked.to_string().as_bytes())?;
    shell::step("asking the libraries");
    let mut python = Command::new(project.path(FOLDER).join("bin/python"));
    let found = shell::capture(python.arg(project.path("tests/bench/libraries.py")).arg(&path))?;
    let found: Vec<Value> = serde_json::from_str(&found)?;

    let places: Vec<Position> = cases.iter().map(|case| follow(&t, &layout, case)).collect();
    let each = 1.0 / f64::from(ROUNDS) / places.len() as f64;
    let belief_ms = timed(&clock, || cases.iter().for_each(|case| drop(black_box(follow(&t, &layout, case))))) * each;
    let mut greedy = Greedy::default();
    let mut choose = |here: &Position| greedy.choose(&t, &layout, here, Manner::Now).step;
    let step_ms = timed(&clock, || places.iter().for_each(|here| _ = black_box(choose(here)))) * each;
    let steps: Vec<&str> = places.iter().map(|here| id(&draft, choose(here))).collect();
    let beliefs: Vec<Vec<f64>> = places.iter().map(belief).collect();

    let mut text = format!(
        "`cargo xtask bench plan --libraries`: {CASES} cases on one generated model of {} actions and {} questions, single fault; \
         processor time. The next step is chosen now or never, updating P/C follows; each library is asked for every belief that takes. \
         The libraries know any network, ours only this kind. All find the same posterior and the same step.\n\n\
         | | largest difference of a posterior | posterior, us | next step, us | posterior, times ours | next step, times ours |\n\
         |---|---|---|---|---|---|\n| core::plan | | {:.2} | {:.1} | 1 | 1 |\n",
        SIZE.0,
        SIZE.1,
        belief_ms * 1000.0,
        step_ms * 1000.0
    );
    for library in &found {
        let name = library.get("name").and_then(Value::as_str).unwrap_or("?");
        let number = |key: &str| library.get(key).and_then(Value::as_f64).unwrap_or(f64::NAN);
        let apart = apart(library, &beliefs);
        ensure!(apart <= NEAR, "{name} finds a posterior that differs by {apart:e}");
        ensure!(library.get("steps") == Some(&json!(steps)), "{name} chooses {:?}, we {steps:?}", library.get("steps"));
        let (own_belief, own_step) = (number("belief_ms"), number("step_ms"));
        let _ = writeln!(
            text,
            "| {name} | {apart:.1e} | {:.0} | {:.0} | {:.0} | {:.0} |",
            own_belief * 1000.0,
            own_step * 1000.0,
            own_belief / belief_ms,
            own_step / step_ms
        );
    }
    Ok(text)
}

fn install(project: &Project) -> Result<()> {
    shell::step("fetching pgmpy and pyAgrum from PyPI");
    let folder = project.path(FOLDER);
    shell::run(Command::new("python3").args(["-m", "venv"]).arg(&folder)).context("not run: no virtual environment")?;
    let mut pip = Command::new(folder.join("bin/pip"));
    pip.args(["install", "--quiet", "--disable-pip-version-check", "--requirement"]).arg(project.path(REQUIREMENTS));
    shell::run(&mut pip).context("not run: pip could not get the libraries")
}

/// Two actions that failed and two questions that were answered.
fn case(draft: &Draft, seed: u64) -> Case {
    let mut random = fastrand::Rng::with_seed(seed);
    let actions = random.choose_multiple(0..draft.actions.len(), 2).into_iter().map(|n| (Step::Action(n), 0));
    let mut case: Case = actions.collect();
    for n in random.choose_multiple(0..draft.questions.len(), 2) {
        let answers = draft.questions.get(n).map_or(1, |q| q.answers.len());
        case.push((Step::Question(n), random.usize(..answers)));
    }
    case
}

fn id(draft: &Draft, step: Step) -> &str {
    pos_doctor_eval::plan::name(draft, step)
}

fn follow(t: &Tables, layout: &Layout, case: &Case) -> Position {
    let mut here = Position::start(t, layout);
    for (step, answer) in case {
        let mut next = Position::default();
        next.follow(&here, t, layout, *step, *answer);
        here = next;
    }
    here
}

fn belief(here: &Position) -> Vec<f64> {
    let mass = here.mass();
    here.weights.iter().map(|w| w / mass).collect()
}

/// The largest difference of any probability.
fn apart(library: &Value, beliefs: &[Vec<f64>]) -> f64 {
    let theirs: Vec<Vec<f64>> =
        library.get("beliefs").and_then(|b| serde_json::from_value(b.clone()).ok()).unwrap_or_default();
    if theirs.len() != beliefs.len() {
        return f64::INFINITY;
    }
    let pairs = theirs.iter().flatten().zip(beliefs.iter().flat_map(|own| own.iter().take(SIZE.0)));
    pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
}

fn timed(clock: &impl Fn() -> f64, mut work: impl FnMut()) -> f64 {
    let start = clock();
    (0..ROUNDS).for_each(|_| work());
    clock() - start
}
