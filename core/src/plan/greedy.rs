//! The greedy choice of a step: ask now, ask after the next repair, or ask no more (SACSO, 2001).

use super::model::Model;
use super::position::{Position, Step};
use super::rule::Rule;
use super::table::Layout;
use super::tables::{Tables, Times, at};

/// When a question that pays is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Now, if that is better than never ("myopic").
    Now,
    /// Now, unless it is better to try the next repair first.
    Later,
}

/// A step, and what it costs from here on when the plain rule follows; all times the mass.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    pub step: Step,
    pub worth: Worth,
    /// What the plain rule costs without any question.
    pub never: f64,
}

/// Expected cost, and the time in it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Worth {
    pub cost: f64,
    pub time: f64,
}

impl Worth {
    fn add(&mut self, other: Self) {
        self.cost += other.cost;
        self.time += other.time;
    }
}

/// Only a gain beyond rounding counts.
const GAIN: f64 = 1.0 - 1e-12;
/// Causes below this share do not change which step is best, but would double the work.
const DUST: f64 = 0.0005;

/// The greedy choice at the start of a model, but for causes that hardly count: an advice at once, for whom a search
/// would take too long.
pub fn first(mut model: Model, times: Times) -> Choice {
    let all: f64 = model.priors.iter().sum();
    model.priors.iter_mut().filter(|prior| **prior < DUST * all).for_each(|prior| *prior = 0.0);
    let t = Tables { times, ..Tables::new(model) };
    let layout = Layout::new(&t.model);
    Greedy::default().choose(&t, &layout, &Position::start(&t, &layout), Manner::Later)
}

/// Room for the greedy choice.
#[derive(Debug, Default, Clone)]
pub struct Greedy {
    rule: Rule,
    weights: Vec<f64>,
}

impl Greedy {
    /// The choice.
    pub fn choose(&mut self, t: &Tables, layout: &Layout, here: &Position, manner: Manner) -> Choice {
        let worth = self.rule(t, &here.weights, here.doable());
        let first = self.rule.order.first().copied();
        let never = worth.cost;
        let act = Choice { step: first.map_or(Step::Call(self.rule.call), Step::Action), worth, never };
        let Some((question, now)) = self.ask(t, layout, here).filter(|(_, now)| now.cost < never * GAIN) else {
            return act;
        };
        if let (Manner::Later, Some(action)) = (manner, first) {
            let later = self.after(t, layout, here, action, question);
            if let Some(later) = later.filter(|later| later.cost < now.cost) {
                return Choice { worth: later, ..act };
            }
        }
        Choice { step: Step::Question(question), worth: now, never }
    }

    fn rule(&mut self, t: &Tables, weights: &[f64], open: &[bool]) -> Worth {
        let cost = self.rule.run(t, weights, open);
        Worth { cost, time: self.rule.time }
    }

    /// What it costs to do an action first and to ask only if it fails.
    fn after(&mut self, t: &Tables, layout: &Layout, here: &Position, action: usize, question: usize) -> Option<Worth> {
        let mut next = Position::default();
        next.follow(here, t, layout, Step::Action(action), 0);
        if next.askable().get(question) != Some(&true) {
            return None;
        }
        let mass = here.mass();
        let mut worth = Worth { cost: at(&t.costs, action) * mass, time: at(&t.times.actions, action) * mass };
        worth.add(self.asked(t, layout, &next, question));
        Some(worth)
    }

    /// The question that costs least when it is asked now.
    fn ask(&mut self, t: &Tables, layout: &Layout, here: &Position) -> Option<(usize, Worth)> {
        let open = (0..t.model.questions.len()).filter(|question| here.askable().get(*question) == Some(&true));
        let all = open.map(|question| (question, self.asked(t, layout, here, question)));
        all.reduce(|best, next| if next.1.cost < best.1.cost { next } else { best })
    }

    /// A question; the plain rule follows, or first a question that waited for this answer.
    fn asked(&mut self, t: &Tables, layout: &Layout, here: &Position, question: usize) -> Worth {
        if !t.gated {
            return self.plainly(t, here, question);
        }
        self.opening(t, layout, here, question, true)
    }

    /// A question where nothing waits for anything.
    fn plainly(&mut self, t: &Tables, here: &Position, question: usize) -> Worth {
        let mut worth = price(t, here, question);
        let mut weights = std::mem::take(&mut self.weights);
        for answer in t.answers(question) {
            t.answered(&here.weights, answer, &mut weights);
            worth.add(self.rule(t, &weights, &here.actions));
        }
        self.weights = weights;
        worth
    }

    /// A question whose answers shut and open steps; `on` when one that it opens may be asked at once.
    fn opening(&mut self, t: &Tables, layout: &Layout, here: &Position, question: usize, on: bool) -> Worth {
        let mut worth = price(t, here, question);
        let mut next = Position::default();
        for answer in 0..t.answers(question).len() {
            next.follow(here, t, layout, Step::Question(question), answer);
            let mut least = self.rule(t, &next.weights, next.doable());
            let opened = t.opens.get(question).into_iter().flatten();
            for other in opened.filter(|other| on && next.askable().get(**other) == Some(&true)) {
                let asked = self.opening(t, layout, &next, *other, false);
                least = if asked.cost < least.cost { asked } else { least };
            }
            worth.add(least);
        }
        worth
    }
}

fn price(t: &Tables, here: &Position, question: usize) -> Worth {
    let mass = here.mass();
    Worth { cost: t.asking(question) * mass, time: at(&t.times.questions, question) * mass }
}
