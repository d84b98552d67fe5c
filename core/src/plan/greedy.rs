//! The greedy choice of a step: ask now, ask after the next repair, or ask no more (SACSO, 2001).

use super::position::{Position, Step};
use super::rule::Rule;
use super::table::Layout;
use super::tables::{Tables, at};

/// When a question that pays is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Now, if that is better than never ("myopic").
    Now,
    /// Now, unless it is better to try the next repair first.
    Later,
}

/// Only a gain beyond rounding counts.
const GAIN: f64 = 1.0 - 1e-12;

/// Room for the greedy choice.
#[derive(Debug, Default)]
pub struct Greedy {
    rule: Rule,
    weights: Vec<f64>,
    after: Position,
    branch: Position,
}

impl Greedy {
    /// The step and what it costs from here on when the plain rule follows, times the mass.
    pub fn choose(&mut self, t: &Tables, layout: &Layout, here: &Position, manner: Manner) -> (Step, f64) {
        let never = self.rule.run(t, &here.weights, here.doable());
        let first = self.rule.order.first().copied();
        let act = first.map_or(Step::Call(self.rule.call), Step::Action);
        let Some((question, now)) = self.ask(t, layout, here).filter(|(_, now)| *now < never * GAIN) else {
            return (act, never);
        };
        if let (Manner::Later, Some(action)) = (manner, first) {
            let later = self.after(t, layout, here, action);
            if let Some(later) = later.filter(|later| *later < now) {
                return (act, later);
            }
        }
        (Step::Question(question), now)
    }

    /// What it costs to do an action first and to ask only if it fails.
    fn after(&mut self, t: &Tables, layout: &Layout, here: &Position, action: usize) -> Option<f64> {
        let mut after = std::mem::take(&mut self.after);
        after.follow(here, t, layout, Step::Action(action), 0);
        let later = self.ask(t, layout, &after).map(|(_, cost)| cost + at(&t.costs, action) * here.mass());
        self.after = after;
        later
    }

    /// The question that costs least when it is asked now and the plain rule follows.
    fn ask(&mut self, t: &Tables, layout: &Layout, here: &Position) -> Option<(usize, f64)> {
        let mut best: Option<(usize, f64)> = None;
        let mass = here.mass();
        for question in 0..t.model.questions.len() {
            if here.askable().get(question) != Some(&true) {
                continue;
            }
            let mut cost = t.asking(question) * mass;
            for answer in t.answers(question) {
                if t.gated {
                    let first = t.answers(question).start;
                    self.branch.follow(here, t, layout, Step::Question(question), answer - first);
                    cost += self.rule.run(t, &self.branch.weights, self.branch.doable());
                } else {
                    t.answered(&here.weights, answer, &mut self.weights);
                    cost += self.rule.run(t, &self.weights, &here.actions);
                }
            }
            if best.is_none_or(|(_, least)| cost < least) {
                best = Some((question, cost));
            }
        }
        best
    }
}
