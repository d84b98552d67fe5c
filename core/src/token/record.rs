//! One entry of a token: an event in numbers, whether this content knows them or not.

use super::bits::{Reader, Writer};
use super::unknown::Unknown;
use crate::case::{Event, Step};
use crate::content::numbers::{Kind, Numbers};
use crate::content::{ActionId, AddresseeId, AlertId, CauseId, CodeId, QuestionId, SymptomId, TextId};

/// An event in numbers of `numbers.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Record {
    /// Number of the answer plus one; 0 is "don't know".
    Answer(u16, u16),
    Symptom(u16),
    Text(u16),
    Code(u16),
    Tried(u16, bool),
    Seen(u16),
    Handed(u16),
    Reopened,
    Skipped(StepRecord),
    Later(StepRecord),
    /// A cause and how much of a hundred.
    Heard(u16, u8),
    Unsure(u16),
}

/// A step in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepRecord {
    Question(u16),
    Action(u16),
}

// Bits that the numbers of a kind are expected to fit in. Part of the form of version 1: never changed.
const SYMPTOM: u32 = 5;
const QUESTION: u32 = 7;
const ANSWER: u32 = 3;
const ACTION: u32 = 7;
const TEXT: u32 = 7;
const CODE: u32 = 8;
const ALERT: u32 = 4;
const ADDRESSEE: u32 = 3;
const CAUSE: u32 = 7;
const SHARE: u32 = 7;

/// Kinds of four bits. Anything that begins with a one is an answer: most events are.
pub mod tag {
    pub const END: u32 = 0;
    pub const SYMPTOM: u32 = 1;
    pub const TEXT: u32 = 2;
    pub const CODE: u32 = 3;
    pub const TRIED: u32 = 4;
    pub const SEEN: u32 = 5;
    pub const HANDED: u32 = 6;
    /// Three more bits follow.
    pub const MORE: u32 = 7;
}

/// What follows [`tag::MORE`]. From 5 on a length of eight bits follows, so that an older program can pass over it.
pub mod more {
    pub const REOPENED: u32 = 0;
    pub const SKIPPED: u32 = 1;
    pub const LATER: u32 = 2;
    pub const START: u32 = 3;
    pub const TEST: u32 = 4;
    pub const HEARD: u32 = 5;
    pub const UNSURE: u32 = 6;
}

impl Record {
    /// The numbers of an event; `None` when the content has given it none.
    pub fn of(n: &Numbers, event: Event) -> Option<Self> {
        Some(match event {
            Event::Symptom(id) => Self::Symptom(n.number(Kind::Symptom, id.0)?),
            Event::Answer(q, None) => Self::Answer(n.number(Kind::Question, q.0)?, 0),
            Event::Answer(q, Some(a)) => {
                Self::Answer(n.number(Kind::Question, q.0)?, n.answer(q.0, a)?.checked_add(1)?)
            }
            Event::Text(id) => Self::Text(n.number(Kind::Text, id.0)?),
            Event::Code(id) => Self::Code(n.number(Kind::Code, id.0)?),
            Event::Tried(id, fixed) => Self::Tried(n.number(Kind::Action, id.0)?, fixed),
            Event::Seen(id) => Self::Seen(n.number(Kind::Alert, id.0)?),
            Event::Handed(id) => Self::Handed(n.number(Kind::Addressee, id.0)?),
            Event::Reopened => Self::Reopened,
            Event::Skipped(step) => Self::Skipped(StepRecord::of(n, step)?),
            Event::Later(step) => Self::Later(StepRecord::of(n, step)?),
            Event::Heard(id, share) => Self::Heard(n.number(Kind::Cause, id.0)?, share),
            Event::Unsure(q) => Self::Unsure(n.number(Kind::Question, q.0)?),
        })
    }

    /// The event; `None` when this content does not know one of its numbers.
    pub fn event(self, n: &Numbers) -> Option<Event> {
        Some(match self {
            Self::Symptom(s) => Event::Symptom(SymptomId(n.place(Kind::Symptom, s)?)),
            Self::Answer(q, a) => {
                let question = n.place(Kind::Question, q)?;
                let answer = a.checked_sub(1).map(|a| n.answer_place(question, a));
                // "Don't know" needs no answer; an answer that has gone leaves nothing to say.
                Event::Answer(QuestionId(question), answer.map_or(Some(None), |place| place.map(Some))?)
            }
            Self::Text(t) => Event::Text(TextId(n.place(Kind::Text, t)?)),
            Self::Code(c) => Event::Code(CodeId(n.place(Kind::Code, c)?)),
            Self::Tried(a, fixed) => Event::Tried(ActionId(n.place(Kind::Action, a)?), fixed),
            Self::Seen(a) => Event::Seen(AlertId(n.place(Kind::Alert, a)?)),
            Self::Handed(a) => Event::Handed(AddresseeId(n.place(Kind::Addressee, a)?)),
            Self::Reopened => Event::Reopened,
            Self::Skipped(step) => Event::Skipped(step.step(n)?),
            Self::Later(step) => Event::Later(step.step(n)?),
            Self::Heard(c, share) => Event::Heard(CauseId(n.place(Kind::Cause, c)?), share.min(100)),
            Self::Unsure(q) => Event::Unsure(QuestionId(n.place(Kind::Question, q)?)),
        })
    }

    /// What is said about an entry for which there is no event: what it was, as far as this content can tell.
    pub fn unknown(self, n: &Numbers) -> Unknown {
        Unknown::Entry(match self {
            Self::Answer(q, _) => match n.place(Kind::Question, q) {
                Some(question) => return Unknown::Answer(QuestionId(question)),
                None => Kind::Question,
            },
            Self::Symptom(_) => Kind::Symptom,
            Self::Text(_) => Kind::Text,
            Self::Code(_) => Kind::Code,
            Self::Tried(..) => Kind::Action,
            Self::Seen(_) => Kind::Alert,
            Self::Handed(_) => Kind::Addressee,
            Self::Heard(..) => Kind::Cause,
            Self::Unsure(_) => Kind::Question,
            Self::Skipped(step) | Self::Later(step) => step.kind(),
            Self::Reopened => return Unknown::Later,
        })
    }

    pub fn write(self, bits: &mut Writer) {
        let mut entry = |tag: u32, number: u16, width: u32| {
            bits.put(tag, 4);
            bits.number(number, width);
        };
        match self {
            Self::Answer(q, a) => {
                bits.put(1, 1);
                bits.number(q, QUESTION);
                bits.number(a, ANSWER);
            }
            Self::Symptom(s) => entry(tag::SYMPTOM, s, SYMPTOM),
            Self::Text(t) => entry(tag::TEXT, t, TEXT),
            Self::Code(c) => entry(tag::CODE, c, CODE),
            Self::Tried(a, fixed) => {
                entry(tag::TRIED, a, ACTION);
                bits.put(fixed.into(), 1);
            }
            Self::Seen(a) => entry(tag::SEEN, a, ALERT),
            Self::Handed(a) => entry(tag::HANDED, a, ADDRESSEE),
            Self::Reopened => put_more(bits, more::REOPENED),
            Self::Skipped(step) => {
                put_more(bits, more::SKIPPED);
                step.write(bits);
            }
            Self::Later(step) => {
                put_more(bits, more::LATER);
                step.write(bits);
            }
            Self::Heard(cause, share) => {
                put_measured(bits, more::HEARD, width(cause, CAUSE) + SHARE);
                bits.number(cause, CAUSE);
                bits.put(share.into(), SHARE);
            }
            Self::Unsure(question) => {
                put_measured(bits, more::UNSURE, width(question, QUESTION));
                bits.number(question, QUESTION);
            }
        }
    }

    /// Read what follows an answer's bit.
    pub fn read_answer(bits: &mut Reader) -> Option<Self> {
        Some(Self::Answer(bits.number(QUESTION)?, bits.number(ANSWER)?))
    }

    /// Read what follows a tag below [`tag::MORE`].
    pub fn read(tag: u32, bits: &mut Reader) -> Option<Self> {
        match tag {
            tag::SYMPTOM => bits.number(SYMPTOM).map(Self::Symptom),
            tag::TEXT => bits.number(TEXT).map(Self::Text),
            tag::CODE => bits.number(CODE).map(Self::Code),
            tag::TRIED => Some(Self::Tried(bits.number(ACTION)?, bits.take(1)? == 1)),
            tag::SEEN => bits.number(ALERT).map(Self::Seen),
            tag::HANDED => bits.number(ADDRESSEE).map(Self::Handed),
            _ => None,
        }
    }

    /// Read what follows the length of an entry from [`more::HEARD`] on; `None` also for kinds of later programs.
    pub fn read_words(what: u32, bits: &mut Reader) -> Option<Self> {
        match what {
            more::HEARD => Some(Self::Heard(bits.number(CAUSE)?, u8::try_from(bits.take(SHARE)?).ok()?)),
            more::UNSURE => bits.number(QUESTION).map(Self::Unsure),
            _ => None,
        }
    }

    /// How an event that this content does not know is kept aside: `#answer 23 2`.
    pub fn aside(self) -> String {
        match self {
            Self::Answer(q, a) => format!("#answer {q} {a}"),
            Self::Symptom(n) => format!("#symptom {n}"),
            Self::Text(n) => format!("#text {n}"),
            Self::Code(n) => format!("#code {n}"),
            Self::Tried(n, fixed) => format!("#tried {n} {}", u8::from(fixed)),
            Self::Seen(n) => format!("#seen {n}"),
            Self::Handed(n) => format!("#handed {n}"),
            Self::Reopened => "#reopened".to_owned(),
            Self::Skipped(step) => step.aside("skip"),
            Self::Later(step) => step.aside("later"),
            Self::Heard(cause, share) => format!("#heard {cause} {share}"),
            Self::Unsure(question) => format!("#unsure {question}"),
        }
    }

    /// What [`Record::aside`] wrote, so that it travels on with the case.
    pub fn from_aside(line: &str) -> Option<Self> {
        let mut words = line.strip_prefix('#')?.split(' ');
        let verb = words.next()?;
        let mut number = || words.next()?.parse::<u16>().ok();
        Some(match verb {
            "answer" => Self::Answer(number()?, number()?),
            "symptom" => Self::Symptom(number()?),
            "text" => Self::Text(number()?),
            "code" => Self::Code(number()?),
            "tried" => Self::Tried(number()?, number()? == 1),
            "seen" => Self::Seen(number()?),
            "handed" => Self::Handed(number()?),
            "heard" => Self::Heard(number()?, u8::try_from(number()?).ok()?),
            "unsure" => Self::Unsure(number()?),
            "skip_question" => Self::Skipped(StepRecord::Question(number()?)),
            "skip_action" => Self::Skipped(StepRecord::Action(number()?)),
            "later_question" => Self::Later(StepRecord::Question(number()?)),
            "later_action" => Self::Later(StepRecord::Action(number()?)),
            _ => return None,
        })
    }
}

/// One of the rarer entries.
pub fn put_more(bits: &mut Writer, what: u32) {
    bits.put(tag::MORE, 4);
    bits.put(what, 3);
}

/// One that an older program passes over.
fn put_measured(bits: &mut Writer, what: u32, length: u32) {
    put_more(bits, what);
    bits.put(length, 8);
}

/// Bits that [`Writer::number`] takes.
fn width(value: u16, width: u32) -> u32 {
    if u32::from(value) < (1 << width) - 1 { width } else { width + 16 }
}

impl StepRecord {
    pub fn of(n: &Numbers, step: Step) -> Option<Self> {
        match step {
            Step::Question(id) => n.number(Kind::Question, id.0).map(Self::Question),
            Step::Action(id) => n.number(Kind::Action, id.0).map(Self::Action),
        }
    }

    pub fn step(self, n: &Numbers) -> Option<Step> {
        match self {
            Self::Question(q) => n.place(Kind::Question, q).map(|place| Step::Question(QuestionId(place))),
            Self::Action(a) => n.place(Kind::Action, a).map(|place| Step::Action(ActionId(place))),
        }
    }

    pub fn kind(self) -> Kind {
        match self {
            Self::Question(_) => Kind::Question,
            Self::Action(_) => Kind::Action,
        }
    }

    pub fn write(self, bits: &mut Writer) {
        match self {
            Self::Question(q) => {
                bits.put(0, 1);
                bits.number(q, QUESTION);
            }
            Self::Action(a) => {
                bits.put(1, 1);
                bits.number(a, ACTION);
            }
        }
    }

    pub fn read(bits: &mut Reader) -> Option<Self> {
        match bits.take(1)? {
            0 => bits.number(QUESTION).map(Self::Question),
            _ => bits.number(ACTION).map(Self::Action),
        }
    }

    fn aside(self, verb: &str) -> String {
        match self {
            Self::Question(n) => format!("#{verb}_question {n}"),
            Self::Action(n) => format!("#{verb}_action {n}"),
        }
    }
}
