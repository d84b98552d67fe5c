//! The certificate of a model, within limits of time, memory and work.

use crate::model;
use pos_doctor_core::plan::model::Draft;
use pos_doctor_core::plan::planner::Planner;
use pos_doctor_core::plan::policy::Node;
use pos_doctor_core::plan::position::Step;
use serde_json::{Value, json};

/// States between two looks at the clock.
const SLICE: u64 = 256;
/// From one point of the curve to the next, in time.
const STRIDE: f64 = 1.12;

/// When to stop, and what to say.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    pub budget_ms: u64,
    pub memory_mb: usize,
    /// States to expand at most, nearly: with enough time the result depends on this number alone.
    pub states: u64,
    /// Whether the strategy is wanted.
    pub policy: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self { budget_ms: 5000, memory_mb: 64, states: u64::MAX, policy: false }
    }
}

impl Limits {
    /// For the page.
    pub fn to_json(&self) -> Value {
        json!([self.budget_ms, self.memory_mb, self.states, self.policy])
    }

    /// In the page; what cannot be read is as usual.
    pub fn from_json(text: &str) -> Self {
        let numbers: Value = serde_json::from_str(text).unwrap_or_default();
        let number = |n: usize, usual| numbers.get(n).and_then(Value::as_u64).unwrap_or(usual);
        let usual = Self::default();
        Self {
            budget_ms: number(0, usual.budget_ms),
            memory_mb: number(1, usual.memory_mb as u64) as usize,
            states: number(2, usual.states),
            policy: numbers.get(3).and_then(Value::as_bool).unwrap_or(usual.policy),
        }
    }
}

/// Plans the model of a text until the bounds meet or a limit is reached, and says in JSON: `run`, what was proven and
/// what it took; `curve`, milliseconds and both bounds, point by point; `policy`, if it is wanted. Or only `defects`, one
/// line for each. `clock` tells milliseconds; `peak` what to call peak memory, given the planner's own bytes.
pub fn report(text: &str, limits: &Limits, clock: impl Fn() -> f64, peak: impl Fn(f64) -> f64) -> String {
    let (draft, model) = match model::read(text) {
        Ok(read) => read,
        Err(defects) => return json!({"defects": lines(&defects)}).to_string(),
    };
    let start = clock();
    let elapsed = || clock() - start;
    let mut planner = Planner::new(model, limits.memory_mb * 1_000_000);
    let first_ms = elapsed();
    let mut curve = vec![point(first_ms, &planner)];
    let (mut finished, mut next) = (limits.budget_ms == 0, first_ms.max(1.0));
    // Writing the strategy out takes time as well: an eighth is left for it.
    while !finished && elapsed() < limits.budget_ms as f64 * 0.875 && planner.states() < limits.states {
        finished = planner.step(SLICE);
        if elapsed() >= next {
            curve.push(point(elapsed(), &planner));
            next = elapsed() * STRIDE;
        }
    }
    if !finished {
        planner.write(|| elapsed() < limits.budget_ms as f64 * 0.99);
    }
    let total_ms = elapsed();
    curve.push(point(total_ms, &planner));
    let policy = if limits.policy { policy(&draft, &planner.strategy()) } else { "null".to_owned() };
    let (lower, upper) = planner.bounds();
    let run = json!({
        "first": name(&draft, planner.first()),
        "upper": upper,
        "lower": lower,
        "gap": gap(lower, upper),
        "first_ms": (first_ms * 1000.0).round() / 1000.0,
        "total_ms": (total_ms * 1000.0).round() / 1000.0,
        "states": planner.states(),
        "peak_mb": (peak(planner.bytes() as f64) / 1e4).round() / 100.0,
    });
    format!("{{\"run\":{run},\"curve\":{},\"policy\":{policy}}}", Value::from(curve))
}

fn lines(defects: &[pos_doctor_core::plan::model::Defect]) -> Vec<String> {
    defects.iter().map(ToString::to_string).collect()
}

fn point(ms: f64, planner: &Planner) -> Value {
    let (lower, upper) = planner.bounds();
    json!([ms, lower, upper])
}

/// (upper - lower) / upper, to nine places: bounds of an optimum differ by rounding alone.
pub fn gap(lower: f64, upper: f64) -> f64 {
    ((upper - lower) / upper * 1e9).round().max(0.0) / 1e9
}

/// The id of a step.
pub fn name(draft: &Draft, step: Step) -> &str {
    let id = match step {
        Step::Action(n) => draft.actions.get(n).map(|a| &a.id),
        Step::Question(n) => draft.questions.get(n).map(|q| &q.id),
        Step::Call(_) | Step::Rule => None,
    };
    id.map_or("call_service", String::as_str)
}

/// As `policy/1`, node by node: as a tree of JSON values a large strategy would need more memory than the planner.
fn policy(draft: &Draft, nodes: &[Node]) -> String {
    let node = |node: &Node| match node.step {
        Step::Action(_) => json!({"action": name(draft, node.step), "failed": node.children.first()}).to_string(),
        Step::Question(_) => json!({"question": name(draft, node.step), "answers": node.children}).to_string(),
        Step::Call(_) => json!({"call_service": true}).to_string(),
        Step::Rule => json!({"rule": "updating-pc"}).to_string(),
    };
    let nodes: Vec<String> = nodes.iter().map(node).collect();
    format!("{{\"format\":\"policy/1\",\"root\":0,\"nodes\":[{}]}}", nodes.join(","))
}
