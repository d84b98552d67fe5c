//! A model laid out for speed: rows over the causes, padded to whole lanes, and what follows from the model once.

use super::ln::ln;
use super::model::{Call, Gate, Model, Need};

/// Rows over the causes are padded with zeros to a multiple of this.
pub const LANES: usize = 4;

/// A number of a list; 0 past its end.
pub fn at(list: &[f64], n: usize) -> f64 {
    list.get(n).copied().unwrap_or(0.0)
}

/// The n-th row of a table whose rows have this width.
pub fn row(table: &[f64], n: usize, width: usize) -> &[f64] {
    table.get(n * width..(n + 1) * width).unwrap_or_default()
}

/// Scalar product, summed in four lanes: in the same order on every machine.
pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut lanes = [0.0; LANES];
    for (x, y) in a.chunks_exact(LANES).zip(b.chunks_exact(LANES)) {
        for ((lane, x), y) in lanes.iter_mut().zip(x).zip(y) {
            *lane += x * y;
        }
    }
    let [a, b, c, d] = lanes;
    (a + b) + (c + d)
}

/// The first of the cheapest, and its price.
pub fn cheapest(prices: impl Iterator<Item = f64>) -> (usize, f64) {
    prices.enumerate().reduce(|best, next| if next.1 < best.1 { next } else { best }).unwrap_or((0, 0.0))
}

/// How long each step takes: no part of the problem, but told of a strategy. Nothing where it is left out.
#[derive(Debug, Clone, Default)]
pub struct Times {
    pub actions: Vec<f64>,
    pub questions: Vec<f64>,
    pub calls: Vec<f64>,
}

/// The model and its tables.
#[derive(Debug, Clone)]
pub struct Tables {
    pub model: Model,
    pub times: Times,
    /// Length of a row over the causes.
    pub width: usize,
    pub actions: Vec<Repair>,
    /// Cost of each action, and its inverse.
    pub costs: Vec<f64>,
    pub per_cost: Vec<f64>,
    /// Where the answers of each question start among all answers; one more entry at the end.
    pub first_answer: Vec<usize>,
    /// P(answer | cause) and its logarithm (0 for 0), a row for each answer of each question.
    pub likelihood: Vec<f64>,
    pub log_likelihood: Vec<f64>,
    /// Actions that can repair each cause.
    pub repairs: Vec<Vec<(usize, f64)>>,
    /// What each call costs for each cause, as rows.
    pub calls: Vec<Vec<f64>>,
    /// The cheapest and the dearest call for any cause.
    pub cheapest_call: Vec<f64>,
    pub dearest_call: f64,
    /// For each call the causes that it suits best.
    pub suited: Vec<Vec<usize>>,
    /// The cost of calling, when there is one call and it costs the same for every cause.
    pub flat_call: Option<f64>,
    /// Whether any step has a gate.
    pub gated: bool,
    /// Actions whose failure opens another step: worth doing even where they repair nothing.
    pub unlocks: Vec<bool>,
    /// For each question those that wait for its answer.
    pub opens: Vec<Vec<usize>>,
    /// For each question the actions whose first need it is.
    pub opened: Vec<Vec<usize>>,
    /// Where the causes of each action start among those of all actions.
    pub first_fix: Vec<usize>,
}

/// An action and the actions whose chances change when it has failed, itself left out.
#[derive(Debug, Clone)]
pub struct Repair {
    pub fixes: Vec<(usize, f64)>,
    /// For each of these the logarithm of the chance that it stays (0 for 0).
    pub ln_stays: Vec<f64>,
    pub touches: Vec<usize>,
}

impl Repair {
    /// Probability mass that it repairs.
    pub fn gain(&self, weights: &[f64]) -> f64 {
        self.fixes.iter().map(|(cause, chance)| at(weights, *cause) * chance).sum()
    }
}

impl Tables {
    pub fn new(model: Model) -> Self {
        let causes = model.priors.len();
        let width = causes.div_ceil(LANES) * LANES;
        let mut repairs = vec![Vec::new(); causes];
        for (n, action) in model.actions.iter().enumerate() {
            for (cause, chance) in &action.fixes {
                if let Some(list) = repairs.get_mut(*cause) {
                    list.push((n, *chance));
                }
            }
        }
        let (mut first_answer, mut likelihood) = (vec![0], Vec::new());
        for answer in model.questions.iter().map(|q| &q.answers) {
            first_answer.push(first_answer.last().unwrap_or(&0) + answer.len());
            for row in answer {
                likelihood.extend_from_slice(row);
                likelihood.resize(likelihood.len() + width - causes, 0.0);
            }
        }
        let costs: Vec<f64> = model.actions.iter().map(|a| a.cost).collect();
        let all = || model.calls.iter().flat_map(|call| &call.costs);
        let dearest_call = all().fold(0.0, |most: f64, cost| most.max(*cost));
        let flat = model.calls.len() == 1 && all().all(|cost| *cost == dearest_call);
        let least = |cause| model.calls.iter().map(|c| at(&c.costs, cause)).fold(f64::INFINITY, f64::min);
        let cheapest_call: Vec<f64> = (0..causes).map(least).collect();
        let padded = |call: &Call| call.costs.iter().copied().chain(std::iter::repeat(0.0)).take(width).collect();
        let suits = |cause: &usize, call: &Call| at(&call.costs, *cause) <= at(&cheapest_call, *cause);
        let best = |cause: &usize| model.calls.iter().position(|call| suits(cause, call));
        let suited = (0..model.calls.len()).map(|n| (0..causes).filter(|cause| best(cause) == Some(n)).collect());
        let suited = suited.collect();
        let gates = || model.actions.iter().map(|a| &a.gate).chain(model.questions.iter().map(|q| &q.gate));
        let gated = gates().any(|gate| !gate.is_empty());
        let unlocks = (0..model.actions.len()).map(|n| gates().any(|gate| gate.after.contains(&n))).collect();
        let waits = |n: usize, other: &usize| {
            let gate = model.questions.get(*other).map(|q| &q.gate);
            gate.is_some_and(|gate| gate.needs.iter().any(|need| need.question == n && !need.unasked))
        };
        let waiting = |n| (0..model.questions.len()).filter(|other| waits(n, other)).collect();
        let opens = (0..model.questions.len()).map(waiting).collect();
        let (mut opened, mut first_fix) = (vec![Vec::new(); model.questions.len()], vec![0]);
        for (n, action) in model.actions.iter().enumerate() {
            first_fix.push(first_fix.last().unwrap_or(&0) + action.fixes.len());
            if let Some(list) = first_need(&action.gate).and_then(|need| opened.get_mut(need.question)) {
                list.push(n);
            }
        }
        Self {
            width,
            times: Times::default(),
            gated,
            unlocks,
            opens,
            opened,
            first_fix,
            actions: (0..model.actions.len()).filter_map(|n| repair(&model, &repairs, n)).collect(),
            per_cost: costs.iter().map(|cost| 1.0 / cost).collect(),
            costs,
            first_answer,
            log_likelihood: likelihood.iter().map(|l| ln(*l)).collect(),
            likelihood,
            calls: model.calls.iter().map(padded).collect(),
            cheapest_call,
            dearest_call,
            suited,
            flat_call: flat.then_some(dearest_call),
            repairs,
            model,
        }
    }

    /// The first of the cheapest calls with these weights and its price, in cost times probability.
    pub fn call(&self, weights: &[f64]) -> (usize, f64) {
        cheapest(self.calls.iter().map(|costs| dot(costs, weights)))
    }

    /// The priors as a row.
    pub fn priors(&self) -> Vec<f64> {
        let mut weights = self.model.priors.clone();
        weights.resize(self.width, 0.0);
        weights
    }

    /// Answers of a question as rows of the tables.
    pub fn answers(&self, question: usize) -> std::ops::Range<usize> {
        let first = |n| self.first_answer.get(n).copied().unwrap_or(0);
        first(question)..first(question + 1)
    }

    /// P(answer | cause) over the causes.
    pub fn answer(&self, row_number: usize) -> &[f64] {
        row(&self.likelihood, row_number, self.width)
    }

    /// Cost of a question.
    pub fn asking(&self, question: usize) -> f64 {
        self.model.questions.get(question).map_or(0.0, |q| q.cost)
    }

    /// What must have been answered before an action: the first of its needs.
    pub fn waits(&self, action: usize) -> Option<&Need> {
        self.model.actions.get(action).and_then(|a| first_need(&a.gate))
    }

    /// The chance that a question, when asked, meets a need.
    pub fn lets(&self, need: &Need, cause: usize) -> f64 {
        let allowed = self.answers(need.question).enumerate().filter(|(v, _)| need.allows(*v));
        allowed.map(|(_, answer)| at(self.answer(answer), cause)).sum()
    }

    /// The causes of an action, each with its place among those of all actions.
    pub fn places(&self, action: usize) -> impl Iterator<Item = (usize, usize)> {
        let fixes = self.actions.get(action).map(|a| a.fixes.as_slice()).unwrap_or_default();
        (self.first_fix.get(action).copied().unwrap_or(0)..).zip(fixes.iter().map(|(cause, _)| *cause))
    }

    /// The weights after an answer.
    pub fn answered(&self, weights: &[f64], row_number: usize, out: &mut Vec<f64>) {
        out.clear();
        out.extend(weights.iter().zip(self.answer(row_number)).map(|(w, l)| w * l));
    }

    /// The weights after an action has failed.
    pub fn failed(&self, weights: &[f64], action: usize, out: &mut Vec<f64>) {
        out.clear();
        out.extend_from_slice(weights);
        for (cause, chance) in self.actions.get(action).map(|a| a.fixes.as_slice()).unwrap_or_default() {
            if let Some(weight) = out.get_mut(*cause) {
                *weight *= 1.0 - chance;
            }
        }
    }
}

fn first_need(gate: &Gate) -> Option<&Need> {
    gate.needs.iter().find(|need| !need.unasked)
}

fn repair(model: &Model, repairs: &[Vec<(usize, f64)>], n: usize) -> Option<Repair> {
    let fixes = model.actions.get(n)?.fixes.clone();
    let near = fixes.iter().filter_map(|(cause, _)| repairs.get(*cause)).flatten();
    let mut touches: Vec<usize> = near.map(|(action, _)| *action).filter(|other| *other != n).collect();
    touches.sort_unstable();
    touches.dedup();
    let ln_stays = fixes.iter().map(|(_, chance)| ln(1.0 - chance)).collect();
    Some(Repair { fixes, ln_stays, touches })
}
