//! Text of cards and readers, made fit to be seen.
//!
//! What looks like a card number keeps its last four digits. In the text of a track that holds one, all else is hidden
//! too: names, dates, discretionary data. Text without a card number is shown whole.

use crate::secret::Pan;

/// A run of digits from this length on is treated as a card number or a piece of one.
const RUN: usize = 7;
/// Stands for each hidden character.
const HIDDEN: char = '*';
/// Stands for a character whose parity is wrong.
pub const UNREADABLE: u8 = 0x1A;

/// The text of one track, sentinels included. Bytes other than printable ASCII count as unreadable.
pub fn track(text: &[u8]) -> String {
    if text.iter().any(|byte| !is_printable(*byte)) {
        return text.iter().map(|byte| structure_only(*byte)).collect();
    }
    if !holds_a_card(text) {
        return text.iter().map(|byte| char::from(*byte)).collect();
    }
    let shown = account_end(text);
    let hide = |(place, byte): (usize, &u8)| {
        let keep = shown.is_some_and(|end| (end.saturating_sub(4)..end).contains(&place));
        if keep || is_structure(*byte) { char::from(*byte) } else { HIDDEN }
    };
    text.iter().enumerate().map(hide).collect()
}

/// A misread track shows where its separators are and nothing else: a misread number is no number.
fn structure_only(byte: u8) -> char {
    match byte {
        _ if is_structure(byte) => char::from(byte),
        _ if is_printable(byte) => HIDDEN,
        _ => char::REPLACEMENT_CHARACTER,
    }
}

fn is_printable(byte: u8) -> bool {
    (0x20..0x7F).contains(&byte)
}

fn is_structure(byte: u8) -> bool {
    matches!(byte, b'%' | b';' | b'+' | b'^' | b'=' | b'?')
}

fn holds_a_card(text: &[u8]) -> bool {
    let named = text.starts_with(b"%") && text.contains(&b'^');
    named || longest_run(text) >= RUN
}

fn longest_run(text: &[u8]) -> usize {
    runs(text).into_iter().map(|run| run.digits).max().unwrap_or(0)
}

/// Where the card number of a track ends, if it has one of a proper length.
fn account_end(text: &[u8]) -> Option<usize> {
    let start = if text.starts_with(b"%") { 2 } else { 1 };
    let rest = text.get(start..)?;
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let separated = matches!(rest.get(digits), Some(b'=' | b'^' | b'?'));
    let number = Pan::read(rest.get(..digits)?);
    (separated && number.is_some()).then_some(start + digits)
}

/// Text that is not a track: firmware names, labels, fields of till messages. Long runs of digits keep their last four,
/// also when single spaces or hyphens group them; behind one that goes on like a track, everything is hidden.
pub fn plain(text: &[u8]) -> String {
    let mut out: Vec<char> = text.iter().map(|b| if is_printable(*b) { char::from(*b) } else { '.' }).collect();
    for run in runs(text).into_iter().filter(|run| run.digits >= RUN) {
        let like_a_track = matches!(text.get(run.end), Some(b'=' | b'^' | b'D' | b'd'));
        let end = if like_a_track { text.len() } else { run.end };
        let keep = run.end.saturating_sub(4)..run.end;
        for (place, c) in out.iter_mut().enumerate().take(end).skip(run.start) {
            if c.is_ascii_alphanumeric() && !keep.contains(&place) {
                *c = HIDDEN;
            }
        }
    }
    out.into_iter().collect()
}

struct Run {
    start: usize,
    end: usize,
    digits: usize,
}

/// Runs of digits; a single space or hyphen between two digits does not end one.
fn runs(text: &[u8]) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    for (place, _) in text.iter().enumerate().filter(|(_, byte)| byte.is_ascii_digit()) {
        let between = found.last().and_then(|run| text.get(run.end..place));
        match (between, found.last_mut()) {
            (Some([] | [b' ' | b'-']), Some(run)) => {
                run.end = place + 1;
                run.digits += 1;
            }
            _ => found.push(Run { start: place, end: place + 1, digits: 1 }),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_without_a_card_number_is_shown_whole() {
        for text in ["%01?", ";62=?", "%ABC123?", ";12345?", "", "%B6?"] {
            assert_eq!(track(text.as_bytes()), text);
            assert_eq!(plain(text.as_bytes()), text);
        }
        assert_eq!(plain(b"GemTwin-V2.00"), "GemTwin-V2.00");
    }

    #[test]
    fn tracks_keep_sentinels_separators_and_the_last_four() {
        assert_eq!(track(b";6222020000000004321=29122010000000000?"), ";***************4321=*****************?");
        assert_eq!(track(b"%B6200000000000047^TEST/CARD^2812201000?"), "%*************0047^*********^**********?");
        assert_eq!(
            track(b"%B12345^DOE/JOHN^2812?"),
            "%******^********^****?",
            "a name is hidden even beside a short number"
        );
    }

    #[test]
    fn numbers_that_are_too_long_too_short_or_cut_show_nothing() {
        assert_eq!(track(b";12345678901234567890=29?"), ";********************=**?");
        assert_eq!(track(b";1234567=29?"), ";*******=**?");
        assert_eq!(track(b";62220200000000"), ";**************");
    }

    #[test]
    fn a_misread_track_shows_its_structure() {
        assert_eq!(track(&[b';', b'6', UNREADABLE, b'=', b'?']), ";*\u{fffd}=?");
    }

    #[test]
    fn numbers_in_other_text_keep_four_digits_however_they_are_grouped() {
        assert_eq!(plain(b"card 6222 0200-0000 4321 ok"), "card **** ****-**** 4321 ok");
        assert_eq!(plain(b"4111111111111111=2912201000 X"), "************1111=********** *");
        assert_eq!(plain(b"622202******0000"), "622202******0000");
    }
}
