//! The lower bound E: the cause is revealed and the information about it is charged.
//!
//! For every choice of the parameters below, and N(w) = W ln W - sum of w ln w,
//! `theta N(w) + sum over the causes of w * slope` is at most the least expected cost (times the mass W) of all
//! strategies from there. Theta 0 is the classic bound "the cause is known". The proof is in `docs/planner.md`.

use super::ln::ln;
use super::tables::{Tables, at, row};

/// One choice of the parameters, and what follows from it. The bound is linear in the weights but for N.
#[derive(Debug, Clone, Default)]
pub struct Prices {
    /// Price of information, in cost per nat.
    pub theta: f64,
    /// A distribution over the answers of each question.
    pub answers: Vec<f64>,
    /// For each action: the chance that it fails, and the chance that it repairs each of its causes; sum at most 1.
    pub fails: Vec<f64>,
    pub repairs: Vec<f64>,
    /// Over the causes: for the causes that one call suits best, how the cases in which it is made are distributed.
    pub service: Vec<f64>,
    /// What a repair pays, with each of its causes, to the question that opens it; places as in `repairs`, none for 0.
    pub tolls: Vec<f64>,
    /// What a question takes in tolls when the cause is known: a row over the causes for each question.
    pub takes: Vec<f64>,
    /// What a question earns beyond its cost when the cause is known: a row over the causes for each question.
    pub earns: Vec<f64>,
    /// likelihood * (earns - tolls of what the answer opens - theta ln likelihood): a row for each answer.
    pub answered: Vec<f64>,
    /// What an action earns with a cause that it cannot repair.
    pub others: Vec<f64>,
    /// Price of calling service for each cause.
    pub calls: Vec<f64>,
    /// Bound on the error of rounding, for weights of mass 1.
    pub margin: f64,
    /// For each cause its repairs, cheapest per chance first.
    pub(super) orders: Vec<Vec<Step>>,
}

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Step {
    action: usize,
    price: f64,
    chance: f64,
    /// Price per chance.
    ratio: f64,
    /// Only while this question is open, or only when it is not: with its toll, or without.
    when: Option<(usize, bool)>,
}

/// Relative rounding error of a few hundred operations, with much to spare.
const ROUNDING: f64 = 1e-13;

impl Prices {
    /// The bound "the cause is known".
    pub fn known(t: &Tables) -> Self {
        let mut prices = Self::default();
        prices.derive(t);
        prices
    }

    /// Computes everything that follows from the parameters.
    pub fn derive(&mut self, t: &Tables) {
        self.margin = 0.0;
        self.questions(t);
        self.actions(t);
        self.calls.clear();
        let shared = ln(self.shared(t));
        for (cause, cheapest) in t.cheapest_call.iter().enumerate() {
            let price = cheapest + self.theta * (ln(self.service.get(cause).copied().unwrap_or(1.0)) - shared);
            self.margin += price.abs();
            self.calls.push(price);
        }
        self.margin = ROUNDING * (self.margin + 64.0 * self.theta);
    }

    /// What all causes together take of one call, at most; those that another call suits better count for what it
    /// would have to be worth to make this one. At least what its own causes take, which is 1.
    fn shared(&self, t: &Tables) -> f64 {
        let share = |call: &super::model::Call| {
            let causes = self.service.iter().zip(&t.cheapest_call).zip(&call.costs);
            causes.map(|((share, least), cost)| share * decay((cost - least) / self.theta)).sum::<f64>()
        };
        t.model.calls.iter().map(share).fold(1.0, f64::max)
    }

    fn questions(&mut self, t: &Tables) {
        self.earns.clear();
        self.takes.clear();
        self.answered.clear();
        if self.theta == 0.0 {
            return;
        }
        for (n, question) in t.model.questions.iter().enumerate() {
            let start = self.earns.len();
            self.earns.resize(start + t.width, 0.0);
            self.takes.resize(start + t.width, 0.0);
            let tolls = self.tolls_of(t, n);
            let (Some(earns), Some(takes)) = (self.earns.get_mut(start..), self.takes.get_mut(start..)) else {
                continue;
            };
            for (v, answer) in t.answers(n).enumerate() {
                let log = ln(at(&self.answers, answer));
                let rows = t.answer(answer).iter().zip(row(&t.log_likelihood, answer, t.width));
                earns.iter_mut().zip(rows).for_each(|(sum, (l, ln_l))| *sum += l * (ln_l - log));
                let rows = t.answer(answer).iter().zip(row(&tolls, v, t.width));
                takes.iter_mut().zip(rows).for_each(|(sum, (l, toll))| *sum += l * toll);
            }
            let sums = earns.iter_mut().zip(takes);
            sums.for_each(|(e, takes)| *e = (self.theta * *e + *takes - question.cost).max(0.0));
            self.margin += earns.iter().fold(0.0, |most: f64, e| most.max(*e));
            for (v, answer) in t.answers(n).enumerate() {
                let rows = t.answer(answer).iter().zip(row(&t.log_likelihood, answer, t.width)).zip(&*earns);
                let from = self.answered.len();
                self.answered.extend(rows.map(|((l, ln_l), e)| l * (e - self.theta * ln_l)));
                let paid = t.answer(answer).iter().zip(row(&tolls, v, t.width));
                self.answered.iter_mut().skip(from).zip(paid).for_each(|(sum, (l, toll))| *sum -= l * toll);
            }
        }
    }

    /// The tolls of the repairs that each answer of a question opens, a row for each answer; nothing for no tolls.
    fn tolls_of(&self, t: &Tables, question: usize) -> Vec<f64> {
        let opened = t.opened.get(question).map(Vec::as_slice).unwrap_or_default();
        if self.tolls.is_empty() || opened.is_empty() {
            return Vec::new();
        }
        let mut rows = Vec::new();
        for answer in 0..t.answers(question).len() {
            let start = rows.len();
            rows.resize(start + t.width, 0.0);
            for action in opened.iter().filter(|n| t.waits(**n).is_some_and(|need| need.allows(answer))) {
                for (place, cause) in t.places(*action) {
                    if let Some(sum) = rows.get_mut(start + cause) {
                        *sum += at(&self.tolls, place);
                    }
                }
            }
        }
        rows
    }

    fn actions(&mut self, t: &Tables) {
        self.others.clear();
        self.orders.resize(t.cheapest_call.len(), Vec::new());
        self.orders.iter_mut().for_each(Vec::clear);
        let mut place = 0;
        for (n, action) in t.actions.iter().enumerate() {
            let (cost, log_fails) = (at(&t.costs, n), ln(self.fails.get(n).copied().unwrap_or(1.0)));
            let others = (-self.theta * log_fails - cost).max(0.0);
            self.margin += others + cost;
            self.others.push(others);
            for (cause, chance) in &action.fixes {
                let fail = 1.0 - chance;
                let information = fail * (ln(fail) - log_fails)
                    + chance * (ln(*chance) - ln(self.repairs.get(place).copied().unwrap_or(1.0)));
                let price = cost - self.theta * information;
                let toll = at(&self.tolls, place);
                place += 1;
                self.margin += toll;
                let Some(order) = self.orders.get_mut(*cause) else { continue };
                let mut push = |price: f64, when| {
                    order.push(Step { action: n, price, chance: *chance, ratio: price / chance, when });
                };
                match t.waits(n) {
                    Some(need) if toll > 0.0 => {
                        push(price + toll, Some((need.question, true)));
                        push(price, Some((need.question, false)));
                    }
                    _ => push(price, None),
                }
            }
        }
        for order in &mut self.orders {
            order.sort_by(|a, b| a.ratio.total_cmp(&b.ratio));
        }
    }

    /// Least cost of repairing a known cause at these prices with the open actions, those that wait for an open question
    /// at the price of their tolls.
    pub fn repair(&self, cause: usize, actions: &[bool], questions: &[bool]) -> f64 {
        self.walk(cause, actions, questions, |_, _| {})
    }

    /// The same; `visit` sees each action taken and the chance that it is reached. Returns the cost.
    pub(super) fn walk(
        &self,
        cause: usize,
        actions: &[bool],
        questions: &[bool],
        mut visit: impl FnMut(Option<usize>, f64),
    ) -> f64 {
        let open = |list: &[bool], n: usize| list.get(n).copied().unwrap_or(false);
        let (call, mut cost, mut reach) = (at(&self.calls, cause), 0.0, 1.0);
        for step in self.orders.get(cause).map(Vec::as_slice).unwrap_or_default() {
            if step.ratio >= call {
                break;
            }
            if open(actions, step.action) && step.when.is_none_or(|(question, is)| open(questions, question) == is) {
                visit(Some(step.action), reach);
                cost += reach * step.price;
                reach *= 1.0 - step.chance;
            }
        }
        visit(None, reach);
        cost + reach * call
    }

    /// The slope of the bound for each cause, with these steps open; and its part that comes from `repair`.
    pub fn slopes(&self, t: &Tables, actions: &[bool], questions: &[bool], slope: &mut Vec<f64>, known: &mut Vec<f64>) {
        known.clear();
        known.extend((0..t.cheapest_call.len()).map(|cause| self.repair(cause, actions, questions)));
        known.resize(t.width, 0.0);
        slope.clear();
        slope.extend_from_slice(known);
        if self.theta == 0.0 {
            return;
        }
        for (question, _) in questions.iter().enumerate().filter(|(_, open)| **open) {
            slope.iter_mut().zip(row(&self.earns, question, t.width)).for_each(|(s, e)| *s -= e);
        }
        let open = self.others.iter().zip(actions).map(|(earns, open)| if *open { *earns } else { 0.0 });
        let all: f64 = open.clone().sum();
        slope.iter_mut().for_each(|s| *s -= all);
        for (action, earns) in t.actions.iter().zip(open).filter(|(_, earns)| *earns > 0.0) {
            for (cause, _) in &action.fixes {
                if let Some(s) = slope.get_mut(*cause) {
                    *s += earns;
                }
            }
        }
    }
}

/// At least exp(-x), for x >= 0, and close to it where that matters.
fn decay(x: f64) -> f64 {
    let root = 1.0 / (1.0 + x / 64.0);
    (0..6).fold(root, |power, _| power * power)
}

/// W ln W - sum of w ln w: entropy in nats times the mass.
pub fn entropy(weights: &[f64]) -> f64 {
    let mass: f64 = weights.iter().sum();
    mass * ln(mass) - weights.iter().map(|w| w * ln(*w)).sum::<f64>()
}
