//! Search over everything that can be read: a handful of words against some hundred titles and texts.

use crate::text::fold;

/// A title counts as much as so many mentions in the text.
const TITLE: usize = 3;
/// A longer query is cut: nobody means more than this.
const TERMS: usize = 24;
/// Everything from here on is a letter to us: the tables of the standard library know all scripts and weigh more.
const CHINESE: char = '\u{3400}';

/// Numbers of the entries (title and text) that fit, best first; at most `most`.
pub fn find<'a>(query: &str, entries: impl IntoIterator<Item = (&'a str, &'a str)>, most: usize) -> Vec<usize> {
    let terms = terms(query);
    if terms.is_empty() {
        return Vec::new();
    }
    let mut hits: Vec<(usize, usize)> = Vec::new();
    for (number, (title, text)) in entries.into_iter().enumerate() {
        let (title, text) = (fold(title), fold(text));
        let of = |term: &String| TITLE * usize::from(title.contains(term)) + usize::from(text.contains(term));
        let scores: Vec<_> = terms.iter().map(of).collect();
        // Half of what was asked must be there, or everything with one common syllable would come.
        if 2 * scores.iter().filter(|s| **s > 0).count() >= terms.len() {
            hits.push((scores.iter().sum(), number));
        }
    }
    hits.sort_by_key(|(score, number)| (usize::MAX - score, *number));
    hits.into_iter().take(most).map(|(_, number)| number).collect()
}

/// Latin words as they are, Chinese in overlapping pairs, as it has no spaces.
fn terms(query: &str) -> Vec<String> {
    let mut terms = Vec::new();
    let folded = fold(query);
    for run in folded.split(|c: char| !c.is_ascii_alphanumeric() && c < CHINESE).filter(|run| !run.is_empty()) {
        let chars: Vec<char> = run.chars().collect();
        if run.is_ascii() || chars.len() == 1 {
            terms.push(run.to_owned());
        } else {
            terms.extend(chars.windows(2).map(|pair| pair.iter().collect::<String>()));
        }
    }
    terms.truncate(TERMS);
    terms.dedup();
    terms
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [(&str, &str); 4] = [
        ("手续费怎么算", "看合同"),
        ("店搬家了", "先告诉收单行，手续费不变"),
        ("What do card payments cost me?", "See your contract."),
        ("收现金", "备好零钱"),
    ];

    #[test]
    fn titles_come_before_texts() {
        assert_eq!(find("手续费", ALL, 9), [0, 1]);
        assert_eq!(find("手续费", ALL, 1), [0]);
        assert_eq!(find("CONTRACT cost", ALL, 9), [2]);
        assert_eq!(find("ｃｏｓｔ", ALL, 9), [2]);
    }

    #[test]
    fn nothing_is_found_for_nothing() {
        for query in ["", " ，。", "天气", "零食超市大促销"] {
            assert!(find(query, ALL, 9).is_empty(), "{query}");
        }
        assert_eq!(find(&"手续费".repeat(10_000), ALL, 9).first(), Some(&0));
    }
}
