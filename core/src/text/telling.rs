//! Who says so, and what the speaker takes back: 顾客说没扣, 不对，是插卡.

use super::matcher::{Find, Target};
use super::phrase::Said;
use super::plain::{Kind, Unit};
use super::settle::raises;
use crate::content::phrases::{Marks, Meaning, Teller};
use crate::content::{Knowledge, Phrases, QuestionId};

/// Places where the speaker corrects himself.
pub fn corrections(finds: &[Find], marks: &Marks) -> Vec<usize> {
    let rather = |f: &&Find| marks.rather.is_some_and(|r| f.target == Target::Word(r));
    finds.iter().filter(rather).map(|f| f.from).collect()
}

/// Take out what a correction replaces: what was said before it about the same thing, in its sentence or, where it
/// begins one, in the sentence before. A warning is never taken back so: it is shown, and the visitor can do it.
pub fn withdraw(k: &Knowledge, said: &mut Vec<Said>, corrections: &[usize], sentences: &[usize]) -> Vec<Said> {
    let mut withdrawn = Vec::new();
    for correction in corrections {
        let sentence = |at: usize| sentences.get(at).copied().unwrap_or_default();
        let (here, before) = (sentence(*correction), sentence(correction.saturating_sub(2)));
        let after = said.iter().filter(|s| s.at >= *correction && sentence(s.at) == here);
        let after: Vec<Meaning> = after.flat_map(|s| s.meanings.clone()).collect();
        let replaced = |m: &Meaning| {
            let warns = !raises(k, *m).is_empty();
            !warns && !after.contains(m) && after.iter().any(|new| about_the_same(*m, *new))
        };
        for old in said.iter_mut().filter(|s| s.at < *correction && sentence(s.at) >= before) {
            let (gone, stay) = old.meanings.iter().partition(|m| replaced(m));
            old.meanings = stay;
            withdrawn.push(Said { meanings: gone, asks: None, ..old.clone() });
        }
    }
    said.retain(|s| !s.meanings.is_empty() || s.asks.is_some());
    withdrawn.retain(|s| !s.meanings.is_empty());
    withdrawn
}

fn about_the_same(old: Meaning, new: Meaning) -> bool {
    match (old, new) {
        (Meaning::Answer(a, _), Meaning::Answer(b, _)) => a == b,
        (Meaning::Symptom(_), Meaning::Symptom(_))
        | (Meaning::Text(_), Meaning::Text(_))
        | (Meaning::Code(_), Meaning::Code(_)) => true,
        _ => false,
    }
}

/// Name who is quoted in what follows "the customer says": it counts as much as that mouth is trusted.
pub fn attribute(k: &Knowledge, phrases: &Phrases, text: &[Unit], finds: &[Find], said: &mut Vec<Said>) {
    let quotes: Vec<(u8, usize, usize)> = said.iter().filter_map(|s| quote(text, finds, s)).collect();
    said.retain(|s| teller(s).is_none());
    for said in said {
        let quoted = quotes.iter().rev().find(|(_, from, to)| *from < said.at && said.at < *to);
        let Some((number, ..)) = quoted else { continue };
        if let Some(teller) = phrases.tellers.get(usize::from(*number)) {
            tell(k, teller, said);
            said.teller = Some(*number);
        }
    }
}

fn teller(said: &Said) -> Option<u8> {
    said.meanings.iter().find_map(|m| if let Meaning::Told(teller) = m { Some(*teller) } else { None })
}

/// Who is quoted, from where, and up to where: the clause after "says".
fn quote(text: &[Unit], finds: &[Find], said: &Said) -> Option<(u8, usize, usize)> {
    let teller = teller(said)?;
    let says = finds.iter().filter(|f| f.from == said.at).map(|f| f.to).min()?;
    let begin = says + text.iter().skip(says).take_while(|u| u.is_break() || u.kind == Kind::Space).count();
    let end = text.iter().skip(begin).position(Unit::is_break).map_or(text.len(), |n| begin + n);
    Some((teller, said.at, end))
}

fn tell(k: &Knowledge, teller: &Teller, said: &mut Said) {
    let trust = f64::from(teller.trust) / 100.0;
    said.strength *= trust;
    said.weight *= trust;
    if let Some(question) = said.meanings.iter().find_map(|m| eases(k, *m)).filter(|_| teller.hearsay) {
        said.meanings.retain(|m| eases(k, *m).is_none());
        said.asks = Some(question);
    }
}

/// The question to which this is the harmless answer, when another one warns.
fn eases(k: &Knowledge, meaning: Meaning) -> Option<QuestionId> {
    let Meaning::Answer(q, _) = meaning else { return None };
    let grave = k.question(q)?.answers.iter().any(|a| !a.raises.is_empty());
    (grave && raises(k, meaning).is_empty()).then_some(q)
}
