//! The steps that the plan shows in its most probable course.

use crate::case::{Case, Event};
use crate::content::{ActionId, Knowledge, QuestionId};
use crate::diagnose::{Advice, Next, Setting, advise};

/// More steps than any real case takes.
const LONGEST: usize = 30;

/// Every step from here to the end, when each question gets its most probable answer and an action helps when
/// that is more probable than not.
pub fn course(k: &Knowledge, case: &Case, setting: &Setting) -> Vec<Next> {
    let mut case = case.clone();
    let mut steps = Vec::new();
    while let (true, Some(advice)) = (steps.len() < LONGEST, advise(k, &case, setting)) {
        let next = advice.next.step();
        if matches!(next, Next::End(_)) {
            break;
        }
        steps.push(next);
        match probable(k, next, &advice) {
            Some(event) => case.events.push(event),
            None => break,
        }
    }
    steps
}

/// What most probably comes of a step; `None` where the case is over.
fn probable(k: &Knowledge, next: Next, advice: &Advice) -> Option<Event> {
    match next {
        Next::Alert(id) => Some(Event::Seen(id)),
        Next::Ask(q) => Some(Event::Answer(q, answer(k, q, advice))),
        Next::Do(a) => (!helps(k, a, advice)).then_some(Event::Tried(a, false)),
        Next::HandOver { .. } | Next::End(_) => None,
    }
}

/// Good news that would lift a red line is not taken for granted, nor is the harmless answer where the words half said
/// the other.
fn answer(k: &Knowledge, id: QuestionId, advice: &Advice) -> Option<u8> {
    let question = k.question(id)?;
    if advice.facts.unsure.contains(&id) {
        let warning = (0u8..).zip(&question.answers).find(|(_, a)| !a.raises.is_empty());
        if let Some((number, _)) = warning {
            return Some(number);
        }
    }
    let lifts = |a: &u8| question.answers.get(usize::from(*a)).is_some_and(|a| a.clears.meets(advice.facts.flags));
    let answers = (0u8..).take(question.answers.len()).filter(|a| !lifts(a));
    let answers = answers.map(|a| (a, advice.belief.answered(question, a)));
    answers.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).map(|(a, _)| a)
}

fn helps(k: &Knowledge, id: ActionId, advice: &Advice) -> bool {
    k.action(id).is_some_and(|action| advice.belief.repaired(action) > 0.5)
}
