//! Ways to choose the next step, and a session with one of them.

use super::world::Shop;
use pos_doctor_core::plan::greedy::{Greedy, Manner};
use pos_doctor_core::plan::model::Model;
use pos_doctor_core::plan::planner::Planner;
use pos_doctor_core::plan::policy::Node;
use pos_doctor_core::plan::position::{Position, Step};
use pos_doctor_core::plan::rule::Rule;
use pos_doctor_core::plan::table::Layout;
use pos_doctor_core::plan::tables::{Tables, at};
use std::collections::HashMap;

/// States expanded for a plan of the whole session, and for one from where nobody had planned for.
const STATES: u64 = 5000;
const STATES_LATER: u64 = 300;
/// Memory for each of them.
const BYTES: u64 = 600;
/// Leaves of the first strategies of a plan.
const LEAVES: usize = 40;
/// How sure the entropy rule must be to ask no more, and the least information it asks for.
const SURE: f64 = 0.8;
const LEAST: f64 = 0.01;

/// Ways to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The planner's strategy; planned anew after "don't know".
    Planner,
    NowLater,
    NowNever,
    /// Most information for the cost until one cause is sure, then updating P/C.
    Entropy,
    UpdatingPc,
    /// All actions by falling P/C of the start, then service.
    FixedList,
}

pub const WAYS: [Way; 6] = [Way::Planner, Way::NowLater, Way::NowNever, Way::Entropy, Way::UpdatingPc, Way::FixedList];

impl Way {
    pub fn name(self) -> &'static str {
        match self {
            Self::Planner => "planner",
            Self::NowLater => "now/later",
            Self::NowNever => "now/never",
            Self::Entropy => "entropy per cost",
            Self::UpdatingPc => "updating P/C",
            Self::FixedList => "fixed list",
        }
    }
}

/// What has failed (open actions), and what was said: 0 for nothing yet, then the answers, 255 for "don't know".
type State = (Vec<bool>, Vec<u8>);
const UNKNOWN: u8 = 255;

/// One way to choose, with the numbers it believes in and everything it has decided so far.
pub struct Adviser {
    way: Way,
    t: Tables,
    layout: Layout,
    decided: HashMap<State, Step>,
}

impl Adviser {
    pub fn new(way: Way, believed: Model) -> Self {
        let layout = Layout::new(&believed);
        Self { way, t: Tables::new(believed), layout, decided: HashMap::new() }
    }

    /// What a session costs in a shop.
    pub fn session(&mut self, shop: &Shop) -> f64 {
        let mut here = Position::start(&self.t, &self.layout);
        let mut said = vec![0; self.t.model.questions.len()];
        let mut cost = 0.0;
        loop {
            match self.next(&here, &said) {
                Step::Action(n) => {
                    cost += at(&self.t.costs, n);
                    if shop.repair(n) {
                        return cost;
                    }
                    here = self.after(&here, Step::Action(n), 0);
                }
                Step::Question(n) => {
                    cost += self.t.asking(n);
                    let answer = shop.answer(n);
                    let known = answer < self.t.answers(n).len();
                    here = if known { self.after(&here, Step::Question(n), answer) } else { without(&here, n) };
                    if let Some(slot) = said.get_mut(n) {
                        *slot = if known { answer as u8 + 1 } else { UNKNOWN };
                    }
                }
                Step::Rule => return cost + self.plain(&here, shop),
                Step::Call(n) => return cost + self.call(n),
            }
        }
    }

    /// Updating P/C to the end.
    fn plain(&self, here: &Position, shop: &Shop) -> f64 {
        let mut rule = Rule::default();
        rule.run(&self.t, &here.weights, here.doable());
        let mut cost = 0.0;
        for action in &rule.order {
            cost += at(&self.t.costs, *action);
            if shop.repair(*action) {
                return cost;
            }
        }
        cost + self.call(rule.call)
    }

    /// Generated models have one call, which costs the same for every cause.
    fn call(&self, n: usize) -> f64 {
        self.t.model.calls.get(n).map_or(0.0, |call| at(&call.costs, 0))
    }

    fn after(&self, here: &Position, step: Step, answer: usize) -> Position {
        let mut next = Position::default();
        next.follow(here, &self.t, &self.layout, step, answer);
        next
    }

    fn next(&mut self, here: &Position, said: &[u8]) -> Step {
        let state = (here.actions.clone(), said.to_vec());
        if let Some(step) = self.decided.get(&state) {
            return *step;
        }
        let step = match self.way {
            Way::Planner => return self.plan(here, said),
            Way::NowLater => Greedy::default().choose(&self.t, &self.layout, here, Manner::Later).step,
            Way::NowNever => Greedy::default().choose(&self.t, &self.layout, here, Manner::Now).step,
            Way::Entropy => self.most_informative(here).map_or(Step::Rule, Step::Question),
            Way::UpdatingPc => Step::Rule,
            Way::FixedList => self.next_of_list(here),
        };
        self.decided.insert(state, step);
        step
    }

    fn next_of_list(&self, here: &Position) -> Step {
        let priors = self.t.priors();
        let open = (0..self.t.actions.len()).filter(|n| here.actions.get(*n) == Some(&true));
        let rated = open.map(|n| (n, self.t.actions.get(n).map_or(0.0, |a| a.gain(&priors)) * at(&self.t.per_cost, n)));
        let best = rated.reduce(|best, next| if next.1 > best.1 { next } else { best });
        best.map_or(Step::Call(0), |(n, _)| Step::Action(n))
    }

    fn most_informative(&self, here: &Position) -> Option<usize> {
        let mass = here.mass();
        if here.weights.iter().any(|w| *w > SURE * mass) {
            return None;
        }
        let gain = |n: usize| {
            let after = |answer| entropy(&self.after(here, Step::Question(n), answer).weights);
            (entropy(&here.weights) - (0..self.t.answers(n).len()).map(after).sum::<f64>()) / mass
        };
        let open = (0..here.questions.len()).filter(|n| here.questions.get(*n) == Some(&true));
        let rated = open.map(|n| (n, gain(n))).filter(|(_, gain)| *gain > LEAST);
        let per_cost = |(n, gain): &(usize, f64)| gain / self.t.asking(*n);
        rated.reduce(|best, next| if per_cost(&next) > per_cost(&best) { next } else { best }).map(|(n, _)| n)
    }

    /// Plans what follows from here and remembers every step of it.
    fn plan(&mut self, here: &Position, said: &[u8]) -> Step {
        let open = |list: &[bool]| (0..list.len()).filter(|n| list.get(*n) == Some(&true)).collect::<Vec<_>>();
        let (actions, questions) = (open(&here.actions), open(&here.questions));
        let mass = here.mass();
        let believed = &self.t.model;
        let rest = Model {
            priors: here.weights.iter().take(believed.priors.len()).map(|w| w / mass).collect(),
            actions: actions.iter().filter_map(|n| believed.actions.get(*n).cloned()).collect(),
            questions: questions.iter().filter_map(|n| believed.questions.get(*n).cloned()).collect(),
            calls: believed.calls.clone(),
        };
        let states = if self.decided.is_empty() { STATES } else { STATES_LATER };
        let mut planner = Planner::quick(rest, (states * BYTES) as usize, LEAVES);
        while planner.states() < states && !planner.step(64) {}
        planner.write(|| true);
        let own = |step| match step {
            Step::Action(n) => actions.get(n).map_or(Step::Rule, |n| Step::Action(*n)),
            Step::Question(n) => questions.get(n).map_or(Step::Rule, |n| Step::Question(*n)),
            other => other,
        };
        self.remember(&planner.strategy(), 0, (here.actions.clone(), said.to_vec()), &own)
    }

    /// Returns the step of the node.
    fn remember(&mut self, tree: &[Node], node: usize, state: State, own: &impl Fn(Step) -> Step) -> Step {
        let Some(node) = tree.get(node) else { return Step::Rule };
        let step = own(node.step);
        for (n, child) in node.children.iter().enumerate() {
            let mut next = state.clone();
            match step {
                Step::Action(a) => next.0.iter_mut().skip(a).take(1).for_each(|open| *open = false),
                Step::Question(q) => next.1.iter_mut().skip(q).take(1).for_each(|said| *said = n as u8 + 1),
                Step::Call(_) | Step::Rule => {}
            }
            self.remember(tree, *child, next, own);
        }
        self.decided.insert(state, step);
        step
    }
}

/// After "don't know": nothing is learnt, and nobody asks again.
fn without(here: &Position, question: usize) -> Position {
    let mut next = here.clone();
    next.questions.iter_mut().skip(question).take(1).for_each(|open| *open = false);
    next
}

/// Of weights, times their sum.
fn entropy(weights: &[f64]) -> f64 {
    let sum: f64 = weights.iter().sum();
    weights.iter().filter(|w| **w > 0.0).map(|w| w * (sum / w).ln()).sum()
}
