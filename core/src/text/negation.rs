//! What is said not to be so: 不是网络问题, 没进过水, not the paper.

use super::matcher::{Find, Target};
use super::plain::{Kind, Unit};
use crate::content::phrases::Marks;

/// Other characters, or Latin words, that may stand between "not" and what is not.
const REACH: usize = 2;

/// Mark the finds that a "not" before them turns round.
pub fn mark(text: &[Unit], finds: &mut [Find], marks: &Marks) {
    let all = finds.to_vec();
    let not = |f: &&Find| marks.not.is_some_and(|n| f.target == Target::Word(n));
    let nots: Vec<&Find> = all.iter().filter(not).filter(|f| !is_question(text, f)).collect();
    for find in finds.iter_mut() {
        find.negated = negated(text, &all, &nots, find, marks);
    }
}

fn negated(text: &[Unit], all: &[Find], nots: &[&Find], find: &Find, marks: &Marks) -> bool {
    let mut at = find.from;
    let mut reach = REACH;
    loop {
        if nots.iter().any(|n| n.to == at) {
            return true;
        }
        let shows = all.iter().find(|f| f.to == at && marks.shows.is_some_and(|s| f.target == Target::Word(s)));
        if let Some(shows) = shows.filter(|f| f.from < at) {
            at = shows.from;
            continue;
        }
        let Some(before) = at.checked_sub(1).and_then(|n| text.get(n)) else { return false };
        if before.is_break() || all.iter().any(|f| f.to == at && !is_mark(f, marks) && f.from < find.from) {
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
