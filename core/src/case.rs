//! A case: what has happened so far, in order. Everything else is derived from it and the content.

use crate::content::{
    ActionId, AddresseeId, AlertId, CauseId, CodeId, Knowledge, PlaceId, QuestionId, SymptomId, TextId,
};

/// One thing that happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Event {
    /// The merchant picked what they see.
    Symptom(SymptomId),
    /// A question was answered; `None` is "don't know".
    Answer(QuestionId, Option<u8>),
    /// The screen shows this text.
    Text(TextId),
    /// The screen or slip shows this code.
    Code(CodeId),
    /// An action was done, and it repaired or it did not.
    Tried(ActionId, bool),
    /// The merchant has read an alert and done what it says.
    Seen(AlertId),
    /// The case was handed over.
    Handed(AddresseeId),
    /// The merchant goes on looking after a handover.
    Reopened,
    /// Not this step, in this case.
    Skipped(Step),
    /// Not now; offer it again when nothing else is left.
    Later(Step),
    /// The merchant's own words sounded like this published cause, in so many of a hundred.
    Heard(CauseId, u8),
    /// Their words leave this open, and it matters: it is asked before anything that its answer may forbid.
    Unsure(QuestionId),
}

/// A step that can be put off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    Question(QuestionId),
    Action(ActionId),
}

/// Events in order, and lines of an older or newer content that mean nothing now but are kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Case {
    pub events: Vec<Event>,
    pub unknown: Vec<String>,
}

/// A stored case longer than this is cut: no real case comes near.
pub(crate) const MAX_EVENTS: usize = 200;

impl Case {
    /// Where the step just done has led, if it was somewhere.
    pub fn place(&self, k: &Knowledge) -> Option<PlaceId> {
        let place = |event: &Event| match event {
            Event::Answer(q, _) => Some(k.question(*q)?.place),
            Event::Tried(a, _) => Some(k.action(*a)?.place),
            _ => None,
        };
        self.events.iter().rev().find_map(place)?
    }

    /// Read the text form, one event a line. Lines that mean nothing in this content are set aside.
    pub fn parse(k: &Knowledge, text: &str) -> Self {
        let mut case = Self::default();
        for line in text.lines().map(str::trim).filter(|l| !l.is_empty()).take(MAX_EVENTS) {
            match Event::parse(k, line) {
                Some(event) => case.events.push(event),
                None => case.unknown.push(line.chars().take(80).collect()),
            }
        }
        case
    }

    /// The text form: stable ids, one event a line, what was set aside at the end.
    pub fn format(&self, k: &Knowledge) -> String {
        let known = self.events.iter().filter_map(|e| e.format(k));
        known.chain(self.unknown.iter().cloned()).collect::<Vec<_>>().join("\n")
    }

    /// One event more; see [`Case::with`].
    #[must_use]
    pub fn and(&self, event: Event) -> Self {
        self.with(self.events.len(), event)
    }

    /// Put one event where another was (the later ones stay), or at the end.
    /// A case has one symptom and one answer to each question: an older one gives way.
    #[must_use]
    pub fn with(&self, at: usize, event: Event) -> Self {
        let mut case = self.clone();
        match case.events.get_mut(at) {
            Some(place) => *place = event,
            None => case.events.push(event),
        }
        let at = at.min(case.events.len().saturating_sub(1));
        let mut index = 0;
        case.events.retain(|e| {
            let keep = index == at || !e.gives_way_to(&event);
            index += 1;
            keep
        });
        case
    }

    /// A fresh case for the same shop and terminal: context answers stay, findings do not.
    #[must_use]
    pub fn fresh(&self, k: &Knowledge) -> Self {
        let stays = |e: &&Event| matches!(e, Event::Answer(q, _) if k.question(*q).is_some_and(|q| q.context));
        Self { events: self.events.iter().filter(stays).copied().collect(), unknown: Vec::new() }
    }
}

impl Event {
    /// Whether `newer` says the same kind of thing, so that only one of the two can stand.
    fn gives_way_to(&self, newer: &Self) -> bool {
        match (self, newer) {
            (Self::Symptom(_), Self::Symptom(_)) => true,
            (Self::Answer(a, _), Self::Answer(b, _)) => a == b,
            (Self::Tried(a, _), Self::Tried(b, _)) => a == b,
            (Self::Heard(a, _), Self::Heard(b, _)) => a == b,
            (Self::Unsure(a), Self::Answer(b, _)) => a == b,
            (Self::Handed(_) | Self::Reopened, _) => false,
            _ => self == newer,
        }
    }

    /// One line of the text form.
    pub fn format(&self, k: &Knowledge) -> Option<String> {
        let (verb, id, value) = match *self {
            Self::Symptom(s) => ("symptom", &k.symptom(s)?.id, None),
            Self::Answer(q, None) => ("answer", &k.question(q)?.id, Some("?")),
            Self::Answer(q, Some(a)) => {
                let question = k.question(q)?;
                ("answer", &question.id, Some(question.answers.get(usize::from(a))?.id.as_str()))
            }
            Self::Text(t) => ("text", &k.text(t)?.id, None),
            Self::Code(c) => ("code", &k.code(c)?.id, None),
            Self::Tried(a, fixed) => ("tried", &k.action(a)?.id, Some(if fixed { "fixed" } else { "failed" })),
            Self::Seen(a) => ("seen", &k.alert(a)?.id, None),
            Self::Handed(a) => ("handed", &k.addressee(a)?.id, None),
            Self::Reopened => return Some("reopened".to_owned()),
            Self::Skipped(step) => return Some(format!("skip {}", step.format(k)?)),
            Self::Later(step) => return Some(format!("later {}", step.format(k)?)),
            Self::Heard(c, share) => return Some(format!("heard {} {share}", k.cause(c)?.id)),
            Self::Unsure(q) => ("unsure", &k.question(q)?.id, None),
        };
        Some(value.map_or_else(|| format!("{verb} {id}"), |value| format!("{verb} {id} {value}")))
    }

    /// Read one line of the text form; `None` when this content does not know what it names.
    pub fn parse(k: &Knowledge, line: &str) -> Option<Self> {
        if line == "reopened" {
            return Some(Self::Reopened);
        }
        let mut words = line.split_whitespace();
        let (verb, id, value) = (words.next()?, words.next()?, words.next());
        if words.next().is_some() {
            return None;
        }
        match (verb, value) {
            ("symptom", None) => k.find_symptom(id).map(Self::Symptom),
            ("answer", Some(value)) => {
                let q = k.find_question(id)?;
                if value == "?" {
                    return Some(Self::Answer(q, None));
                }
                let at = k.question(q)?.answers.iter().position(|a| a.id == value)?;
                Some(Self::Answer(q, Some(u8::try_from(at).ok()?)))
            }
            ("text", None) => k.find_text(id).map(Self::Text),
            ("code", None) => k.find_code(id).map(Self::Code),
            ("tried", Some("fixed")) => k.find_action(id).map(|a| Self::Tried(a, true)),
            ("tried", Some("failed")) => k.find_action(id).map(|a| Self::Tried(a, false)),
            ("seen", None) => k.find_alert(id).map(Self::Seen),
            ("handed", None) => k.find_addressee(id).map(Self::Handed),
            ("skip", None) => Step::parse(k, id).map(Self::Skipped),
            ("later", None) => Step::parse(k, id).map(Self::Later),
            ("heard", Some(share)) => {
                let share = share.parse().ok().filter(|share| *share <= 100)?;
                k.find_cause(id).map(|c| Self::Heard(c, share))
            }
            ("unsure", None) => k.find_question(id).map(Self::Unsure),
            _ => None,
        }
    }
}

impl Step {
    /// `question:ID` or `action:ID`.
    pub fn format(self, k: &Knowledge) -> Option<String> {
        match self {
            Self::Question(q) => Some(format!("question:{}", k.question(q)?.id)),
            Self::Action(a) => Some(format!("action:{}", k.action(a)?.id)),
        }
    }

    /// The step that `question:ID` or `action:ID` names.
    pub fn parse(k: &Knowledge, text: &str) -> Option<Self> {
        match text.split_once(':')? {
            ("question", id) => k.find_question(id).map(Self::Question),
            ("action", id) => k.find_action(id).map(Self::Action),
            _ => None,
        }
    }
}
