//! The next step of a case: red lines and alerts first, then the plan.

use super::belief::{Belief, believe};
use super::facts::Facts;
use super::guard::{Permitted, forbidden, permit, shown};
use super::plan::{self, Pick, Problem, Worth};
use crate::case::{Case, Event, Step};
use crate::content::conditions::{Known, Truth};
use crate::content::{
    ActionId, AddresseeId, AlertId, CauseId, FlagId, Gate, GuardId, Knowledge, Price, Question, QuestionId, ResolvedId,
    Set, Then, Who, WorkaroundId,
};

/// What holds outside the case: configuration, time, who is looking.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Setting {
    /// Prior factors from maintenance windows and outage notices.
    pub factors: Vec<(CauseId, f64)>,
    /// Extra cost of calling the acquirer while its hotline is closed, in minutes' worth.
    pub closed: f64,
    /// Service engineer's steps are allowed.
    pub expert: bool,
}

/// What to show.
#[derive(Debug, Clone)]
pub struct Advice {
    pub next: Permitted<Next>,
    pub reason: Reason,
    pub belief: Belief,
    pub facts: Facts,
    /// Red lines to show now.
    pub guards: Vec<GuardId>,
    /// Expected minutes from here on, if the plan is followed.
    pub minutes: f64,
}

/// The next step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    Alert(AlertId),
    Ask(QuestionId),
    Do(ActionId),
    /// Hand over, naming the most probable cause of theirs, or the flag it is about.
    HandOver {
        to: AddresseeId,
        cause: Option<CauseId>,
        flag: Option<FlagId>,
    },
    End(End),
}

/// How a case ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    Repaired(ActionId),
    Resolved(ResolvedId),
    Handed(AddresseeId),
}

/// Why this step, now.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reason {
    /// A flag comes before everything else.
    Flag(FlagId),
    /// Danger and money are asked about first.
    First,
    /// The step after this one must not be done before this is known.
    Before(Step),
    /// The answer saves this much on average, in minutes' worth.
    Splits { saves: f64 },
    /// The best chance of repair for its cost.
    Repairs { chance: f64 },
    /// It was put off before; now nothing else is left.
    PutOff,
    /// Whoever gets the case next will ask for it.
    ForReport,
    /// Nothing the shop can do is worth more time than calling.
    NothingPays,
    /// The case is over.
    Over,
}

/// The next step of a case, with everything a screen shows around it.
pub fn advise(k: &Knowledge, case: &Case, setting: &Setting) -> Option<Advice> {
    let facts = Facts::of(k, case);
    let belief = believe(k, &facts, setting);
    let planner = Planner { k, case, setting, facts: &facts, belief: &belief, forbidden: forbidden(k, facts.flags) };
    let (next, reason, minutes) = planner.next()?;
    let likely: Vec<CauseId> = belief.ranked().into_iter().take_while(|(_, p)| *p >= 0.15).map(|(c, _)| c).collect();
    let guards = shown(k, facts.flags, &likely);
    Some(Advice { next, reason, minutes, guards, belief, facts })
}

/// Safe ways to take money meanwhile, best first.
pub fn workarounds(k: &Knowledge, facts: &Facts) -> Vec<WorkaroundId> {
    let forbidden = forbidden(k, facts.flags);
    let all = (0u16..).map(WorkaroundId).zip(&k.workarounds);
    let open = all.filter(|(_, w)| facts.gate(&w.gate) == Truth::Holds);
    open.filter_map(|(id, w)| permit(forbidden, w.acts, id)).map(Permitted::step).collect()
}

/// Reading a page and answering it, in minutes' worth, on top of what the step itself costs.
pub const PAGE: f64 = 0.3;
/// Steps that people take without a murmur; each one beyond makes every further page dearer by `WEARY`.
const PATIENCE: usize = 8;
const WEARY: f64 = 0.25;

struct Planner<'a> {
    k: &'a Knowledge,
    case: &'a Case,
    setting: &'a Setting,
    facts: &'a Facts,
    belief: &'a Belief,
    forbidden: Set,
}

type Found = (Permitted<Next>, Reason, f64);

impl Planner<'_> {
    fn next(&self) -> Option<Found> {
        self.end().or_else(|| self.flagged()).or_else(|| self.first_questions()).or_else(|| self.planned())
    }

    fn end(&self) -> Option<Found> {
        let handed = match self.case.events.last() {
            Some(Event::Handed(to)) => Some(End::Handed(*to)),
            _ => None,
        };
        let fixed = self.facts.fixed.map(End::Repaired);
        let end = handed.or(fixed).or(self.facts.resolved.map(End::Resolved))?;
        // A blocking flag that turns up after a repair or an all-clear still comes first.
        if handed.is_none() && self.blocked() {
            return None;
        }
        Some((permit(Set::EMPTY, Set::EMPTY, Next::End(end))?, Reason::Over, 0.0))
    }

    fn blocked(&self) -> bool {
        let flags = (0u16..).zip(&self.k.flags);
        flags.filter(|(_, f)| f.blocks).any(|(n, _)| self.facts.flags.meets(Set::one(n)))
    }

    /// Alerts of raised flags, in their order, and what follows them.
    fn flagged(&self) -> Option<Found> {
        let alerts = (0u16..).map(AlertId).zip(&self.k.alerts);
        let raised = alerts.filter(|(_, a)| self.facts.flags.meets(Set::one(a.flag.0)));
        for (id, alert) in raised {
            let step = if self.facts.seen.contains(&id) {
                self.after_alert(alert.flag, alert.then)
            } else {
                permit(self.forbidden, alert.acts, Next::Alert(id))
            };
            if let Some(step) = step.or_else(|| self.last_resort(alert.flag)) {
                return Some((step, Reason::Flag(alert.flag), 0.0));
            }
        }
        None
    }

    /// A blocking flag whose page may not be shown still lets nothing else through.
    fn last_resort(&self, flag: FlagId) -> Option<Permitted<Next>> {
        let entry = self.k.flag(flag).filter(|f| f.blocks)?;
        let to = entry.cause.and_then(|c| self.k.cause(c)).map_or(AddresseeId(0), |c| c.addressee);
        self.hand_over_flag(flag, to)
    }

    fn after_alert(&self, flag: FlagId, then: Then) -> Option<Permitted<Next>> {
        match then {
            Then::Continue => None,
            Then::HandOver(to) => self.hand_over_flag(flag, to),
            Then::Ask(q) => {
                let question = self.k.question(q)?;
                if self.open_or_stale(q, question, flag) {
                    return permit(self.forbidden, question.acts, Next::Ask(q));
                }
                let cause = self.k.flag(flag)?.cause.and_then(|c| self.k.cause(c))?;
                self.hand_over_flag(flag, cause.addressee)
            }
        }
    }

    /// Not answered yet, or answered before the flag was raised (again): the answer would have cleared it.
    fn open_or_stale(&self, q: QuestionId, question: &Question, flag: FlagId) -> bool {
        match self.facts.known(q) {
            Known::Open => true,
            Known::DontKnow => false,
            Known::Answer(n) => question.answers.get(usize::from(n)).is_some_and(|a| a.clears.meets(Set::one(flag.0))),
        }
    }

    /// Hand over because of a flag; once that is done and the flag does not block, the search may go on.
    fn hand_over_flag(&self, flag: FlagId, to: AddresseeId) -> Option<Permitted<Next>> {
        let blocks = self.k.flag(flag)?.blocks;
        if !blocks && self.case.events.contains(&Event::Handed(to)) {
            return None;
        }
        permit(self.forbidden, Set::EMPTY, Next::HandOver { to, cause: None, flag: Some(flag) })
    }

    /// What a symptom wants to know before anything is planned: danger and money.
    fn first_questions(&self) -> Option<Found> {
        let symptom = self.facts.symptom().and_then(|s| self.k.symptom(s))?;
        Some((self.first_open(&symptom.first)?, Reason::First, 0.0))
    }

    /// The plan over everything permitted. What was put off comes back before the case is handed over.
    fn planned(&self) -> Option<Found> {
        let (problem, steps) = self.problem();
        let choice = plan::plan(&problem)?;
        let minutes = choice.expected.minutes;
        let index = match choice.pick {
            Pick::Call(n) => {
                return self
                    .put_off(minutes)
                    .or_else(|| self.wanted_by(n, minutes))
                    .or_else(|| Some((self.call(n)?, Reason::NothingPays, minutes)));
            }
            Pick::Action(n) => n,
            Pick::Question(n) => problem.actions.len() + n,
        };
        let candidate = steps.get(index)?;
        if let Some(lead) = candidate.lead {
            return Some((lead.0, Reason::Before(candidate.step), minutes));
        }
        let reason = match choice.pick {
            Pick::Action(n) => Reason::Repairs { chance: self.chance(problem.actions.get(n)?) },
            _ => Reason::Splits { saves: (choice.unasked - choice.expected.cost).max(0.0) },
        };
        Some((candidate.next, reason, minutes))
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
        let next = self.first_open(&self.k.addressees.get(n)?.wants)?;
        Some((next, Reason::ForReport, minutes))
    }

    fn first_open(&self, questions: &[QuestionId]) -> Option<Permitted<Next>> {
        let open = questions.iter().filter(|q| self.facts.known(**q) == Known::Open);
        let mut free = open.filter_map(|id| {
            let question = self.k.question(*id)?;
            let free = self.facts.gate(&question.gate) == Truth::Holds;
            let wanted = free && self.wanted(Step::Question(*id), question.who);
            permit(self.forbidden, question.acts, Next::Ask(*id)).filter(|_| wanted)
        });
        free.next()
    }

    fn chance(&self, action: &plan::Action) -> f64 {
        action.fixes.iter().map(|(f, p)| self.belief.0.get(*f).unwrap_or(&0.0) * p).sum()
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

    fn problem(&self) -> (Problem, Vec<Candidate>) {
        let mut steps = Vec::new();
        let mut problem = Problem { weights: self.belief.0.clone(), calls: self.calls(), ..Problem::default() };
        for (id, action) in (0u16..).map(ActionId).zip(&self.k.actions) {
            let step = Step::Action(id);
            if self.facts.tried.contains(&id) || !self.wanted(step, action.who) {
                continue;
            }
            let Some(next) = permit(self.forbidden, action.acts, Next::Do(id)) else { continue };
            let Some(way) = self.way(&action.gate) else { continue };
            let fixes = action.fixes.iter().map(|(c, p)| (c.index(), p * way.open.get(c.index()).unwrap_or(&0.0)));
            problem.actions.push(plan::Action { price: self.price(&way, action.cost), fixes: fixes.collect() });
            steps.push(Candidate { step, next, lead: way.lead });
        }
        for (id, question) in (0u16..).map(QuestionId).zip(&self.k.questions) {
            let step = Step::Question(id);
            if question.on_demand || self.facts.known(id) != Known::Open || !self.wanted(step, question.who) {
                continue;
            }
            let Some(next) = permit(self.forbidden, question.acts, Next::Ask(id)) else { continue };
            let Some(way) = self.way(&question.gate) else { continue };
            problem
                .questions
                .push(plan::Question { price: self.price(&way, question.cost), answers: way.answers(question) });
            steps.push(Candidate { step, next, lead: way.lead });
        }
        (problem, steps)
    }

    /// What a step costs here and now: itself, what must be asked before, and the patience it takes.
    fn price(&self, way: &Way, own: Price) -> Worth {
        let beyond = self.case.events.len().saturating_sub(PATIENCE);
        let page = PAGE + WEARY * beyond as f64;
        Worth { cost: own.total + way.cost.total + page, minutes: own.minutes + way.cost.minutes }
    }

    fn wanted(&self, step: Step, who: Who) -> bool {
        let here = who != Who::Engineer || self.setting.expert;
        here && !self.facts.skipped.contains(&step) && !self.facts.later.contains(&step)
    }

    /// What must be asked before a step: `None` when it is closed or its way is not open.
    fn way(&self, gate: &Gate) -> Option<Way> {
        let mut way = Way { lead: None, cost: Price::default(), open: vec![1.0; self.belief.0.len()], gated: false };
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
        way.cost.total += question.cost.total;
        way.cost.minutes += question.cost.minutes;
        Some(question)
    }

    fn calls(&self) -> Vec<plan::Call> {
        let all = (0u16..).map(AddresseeId).zip(&self.k.addressees);
        let closed = |id: &str| if id == "acquirer" { self.setting.closed } else { 0.0 };
        all.map(|(id, a)| plan::Call {
            price: Worth { cost: a.cost.total + closed(&a.id), minutes: a.cost.minutes },
            wrong: a.wrong,
            theirs: self.k.faults().map(|(_, c)| c.addressee == id).collect(),
        })
        .collect()
    }
}

/// A step that the planner may pick.
struct Candidate {
    step: Step,
    next: Permitted<Next>,
    lead: Option<Lead>,
}

/// A question that must come before a step.
#[derive(Clone, Copy)]
struct Lead(Permitted<Next>);

/// How a step can be reached: what to ask first, what that costs, and how likely the way is open for each fault.
struct Way {
    lead: Option<Lead>,
    cost: Price,
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
