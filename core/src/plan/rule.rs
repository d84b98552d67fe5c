//! Updating P/C with optimal stopping: the plain rule at every leaf of a strategy.
//!
//! Always the unused action with the highest P(repair)/cost, recomputed after every failure; service is called
//! where that is cheaper than going on in this order (Jensen et al., AI EDAM 15, 2001).

use super::tables::{Tables, at, cheapest, dot};

/// Efficiencies this close, relatively, count as equal: then the earlier action goes first.
const TIE: f64 = 1e-12;

/// The rule at work, with its own room, so that it can be asked millions of times.
#[derive(Debug, Clone, Default)]
pub struct Rule {
    weights: Vec<f64>,
    gains: Vec<f64>,
    /// What each call would cost now, times the mass; empty where all that counts is the mass.
    calls: Vec<f64>,
    open: Vec<u32>,
    taken: Vec<Taken>,
    /// Actions in the order of the rule, up to where service is called.
    pub order: Vec<usize>,
    /// Who is called after the last of them.
    pub call: usize,
    /// Expected cost times the mass of the weights.
    pub value: f64,
    /// And how long that takes.
    pub time: f64,
}

#[derive(Debug, Clone, Copy)]
struct Taken {
    action: usize,
    mass: f64,
    call: (usize, f64),
}

impl Rule {
    /// Values a belief, given as weights of the causes, with the actions for which `open` holds.
    pub fn run(&mut self, t: &Tables, weights: &[f64], open: &[bool]) -> f64 {
        self.start(t, weights, open);
        let mut mass: f64 = self.weights.iter().sum();
        while let Some((place, action)) = self.best(t, mass) {
            self.taken.push(Taken { action, mass, call: self.service(t, mass) });
            mass = (mass - at(&self.gains, action)).max(0.0);
            self.open.remove(place);
            self.fail(t, action);
        }
        self.stop(t, mass);
        self.value
    }

    fn start(&mut self, t: &Tables, weights: &[f64], open: &[bool]) {
        self.weights.clear();
        self.weights.extend_from_slice(weights);
        self.calls.clear();
        if t.flat_call.is_none() {
            self.calls.extend(t.calls.iter().map(|costs| dot(costs, weights)));
        }
        self.gains.clear();
        self.open.clear();
        self.taken.clear();
        for ((n, action), open) in (0_u32..).zip(&t.actions).zip(open) {
            let gain = if *open { action.gain(weights) } else { 0.0 };
            self.gains.push(gain);
            if gain > 0.0 {
                self.open.push(n);
            }
        }
    }

    /// The most efficient action and its place among the open ones; none when no order of what is left could pay.
    fn best(&self, t: &Tables, mass: f64) -> Option<(usize, usize)> {
        let (mut most, mut sum) = (0.0_f64, 0.0);
        for n in &self.open {
            let gain = at(&self.gains, *n as usize);
            most = most.max(gain * at(&t.per_cost, *n as usize));
            sum += gain;
        }
        // Going on saves at most the dearest call for what is repaired, and is paid by all that is not.
        if most <= 0.0 || most * t.dearest_call < (mass - sum) * (1.0 - 1e-9) {
            return None;
        }
        let least = most * (1.0 - TIE);
        let good = |n: &u32| at(&self.gains, *n as usize) * at(&t.per_cost, *n as usize) >= least;
        self.open.iter().position(good).and_then(|place| self.open.get(place).map(|n| (place, *n as usize)))
    }

    fn service(&self, t: &Tables, mass: f64) -> (usize, f64) {
        if let Some(cost) = t.flat_call {
            return (0, cost * mass);
        }
        cheapest(self.calls.iter().copied())
    }

    fn fail(&mut self, t: &Tables, action: usize) {
        let Some(done) = t.actions.get(action) else { return };
        for (cause, chance) in &done.fixes {
            let Some(weight) = self.weights.get_mut(*cause) else { continue };
            for (price, call) in self.calls.iter_mut().zip(&t.calls) {
                *price = (*price - at(call, *cause) * *weight * chance).max(0.0);
            }
            *weight *= 1.0 - chance;
        }
        for n in &done.touches {
            if let (Some(gain), Some(other)) = (self.gains.get_mut(*n), t.actions.get(*n)) {
                *gain = if *gain > 0.0 { other.gain(&self.weights) } else { 0.0 };
            }
        }
    }

    /// Where to stop is optimal for the order: computed from its end.
    fn stop(&mut self, t: &Tables, mass: f64) {
        (self.call, self.value) = self.service(t, mass);
        self.time = at(&t.times.calls, self.call) * mass;
        let mut length = self.taken.len();
        for (n, taken) in self.taken.iter().enumerate().rev() {
            let going_on = at(&t.costs, taken.action) * taken.mass + self.value;
            if taken.call.1 <= going_on {
                (self.call, self.value) = taken.call;
                self.time = at(&t.times.calls, self.call) * taken.mass;
                length = n;
            } else {
                self.value = going_on;
                self.time += at(&t.times.actions, taken.action) * taken.mass;
            }
        }
        self.order.clear();
        self.order.extend(self.taken.iter().take(length).map(|taken| taken.action));
    }

    /// What this order, fixed, costs for each cause: an upper bound for every belief from which it can be followed.
    /// Without any repair: what calling costs.
    pub fn costs(&self, t: &Tables, calling: bool, out: &mut Vec<f64>) {
        out.clear();
        out.resize(t.width, 0.0);
        let mut reach = vec![1.0; t.width];
        for action in self.order.iter().filter(|_| !calling) {
            let cost = at(&t.costs, *action);
            out.iter_mut().zip(&reach).for_each(|(sum, r)| *sum += cost * r);
            for (cause, chance) in t.actions.get(*action).map(|a| a.fixes.as_slice()).unwrap_or_default() {
                if let Some(r) = reach.get_mut(*cause) {
                    *r *= 1.0 - chance;
                }
            }
        }
        let call = t.calls.get(self.call).map(Vec::as_slice).unwrap_or_default();
        out.iter_mut().zip(&reach).zip(call).for_each(|((sum, r), c)| *sum += c * r);
    }
}
