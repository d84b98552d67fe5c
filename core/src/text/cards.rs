//! Card numbers pasted by accident are cut out before anything else looks at the text.

/// Fewest digits of a card number; nothing in a complaint needs as many.
const CARD_DIGITS: usize = 13;
/// What stands in the place of a number that was cut.
const CUT: &str = "****";

/// The text without long numbers, and how many were cut. Digits may be full-width, in groups of three or more
/// that are parted by a space, a dot or a hyphen.
pub fn cut_cards(text: &str) -> (String, usize) {
    let mut clean = String::with_capacity(text.len());
    let mut cut = 0;
    let mut run = Run::default();
    for c in text.chars() {
        if !run.takes(c) {
            cut += run.flush(&mut clean);
            if !run.takes(c) {
                clean.push(c);
            }
        }
    }
    cut += run.flush(&mut clean);
    (clean, cut)
}

/// Digits in groups, as far as they may be one number.
#[derive(Default)]
struct Run {
    text: String,
    digits: usize,
    /// Digits since the last separator.
    group: usize,
}

impl Run {
    fn takes(&mut self, c: char) -> bool {
        let digit = c.is_ascii_digit() || ('\u{ff10}'..='\u{ff19}').contains(&c);
        let parts = matches!(c, ' ' | '-' | '.' | '\u{3000}' | '\u{a0}') && self.group >= 3;
        if digit {
            self.digits += 1;
            self.group += 1;
        } else if parts {
            self.group = 0;
        }
        if digit || parts {
            self.text.push(c);
        }
        digit || parts
    }

    /// Write what was gathered, or the sign that it was cut; 1 if it was.
    fn flush(&mut self, clean: &mut String) -> usize {
        let run = std::mem::take(self);
        let card = run.digits >= CARD_DIGITS;
        if card {
            let tail = run.text.trim_end_matches([' ', '-', '.', '\u{3000}', '\u{a0}']);
            clean.push_str(CUT);
            clean.push_str(run.text.get(tail.len()..).unwrap_or_default());
        } else {
            clean.push_str(&run.text);
        }
        usize::from(card)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn card_numbers_go_in_every_shape() {
        for text in [
            "4111111111111111",
            "4111 1111 1111 1111",
            "4111-1111-1111-1111",
            "４１１１１１１１１１１１１１１１",
            "378282246310005",
        ] {
            assert_eq!(cut_cards(&format!("卡号{text} 刷不了")), ("卡号**** 刷不了".to_owned(), 1), "{text}");
        }
        assert_eq!(cut_cards("4111111111111111,5500000000000004").1, 2);
    }

    #[test]
    fn other_numbers_stay() {
        for text in ["尾号5155", "13800138000", "2024-05-01 12:30:45", "1 2 3 4 5 6 7 8 9 10 11 12 13", "51.00", ""] {
            assert_eq!(cut_cards(text), (text.to_owned(), 0));
        }
    }
}
