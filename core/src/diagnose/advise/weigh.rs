//! The planned step: what may be offered, what it costs here, what must be asked before, and the planner's choice.

use super::super::guard::{Permitted, permit};
use super::{Found, Next, PAGE, PATIENCE, Planner, Reason, WEARY};
use crate::case::Step;
use crate::content::conditions::{Known, Truth};
use crate::content::{ActionId, Addressee, AddresseeId, CauseId, Gate, PlaceId, Price, Question, QuestionId, Set, Who};
use crate::plan::greedy::{Choice, first};
use crate::plan::model::{self, Call, Model};
use crate::plan::position::Step as Place;
use crate::plan::tables::Times;

impl Planner<'_> {
    /// Whether a question can be answered here: a live test only where it can be made.
    pub(super) fn can_ask(&self, question: &Question) -> bool {
        question.live.is_none_or(|test| self.setting.live.contains(&test))
    }

    /// The plan over everything permitted. What was put off comes back before the case is handed over.
    pub(super) fn planned(&self) -> Option<Found> {
        let Bundled { actions, questions, choice } = self.bundled();
        let minutes = choice.worth.time;
        let (candidate, reason) = match choice.step {
            Place::Action(n) => (actions.get(n)?, Reason::Repairs { chance: self.chance(actions.get(n)?) }),
            Place::Question(n) => {
                (questions.get(n)?, Reason::Splits { saves: (choice.never - choice.worth.cost).max(0.0) })
            }
            Place::Call(n) => {
                return self
                    .put_off(minutes)
                    .or_else(|| self.wanted_by(n, minutes))
                    .or_else(|| Some((self.call(n)?, Reason::NothingPays, minutes)));
            }
            Place::Rule => return None,
        };
        Some(match candidate.lead {
            Some(lead) => (lead.0, Reason::Before(candidate.step), minutes),
            None => (candidate.next, reason, minutes),
        })
    }

    /// The first step that was put off and still makes sense.
    fn put_off(&self, minutes: f64) -> Option<Found> {
        let mut open = self.facts.later.iter().filter(|step| !self.facts.skipped.contains(step));
        open.find_map(|step| {
            let (gate, acts, next) = match *step {
                Step::Question(id) if self.facts.known(id) == Known::Open => {
                    self.k.question(id).map(|q| (&q.gate, q.acts, Next::Ask(id)))
                }
                Step::Action(id) if !self.facts.tried.contains(&id) => {
                    self.k.action(id).map(|a| (&a.gate, a.acts, Next::Do(id)))
                }
                _ => None,
            }?;
            let own = permit(self.forbidden, acts, next)?;
            Some(self.way(gate)?.lead.map_or(own, |lead| lead.0))
        })
        .map(|next| (next, Reason::PutOff, minutes))
    }

    /// What the n-th addressee will want to know, as long as it is open.
    fn wanted_by(&self, n: usize, minutes: f64) -> Option<Found> {
        let next = self.first_open(&self.k.addressees.get(n)?.wants, self.forbidden)?;
        Some((next, Reason::ForReport, minutes))
    }

    fn chance(&self, candidate: &Candidate) -> f64 {
        let Step::Action(id) = candidate.step else { return 0.0 };
        self.k.action(id).map_or(0.0, |action| self.belief.repaired(action))
    }

    /// Hand over to the n-th addressee, naming their most probable cause that may be named.
    fn call(&self, n: usize) -> Option<Permitted<Next>> {
        let to = AddresseeId(u16::try_from(n).ok()?);
        let theirs = |c: &CauseId| self.k.cause(*c).is_some_and(|c| c.addressee == to);
        let acts = |c: &CauseId| {
            self.k.cause(*c).map_or(Set::EMPTY, |c| if c.hardware { self.k.report_hardware } else { Set::EMPTY })
        };
        let ranked = self.belief.ranked();
        let named = ranked.iter().map(|(c, _)| *c).filter(theirs);
        let mut permitted =
            named.filter_map(|c| permit(self.forbidden, acts(&c), Next::HandOver { to, cause: Some(c), flag: None }));
        permitted.next().or_else(|| permit(self.forbidden, Set::EMPTY, Next::HandOver { to, cause: None, flag: None }))
    }

    /// Every step with what must be asked before it, as one, and the planner's greedy choice among these.
    pub(super) fn bundled(&self) -> Bundled {
        let (mut actions, mut questions, mut times) = (Vec::new(), Vec::new(), Times::default());
        let mut model = Model { priors: self.belief.0.clone(), calls: self.calls(), ..Model::default() };
        for (id, action) in (0u16..).map(ActionId).zip(&self.k.actions) {
            let step = Step::Action(id);
            if self.facts.tried.contains(&id) || !self.wanted(step, action.who) {
                continue;
            }
            let Some(next) = permit(self.forbidden, action.acts, Next::Do(id)) else { continue };
            let Some(way) = self.way(&action.gate) else { continue };
            let fixes = action.fixes.iter().map(|(c, p)| (c.index(), p * way.open.get(c.index()).unwrap_or(&0.0)));
            let own = self.price(action.cost, way.at, action.place);
            let (cost, fixes) = (own.total + way.cost.total, fixes.collect());
            model.actions.push(model::Action { cost, fixes, gate: model::Gate::default() });
            times.actions.push(own.minutes + way.cost.minutes);
            actions.push(Candidate { step, next, lead: way.lead });
        }
        for (id, question) in (0u16..).map(QuestionId).zip(&self.k.questions) {
            let step = Step::Question(id);
            if question.on_demand
                || !self.can_ask(question)
                || self.facts.known(id) != Known::Open
                || !self.wanted(step, question.who)
            {
                continue;
            }
            let Some(next) = permit(self.forbidden, question.acts, Next::Ask(id)) else { continue };
            let Some(way) = self.way(&question.gate) else { continue };
            let own = self.price(question.cost, way.at, question.place);
            let (cost, answers) = (own.total + way.cost.total, way.answers(question));
            model.questions.push(model::Question { cost, answers, gate: model::Gate::default() });
            times.questions.push(own.minutes + way.cost.minutes);
            questions.push(Candidate { step, next, lead: way.lead });
        }
        times.calls = self.k.addressees.iter().map(|a| a.cost.minutes).collect();
        Bundled { actions, questions, choice: first(model, times) }
    }

    /// What a step costs here and now, done at `to` by somebody who is at `from`: itself, its page and the patience it takes.
    pub(super) fn price(&self, own: Price, from: Option<PlaceId>, to: Option<PlaceId>) -> Price {
        let beyond = self.case.events.len().saturating_sub(PATIENCE);
        let Price { total, minutes } = self.k.price(own, from, to);
        Price { total: total + PAGE + WEARY * beyond as f64, minutes }
    }

    pub(super) fn wanted(&self, step: Step, who: Who) -> bool {
        let here = who != Who::Engineer || self.setting.expert;
        here && !self.facts.skipped.contains(&step) && !self.facts.later.contains(&step)
    }

    /// What must be asked before a step: `None` when it is closed or its way is not open.
    fn way(&self, gate: &Gate) -> Option<Way> {
        let open = vec![1.0; self.belief.0.len()];
        let mut way = Way { lead: None, cost: Price::default(), at: self.case.place(self.k), open, gated: false };
        if self.facts.gate(gate) == Truth::Fails || gate.after_actions.iter().any(|a| !self.facts.tried.contains(a)) {
            return None;
        }
        for condition in &gate.needs {
            if self.facts.known(condition.question) == Known::Open {
                let question = self.lead(condition.question, &mut way)?;
                way.gated = true;
                let mut chance = vec![0.0; way.open.len()];
                for answer in (0u8..).take(question.answers.len()).filter(|a| condition.allows(*a)) {
                    chance.iter_mut().zip(question.likelihood(answer)).for_each(|(c, l)| *c += l);
                }
                way.open.iter_mut().zip(chance).for_each(|(o, c)| *o *= c);
            }
        }
        for id in &gate.after_questions {
            if self.facts.known(*id) == Known::Open && !self.facts.skipped.contains(&Step::Question(*id)) {
                self.lead(*id, &mut way)?;
            }
        }
        Some(way)
    }

    /// A question that has to be asked first; it must itself be free to ask.
    fn lead(&self, id: QuestionId, way: &mut Way) -> Option<&Question> {
        let question = self.k.question(id)?;
        let step = Step::Question(id);
        let free = self.facts.gate(&question.gate) == Truth::Holds && self.wanted(step, question.who);
        let next = permit(self.forbidden, question.acts, Next::Ask(id)).filter(|_| free)?;
        way.lead = way.lead.or(Some(Lead(next)));
        let own = self.k.price(question.cost, way.at, question.place);
        way.cost = Price { total: way.cost.total + own.total, minutes: way.cost.minutes + own.minutes };
        way.at = question.place;
        Some(question)
    }

    /// What calling each addressee costs for each fault.
    pub(super) fn calls(&self) -> Vec<Call> {
        let all = (0u16..).map(AddresseeId).zip(&self.k.addressees);
        all.map(|(id, addressee)| self.calling(id, addressee)).collect()
    }

    fn calling(&self, id: AddresseeId, addressee: &Addressee) -> Call {
        let closed = if addressee.id == "acquirer" { self.setting.closed } else { 0.0 };
        let wrong = |theirs| if theirs { 0.0 } else { addressee.wrong };
        let cost = |cause: &crate::content::Cause| addressee.cost.total + closed + wrong(cause.addressee == id);
        Call { costs: self.k.faults().map(|(_, cause)| cost(cause)).collect() }
    }
}

/// The steps that may be shown now, and the planner's choice among them.
pub(super) struct Bundled {
    pub actions: Vec<Candidate>,
    pub questions: Vec<Candidate>,
    pub choice: Choice,
}

/// A step that the planner may pick.
pub(super) struct Candidate {
    step: Step,
    next: Permitted<Next>,
    lead: Option<Lead>,
}

impl Candidate {
    /// What is shown: the step, or the question that must come before it.
    pub fn first(&self) -> Step {
        match self.lead.map(|lead| lead.0.step()) {
            Some(Next::Ask(id)) => Step::Question(id),
            _ => self.step,
        }
    }
}

/// A question that must come before a step.
#[derive(Clone, Copy)]
struct Lead(Permitted<Next>);

/// How a step can be reached: what to ask first, what that costs, where it leads, and how likely the way is open for each fault.
struct Way {
    lead: Option<Lead>,
    cost: Price,
    at: Option<PlaceId>,
    open: Vec<f64>,
    gated: bool,
}

impl Way {
    /// P(answer | fault), with "the way is closed" as one more answer where that can happen.
    fn answers(&self, question: &Question) -> Vec<Vec<f64>> {
        let rows = (0u8..).take(question.answers.len());
        let open = rows.map(|a| question.likelihood(a).zip(&self.open).map(|(l, o)| l * o).collect());
        let closed = self.gated.then(|| self.open.iter().map(|o| 1.0 - o).collect());
        open.chain(closed).collect()
    }
}
