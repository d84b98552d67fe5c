//! The case as an exact model: every step that may still be offered, with its price here and its gates.
//!
//! What was skipped, put off or tried, what a red line forbids and what only somebody else may do is not there at all.

use super::Planner;
use crate::case::Step;
use crate::content::conditions::{Known, Truth};
use crate::content::{ActionId, Gate, Knowledge, QuestionId, Set};
use crate::plan::model::{Action, Gate as Order, Model, Need, Question};
use crate::plan::position::Step as Place;

/// The steps of the model, by their places in it.
pub(super) struct Exact {
    pub actions: Vec<ActionId>,
    pub questions: Vec<QuestionId>,
}

impl Exact {
    /// Everything that may be offered now or later.
    pub fn of(planner: &Planner) -> Self {
        let (k, facts) = (planner.k, planner.facts);
        let live = |gate: &Gate| facts.gate(gate) != Truth::Fails;
        let free = |acts| !Set::meets(acts, planner.forbidden);
        let actions = (0u16..).map(ActionId).zip(&k.actions).filter(|(id, a)| {
            let wanted = planner.wanted(Step::Action(*id), a.who);
            !facts.tried.contains(id) && wanted && free(a.acts) && live(&a.gate)
        });
        let questions = (0u16..).map(QuestionId).zip(&k.questions).filter(|(id, q)| {
            let wanted = planner.wanted(Step::Question(*id), q.who);
            facts.known(*id) == Known::Open && wanted && planner.can_ask(q) && free(q.acts) && live(&q.gate)
        });
        let mut exact =
            Self { actions: actions.map(|(id, _)| id).collect(), questions: questions.map(|(id, _)| id).collect() };
        while exact.drop_unreachable(planner) {}
        exact.drop_useless(planner);
        exact
    }

    fn gate(k: &Knowledge, step: Step) -> Option<&Gate> {
        match step {
            Step::Action(id) => k.action(id).map(|a| &a.gate),
            Step::Question(id) => k.question(id).map(|q| &q.gate),
        }
    }

    /// Questions that must have been answered before a step, as far as they are open.
    fn leads(planner: &Planner, gate: &Gate) -> Vec<QuestionId> {
        let open = |id: &QuestionId| planner.facts.known(*id) == Known::Open;
        let skipped = |id: &QuestionId| planner.facts.skipped.contains(&Step::Question(*id));
        let needs = gate.needs.iter().map(|c| c.question);
        needs.chain(gate.after_questions.iter().copied().filter(|id| !skipped(id))).filter(open).collect()
    }

    /// Takes out what waits for a step that is not there. Whether anything went.
    fn drop_unreachable(&mut self, planner: &Planner) -> bool {
        let reachable = |exact: &Self, step: Step| {
            Self::gate(planner.k, step).is_some_and(|gate| {
                let tried = |a: &ActionId| planner.facts.tried.contains(a) || exact.actions.contains(a);
                Self::leads(planner, gate).iter().all(|q| exact.questions.contains(q))
                    && gate.after_actions.iter().all(tried)
            })
        };
        let actions = self.actions.iter().copied().filter(|id| reachable(self, Step::Action(*id))).collect();
        let questions = self.questions.iter().copied().filter(|id| reachable(self, Step::Question(*id))).collect();
        let kept = Self { actions, questions };
        let fewer = kept.actions.len() < self.actions.len() || kept.questions.len() < self.questions.len();
        *self = kept;
        fewer
    }

    /// Takes out questions on demand that no step waits for.
    fn drop_useless(&mut self, planner: &Planner) {
        let gates = self.steps().into_iter().filter_map(|step| Self::gate(planner.k, step));
        let wanted: Vec<QuestionId> = gates.flat_map(|gate| Self::leads(planner, gate)).collect();
        let on_demand = |id: &QuestionId| planner.k.question(*id).is_some_and(|q| q.on_demand);
        self.questions.retain(|id| !on_demand(id) || wanted.contains(id));
    }

    fn steps(&self) -> Vec<Step> {
        let actions = self.actions.iter().map(|id| Step::Action(*id));
        actions.chain(self.questions.iter().map(|id| Step::Question(*id))).collect()
    }

    /// Where a step is in the model.
    pub fn place(&self, step: Step) -> Option<Place> {
        match step {
            Step::Action(id) => self.actions.iter().position(|a| *a == id).map(Place::Action),
            Step::Question(id) => self.questions.iter().position(|q| *q == id).map(Place::Question),
        }
    }

    /// The model of the case.
    pub fn model(&self, planner: &Planner) -> Model {
        let at = planner.case.place(planner.k);
        let actions = self.actions.iter().filter_map(|id| planner.k.action(*id));
        let questions = self.questions.iter().filter_map(|id| Some((*id, planner.k.question(*id)?)));
        Model {
            priors: planner.belief.0.clone(),
            actions: actions
                .map(|a| Action {
                    cost: planner.price(a.cost, at, a.place).total,
                    fixes: a.fixes.iter().filter(|(_, p)| *p > 0.0).map(|(c, p)| (c.index(), *p)).collect(),
                    gate: self.order(planner, &a.gate),
                })
                .collect(),
            questions: questions
                .map(|(id, q)| Question {
                    cost: planner.price(q.cost, at, q.place).total,
                    answers: (0u8..).take(q.answers.len()).map(|a| q.likelihood(a).collect()).collect(),
                    gate: self.settled(planner, id, self.order(planner, &q.gate)),
                })
                .collect(),
            calls: planner.calls(),
        }
    }

    /// A gate, with what is known already left out.
    fn order(&self, planner: &Planner, gate: &Gate) -> Order {
        let place = |id: QuestionId| self.questions.iter().position(|q| *q == id);
        let bits = |id: QuestionId, allows: &dyn Fn(u8) -> bool| {
            let count = planner.k.question(id).map_or(0, |q| q.answers.len());
            (0u8..8).take(count).filter(|n| allows(*n)).fold(0u8, |bits, n| bits | 1 << n)
        };
        let needs = gate.needs.iter().filter_map(|c| {
            Some(Need { question: place(c.question)?, answers: bits(c.question, &|n| c.allows(n)), unasked: false })
        });
        let bars = gate.not_if.iter().filter_map(|c| {
            Some(Need { question: place(c.question)?, answers: bits(c.question, &|n| !c.allows(n)), unasked: true })
        });
        let skipped = |id: &&QuestionId| !planner.facts.skipped.contains(&Step::Question(**id));
        let after = gate.after_questions.iter().filter(skipped);
        let after = after.filter_map(|id| Some(Need { question: place(*id)?, answers: u8::MAX, unasked: false }));
        let failed = gate.after_actions.iter().filter_map(|id| self.actions.iter().position(|a| a == id));
        Order { needs: needs.chain(bars).chain(after).collect(), after: failed.collect() }
    }

    /// Some answers spare a question: it is not asked after the question that settles it.
    fn settled(&self, planner: &Planner, id: QuestionId, mut order: Order) -> Order {
        for (question, other) in self.questions.iter().enumerate() {
            if planner.k.question(*other).is_some_and(|q| q.settles.contains(&id)) {
                order.needs.push(Need { question, answers: 0, unasked: true });
            }
        }
        order
    }
}
