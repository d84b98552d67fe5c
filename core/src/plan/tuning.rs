//! Tuning of the prices: the parameters of the lower bound that make it great at one belief.

use super::ln::ln;
use super::prices::{Prices, entropy};
use super::tables::{Tables, at, row};

/// Prices on their way to be tuned.
#[derive(Debug)]
pub struct Tuned {
    prices: Prices,
    /// The best so far, and their bound.
    pub best: Prices,
    pub most: f64,
    pub rounds: u32,
    fixed: bool,
    /// Whether tolls are tuned, too.
    tolled: bool,
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

/// Where the steps of the second tuning begin, the one with tolls: smaller than from nothing.
const LATER: u32 = 9;
/// How far a toll moves when its constraint is missed by all of the mass, in steps of the tuning and prices of information.
const PACE: f64 = 5.0;

impl Tuned {
    /// Ready to be tuned further, with tolls from now on.
    pub fn tolled(mut self) -> Self {
        self.prices.clone_from(&self.best);
        self.prices.tolls.resize(self.prices.repairs.len(), 0.0);
        Self { rounds: LATER, tolled: true, ..self }
    }
}

impl Tuning<'_> {
    /// At a price of information, before the first round; `fixed` keeps that price.
    pub fn begin(&self, theta: f64, fixed: bool) -> Tuned {
        Tuned {
            prices: self.start(theta),
            best: Prices::default(),
            most: f64::NEG_INFINITY,
            rounds: 0,
            fixed,
            tolled: false,
        }
    }

    /// From nothing but the tolls of others, at a fixed part of their price of information.
    pub fn cheaper(&self, than: &Tuned, part: f64) -> Tuned {
        let mut tuned = self.begin(than.best.theta * part, true);
        tuned.prices.tolls.clone_from(&than.best.tolls);
        Tuned { tolled: than.tolled, ..tuned }
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
        let pace = if tuned.tolled { PACE * step * prices.theta } else { 0.0 };
        let derivative = self.respond(prices, step, pace, entropy);
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
    fn respond(&self, prices: &mut Prices, step: f64, pace: f64, entropy: f64) -> f64 {
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
            prices.walk(cause, self.actions, self.questions, |action, reach| match action {
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
        if pace > 0.0 {
            self.charge(prices, &tried, pace);
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

    /// Tolls rise where a repair is made more often than its question lets it, and fall where less often.
    fn charge(&self, prices: &mut Prices, tried: &[Vec<f64>], pace: f64) {
        let t = self.t;
        for (n, tried) in tried.iter().enumerate() {
            let Some(need) = t.waits(n).filter(|need| self.questions.get(need.question) == Some(&true)) else {
                continue;
            };
            let earns = row(&prices.earns, need.question, t.width);
            for ((place, cause), m) in t.places(n).zip(tried) {
                let weight = at(self.weights, cause);
                let asked = if at(earns, cause) > 0.0 { t.lets(need, cause) } else { 0.0 };
                if let Some(toll) = prices.tolls.get_mut(place).filter(|_| weight > 0.0) {
                    *toll = (*toll + pace * (m / weight - asked)).max(0.0);
                }
            }
        }
    }

    /// Information that the question yields to the player, in mass times nats.
    fn respond_asking(&self, prices: &mut Prices, question: usize, step: f64) -> f64 {
        let t = self.t;
        let earns = row(&prices.earns, question, t.width);
        let asked: Vec<f64> = self.weights.iter().zip(earns).map(|(w, e)| if *e > 0.0 { *w } else { 0.0 }).collect();
        let takes = row(&prices.takes, question, t.width);
        let worth: f64 = asked.iter().zip(earns).zip(takes).map(|((m, e), takes)| m * (e - takes)).sum();
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

fn put(list: &mut [f64], places: &[usize], values: &[f64]) {
    for (place, value) in places.iter().zip(values) {
        if let Some(slot) = list.get_mut(*place) {
            *slot = *value;
        }
    }
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
