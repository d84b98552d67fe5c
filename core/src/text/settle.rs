//! Of everything that was said, what holds: contradictions become questions, corrections replace, danger stays.

use super::phrase::Said;
use super::understand::{Understanding, Understood};
use crate::content::phrases::Meaning;
use crate::content::{Knowledge, QuestionId, Set};

/// One of two readings must weigh so much more to win without asking.
const CLEARLY: f64 = 1.2;

/// Facts that do not contradict each other, and the questions that the text leaves open.
pub fn settle(k: &Knowledge, said: Vec<Said>) -> Understanding {
    let mut result = Understanding::default();
    let mut facts: Vec<Understood> = Vec::new();
    for said in said {
        for meaning in &said.meanings {
            match *meaning {
                Meaning::Guard(guard) if !result.guards.contains(&guard) => result.guards.push(guard),
                Meaning::Guard(_) => {}
                Meaning::Again => result.again = true,
                Meaning::Gone => result.gone = true,
                Meaning::Once => {}
                _ => add(&mut facts, *meaning, &said),
            }
        }
        result.asks.extend(said.asks.filter(|q| !result.asks.contains(q)));
    }
    let questions: Vec<QuestionId> = facts.iter().filter_map(question).collect();
    for question in questions {
        contradiction(k, question, &mut facts, &mut result.asks);
    }
    one_symptom(&mut facts);
    result.asks.retain(|q| !facts.iter().any(|f| question(f) == Some(*q)));
    facts.sort_by_key(|fact| fact.at);
    result.facts = facts;
    result
}

/// Each meaning once, as surely as its surest words say it.
fn add(facts: &mut Vec<Understood>, meaning: Meaning, said: &Said) {
    let new = said.understood(meaning);
    match facts.iter_mut().find(|f| f.meaning == meaning) {
        Some(old) if old.weight >= new.weight => old.at = old.at.max(new.at),
        Some(old) => *old = new,
        None => facts.push(new),
    }
}

fn question(fact: &Understood) -> Option<QuestionId> {
    match fact.meaning {
        Meaning::Answer(q, _) => Some(q),
        _ => None,
    }
}

/// The flags that a meaning raises by itself.
pub fn raises(k: &Knowledge, meaning: Meaning) -> Set {
    let flags = match meaning {
        Meaning::Answer(q, a) => k.question(q).and_then(|q| q.answers.get(usize::from(a))).map(|a| a.raises),
        Meaning::Symptom(id) => k.symptom(id).map(|s| s.raises),
        Meaning::Text(id) => k.text(id).map(|t| t.hint.raises),
        Meaning::Code(id) => k.code(id).map(|c| c.hint.raises),
        _ => None,
    };
    flags.unwrap_or(Set::EMPTY)
}

/// Two answers to one question: the one that warns stays (of several the heaviest), then the one that weighs clearly more; else it is asked.
fn contradiction(k: &Knowledge, q: QuestionId, facts: &mut Vec<Understood>, asks: &mut Vec<QuestionId>) {
    let warns = |f: &Understood| !raises(k, f.meaning).is_empty();
    let mut rivals: Vec<Understood> = facts.iter().filter(|f| question(f) == Some(q)).cloned().collect();
    if rivals.len() < 2 {
        return;
    }
    rivals.sort_by(|a, b| warns(b).cmp(&warns(a)).then(b.weight.total_cmp(&a.weight)));
    let keep = match rivals.as_slice() {
        [first, second, ..] => (warns(first) || first.weight >= second.weight * CLEARLY).then_some(first),
        _ => None,
    };
    facts.retain(|f| question(f) != Some(q));
    match keep {
        Some(first) => facts.push(first.clone()),
        None => asks.push(q),
    }
}

/// A case has one symptom: the one that is said most surely and at most length.
fn one_symptom(facts: &mut Vec<Understood>) {
    let symptoms = facts.iter().filter(|f| matches!(f.meaning, Meaning::Symptom(_)));
    let best = symptoms.max_by(|a, b| a.weight.total_cmp(&b.weight).then(b.at.cmp(&a.at))).map(|f| f.meaning);
    facts.retain(|f| !matches!(f.meaning, Meaning::Symptom(_)) || Some(f.meaning) == best);
}
