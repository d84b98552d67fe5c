//! Where in a strategy we are: the belief and the steps that are left.

use super::model::Gate;
use super::table::Layout;
use super::tables::Tables;

/// A step, by its place in the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Action(usize),
    Question(usize),
    Call(usize),
    /// Not one step but the plain rule to the end.
    Rule,
}

const KIND: u32 = 1 << 16;

impl Step {
    /// As a number, for the table.
    pub fn code(self) -> u32 {
        match self {
            Self::Action(n) => n as u32,
            Self::Question(n) => KIND | n as u32,
            Self::Call(n) => (2 * KIND) | n as u32,
            Self::Rule => 3 * KIND,
        }
    }

    /// Back from a number.
    pub fn of(code: u32) -> Self {
        let n = (code % KIND) as usize;
        match code / KIND {
            0 => Self::Action(n),
            1 => Self::Question(n),
            2 => Self::Call(n),
            _ => Self::Rule,
        }
    }
}

/// A belief as weights of the causes, whose sum is the probability of getting here; and the steps not yet used.
#[derive(Debug, Clone, Default)]
pub struct Position {
    pub key: Vec<u64>,
    pub weights: Vec<f64>,
    pub actions: Vec<bool>,
    pub questions: Vec<bool>,
    /// Of these, what may be taken right now; both empty when the model has no gates, where it is all of them.
    ready: (Vec<bool>, Vec<bool>),
}

impl Position {
    /// The start of a session.
    pub fn start(t: &Tables, layout: &Layout) -> Self {
        let mut start = Self {
            key: vec![0; layout.words],
            weights: t.priors(),
            actions: vec![true; t.actions.len()],
            questions: vec![true; t.model.questions.len()],
            ready: Default::default(),
        };
        start.judge(t, layout);
        start
    }

    /// What the table calls by this key; what must not come next does not matter.
    pub fn of(t: &Tables, layout: &Layout, key: &[u64]) -> Self {
        let said = (0..t.model.questions.len()).filter_map(|n| Some((Step::Question(n), layout.said(key, n)?)));
        let failed = (0..t.actions.len()).filter(|n| layout.failed(key, *n)).map(|n| (Step::Action(n), 0));
        let (mut here, mut next) = (Self::start(t, layout), Self::default());
        for (step, answer) in said.chain(failed) {
            next.follow(&here, t, layout, step, answer);
            std::mem::swap(&mut here, &mut next);
        }
        here
    }

    /// Actions that may be done right now.
    pub fn doable(&self) -> &[bool] {
        if self.ready.0.is_empty() { &self.actions } else { &self.ready.0 }
    }

    /// Questions that may be asked right now.
    pub fn askable(&self) -> &[bool] {
        if self.ready.1.is_empty() { &self.questions } else { &self.ready.1 }
    }

    /// Closes what the last answer has shut for good.
    fn shut(&mut self, t: &Tables, question: usize, answer: usize) {
        let barred = |gate: &Gate| gate.needs.iter().any(|n| n.question == question && !n.allows(answer));
        let gates = t.model.actions.iter().map(|a| &a.gate);
        self.actions.iter_mut().zip(gates).for_each(|(open, gate)| *open &= !barred(gate));
        let gates = t.model.questions.iter().map(|q| &q.gate);
        self.questions.iter_mut().zip(gates).for_each(|(open, gate)| *open &= !barred(gate));
    }

    /// Finds what may be taken right now.
    fn judge(&mut self, t: &Tables, layout: &Layout) {
        if !t.gated {
            return;
        }
        let key = &self.key;
        let free = |gate: &Gate| gate.open(|q| layout.said(key, q), |a| layout.failed(key, a));
        let (actions, questions) = &mut self.ready;
        actions.clear();
        actions.extend(self.actions.iter().zip(&t.model.actions).map(|(open, a)| *open && free(&a.gate)));
        questions.clear();
        questions.extend(self.questions.iter().zip(&t.model.questions).map(|(open, q)| *open && free(&q.gate)));
    }

    /// Becomes what another position is after a step: after its failure, or after this answer.
    pub fn follow(&mut self, from: &Self, t: &Tables, layout: &Layout, step: Step, answer: usize) {
        self.key.clone_from(&from.key);
        self.actions.clone_from(&from.actions);
        self.questions.clone_from(&from.questions);
        layout.take(&mut self.key, step, answer);
        match step {
            Step::Action(n) => {
                t.failed(&from.weights, n, &mut self.weights);
                close(&mut self.actions, n);
            }
            Step::Question(n) => {
                t.answered(&from.weights, t.answers(n).start + answer, &mut self.weights);
                close(&mut self.questions, n);
                if t.gated {
                    self.shut(t, n, answer);
                }
            }
            Step::Call(_) | Step::Rule => self.weights.clone_from(&from.weights),
        }
        self.judge(t, layout);
    }

    /// Probability of getting here.
    pub fn mass(&self) -> f64 {
        self.weights.iter().sum()
    }
}

fn close(open: &mut [bool], n: usize) {
    if let Some(slot) = open.get_mut(n) {
        *slot = false;
    }
}
