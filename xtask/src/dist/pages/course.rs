//! The way through a case that paper can show, found by the engine itself.
//!
//! Nobody answers here, so the course takes every repair to fail and every question to stay unanswered: what comes after
//! holds whatever the answer would have been. Where not knowing raises a flag, the most probable answer that raises none
//! is taken instead, and the page says at each answer that does raise one what then comes first.

use pos_doctor_core::case::{Case, Event};
use pos_doctor_core::content::{ActionId, AddresseeId, AlertId, CauseId, FlagId, GuardId, Knowledge, QuestionId, Set};
use pos_doctor_core::diagnose::{Advice, Facts, Next, Reason, Setting, advise, believe};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// The course of a case that begins with one event.
pub struct Course {
    /// What the engine says at the beginning.
    pub start: Advice,
    pub stops: Vec<Stop>,
    /// What whoever gets the case will want to know.
    pub report: Vec<QuestionId>,
    /// To whom the case goes when nothing has helped.
    pub end: Option<HandOver>,
}

/// Who gets the case, and what it is about.
pub struct HandOver {
    pub to: AddresseeId,
    pub cause: Option<CauseId>,
    pub flag: Option<FlagId>,
}

/// One stop on the way.
pub struct Stop {
    pub step: StopStep,
    /// The case when it is reached.
    pub case: Case,
}

/// What a stop asks for.
pub enum StopStep {
    Alert(AlertId),
    Check(QuestionId, Vec<Branch>),
    Do(ActionId),
}

/// What one answer would mean.
pub struct Branch {
    pub answer: u8,
    /// Flags that it raises.
    pub raises: Set,
    /// What comes first then.
    pub alerts: Vec<AlertId>,
    /// Red lines that it puts in force.
    pub guards: Vec<GuardId>,
    /// The cause that it makes the most probable, and how probable; none when it ends the case or leaves a danger or a
    /// sale in doubt: then the cause is not what matters.
    pub cause: Option<(CauseId, f64)>,
    /// The course goes on with it.
    pub taken: bool,
    /// The case is over with it.
    pub ends: Option<pos_doctor_core::content::ResolvedId>,
}

/// No course comes near: it would be a loop.
const MAX_STOPS: usize = 60;

/// Courses by their first event: both languages take the same ones.
#[derive(Default)]
pub struct Courses(Mutex<HashMap<Event, Arc<Course>>>);

impl Courses {
    /// The course after `first`; `None` only when the engine has nothing to say.
    pub fn get(&self, k: &Knowledge, first: Event) -> Option<Arc<Course>> {
        if let Some(known) = self.0.lock().ok()?.get(&first) {
            return Some(Arc::clone(known));
        }
        let found = Arc::new(course(k, first)?);
        self.0.lock().ok()?.insert(first, Arc::clone(&found));
        Some(found)
    }
}

fn course(k: &Knowledge, first: Event) -> Option<Course> {
    let mut case = Case { events: vec![first], ..Case::default() };
    let start = next(k, &case)?;
    let mut course = Course { start, stops: Vec::new(), report: Vec::new(), end: None };
    for _ in 0..MAX_STOPS {
        let advice = next(k, &case)?;
        let (step, event) = match advice.next.step() {
            Next::Alert(id) => (StopStep::Alert(id), Event::Seen(id)),
            Next::Do(id) => (StopStep::Do(id), Event::Tried(id, false)),
            Next::Ask(id) if advice.reason == Reason::ForReport => {
                course.report.push(id);
                case.events.push(Event::Answer(id, None));
                continue;
            }
            Next::Ask(id) => {
                let taken = harmless(k, &case, &advice, id);
                (StopStep::Check(id, branches(k, &case, id, taken)), Event::Answer(id, taken))
            }
            Next::HandOver { to, cause, flag } => {
                course.end = Some(HandOver { to, cause, flag });
                break;
            }
            Next::End(_) => break,
        };
        course.stops.push(Stop { step, case: case.clone() });
        case.events.push(event);
    }
    Some(course)
}

fn next(k: &Knowledge, case: &Case) -> Option<Advice> {
    advise(k, case, &Setting::default())
}

/// The answer that a course goes on with.
fn harmless(k: &Knowledge, case: &Case, advice: &Advice, id: QuestionId) -> Option<u8> {
    let question = k.question(id)?;
    if raised(k, case, Event::Answer(id, None)).is_empty() {
        return None;
    }
    let quiet = (0u8..)
        .zip(&question.answers)
        .filter(|(n, answer)| answer.ends.is_none() && raised(k, case, Event::Answer(id, Some(*n))).is_empty());
    let chance = |n: u8| advice.belief.answered(question, n);
    quiet.map(|(n, _)| n).max_by(|a, b| chance(*a).total_cmp(&chance(*b)))
}

/// Flags that an event adds to a case.
fn raised(k: &Knowledge, case: &Case, event: Event) -> Set {
    Facts::of(k, &with(case, event)).flags.without(Facts::of(k, case).flags)
}

fn with(case: &Case, event: Event) -> Case {
    let mut case = case.clone();
    case.events.push(event);
    case
}

fn branches(k: &Knowledge, case: &Case, id: QuestionId, taken: Option<u8>) -> Vec<Branch> {
    let answers = k.question(id).map(|q| q.answers.len()).unwrap_or_default();
    (0u8..).take(answers).map(|n| branch(k, case, id, n, taken == Some(n))).collect()
}

fn branch(k: &Knowledge, case: &Case, id: QuestionId, answer: u8, taken: bool) -> Branch {
    let event = Event::Answer(id, Some(answer));
    let raises = raised(k, case, event);
    let before = Facts::of(k, case).flags;
    let alerts = (0u16..).map(AlertId).zip(&k.alerts).filter(|(_, a)| raises.meets(Set::one(a.flag.0)));
    let guards = (0u16..).map(GuardId).zip(&k.guards).filter(|(_, g)| g.when.meets(raises) && !g.holds(before));
    let ends = k.question(id).and_then(|q| q.answers.get(usize::from(answer))).and_then(|a| a.ends);
    let facts = Facts::of(k, &with(case, event));
    let serious = k.alerts.iter().any(|alert| facts.flags.meets(Set::one(alert.flag.0)));
    let belief = believe(k, &facts, &Setting::default()).ranked();
    let cause = belief.first().copied().filter(|_| ends.is_none() && !serious);
    Branch {
        answer,
        raises,
        alerts: alerts.map(|(id, _)| id).collect(),
        guards: guards.map(|(id, _)| id).collect(),
        cause,
        taken,
        ends,
    }
}

impl Stop {
    /// What following it makes people do.
    pub fn acts(&self, k: &Knowledge) -> Set {
        let acts = match self.step {
            StopStep::Alert(id) => k.alert(id).map(|a| a.acts),
            StopStep::Check(id, _) => k.question(id).map(|q| q.acts),
            StopStep::Do(id) => k.action(id).map(|a| a.acts),
        };
        acts.unwrap_or_default()
    }
}
