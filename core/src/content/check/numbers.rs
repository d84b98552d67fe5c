//! Numbers of links: everyone has one, no two share one, and none is ever taken back.

use super::super::Knowledge;
use super::super::load::All;
use super::super::numbers::Kind;
use super::super::source::{File, Map};
use std::collections::BTreeSet;

pub(super) fn check(all: &mut All, file: &File, k: &Knowledge) {
    for kind in Kind::ALL {
        table(all, kind.name(), &kind.ids(k), file.number.get(kind.name()));
    }
    for question in &k.questions {
        let ids: Vec<&str> = question.answers.iter().map(|a| a.id.as_str()).collect();
        table(all, &format!("answer of {}", question.id), &ids, file.answer_number.get(&question.id));
    }
    let known = |kind: &&String| Kind::ALL.iter().any(|k| k.name() == kind.as_str());
    for kind in file.number.keys().filter(|kind| !known(kind)) {
        all.defect("number", kind, "numbers.toml: there is nothing of this kind to number");
    }
}

fn table(all: &mut All, kind: &str, ids: &[&str], map: Option<&Map<u16>>) {
    for id in ids.iter().filter(|id| map.is_none_or(|map| !map.contains_key(**id))) {
        all.defect("number", kind, format!("`{id}` has no number in numbers.toml; `cargo xtask numbers` adds it"));
    }
    let mut taken = BTreeSet::new();
    for (id, number) in map.into_iter().flatten() {
        if !taken.insert(*number) {
            all.defect("number", kind, format!("`{id}` has number {number}, which another one has too"));
        }
    }
    // A hole means that a line was deleted: its number could be given away, and old links would then lie.
    if let Some(hole) = (0u16..).zip(&taken).find(|(n, number)| n != *number).map(|(n, _)| n) {
        all.defect("number", kind, format!("number {hole} is missing; lines of numbers.toml are never removed"));
    }
}
