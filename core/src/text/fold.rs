//! One spelling for what people type in many: full-width and lower-case letters, odd spaces.

/// Half-width, upper case; every kind of white space becomes a plain space.
pub fn fold(text: &str) -> String {
    text.chars().map(fold_char).collect()
}

/// The same for one character.
pub(super) fn fold_char(c: char) -> char {
    plain(c).to_ascii_uppercase()
}

/// Letters, digits and Chinese characters only: what two texts have in common however they are set.
pub(super) fn skeleton(text: &str) -> Vec<char> {
    fold(text).chars().filter(|c| c.is_ascii_alphanumeric() || is_chinese(*c)).collect()
}

/// By range: the tables of the standard library know all scripts of the world and weigh more than this whole module.
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..)
}

fn plain(c: char) -> char {
    match c {
        // Full-width forms lie at a fixed distance from ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '【' | '「' | '〔' => '[',
        '】' | '」' | '〕' => ']',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_and_cases_fold_together() {
        assert_eq!(fold("ａ0 ５１【x】"), "A0 51[X]");
        assert_eq!(skeleton("请 插卡!(ic)").into_iter().collect::<String>(), "请插卡IC");
    }
}
