//! One expanded state: every step that may come next, with bounds for what follows.

use super::ln::ln;
use super::position::{Position, Step};
use super::prices::Prices;
use super::rule::Rule;
use super::table::Layout;
use super::tables::{Tables, at, dot, row};

/// How many sets of prices bound each state.
pub const SETS: usize = 3;

/// Their prices; the first stands for "the cause is known".
pub type Sets = [Prices; SETS];

/// A state on the path of the search.
#[derive(Debug, Clone, Default)]
pub struct Frame {
    pub at: Position,
    pub mass: f64,
    /// Actions that must not come next, because they should have come before the last one.
    pub forbidden: Vec<bool>,
    /// The slopes of the bounds, for each set of prices.
    pub slopes: [Vec<f64>; SETS],
    pub known: [Vec<f64>; SETS],
    pub choices: Vec<Choice>,
    pub children: Vec<Child>,
    /// Bounds on what this state costs, times its mass.
    pub low: f64,
    pub up: f64,
    /// First step of the strategy that costs `up`.
    pub step: u32,
    /// The search leaves when `low` reaches this.
    pub target: f64,
    /// States expanded for this one, ever, and before this visit.
    pub work: u32,
    pub before: u32,
    /// The choice and the child that the search has gone down to.
    pub active: (usize, usize),
    gains: Vec<f64>,
}

/// A step that may come next. Its children stand in a row in the frame.
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    pub step: Step,
    pub price: f64,
    pub first: usize,
    pub count: usize,
    pub low: f64,
    pub up: f64,
    /// Whether its children have been looked up in the table.
    pub looked_up: bool,
}

/// Bounds of what follows a step.
#[derive(Debug, Clone, Copy, Default)]
pub struct Child {
    pub low: f64,
    pub up: f64,
    /// States expanded for it.
    pub work: u32,
}

impl Child {
    /// How much a visit may bring: the wider the bounds the more, and the less the more work it has taken.
    pub fn promise(&self) -> f64 {
        (self.up - self.low) / (f64::from(self.work) + 1.0).sqrt()
    }
}

/// Room for the rows that an expansion needs, shared by all frames.
#[derive(Debug, Default)]
pub struct Room {
    pub rule: Rule,
    costs: Vec<f64>,
    logs: Vec<f64>,
    lines: [Vec<f64>; SETS],
    upper: Vec<f64>,
}

/// An efficiency counts as higher only when it is so by more than rounding, relatively.
pub const CLEARLY: f64 = 1.0 + 1e-11;

impl Frame {
    /// Finds the choices of this state and bounds them; `low` and `up` are set from what needs no look ahead.
    pub fn expand(&mut self, t: &Tables, sets: &Sets, room: &mut Room) {
        self.choices.clear();
        self.children.clear();
        self.gains.clear();
        self.gains.extend(t.actions.iter().map(|a| a.gain(&self.at.weights)));
        let totals = self.lines(sets, room);
        self.up = room.rule.run(t, &self.at.weights, self.at.doable());
        self.step = Step::Rule.code();
        // An answer may shut what the rule would do next: where there are gates only calling is always open.
        room.rule.costs(t, t.gated, &mut room.costs);
        room.upper.clear();
        room.upper.extend(room.costs.iter().zip(&self.at.weights).map(|(c, w)| c * w));
        let (call, price) = t.call(&self.at.weights);
        self.choices.push(Choice {
            step: Step::Call(call),
            price,
            first: 0,
            count: 0,
            low: price,
            up: price,
            looked_up: true,
        });
        for action in 0..t.actions.len() {
            let allowed = self.at.doable().get(action) == Some(&true) && self.forbidden.get(action) != Some(&true);
            if allowed && (at(&self.gains, action) > 0.0 || t.unlocks.get(action) == Some(&true)) {
                self.act(t, sets, room, action, &totals);
            }
        }
        for question in 0..t.model.questions.len() {
            if self.at.askable().get(question) == Some(&true) {
                self.ask(t, sets, room, question);
            }
        }
    }

    /// The bounds as rows of weight times slope, without the entropy of what follows; returns their sums.
    fn lines(&self, sets: &Sets, room: &mut Room) -> [f64; SETS] {
        room.logs.clear();
        room.logs.extend(self.at.weights.iter().map(|w| ln(*w)));
        let mut totals = [0.0; SETS];
        for (((line, prices), slope), total) in room.lines.iter_mut().zip(sets).zip(&self.slopes).zip(&mut totals) {
            line.clear();
            let rows = self.at.weights.iter().zip(slope).zip(&room.logs);
            line.extend(rows.map(|((w, s), ln_w)| w * (s - prices.theta * ln_w)));
            *total = line.iter().sum();
        }
        totals
    }

    fn push(&mut self, step: Step, price: f64, children: &[Child]) {
        let (low, up) = children.iter().fold((price, price), |(low, up), child| (low + child.low, up + child.up));
        self.choices.push(Choice {
            step,
            price,
            first: self.children.len(),
            count: children.len(),
            low,
            up,
            looked_up: false,
        });
        self.children.extend_from_slice(children);
    }

    fn act(&mut self, t: &Tables, sets: &Sets, room: &Room, action: usize, totals: &[f64; SETS]) {
        let Some(repair) = t.actions.get(action) else { return };
        let own: f64 = repair.fixes.iter().map(|(cause, _)| at(&self.at.weights, *cause)).sum();
        let mass = (self.mass - at(&self.gains, action)).max(0.0);
        let entropy = mass * ln(mass);
        set(&mut self.at.actions, action, false);
        let mut bounds = [0.0; SETS];
        for ((bound, prices), total) in bounds.iter_mut().zip(sets).zip(totals) {
            *bound = total + at(&prices.others, action) * (self.mass - own) + prices.theta * entropy;
        }
        for ((cause, chance), ln_stays) in repair.fixes.iter().zip(&repair.ln_stays) {
            let (weight, ln_weight) =
                (at(&self.at.weights, *cause) * (1.0 - chance), at(&room.logs, *cause) + ln_stays);
            for (n, (bound, prices)) in bounds.iter_mut().zip(sets).enumerate() {
                let (Some(line), Some(slope), Some(known)) = (room.lines.get(n), self.slopes.get(n), self.known.get(n))
                else {
                    continue;
                };
                *bound -= at(line, *cause);
                if weight > 0.0 {
                    let repaired = prices.repair(*cause, &self.at.actions, &self.at.questions);
                    *bound += weight * (at(slope, *cause) - at(known, *cause) + repaired - prices.theta * ln_weight);
                }
            }
        }
        let margins = bounds.iter().zip(sets).map(|(bound, prices)| bound - prices.margin * self.mass);
        let low = margins.fold(0.0_f64, f64::max);
        set(&mut self.at.actions, action, true);
        let cost = at(&t.costs, action) * self.mass;
        let first = room.rule.order.first() == Some(&action);
        // Elsewhere than on the way of the plain rule, the bound of calling at once is enough until it is expanded.
        let up = if first { (room.rule.value - cost).max(0.0) } else { t.dearest_call * mass };
        self.push(Step::Action(action), cost, &[Child { low, up: up.max(low), work: 0 }]);
    }

    fn ask(&mut self, t: &Tables, sets: &Sets, room: &Room, question: usize) {
        let mut children = [Child::default(); 6];
        let answers = t.answers(question);
        let count = answers.len();
        for (child, answer) in children.iter_mut().zip(answers) {
            let likelihood = t.answer(answer);
            let mass = dot(likelihood, &self.at.weights);
            let entropy = mass * ln(mass);
            for (line, prices) in room.lines.iter().zip(sets) {
                let mut bound = dot(likelihood, line) - prices.margin * mass;
                if prices.theta > 0.0 {
                    bound += dot(&self.at.weights, row(&prices.answered, answer, t.width)) + prices.theta * entropy;
                }
                child.low = child.low.max(bound);
            }
            child.up = dot(likelihood, &room.upper).min(t.dearest_call * mass).max(child.low);
        }
        let price = t.asking(question) * self.mass;
        self.push(Step::Question(question), price, children.get(..count).unwrap_or_default());
    }

    /// Actions that must not follow this one at once: those that are clearly more efficient now. In an optimal
    /// strategy they come first (SACSO 2001, proposition 1).
    pub fn earlier(&self, t: &Tables, action: usize, out: &mut Vec<bool>) {
        let bar = at(&self.gains, action) * at(&t.per_cost, action) * CLEARLY;
        let open = self.at.doable().iter().zip(&self.gains).zip(&t.per_cost);
        out.clear();
        out.extend(open.map(|((open, gain), per_cost)| *open && gain * per_cost > bar));
    }

    /// Becomes the position after a step of another frame, ready to be expanded. The prices are the other frame's.
    pub fn follow(&mut self, from: &Self, t: &Tables, layout: &Layout, sets: &Sets, step: Step, answer: usize) {
        self.at.follow(&from.at, t, layout, step, answer);
        self.mass = self.at.mass();
        self.work = 0;
        self.forbidden.clear();
        for (n, prices) in sets.iter().enumerate() {
            let (Some(slope), Some(known)) = (self.slopes.get_mut(n), self.known.get_mut(n)) else { continue };
            let (Some(old_slope), Some(old_known)) = (from.slopes.get(n), from.known.get(n)) else { continue };
            slope.clone_from(old_slope);
            known.clone_from(old_known);
            match step {
                Step::Question(q) => {
                    without_question(t, prices, q, &self.at, slope, known);
                    without_shut(t, prices, q, &from.at, &self.at, slope, known);
                }
                Step::Action(a) => without_action(t, prices, a, &self.at, slope, known),
                _ => {}
            }
        }
        if let Step::Action(action) = step {
            from.earlier(t, action, &mut self.forbidden);
            let forbidden = self.forbidden.iter().enumerate().filter(|(_, forbidden)| **forbidden);
            forbidden.for_each(|(n, _)| layout.forbid(&mut self.at.key, n));
        }
    }
}

/// A question is not open any more: nor are tolls paid to it.
fn without_question(t: &Tables, prices: &Prices, question: usize, at: &Position, slope: &mut [f64], known: &mut [f64]) {
    slope.iter_mut().zip(row(&prices.earns, question, t.width)).for_each(|(s, e)| *s += e);
    if !prices.tolls.is_empty() {
        let opened = t.opened.get(question).into_iter().flatten();
        opened.for_each(|action| again(t, prices, *action, 0.0, at, slope, known));
    }
}

/// Takes out what an answer has shut for good.
fn without_shut(
    t: &Tables,
    prices: &Prices,
    asked: usize,
    before: &Position,
    after: &Position,
    slope: &mut [f64],
    known: &mut [f64],
) {
    if !t.gated {
        return;
    }
    let closed = |before: &[bool], after: &[bool]| -> Vec<usize> {
        before.iter().zip(after).enumerate().filter(|(_, (was, is))| **was && !**is).map(|(n, _)| n).collect()
    };
    for question in closed(&before.questions, &after.questions).into_iter().filter(|n| *n != asked) {
        without_question(t, prices, question, after, slope, known);
    }
    for action in closed(&before.actions, &after.actions) {
        without_action(t, prices, action, after, slope, known);
    }
}

fn without_action(t: &Tables, prices: &Prices, action: usize, at: &Position, slope: &mut [f64], known: &mut [f64]) {
    let others = prices.others.get(action).copied().unwrap_or(0.0);
    slope.iter_mut().for_each(|s| *s += others);
    again(t, prices, action, others, at, slope, known);
}

/// Repairs each cause of an action anew, with the steps that are open here, and takes this much off its slope.
fn again(t: &Tables, prices: &Prices, action: usize, less: f64, at: &Position, slope: &mut [f64], known: &mut [f64]) {
    for (cause, _) in t.actions.get(action).map(|a| a.fixes.as_slice()).unwrap_or_default() {
        let now = prices.repair(*cause, &at.actions, &at.questions);
        if let (Some(s), Some(k)) = (slope.get_mut(*cause), known.get_mut(*cause)) {
            *s += now - *k - less;
            *k = now;
        }
    }
}

fn set(open: &mut [bool], n: usize, value: bool) {
    if let Some(slot) = open.get_mut(n) {
        *slot = value;
    }
}
