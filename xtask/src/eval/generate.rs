//! Models to try the planner on: drawn at random, or planted with a known optimum.

use crate::args::Args;
use anyhow::{Context, Result, ensure};
use pos_doctor_core::plan::model::{Draft, DraftAction, DraftCall, DraftQuestion};
use serde_json::{Map, Value, json};
use std::process::ExitCode;

/// Prints a model: `--size 30x15 --seed 1`, or `--planted 9 --decoys 6`.
pub fn run(args: &mut Args) -> Result<ExitCode> {
    let size = args.value("--size")?;
    let seed = args.number("--seed")?.unwrap_or(1);
    let planted: Option<usize> = args.number("--planted")?;
    let decoys = args.number("--decoys")?.unwrap_or(0);
    args.finish()?;
    let draft = match (size, planted) {
        (Some(size), None) => {
            let (actions, questions) = parse(&size)?;
            random(actions, questions, seed)
        }
        (None, Some(m)) => {
            ensure!((1..=60).contains(&m) && decoys <= m, "--planted wants 1 to 60, --decoys at most as many");
            planted_model(m, decoys)
        }
        _ => anyhow::bail!("say either --size 10x10 (and --seed 1) or --planted 9 (and --decoys 6)"),
    };
    println!("{}", serde_json::to_string(&to_json(&draft))?);
    Ok(ExitCode::SUCCESS)
}

/// Reads `30x15`: actions times questions.
pub fn parse(size: &str) -> Result<(usize, usize)> {
    let read = |text: &str| text.parse::<usize>().ok().filter(|n| *n <= 500);
    let numbers = size.split_once('x').and_then(|(a, q)| Some((read(a)?, read(q)?)));
    let (actions, questions) = numbers.with_context(|| format!("a size looks like 30x15, not `{size}`"))?;
    ensure!(actions > 0, "a size has at least one action");
    Ok((actions, questions))
}

/// As many causes as actions. Each action repairs its own cause with 0.6 to 1, often one or two others as well;
/// questions are noisy, three in ten have three answers; costs spread evenly in the logarithm (actions 1 to 20,
/// questions 0.4 to 4.5, service 30 to 80).
pub fn random(actions: usize, questions: usize, seed: u64) -> Draft {
    let mut random = fastrand::Rng::with_seed(seed);
    let raw: Vec<f64> = (0..actions).map(|_| between(&mut random, 0.05, 1.0)).collect();
    let total: f64 = raw.iter().sum();
    let cause = |n: usize| format!("f{}", n + 1);
    let causes = raw.iter().enumerate().map(|(n, p)| (cause(n), p / total)).collect();
    let mut draft = Draft { causes, ..Draft::default() };
    for n in 0..actions {
        let mut fixes = vec![(cause(n), between(&mut random, 0.6, 1.0))];
        for _ in 0..random.choice([0, 1, 1, 2]).unwrap_or(0) {
            let other = cause(random.usize(..actions));
            if fixes.iter().all(|(id, _)| *id != other) {
                fixes.push((other, between(&mut random, 0.3, 1.0)));
            }
        }
        draft.actions.push(DraftAction { id: format!("a{}", n + 1), cost: spread(&mut random, 1.0, 20.0), fixes });
    }
    for n in 0..questions {
        let answers = if random.f64() < 0.3 { 3 } else { 2 };
        let row = |random: &mut fastrand::Rng| {
            let sure = if random.f64() < 0.4 { between(random, 0.85, 0.99) } else { between(random, 0.01, 0.15) };
            if answers == 2 {
                return vec![sure, 1.0 - sure];
            }
            let share = between(random, 0.0, 1.0);
            let share = if share < 0.5 { 0.1 * share } else { 1.0 - 0.1 * (1.0 - share) };
            vec![sure, (1.0 - sure) * share, (1.0 - sure) * (1.0 - share)]
        };
        let likelihood = (0..actions).map(|f| (cause(f), row(&mut random))).collect();
        let names = ["yes", "no", "other"].into_iter().take(answers).map(str::to_owned).collect();
        let cost = spread(&mut random, 0.4, 4.5);
        draft.questions.push(DraftQuestion { id: format!("q{}", n + 1), cost, answers: names, likelihood });
    }
    draft.calls.push(service(spread(&mut random, 30.0, 80.0)));
    draft
}

/// The planted family (Vomlelova 2003, theorem 4): 3m+3 equally likely causes, one perfect repair of cost 1 for each,
/// m questions of cost 1 that tell a triple, and decoys that tell triples across them. The optimum is
/// 2 + m(m+3)/(2(m+1)).
pub fn planted_model(m: usize, decoys: usize) -> Draft {
    let count = 3 * m + 3;
    let cause = |n: usize| format!("f{}", n + 1);
    let one = |n: usize| DraftAction { id: format!("a{}", n + 1), cost: 1.0, fixes: vec![(cause(n), 1.0)] };
    let ask = |n: usize, triple: [usize; 3]| DraftQuestion {
        id: format!("q{}", n + 1),
        cost: 1.0,
        answers: vec!["yes".into(), "no".into()],
        likelihood: (0..count)
            .map(|f| (cause(f), if triple.contains(&f) { vec![1.0, 0.0] } else { vec![0.0, 1.0] }))
            .collect(),
    };
    let mut questions: Vec<_> = (0..m).map(|n| ask(n, [3 * n, 3 * n + 1, 3 * n + 2])).collect();
    for n in 0..decoys {
        questions.push(ask(m + n, [3 * n, (3 * n + 4) % (3 * m), (3 * n + 8) % (3 * m)]));
    }
    Draft {
        causes: (0..count).map(|n| (cause(n), 1.0 / count as f64)).collect(),
        actions: (0..count).map(one).collect(),
        questions,
        calls: vec![service(1000.0)],
    }
}

fn service(cost: f64) -> DraftCall {
    DraftCall { id: "call_service".into(), cost, ..DraftCall::default() }
}

fn between(random: &mut fastrand::Rng, low: f64, high: f64) -> f64 {
    low + (high - low) * random.f64()
}

fn spread(random: &mut fastrand::Rng, low: f64, high: f64) -> f64 {
    (low.ln() + (high / low).ln() * random.f64()).exp()
}

/// As `troubleshooting-model/1`.
pub fn to_json(draft: &Draft) -> Value {
    let map = |pairs: &[(String, f64)]| pairs.iter().map(|(id, p)| (id.clone(), json!(p))).collect::<Map<_, _>>();
    let rows = |rows: &[(String, Vec<f64>)]| rows.iter().map(|(id, r)| (id.clone(), json!(r))).collect::<Map<_, _>>();
    let causes = draft.causes.iter().map(|(id, prior)| json!({"id": id, "prior": prior}));
    let actions = draft.actions.iter().map(|a| json!({"id": a.id, "cost": a.cost, "fixes": map(&a.fixes)}));
    let questions = draft
        .questions
        .iter()
        .map(|q| json!({"id": q.id, "cost": q.cost, "answers": q.answers, "likelihood": rows(&q.likelihood)}));
    json!({
        "format": "troubleshooting-model/1",
        "causes": causes.collect::<Vec<_>>(),
        "actions": actions.collect::<Vec<_>>(),
        "questions": questions.collect::<Vec<_>>(),
        "call_service": {"cost": draft.calls.first().map_or(0.0, |c| c.cost)},
    })
}
