//! From a text to what a screen shows about it: what was understood, the likely causes, how urgent it is, who must act
//! in the end, and the steps. Everything is decided by the same rules, guards and plan as a case that was clicked.

mod course;
pub mod measure;
mod urgency;

pub use course::course;
pub use urgency::{Escalate, Urgency};

use crate::case::Case;
use crate::content::phrases::Meaning;
use crate::content::{CauseId, CauseKind, GuardId, Knowledge, Phrases, QuestionId, Set, Symptom, SymptomId, TopicId};
use crate::diagnose::{Advice, Next, Setting, advise};
use crate::text::{Hunch, Reader, Understanding};

/// What a screen shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    Step(Next),
    Topic(TopicId),
    /// Say so, and offer the list of symptoms.
    NotUnderstood,
}

/// Everything about one text.
#[derive(Debug, Clone)]
pub struct Triage {
    pub understood: Understanding,
    pub case: Case,
    pub advice: Advice,
    /// Published causes, most probable first; situations and requests stand among the faults with the strength of
    /// their recognition.
    pub causes: Vec<(CauseId, f64)>,
    pub urgency: Urgency,
    pub escalate: Escalate,
    pub first: Shown,
    /// Every further step of the most probable course.
    pub then: Vec<Shown>,
    /// Red lines to show.
    pub warnings: Vec<GuardId>,
}

/// Understand a text and say what to do. `None` only for a knowledge that has no step at all.
pub fn triage(k: &Knowledge, phrases: &Phrases, reader: &Reader, text: &str, setting: &Setting) -> Option<Triage> {
    let understood = reader.read(text);
    let case = understood.case(k);
    let advice = advise(k, &case, setting)?;
    let mut steps = shown(k, &understood, &advice, course(k, &case, setting)).into_iter();
    let mut warnings = advice.guards.clone();
    warnings.extend(understood.guards.iter().filter(|g| !advice.guards.contains(g)));
    Some(Triage {
        causes: causes(k, &understood, &advice),
        urgency: urgency::urgency(k, phrases, &understood, &advice),
        escalate: urgency::escalate(k, &understood, &advice),
        first: steps.next()?,
        then: steps.collect(),
        warnings,
        understood,
        case,
        advice,
    })
}

/// Symptoms, those first whose causes the sentence as a whole is like: the list to choose from when no word of it was
/// understood. The number says how much, from 0 to 1.
pub fn symptoms_like(k: &Knowledge, understood: &Understanding) -> Vec<(SymptomId, f64)> {
    let like = |symptom: &Symptom| {
        let priors = (0u16..).map(CauseId).zip(&symptom.priors);
        priors.map(|(id, weight)| weight / 1000.0 * likeness(k, understood, id)).sum::<f64>()
    };
    let mut symptoms: Vec<_> = (0u16..).map(SymptomId).zip(k.symptoms.iter().map(like)).collect();
    symptoms.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    symptoms
}

/// How much the sentence as a whole is like one about this cause.
fn likeness(k: &Knowledge, understood: &Understanding, id: CauseId) -> f64 {
    let cause = Some(k.published(id));
    understood.hunches.iter().find(|h| h.cause == cause).map_or(0.0, |h| h.p)
}

/// An answer page comes first when the text asks for nothing else; red pages come before everything.
fn shown(k: &Knowledge, understood: &Understanding, advice: &Advice, course: Vec<Next>) -> Vec<Shown> {
    // What a sentence is only like orders the list to choose from; it is no ground for advice.
    if understood.is_empty() || understood.is_guess() {
        return vec![Shown::NotUnderstood];
    }
    let topics = understood.facts.iter().filter_map(|f| match f.meaning {
        Meaning::Topic(id) => Some(Shown::Topic(id)),
        _ => None,
    });
    let topics: Vec<Shown> = topics.collect();
    let steps = course.into_iter().map(Shown::Step);
    let alert = matches!(advice.next.step(), Next::Alert(_));
    if !topics.is_empty() && !alert && !about_fault(k, understood) {
        return topics;
    }
    steps.chain(topics).collect()
}

/// Whether the text says something about a fault, beyond questions and requests.
pub(crate) fn about_fault(k: &Knowledge, understood: &Understanding) -> bool {
    let requests = k.flags.iter().enumerate().filter(|(_, f)| f.cause.is_some_and(|c| is_request(k, c)));
    let requests = requests.filter_map(|(n, _)| u16::try_from(n).ok()).fold(Set::EMPTY, |s, n| s.with(Set::one(n)));
    let asked = understood.facts.iter().any(|f| matches!(f.meaning, Meaning::Topic(_)));
    understood.facts.iter().any(|fact| match fact.meaning {
        // What shop and cards are like is what a question is about, no trouble.
        Meaning::Answer(q, _) if asked && describes(k, q) => false,
        Meaning::Answer(q, a) => {
            let raises = k.question(q).and_then(|q| q.answers.get(usize::from(a))).map_or(Set::EMPTY, |a| a.raises);
            !raises.meets(requests)
        }
        Meaning::Symptom(_) | Meaning::Text(_) | Meaning::Code(_) | Meaning::Tried(_) => true,
        Meaning::Topic(_)
        | Meaning::Cause(_)
        | Meaning::Guard(_)
        | Meaning::Again
        | Meaning::Once
        | Meaning::Gone
        | Meaning::Told(_) => false,
    })
}

fn describes(k: &Knowledge, id: QuestionId) -> bool {
    k.question(id).is_some_and(|q| q.context || matches!(q.id.as_str(), "card_kind" | "moved" | "app_version"))
}

/// Faults by their probability; what a flag, a topic or the words themselves recognise, by its strength.
fn causes(k: &Knowledge, understood: &Understanding, advice: &Advice) -> Vec<(CauseId, f64)> {
    let mut causes: Vec<(CauseId, f64)> = Vec::new();
    let mut add = |id: CauseId, p: f64, sum: bool| {
        let id = k.published(id);
        match causes.iter_mut().find(|(c, _)| *c == id) {
            Some((_, old)) => *old = if sum { *old + p } else { old.max(p) },
            None => causes.push((id, p)),
        }
    };
    let beside = |h: &&Hunch| h.cause.is_some_and(|c| k.cause(c).is_some_and(|c| c.kind != CauseKind::Fault));
    let elsewhere: f64 = understood.hunches.iter().filter(beside).map(|h| h.p).sum();
    advice.belief.ranked().into_iter().for_each(|(id, p)| add(id, p * (1.0 - elsewhere), true));
    understood.hunches.iter().filter(beside).for_each(|h| h.cause.into_iter().for_each(|c| add(c, h.p, false)));
    for (id, strength) in recognised(k, understood, advice) {
        add(id, strength, false);
    }
    causes.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    causes
}

/// The strength of a recognition that came from a flag: a code or a text raised it.
const BY_FLAG: f64 = 0.85;

/// Situations, requests, and faults that a flag names.
fn recognised(k: &Knowledge, understood: &Understanding, advice: &Advice) -> Vec<(CauseId, f64)> {
    let flags = advice.facts.flags.numbers().filter_map(|n| k.flags.get(usize::from(n)));
    let by_flag = flags.filter_map(|f| f.cause).map(|c| (c, BY_FLAG));
    let by_words = understood.facts.iter().filter_map(|f| match f.meaning {
        Meaning::Cause(id) => Some((id, f.strength)),
        Meaning::Topic(id) => {
            // A question that is about none of the causes: "other", unless a fault is told as well.
            let other = k.find_cause("other").filter(|_| !about_fault(k, understood));
            k.topic(id)?.cause.or(other).map(|c| (c, f.strength))
        }
        _ => None,
    });
    by_flag.chain(by_words).collect()
}

fn is_request(k: &Knowledge, id: CauseId) -> bool {
    k.cause(id).is_some_and(|c| c.kind == CauseKind::Request)
}
