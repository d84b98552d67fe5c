//! Screen texts in free text: by the longest run of characters that they share with a known variant.

use super::MAX_INPUT;
use super::fold::skeleton;
use crate::content::{Knowledge, TextId};

/// Shorter runs say nothing: 卡, OK.
const MIN_SHARED: usize = 2;
/// Percent of a variant that must be there when neither contains the other.
const MIN_PART: usize = 60;
const MAX_MATCHES: usize = 5;

/// How well an input fits: how much of the variant is there, then how much of the input it explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    percent: usize,
    shared: usize,
}

/// Screen texts that the input names, best first.
pub fn screens(k: &Knowledge, input: &str) -> Vec<TextId> {
    let input: Vec<char> = skeleton(input).into_iter().take(MAX_INPUT).collect();
    let mut found: Vec<(Fit, TextId)> = (0u16..)
        .map(TextId)
        .zip(&k.texts)
        .filter_map(|(id, text)| Some((text.variants.iter().filter_map(|v| fit(&input, &skeleton(v))).max()?, id)))
        .collect();
    found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    // A text that is wholly there makes half-matching ones noise.
    let best = found.first().map_or(0, |(fit, _)| fit.percent);
    found.retain(|(fit, _)| best < 100 || fit.percent == 100);
    found.into_iter().map(|(_, id)| id).take(MAX_MATCHES).collect()
}

fn fit(input: &[char], variant: &[char]) -> Option<Fit> {
    let shared = longest_shared(input, variant);
    let percent = shared * 100 / variant.len().max(1);
    let said_in_part = shared == input.len() && shared >= least(input);
    let enough = shared >= least(variant).min(variant.len()) && shared >= MIN_SHARED;
    (enough && percent >= MIN_PART || said_in_part).then_some(Fit { percent, shared })
}

/// Letters say less than Chinese characters do.
fn least(text: &[char]) -> usize {
    if text.iter().all(char::is_ascii) { 4 } else { MIN_SHARED }
}

/// Length of the longest run that both contain.
fn longest_shared(a: &[char], b: &[char]) -> usize {
    let mut longest = 0;
    let mut row = vec![0usize; b.len()];
    for x in a {
        let mut diagonal = 0;
        for (cell, y) in row.iter_mut().zip(b) {
            let run = if x == y { diagonal + 1 } else { 0 };
            diagonal = std::mem::replace(cell, run);
            longest = longest.max(run);
        }
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{Hint, ScreenText};

    fn check(input: &str, expected: &str) {
        let text = |(id, variants): (&str, &[&str])| ScreenText {
            id: id.to_owned(),
            variants: variants.iter().map(|v| (*v).to_owned()).collect(),
            who: String::new(),
            hint: Hint::default(),
        };
        let texts: [(&str, &[&str]); 5] = [
            ("insert", &["请插卡", "Please insert"]),
            ("read_failed", &["读卡失败", "读卡失败,请重试"]),
            ("comm_failed", &["通讯失败", "通信失败"]),
            ("attacked", &["POS BE ATTACKED", "安全触发"]),
            ("sign_on", &["请先签到"]),
        ];
        let k = Knowledge { texts: texts.into_iter().map(text).collect(), ..Knowledge::default() };
        let found: Vec<_> = screens(&k, input).into_iter().filter_map(|t| k.text(t)).map(|t| t.id.as_str()).collect();
        assert_eq!(found.join(" "), expected, "{input}");
    }

    #[test]
    fn case_spacing_and_width_do_not_matter() {
        check("请 插 卡", "insert");
        check("please INSERT", "insert");
        check("ｐｏｓ be  attacked!", "attacked");
        check("【请先签到】", "sign_on");
    }

    #[test]
    fn a_text_within_a_sentence_and_a_part_of_a_text_are_found() {
        check("屏幕上写着读卡失败,请重试怎么办", "read_failed");
        check("签到", "sign_on");
        check("机器安全触发了", "attacked");
    }

    #[test]
    fn what_is_nothing_finds_nothing() {
        for input in ["", "卡", "a", "今天天气好", "!!!", "pos"] {
            check(input, "");
        }
    }
}
