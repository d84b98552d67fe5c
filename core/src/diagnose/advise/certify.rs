//! How good the step on the screen is, proven: the case as an exact model, planned for as long as somebody waits.
//!
//! The quick plan bundles a step with the questions that must come before it. Here those are steps of their own and the
//! gates hold state by state; what was skipped, put off or crosses a red line is not there at all. So the proof speaks of
//! these steps and these numbers, and every strategy made of them.

use super::super::plan::{self, Pick};
use super::super::{Facts, believe, guard};
use super::{Next, PAGE, PATIENCE, Planner, Setting, WEARY};
use crate::case::{Case, Step};
use crate::content::conditions::{Known, Truth};
use crate::content::{ActionId, Gate, Knowledge, Price, QuestionId, Set};
use crate::plan::model::{Action, Call, Gate as Order, Model, Need, Question};
use crate::plan::planner::Planner as Search;
use crate::plan::position::Step as Place;
use crate::plan::tree::Tree;

/// What has been proven so far; all in minutes' worth, on average, from here to the end of the case.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Proof {
    /// No strategy costs less.
    pub lower: f64,
    /// The best strategy found costs this.
    pub best: f64,
    /// The step on the screen, and the best strategy found after it, cost this.
    pub shown: f64,
    /// The first step of the best strategy is the one on the screen.
    pub agrees: bool,
    /// Situations looked at.
    pub states: u64,
}

impl Proof {
    /// What another order of steps could save at most.
    pub fn saves(&self) -> f64 {
        (self.shown - self.lower).max(0.0)
    }
}

/// A proof under way. It depends on the case and the work done, never on time.
pub struct Certificate {
    search: Search,
    shown: Place,
    cost: f64,
    task: Task,
    /// States when strategies were last written out.
    looked: u64,
    /// Whether everything below the step on the screen has been searched to its end.
    closed: bool,
    done: bool,
}

/// What the certificate is at. Strategies are written out now and then, because only what is written out has an exact cost.
enum Task {
    Search,
    /// Writing out the best strategy; so many leaves are left to grow.
    Best(Tree, u64),
    /// Searching below the step on the screen, which is not the best one: after this answer, so many states.
    Below(usize, u64),
    /// Writing out the best strategy that begins with it.
    Shown(Tree, u64),
}

/// Strategies are written out when so many states are known, and again whenever these have grown by a factor.
const FIRST: u64 = 500;
const AGAIN: u64 = 2;
/// Leaves of a strategy written out.
const LEAVES: u64 = 300;
/// The same for the greedy strategies before the search.
const GREEDY: usize = 24;
/// Of so many states one is spent below the step on the screen when another one is better.
const SHARE: u64 = 3;
/// States after which the step on the screen is not looked into any more, once the best strategy is proven.
const MOST: u64 = 100_000;

impl Certificate {
    /// For the step that a case shows. `None` when it does not come from the plan: the case is over, or a red line or a
    /// first question goes before.
    pub fn new(k: &Knowledge, case: &Case, setting: &Setting, bytes: usize) -> Option<Self> {
        let facts = Facts::of(k, case);
        let belief = believe(k, &facts, setting);
        let forbidden = guard::forbidden(k, facts.flags);
        let planner = Planner { k, case, setting, facts: &facts, belief: &belief, forbidden };
        if planner.end().or_else(|| planner.flagged()).or_else(|| planner.first_questions()).is_some() {
            return None;
        }
        let (problem, candidates) = planner.problem();
        let exact = Exact::of(&planner);
        let asks = problem.actions.len();
        let step = |n: usize| candidates.get(n).map(|c| c.lead.map_or(c.step, |lead| asked(lead.0.step(), c.step)));
        let shown = match plan::plan(&problem)?.pick {
            Pick::Call(n) => Place::Call(n),
            Pick::Action(n) => exact.place(step(n)?)?,
            Pick::Question(n) => exact.place(step(asks + n)?)?,
        };
        let search = Search::quick(exact.model(&planner), bytes, GREEDY);
        let mut cost = search.strategy_from(Some(shown)).cost();
        if search.first() == shown {
            cost = cost.min(search.bounds().1);
        }
        Some(Self { search, shown, cost, task: Task::Search, looked: 0, closed: false, done: false })
    }

    /// Works on: about so many states, or leaves of a strategy. True when nothing is left to prove.
    pub fn work(&mut self, amount: u64) -> bool {
        self.task = match std::mem::replace(&mut self.task, Task::Search) {
            Task::Search => self.search(amount),
            Task::Best(tree, left) => self.write(tree, left, amount, None),
            Task::Below(answer, left) => self.below(answer, left, amount),
            Task::Shown(tree, left) => self.write(tree, left, amount, Some(self.shown)),
        };
        if self.search.first() == self.shown {
            self.cost = self.cost.min(self.search.bounds().1);
        }
        self.done
    }

    fn search(&mut self, amount: u64) -> Task {
        let ended = self.search.step(amount);
        let known = self.search.states();
        if !ended && (!self.search.searching() || known < self.looked.saturating_mul(AGAIN).max(FIRST)) {
            return Task::Search;
        }
        self.looked = known;
        if !ended {
            return Task::Best(self.search.strategy_from(None), LEAVES);
        }
        // The best strategy has been written out by the search itself.
        self.done = self.search.first() == self.shown || self.exact();
        if self.done { Task::Search } else { self.first_below() }
    }

    /// Whether nothing more can be found out about the step on the screen.
    fn exact(&self) -> bool {
        let (lower, best) = self.search.bounds();
        matches!(self.shown, Place::Call(_)) || self.cost - best <= 1e-9 * lower || self.closed || self.looked > MOST
    }

    fn write(&mut self, mut tree: Tree, left: u64, amount: u64, first: Option<Place>) -> Task {
        let amount = amount.min(left).max(1);
        if self.search.grow(&mut tree, amount as usize) && left > amount {
            let left = left - amount;
            return if first.is_some() { Task::Shown(tree, left) } else { Task::Best(tree, left) };
        }
        if first.is_some() {
            self.cost = self.cost.min(tree.cost());
            return Task::Search;
        }
        self.search.adopt(tree);
        if self.search.first() == self.shown { Task::Search } else { self.first_below() }
    }

    fn first_below(&mut self) -> Task {
        self.closed = true;
        match self.search.outcomes(self.shown) {
            0 => Task::Search,
            ways => {
                self.search.turn_below(self.shown, 0);
                Task::Below(0, self.looked / SHARE / ways as u64)
            }
        }
    }

    fn below(&mut self, answer: usize, left: u64, amount: u64) -> Task {
        let amount = amount.min(left).max(1);
        let ended = self.search.step_below(amount);
        if !ended && left > amount {
            return Task::Below(answer, left - amount);
        }
        self.closed &= ended;
        self.search.turn_back();
        let ways = self.search.outcomes(self.shown);
        if answer + 1 < ways {
            self.search.turn_below(self.shown, answer + 1);
            return Task::Below(answer + 1, self.looked / SHARE / ways as u64);
        }
        Task::Shown(self.search.strategy_from(Some(self.shown)), LEAVES)
    }

    /// What has been proven so far.
    pub fn proof(&self) -> Proof {
        let (lower, best) = self.search.bounds();
        let agrees = self.search.first() == self.shown;
        Proof { lower, best, shown: self.cost.max(best), agrees, states: self.search.states() }
    }

    /// How many actions, questions and causes are weighed.
    pub fn size(&self) -> (usize, usize, usize) {
        self.search.size()
    }
}

fn asked(next: Next, otherwise: Step) -> Step {
    if let Next::Ask(id) = next { Step::Question(id) } else { otherwise }
}

/// The steps of the model, by their places in it.
struct Exact {
    actions: Vec<ActionId>,
    questions: Vec<QuestionId>,
}

impl Exact {
    fn of(planner: &Planner) -> Self {
        let (k, facts) = (planner.k, planner.facts);
        let live = |gate: &Gate| facts.gate(gate) != Truth::Fails;
        let free = |acts| !Set::meets(acts, planner.forbidden);
        let actions = (0u16..).map(ActionId).zip(&k.actions).filter(|(id, a)| {
            let wanted = planner.wanted(Step::Action(*id), a.who);
            !facts.tried.contains(id) && wanted && free(a.acts) && live(&a.gate)
        });
        let questions = (0u16..).map(QuestionId).zip(&k.questions).filter(|(id, q)| {
            let wanted = planner.wanted(Step::Question(*id), q.who);
            facts.known(*id) == Known::Open && wanted && free(q.acts) && live(&q.gate)
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

    fn place(&self, step: Step) -> Option<Place> {
        match step {
            Step::Action(id) => self.actions.iter().position(|a| *a == id).map(Place::Action),
            Step::Question(id) => self.questions.iter().position(|q| *q == id).map(Place::Question),
        }
    }

    fn model(&self, planner: &Planner) -> Model {
        let beyond = planner.case.events.len().saturating_sub(PATIENCE);
        let cost = |own: Price| own.total + PAGE + WEARY * beyond as f64;
        let actions = self.actions.iter().filter_map(|id| planner.k.action(*id));
        let questions = self.questions.iter().filter_map(|id| Some((*id, planner.k.question(*id)?)));
        Model {
            priors: planner.belief.0.clone(),
            actions: actions
                .map(|a| Action {
                    cost: cost(a.cost),
                    fixes: a.fixes.iter().filter(|(_, p)| *p > 0.0).map(|(c, p)| (c.index(), *p)).collect(),
                    gate: self.order(planner, &a.gate),
                })
                .collect(),
            questions: questions
                .map(|(id, q)| Question {
                    cost: cost(q.cost),
                    answers: (0u8..).take(q.answers.len()).map(|a| q.likelihood(a).collect()).collect(),
                    gate: self.settled(planner, id, self.order(planner, &q.gate)),
                })
                .collect(),
            calls: planner.calls().iter().map(call).collect(),
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

/// What calling costs for each fault.
fn call(call: &plan::Call) -> Call {
    let cost = |theirs: &bool| call.price.cost + if *theirs { 0.0 } else { call.wrong };
    Call { costs: call.theirs.iter().map(cost).collect() }
}
