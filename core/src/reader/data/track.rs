//! Tracks 1 and 2 of a bank card (ISO/IEC 7813), as text with sentinels.
//!
//! Track 3 (ISO 4909) is never taken apart: that it reads is all we need to know.

use super::card::{Card, Expiry};
use super::service_code::ServiceCode;
use crate::secret::Pan;

/// Characters of the longest track 2, without its LRC. A longer track of digits is a track 3.
const LONGEST_TRACK_2: usize = 39;

/// What a track says of its card. Nothing unless the track is whole: sentinels, card number, separator.
pub fn card(text: &[u8]) -> Option<Card> {
    let inner = text.strip_suffix(b"?")?;
    match inner.split_first()? {
        (b'%', rest) => track_1(rest),
        (b';', rest) if text.len() <= LONGEST_TRACK_2 => track_2(rest),
        _ => None,
    }
}

/// Format code, card number, name, then as on track 2. American Express groups the number with spaces.
fn track_1(rest: &[u8]) -> Option<Card> {
    let (_format, rest) = rest.split_first()?;
    let mut fields = rest.splitn(3, |byte| *byte == b'^');
    let (number, _name, after) = (fields.next()?, fields.next()?, fields.next()?);
    let mut digits: Vec<u8> = number.iter().copied().filter(|byte| *byte != b' ').collect();
    let card = Pan::read(&digits).map(|pan| Card::of_pan(&pan).or(dates(after, b'^')));
    zeroize::Zeroize::zeroize(&mut digits);
    card
}

fn track_2(rest: &[u8]) -> Option<Card> {
    let end = rest.iter().position(|byte| *byte == b'=')?;
    let (number, after) = rest.split_at_checked(end)?;
    Some(Card::of_pan(&Pan::read(number)?).or(dates(after.get(1..)?, b'=')))
}

/// Month of expiry and service code; a separator in the place of either says that it is absent.
pub(super) fn dates(rest: &[u8], separator: u8) -> Card {
    let absent = |rest: &[u8]| rest.first() == Some(&separator);
    let (expiry, rest) =
        if absent(rest) { (None, rest.get(1..)) } else { (rest.get(..4).and_then(Expiry::read), rest.get(4..)) };
    let code = rest.filter(|rest| !absent(rest)).and_then(|rest| rest.get(..3)).and_then(ServiceCode::read);
    Card { expiry, service_code: code, ..Card::default() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn check(text: &str, expected: &str) {
        let said = card(text.as_bytes()).and_then(|card| card.tree());
        assert_eq!(said.map(|tree| tree.to_string()).unwrap_or_default(), expected, "{text}");
    }

    #[test]
    fn track_2_tells_expiry_and_service_code() {
        check(
            ";6222020000000000000=29122010000000000?",
            r#"{"pan_last4":"0000","luhn_ok":true,"expiry":"2912","service_code":"201","chip_card":true}"#,
        );
        check(
            ";6222020000000000001=29121010000000000?",
            r#"{"pan_last4":"0001","luhn_ok":false,"expiry":"2912","service_code":"101","chip_card":false}"#,
        );
        check(
            ";6222020000000000000=21056200000000000?",
            r#"{"pan_last4":"0000","luhn_ok":true,"expiry":"2105","service_code":"620","chip_card":true}"#,
        );
    }

    #[test]
    fn absent_fields_stay_absent() {
        check(";6222020000000000000==?", r#"{"pan_last4":"0000","luhn_ok":true}"#);
        check(
            ";6222020000000000000==2011?",
            r#"{"pan_last4":"0000","luhn_ok":true,"service_code":"201","chip_card":true}"#,
        );
        check(";6222020000000000000=2912=?", r#"{"pan_last4":"0000","luhn_ok":true,"expiry":"2912"}"#);
        check(";6222020000000000000=?", r#"{"pan_last4":"0000","luhn_ok":true}"#);
    }

    #[test]
    fn track_1_may_group_its_digits() {
        check(
            "%B6200000000000047^TEST/CARD^28122010000000000?",
            r#"{"pan_last4":"0047","luhn_ok":true,"expiry":"2812","service_code":"201","chip_card":true}"#,
        );
        check("%B3782 822463 10005^X^=?", r#"{"pan_last4":"0005","luhn_ok":true}"#);
    }

    #[test]
    fn what_is_not_whole_says_nothing() {
        for text in
            [";62=?", "%01?", ";6222020000000000000=2912201", "6222020000000000000=2912?", ";E?", "%E?", "?", ""]
        {
            check(text, "");
        }
        check(&format!(";996222020000000000={}?", "0".repeat(60)), "");
    }
}
