//! What may leave a parser about a card, and nothing more.

use super::service_code::ServiceCode;
use crate::reader::Tree;
use crate::secret::{LastFour, Pan};

/// Month in which a card expires, as the card says it: YYMM.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expiry {
    /// Year of the century, 0 to 99.
    pub year: u8,
    /// Month, 1 to 12.
    pub month: u8,
}

impl Expiry {
    /// Four ASCII digits with a month that exists.
    pub fn read(text: &[u8]) -> Option<Self> {
        let [a, b, c, d] = text.try_into().ok()?;
        let two = |tens: u8, ones: u8| {
            let digits = tens.is_ascii_digit() && ones.is_ascii_digit();
            digits.then(|| (tens - b'0') * 10 + (ones - b'0'))
        };
        let (year, month) = (two(a, b)?, two(c, d)?);
        (1..=12).contains(&month).then_some(Self { year, month })
    }

    /// True when the card was still valid in the given month (year of the century, month 1 to 12).
    pub fn valid_in(self, year: u8, month: u8) -> bool {
        (self.year, self.month) >= (year, month)
    }
}

impl std::fmt::Display for Expiry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}{:02}", self.year, self.month)
    }
}

/// What a card said of itself, each part only when it was there and readable.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Card {
    /// End of the card number.
    pub last_four: Option<LastFour>,
    /// Whether the check digit fits; a warning only.
    pub luhn_ok: Option<bool>,
    /// Month of expiry.
    pub expiry: Option<Expiry>,
    /// Where and how the card may be used.
    pub service_code: Option<ServiceCode>,
}

impl Card {
    /// What a card number gives away.
    pub fn of_pan(pan: &Pan) -> Self {
        Self { last_four: Some(pan.last_four()), luhn_ok: Some(pan.luhn_ok()), ..Self::default() }
    }

    /// What this one lacks is taken from the other.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            last_four: self.last_four.or(other.last_four),
            luhn_ok: self.luhn_ok.or(other.luhn_ok),
            expiry: self.expiry.or(other.expiry),
            service_code: self.service_code.or(other.service_code),
        }
    }

    /// The card has a chip, as its service code says; unknown without one.
    pub fn chip_card(&self) -> Option<bool> {
        self.service_code.map(ServiceCode::chip_card)
    }

    /// The `card` of the decode format; nothing when nothing is known.
    pub fn tree(&self) -> Option<Tree> {
        let tree = Tree::table()
            .with_some("pan_last4", self.last_four.map(|digits| digits.to_string()))
            .with_some("luhn_ok", self.luhn_ok)
            .with_some("expiry", self.expiry.map(|month| month.to_string()))
            .with_some("service_code", self.service_code.map(|code| code.to_string()))
            .with_some("chip_card", self.chip_card());
        (*self != Self::default()).then_some(tree)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_month_must_exist() {
        assert_eq!(Expiry::read(b"2912").unwrap().to_string(), "2912");
        for text in [&b"2900"[..], b"2913", b"29", b"2A12", b"29120"] {
            assert!(Expiry::read(text).is_none());
        }
    }

    #[test]
    fn a_card_is_valid_through_its_last_month() {
        let month = Expiry::read(b"2105").unwrap();
        assert!(month.valid_in(21, 5));
        assert!(!month.valid_in(21, 6));
        assert!(month.valid_in(20, 12));
    }
}
