//! What is said not to be so: 不是网络问题, 没进过水, not the paper.

use super::matcher::{Find, Target};
use super::plain::{Kind, Unit};
use crate::content::phrases::Marks;
use std::collections::BTreeMap;

/// Other characters, or Latin words, that may stand between "not" and what is not.
const REACH: usize = 2;

/// What ends at each place of a text: "not", "shows", or any other word.
struct Ends<'a> {
    at: BTreeMap<usize, Vec<Find>>,
    marks: &'a Marks,
}

/// Mark the finds that a "not" before them turns round.
pub fn mark(text: &[Unit], finds: &mut [Find], marks: &Marks) {
    let mut ends = Ends { at: BTreeMap::new(), marks };
    for find in finds.iter() {
        ends.at.entry(find.to).or_default().push(*find);
    }
    for find in finds.iter_mut() {
        find.negated = negated(text, &ends, find);
    }
}

fn negated(text: &[Unit], ends: &Ends, find: &Find) -> bool {
    let mut at = find.from;
    let mut reach = REACH;
    loop {
        if ends.of(at, ends.marks.not).any(|not| !is_question(text, not)) {
            return true;
        }
        if let Some(shows) = ends.of(at, ends.marks.shows).find(|f| f.from < at) {
            at = shows.from;
            continue;
        }
        let Some(before) = at.checked_sub(1).and_then(|n| text.get(n)) else { return false };
        if before.is_break() || ends.all(at).any(|f| !is_mark(f, ends.marks) && f.from < find.from) {
            return false;
        }
        if before.kind == Kind::Space {
            at -= 1;
            continue;
        }
        if reach == 0 {
            return false;
        }
        reach -= 1;
        at = if before.is_ascii() { word_start(text, at) } else { at - 1 };
    }
}

impl Ends<'_> {
    fn all(&self, at: usize) -> impl Iterator<Item = &Find> {
        self.at.get(&at).into_iter().flatten()
    }

    fn of(&self, at: usize, mark: Option<u16>) -> impl Iterator<Item = &Find> {
        self.all(at).filter(move |f| mark.is_some_and(|word| f.target == Target::Word(word)))
    }
}

fn is_mark(find: &Find, marks: &Marks) -> bool {
    [marks.not, marks.shows].into_iter().flatten().any(|m| find.target == Target::Word(m))
}

fn word_start(text: &[Unit], end: usize) -> usize {
    let letters = text.iter().take(end).rev().take_while(|u| u.is_ascii()).count();
    end - letters
}

/// 是不是, 要不要, 扣没扣: a question, no denial.
fn is_question(text: &[Unit], not: &Find) -> bool {
    let kind = |at: usize| text.get(at).map(|u| u.kind);
    let before = not.from.checked_sub(1).and_then(kind);
    let chinese = matches!(before, Some(Kind::Char(c)) if !c.is_ascii());
    chinese && (kind(not.from + 1) == before || kind(not.to) == before)
}
