//! The compiled knowledge: numbered tables without words, the same for every language.

use super::conditions::Gate;
use super::ids::*;
use serde::{Deserialize, Serialize};

/// Everything the engine needs to know.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Knowledge {
    /// Fingerprint of all of `content/`; cases and links say which revision they were made with.
    pub revision: u32,
    /// The first so many causes are faults; a belief has one entry for each.
    pub fault_count: u16,
    pub causes: Vec<Cause>,
    pub addressees: Vec<Addressee>,
    pub flags: Vec<Flag>,
    pub acts: Vec<String>,
    pub places: Vec<Place>,
    pub guards: Vec<Guard>,
    pub alerts: Vec<Alert>,
    pub symptoms: Vec<Symptom>,
    pub questions: Vec<Question>,
    pub actions: Vec<Action>,
    pub workarounds: Vec<Workaround>,
    pub codes: Vec<Code>,
    pub texts: Vec<ScreenText>,
    pub topics: Vec<Topic>,
    pub resolved: Vec<Resolved>,
    /// Text ids of the sources, for the about page.
    pub sources: Vec<String>,
    /// Act that handing over a hardware fault means.
    pub report_hardware: Set,
    /// Numbers of ids in links, packed: only [`super::Numbers::read`] looks inside.
    pub numbers: Vec<u8>,
}

/// What kind of thing a cause is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CauseKind {
    Fault,
    Situation,
    Request,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cause {
    pub id: String,
    pub kind: CauseKind,
    pub rolls_up_to: Option<CauseId>,
    pub addressee: AddresseeId,
    pub shop_can: bool,
    pub hardware: bool,
    pub sources: Vec<SourceId>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Addressee {
    pub id: String,
    pub reports_as: String,
    pub cost: Price,
    /// Extra cost when they are not the ones who must act.
    pub wrong: f64,
    /// What they will want to know.
    pub wants: Vec<QuestionId>,
}

/// What a step costs: `total` in minutes' worth, of which `minutes` are real time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Price {
    pub total: f64,
    pub minutes: f64,
}

/// Where several steps are done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    pub id: String,
    /// Real minutes to get there, part of what each step there costs.
    pub minutes: f64,
}

/// How a flag weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FlagClass {
    Safety,
    Money,
    Security,
    Limit,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Flag {
    pub id: String,
    pub class: FlagClass,
    pub cause: Option<CauseId>,
    pub blocks: bool,
    /// Flags that no longer count once this one is raised.
    pub voids: Set,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Guard {
    pub id: String,
    /// Empty = always.
    pub when: Set,
    pub forbids: Set,
    pub show_for: Vec<CauseId>,
}

impl Guard {
    /// Whether the red line is in force.
    pub fn holds(&self, flags: Set) -> bool {
        self.when.is_empty() || self.when.meets(flags)
    }
}

/// What follows an alert once it has been acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Then {
    HandOver(AddresseeId),
    Ask(QuestionId),
    Continue,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Alert {
    pub id: String,
    pub flag: FlagId,
    pub order: u8,
    pub then: Then,
    /// Shows the ways to keep selling that take at most so many minutes; passed over while there is none.
    pub sell_within: Option<f64>,
    pub acts: Set,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Symptom {
    pub id: String,
    pub order: u8,
    /// Per thousand cases.
    pub share: u16,
    /// Weight per thousand, fault by fault; 0 where the author saw none.
    pub priors: Vec<f64>,
    pub raises: Set,
    pub sets: Vec<(QuestionId, u8)>,
    /// Asked before the plan takes over.
    pub first: Vec<QuestionId>,
    pub topic: Option<TopicId>,
}

/// Who can answer or do a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Who {
    Merchant,
    Cardholder,
    Engineer,
}

/// A test of this page that answers a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LiveTest {
    /// Of a connected reader; the browser must be able to reach one.
    Reader,
    /// Of the shop's network; the bank must have named addresses.
    Network,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    pub id: String,
    /// About shop and terminal: stays valid in the next case.
    pub context: bool,
    pub cost: Price,
    pub who: Who,
    pub place: Option<PlaceId>,
    pub answers: Vec<Answer>,
    /// Raised by "don't know" and by skipping: not knowing must never be the way round a red line.
    pub unknown_raises: Set,
    /// Percent, fault by fault, answer by answer.
    pub likelihood: Vec<u8>,
    pub gate: Gate,
    pub acts: Set,
    /// Questions that need no asking any more once this one is answered.
    pub settles: Vec<QuestionId>,
    pub on_demand: bool,
    /// Answered by a test of this page; planned only where that can be done.
    pub live: Option<LiveTest>,
    pub sources: Vec<SourceId>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    pub id: String,
    pub raises: Set,
    pub clears: Set,
    pub ends: Option<ResolvedId>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Action {
    pub id: String,
    pub cost: Price,
    pub who: Who,
    pub place: Option<PlaceId>,
    /// Fault and the chance of repairing it, botched attempts taken off.
    pub fixes: Vec<(CauseId, f64)>,
    /// Chance that a lay person does it wrongly without noticing; part of `fixes` already.
    pub botched: f64,
    pub gate: Gate,
    pub acts: Set,
    pub failed_raises: Set,
    pub failed_clears: Set,
    pub icon: String,
    pub sources: Vec<SourceId>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Workaround {
    pub id: String,
    pub order: u8,
    /// Until the next customer has paid so.
    pub minutes: f64,
    pub gate: Gate,
    pub acts: Set,
}

/// How to read a response code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CodeClass {
    Approved,
    Defect,
    Declined,
    Session,
    Registration,
    Open,
    Format,
    Flips,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Code {
    pub id: String,
    pub class: CodeClass,
    pub who: String,
    pub hint: Hint,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScreenText {
    pub id: String,
    pub variants: Vec<String>,
    pub who: String,
    pub hint: Hint,
}

/// What a code or screen text says about the case.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Hint {
    /// Fault and weight, relative to `elsewhere`.
    pub points_to: Vec<(CauseId, u16)>,
    pub elsewhere: u16,
    pub sets: Vec<(QuestionId, u8)>,
    pub raises: Set,
}

impl Hint {
    /// Weight of one fault, relative to the others.
    pub fn weight(&self, fault: CauseId) -> f64 {
        let listed = self.points_to.iter().find(|(c, _)| *c == fault);
        f64::from(listed.map_or(self.elsewhere, |(_, w)| *w))
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Topic {
    pub id: String,
    pub group: String,
    pub cause: Option<CauseId>,
    pub sources: Vec<SourceId>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Resolved {
    pub id: String,
}

macro_rules! lookups {
    ($($get:ident, $find:ident, $table:ident, $id:ident, $entry:ident;)*) => {
        impl Knowledge {$(
            /// The entry with this number; `None` only for a number of another revision.
            pub fn $get(&self, id: $id) -> Option<&$entry> {
                self.$table.get(id.index())
            }

            /// The number of the entry with this text id.
            pub fn $find(&self, id: &str) -> Option<$id> {
                let at = self.$table.iter().position(|e| e.id == id)?;
                u16::try_from(at).ok().map($id)
            }
        )*}
    };
}

lookups! {
    cause, find_cause, causes, CauseId, Cause;
    question, find_question, questions, QuestionId, Question;
    action, find_action, actions, ActionId, Action;
    alert, find_alert, alerts, AlertId, Alert;
    addressee, find_addressee, addressees, AddresseeId, Addressee;
    symptom, find_symptom, symptoms, SymptomId, Symptom;
    code, find_code, codes, CodeId, Code;
    text, find_text, texts, TextId, ScreenText;
    guard, find_guard, guards, GuardId, Guard;
    flag, find_flag, flags, FlagId, Flag;
    workaround, find_workaround, workarounds, WorkaroundId, Workaround;
    topic, find_topic, topics, TopicId, Topic;
    ending, find_ending, resolved, ResolvedId, Resolved;
}

impl Knowledge {
    /// Decode what [`Knowledge::to_bytes`] wrote. `None` when the bytes are something else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }

    /// The binary form that the app fetches.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// The cause under whose id reports go out.
    pub fn published(&self, id: CauseId) -> CauseId {
        self.cause(id).and_then(|c| c.rolls_up_to).unwrap_or(id)
    }

    /// What a step costs somebody who is at `from`: getting to its place is spared when they are there.
    pub fn price(&self, own: Price, from: Option<PlaceId>, to: Option<PlaceId>) -> Price {
        let place = to.filter(|to| from == Some(*to)).and_then(|to| self.places.get(to.index()));
        let spared = place.map_or(0.0, |place| place.minutes);
        Price { total: own.total - spared, minutes: own.minutes - spared }
    }

    /// All faults, in belief order.
    pub fn faults(&self) -> impl Iterator<Item = (CauseId, &Cause)> {
        (0u16..).map(CauseId).zip(&self.causes).take(usize::from(self.fault_count))
    }

    /// A set of flags without those that another of its members makes void.
    pub fn settled(&self, flags: Set) -> Set {
        let raised = (0u16..).zip(&self.flags).filter(|(n, _)| flags.meets(Set::one(*n)));
        flags.without(raised.fold(Set::EMPTY, |voids, (_, flag)| voids.with(flag.voids)))
    }

    /// Flag number as a set with one member.
    pub fn flag_set(&self, id: &str) -> Set {
        self.find_flag(id).map_or(Set::EMPTY, |f| Set::one(f.0))
    }
}

impl Question {
    /// P(answer | fault) for every fault, `answer` fixed. A little noise keeps every answer possible,
    /// so that contradictory answers can never empty the belief.
    pub fn likelihood(&self, answer: u8) -> impl Iterator<Item = f64> {
        const NOISE: f64 = 0.2;
        let count = self.answers.len().max(1);
        let whole = 100.0 + NOISE * count as f64;
        self.likelihood
            .chunks(count)
            .map(move |row| (row.get(usize::from(answer)).map_or(0.0, |p| f64::from(*p)) + NOISE) / whole)
    }
}

impl super::Words {
    /// Decode what [`super::Words::to_bytes`] wrote. `None` when the bytes are something else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }

    /// The binary form that the app fetches.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).unwrap_or_default()
    }
}
