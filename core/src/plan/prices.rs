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
    /// What a question earns beyond its cost when the cause is known: a row over the causes for each question.
    pub earns: Vec<f64>,
    /// likelihood * (earns - theta ln likelihood): a row for each answer.
    pub answered: Vec<f64>,
    /// What an action earns with a cause that it cannot repair.
    pub others: Vec<f64>,
    /// Price of calling service for each cause.
    pub calls: Vec<f64>,
    /// Bound on the error of rounding, for weights of mass 1.
    pub margin: f64,
    /// For each cause its repairs, cheapest per chance first.
    orders: Vec<Vec<Step>>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Step {
    action: usize,
    price: f64,
    chance: f64,
    /// Price per chance.
    ratio: f64,
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
        self.answered.clear();
        if self.theta == 0.0 {
            return;
        }
        for (n, question) in t.model.questions.iter().enumerate() {
            let start = self.earns.len();
            self.earns.resize(start + t.width, 0.0);
            let Some(earns) = self.earns.get_mut(start..) else { continue };
            for answer in t.answers(n) {
                let log = ln(at(&self.answers, answer));
                let rows = t.answer(answer).iter().zip(row(&t.log_likelihood, answer, t.width));
                earns.iter_mut().zip(rows).for_each(|(sum, (l, ln_l))| *sum += l * (ln_l - log));
            }
            earns.iter_mut().for_each(|e| *e = (self.theta * *e - question.cost).max(0.0));
            self.margin += earns.iter().fold(0.0, |most: f64, e| most.max(*e));
            for answer in t.answers(n) {
                let rows = t.answer(answer).iter().zip(row(&t.log_likelihood, answer, t.width));
                self.answered.extend(rows.zip(&*earns).map(|((l, ln_l), e)| l * (e - self.theta * ln_l)));
            }
        }
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
                place += 1;
                if let Some(order) = self.orders.get_mut(*cause) {
                    order.push(Step { action: n, price, chance: *chance, ratio: price / chance });
                }
            }
        }
        for order in &mut self.orders {
            order.sort_by(|a, b| a.ratio.total_cmp(&b.ratio));
        }
    }

    /// Least cost of repairing a known cause at these prices with the open actions.
    pub fn repair(&self, cause: usize, open: &[bool]) -> f64 {
        self.walk(cause, open, |_, _| {})
    }

    /// The same; `visit` sees each action taken and the chance that it is reached. Returns the cost.
    fn walk(&self, cause: usize, open: &[bool], mut visit: impl FnMut(Option<usize>, f64)) -> f64 {
        let (call, mut cost, mut reach) = (at(&self.calls, cause), 0.0, 1.0);
        for step in self.orders.get(cause).map(Vec::as_slice).unwrap_or_default() {
            if step.ratio >= call {
                break;
            }
            if open.get(step.action).copied().unwrap_or(false) {
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
        known.extend((0..t.cheapest_call.len()).map(|cause| self.repair(cause, actions)));
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

/// Prices on their way to be tuned.
#[derive(Debug)]
pub struct Tuned {
    prices: Prices,
    /// The best so far, and their bound.
    pub best: Prices,
    pub most: f64,
    pub rounds: u32,
    fixed: bool,
}

/// Tuning: the parameters that make the bound great at one belief.
///
/// For fixed theta the bound is concave in the parameters. Each round finds what the player who knows the cause
/// would do at today's prices, moves the parameters towards what that reveals, and theta along the derivative.
pub struct Tuning<'a> {
    pub t: &'a Tables,
    pub weights: &'a [f64],
    pub actions: &'a [bool],
    pub questions: &'a [bool],
}

impl Tuning<'_> {
    /// Starts at a price of information and improves; `fixed` keeps that price. Returns the best bound found.
    pub fn run(&self, theta: f64, fixed: bool, rounds: u32, best: &mut Prices) -> f64 {
        let mut tuned = self.begin(theta, fixed);
        (0..rounds).for_each(|_| self.round(&mut tuned));
        *best = tuned.best;
        tuned.most
    }

    /// Before the first round.
    pub fn begin(&self, theta: f64, fixed: bool) -> Tuned {
        Tuned { prices: self.start(theta), best: Prices::default(), most: f64::NEG_INFINITY, rounds: 0, fixed }
    }

    /// One round more.
    pub fn round(&self, tuned: &mut Tuned) {
        let (mut slope, mut known) = (Vec::new(), Vec::new());
        let (prices, entropy) = (&mut tuned.prices, entropy(self.weights));
        prices.derive(self.t);
        prices.slopes(self.t, self.actions, self.questions, &mut slope, &mut known);
        let bound = prices.theta * entropy + self.weights.iter().zip(&slope).map(|(w, s)| w * s).sum::<f64>();
        if bound > tuned.most {
            tuned.most = bound;
            tuned.best.clone_from(prices);
        }
        let step = 2.0 / (f64::from(tuned.rounds) + 3.0);
        tuned.rounds += 1;
        let derivative = self.respond(prices, step, entropy);
        if !tuned.fixed {
            let factor = 1.0 + 0.3 * step;
            prices.theta *= if derivative > 0.0 { factor } else { 1.0 / factor };
        }
    }

    fn start(&self, theta: f64) -> Prices {
        let t = self.t;
        let mut prices = Prices { theta, ..Prices::default() };
        let mass: f64 = self.weights.iter().sum();
        for question in 0..t.model.questions.len() {
            let of = |answer| t.answer(answer).iter().zip(self.weights).map(|(l, w)| l * w).sum::<f64>();
            let chances: Vec<f64> = t.answers(question).map(of).collect();
            distribution(&chances, &mut prices.answers);
        }
        for (n, action) in t.actions.iter().enumerate() {
            let x = at(&t.costs, n) / theta;
            let dear = 1.0 / (1.0 + x + 0.5 * x * x);
            let gain = action.gain(self.weights).max(1e-9 * mass);
            let fail = dear.max(1.0 - gain / mass).min(1.0 - 1e-9);
            prices.fails.push(fail);
            let chances: Vec<f64> = action.fixes.iter().map(|(f, p)| at(self.weights, *f) * p).collect();
            let from = prices.repairs.len();
            distribution(&chances, &mut prices.repairs);
            prices.repairs.iter_mut().skip(from).for_each(|p| *p *= 1.0 - fail);
        }
        prices.service.resize(t.cheapest_call.len(), 0.0);
        for suited in &t.suited {
            let weights: Vec<f64> = suited.iter().map(|cause| at(self.weights, *cause)).collect();
            let mut shares = Vec::new();
            distribution(&weights, &mut shares);
            put(&mut prices.service, suited, &shares);
        }
        prices
    }

    /// What the player who knows the cause does at these prices; moves the parameters towards it.
    /// Returns the derivative of the bound by theta.
    fn respond(&self, prices: &mut Prices, step: f64, entropy: f64) -> f64 {
        let t = self.t;
        let mut slope = entropy;
        for question in (0..t.model.questions.len()).filter(|q| self.questions.get(*q).copied().unwrap_or(false)) {
            slope -= self.respond_asking(prices, question, step);
        }
        // Mass with which each action is tried: when it cannot repair, when it fails, when it repairs each cause.
        let mut repaired: Vec<Vec<f64>> = t.actions.iter().map(|a| vec![0.0; a.fixes.len()]).collect();
        let mut tried = repaired.clone();
        let mut called = Vec::with_capacity(t.cheapest_call.len());
        for (cause, weight) in self.weights.iter().enumerate().take(t.cheapest_call.len()) {
            let mut left = 0.0;
            prices.walk(cause, self.actions, |action, reach| match action {
                None => left = reach,
                Some(n) => {
                    let fixes = t.actions.get(n).map(|a| a.fixes.as_slice()).unwrap_or_default();
                    let place = fixes.iter().position(|(f, _)| *f == cause).unwrap_or(0);
                    let chance = fixes.get(place).map_or(0.0, |(_, p)| *p);
                    if let Some(m) = tried.get_mut(n).and_then(|list| list.get_mut(place)) {
                        *m = weight * reach;
                    }
                    if let Some(m) = repaired.get_mut(n).and_then(|list| list.get_mut(place)) {
                        *m = weight * reach * chance;
                    }
                }
            });
            let called_mass = weight * left;
            slope += called_mass * (at(&prices.calls, cause) - at(&t.cheapest_call, cause)) / prices.theta;
            called.push(called_mass);
        }
        for suited in &t.suited {
            let of = |all: &[f64]| suited.iter().map(|cause| at(all, *cause)).collect::<Vec<_>>();
            let mut shares = of(&prices.service);
            blend(&mut shares, &of(&called), step);
            put(&mut prices.service, suited, &shares);
        }
        let mut place = 0;
        for (n, (tried, repaired)) in tried.iter().zip(&repaired).enumerate() {
            let count = tried.len();
            if self.actions.get(n).copied().unwrap_or(false) {
                slope -= self.respond_acting(prices, n, place, tried, repaired, step);
            }
            place += count;
        }
        slope
    }

    /// Information that the question yields to the player, in mass times nats.
    fn respond_asking(&self, prices: &mut Prices, question: usize, step: f64) -> f64 {
        let t = self.t;
        let earns = row(&prices.earns, question, t.width);
        let asked: Vec<f64> = self.weights.iter().zip(earns).map(|(w, e)| if *e > 0.0 { *w } else { 0.0 }).collect();
        let worth: f64 = self.weights.iter().zip(earns).map(|(w, e)| w * e).sum();
        let mass: f64 = asked.iter().sum();
        if mass <= 0.0 {
            return 0.0;
        }
        let of = |answer| t.answer(answer).iter().zip(&asked).map(|(l, m)| l * m).sum::<f64>();
        let chances: Vec<f64> = t.answers(question).map(of).collect();
        if let Some(answers) = prices.answers.get_mut(t.answers(question)) {
            blend(answers, &chances, step);
        }
        (worth + t.asking(question) * mass) / prices.theta
    }

    fn respond_acting(
        &self,
        prices: &mut Prices,
        n: usize,
        place: usize,
        tried: &[f64],
        repaired: &[f64],
        step: f64,
    ) -> f64 {
        let Some(action) = self.t.actions.get(n) else { return 0.0 };
        let own: f64 = action.fixes.iter().map(|(f, _)| at(self.weights, *f)).sum();
        let mass: f64 = self.weights.iter().sum();
        let earning = at(&prices.others, n) > 0.0;
        let others = if earning { (mass - own).max(0.0) } else { 0.0 };
        let log_fails = ln(at(&prices.fails, n));
        let mut information = -others * log_fails;
        let mut shares = vec![others];
        for (k, ((_, chance), (m, r))) in action.fixes.iter().zip(tried.iter().zip(repaired)).enumerate() {
            let fail = 1.0 - chance;
            let log = ln(at(&prices.repairs, place + k));
            information += m * (fail * (ln(fail) - log_fails) + chance * (ln(*chance) - log));
            if let Some(first) = shares.first_mut() {
                *first += m * fail;
            }
            shares.push(*r);
        }
        let mut old = vec![at(&prices.fails, n)];
        old.extend((0..tried.len()).map(|k| at(&prices.repairs, place + k)));
        blend(&mut old, &shares, step);
        if let (Some(slot), Some(new)) = (prices.fails.get_mut(n), old.first()) {
            *slot = *new;
        }
        prices.repairs.iter_mut().skip(place).zip(old.iter().skip(1)).for_each(|(slot, new)| *slot = *new);
        information
    }
}

/// At least exp(-x), for x >= 0, and close to it where that matters.
fn decay(x: f64) -> f64 {
    let root = 1.0 / (1.0 + x / 64.0);
    (0..6).fold(root, |power, _| power * power)
}

fn put(list: &mut [f64], places: &[usize], values: &[f64]) {
    for (place, value) in places.iter().zip(values) {
        if let Some(slot) = list.get_mut(*place) {
            *slot = *value;
        }
    }
}

/// W ln W - sum of w ln w: entropy in nats times the mass.
pub fn entropy(weights: &[f64]) -> f64 {
    let mass: f64 = weights.iter().sum();
    mass * ln(mass) - weights.iter().map(|w| w * ln(*w)).sum::<f64>()
}

/// Appends the distribution proportional to these numbers, no entry of it 0, its sum not above 1.
fn distribution(masses: &[f64], out: &mut Vec<f64>) {
    let floor = 1e-9 * masses.iter().sum::<f64>() + f64::MIN_POSITIVE;
    let total: f64 = masses.iter().map(|m| m + floor).sum();
    out.extend(masses.iter().map(|m| (m + floor) / total));
}

/// Moves a distribution towards these masses.
fn blend(old: &mut [f64], masses: &[f64], step: f64) {
    let total: f64 = masses.iter().sum();
    if total > 0.0 {
        old.iter_mut().zip(masses).for_each(|(o, m)| *o = ((1.0 - step) * *o + step * m / total).max(1e-12));
        let sum: f64 = old.iter().sum();
        if sum > 1.0 {
            old.iter_mut().for_each(|o| *o /= sum);
        }
    }
}
