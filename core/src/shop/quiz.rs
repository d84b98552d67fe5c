//! A quiz whose answers are the engine's own: what it would show next is right, what a red line forbids is wrong.

use crate::case::{Case, Event};
use crate::content::{GuardId, Knowledge};
use crate::diagnose::{Advice, End, Next, Setting, advise};

/// What there is to say about an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The engine would do the same.
    Right,
    /// This red line is in force.
    Forbidden(GuardId),
    /// Not dangerous, but not the best next step.
    NotNow,
}

/// What an answer means in a case: `alert:ID`, `question:ID`, `action:ID`, `handover:ID`, `end:ID`, or `guard:ID` for
/// something that this red line forbids. `None` when the content does not know it or the case has no next step.
pub fn judge(k: &Knowledge, facts: &[String], means: &str) -> Option<Verdict> {
    let advice = advice(k, facts)?;
    if let Some(id) = means.strip_prefix("guard:") {
        let id = k.find_guard(id)?;
        let guard = k.guard(id)?;
        let in_force = guard.when.is_empty() || guard.holds(advice.facts.flags);
        return in_force.then_some(Verdict::Forbidden(id));
    }
    Some(if name(k, &advice)? == means { Verdict::Right } else { Verdict::NotNow })
}

/// What the engine would do next, for the author of a card: `action:ID` or the like.
pub fn next(k: &Knowledge, facts: &[String]) -> String {
    advice(k, facts).and_then(|advice| name(k, &advice)).unwrap_or_default()
}

fn advice(k: &Knowledge, facts: &[String]) -> Option<Advice> {
    let events = facts.iter().map(|line| Event::parse(k, line)).collect::<Option<Vec<_>>>()?;
    advise(k, &Case { events, unknown: Vec::new() }, &Setting::default())
}

fn name(k: &Knowledge, advice: &Advice) -> Option<String> {
    let (kind, id) = match advice.next.step() {
        Next::Alert(id) => ("alert", &k.alert(id)?.id),
        Next::Ask(id) => ("question", &k.question(id)?.id),
        Next::Do(id) => ("action", &k.action(id)?.id),
        Next::HandOver { to, .. } => ("handover", &k.addressee(to)?.id),
        Next::End(End::Resolved(id)) => ("end", &k.resolved.get(id.index())?.id),
        Next::End(_) => return None,
    };
    Some(format!("{kind}:{id}"))
}

/// The numbers below `count` in an order that the seed decides.
pub fn shuffled(count: usize, seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut state = seed;
    for left in (1..count).rev() {
        // The generator of Knuth's MMIX; its high bits are good enough to shuffle a dozen cards.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let pick = usize::try_from((state >> 33) % (left as u64 + 1)).unwrap_or(0);
        order.swap(left, pick);
    }
    order
}
