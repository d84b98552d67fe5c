//! The next step of a case: red lines and alerts first, then the plan.

mod certify;
mod exact;
mod weigh;

pub use certify::{Certificate, Proof};

use super::belief::{Belief, believe};
use super::facts::Facts;
use super::guard::{Permitted, forbidden, permit, shown};
use crate::case::{Case, Event, Step};
use crate::content::conditions::{Known, Truth};
use crate::content::{
    ActionId, AddresseeId, AlertId, CauseId, FlagId, GuardId, Knowledge, LiveTest, Question, QuestionId, ResolvedId,
    Set, Then, WorkaroundId,
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
    /// Tests that this page can do: they may be planned.
    pub live: Vec<LiveTest>,
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
    let planner =
        Planner { k, case, setting, facts: &facts, belief: &belief, forbidden: forbidden(k, facts.heeded(k)) };
    let (next, reason, minutes) = planner.next()?;
    let likely = belief.ranked().into_iter().take_while(|(_, p)| *p >= LIKELY).map(|(c, _)| c);
    let raised = facts.flags.numbers().filter_map(|n| k.flag(FlagId(n))?.cause);
    let guards = shown(k, facts.flags, &raised.chain(likely).collect::<Vec<_>>());
    Some(Advice { next, reason, minutes, guards, belief, facts })
}

/// Safe ways to take money meanwhile, best first.
pub fn workarounds(k: &Knowledge, facts: &Facts) -> Vec<WorkaroundId> {
    workarounds_within(k, facts, f64::INFINITY)
}

/// Those that take at most so many minutes.
pub fn workarounds_within(k: &Knowledge, facts: &Facts, minutes: f64) -> Vec<WorkaroundId> {
    let forbidden = forbidden(k, facts.heeded(k));
    let all = (0u16..).map(WorkaroundId).zip(&k.workarounds);
    let open = all.filter(|(_, w)| w.minutes <= minutes && facts.gate(&w.gate) == Truth::Holds);
    open.filter_map(|(id, w)| permit(forbidden, w.acts, id)).map(Permitted::step).collect()
}

/// Reading a page and answering it, in minutes' worth, on top of what the step itself costs.
pub const PAGE: f64 = 0.3;
/// Steps that people take without a murmur; each one beyond makes every further page dearer by `WEARY`.
const PATIENCE: usize = 8;
const WEARY: f64 = 0.25;

/// From here on a cause is worth its own red lines.
const LIKELY: f64 = 0.25;

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
        self.end()
            .or_else(|| self.flagged())
            .or_else(|| self.left_open())
            .or_else(|| self.first_questions())
            .or_else(|| self.planned())
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
                let ways = |minutes| !workarounds_within(self.k, self.facts, minutes).is_empty();
                let step = permit(self.forbidden, alert.acts, Next::Alert(id));
                step.filter(|_| alert.sell_within.is_none_or(ways))
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

    /// What the merchant's words leave open. Only what is sure can forbid to ask about it.
    fn left_open(&self) -> Option<Found> {
        let sure = forbidden(self.k, self.facts.flags);
        Some((self.first_open(&self.facts.unsure, sure)?, Reason::First, 0.0))
    }

    /// What a symptom wants to know before anything is planned: danger and money.
    fn first_questions(&self) -> Option<Found> {
        let symptom = self.facts.symptom().and_then(|s| self.k.symptom(s))?;
        Some((self.first_open(&symptom.first, self.forbidden)?, Reason::First, 0.0))
    }

    fn first_open(&self, questions: &[QuestionId], forbidden: Set) -> Option<Permitted<Next>> {
        let open = questions.iter().filter(|q| self.facts.known(**q) == Known::Open);
        let mut free = open.filter_map(|id| {
            let question = self.k.question(*id)?;
            let free = self.facts.gate(&question.gate) == Truth::Holds;
            let wanted = free && self.wanted(Step::Question(*id), question.who);
            permit(forbidden, question.acts, Next::Ask(*id)).filter(|_| wanted)
        });
        free.next()
    }
}
