//! The service code of ISO/IEC 7813: three digits that say where and how a card may be used.

/// Three digits from a stripe or a chip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServiceCode([u8; 3]);

impl ServiceCode {
    /// Three ASCII digits.
    pub fn read(text: &[u8]) -> Option<Self> {
        let digits: [u8; 3] = text.try_into().ok()?;
        digits.iter().all(u8::is_ascii_digit).then_some(Self(digits))
    }

    /// First digit 2 or 6: the card has a chip. Since May 2017 its stripe is refused by rule in China, so "reads well and
    /// is refused" is neither the fault of the card nor of the reader.
    pub fn chip_card(self) -> bool {
        matches!(self.0, [b'2' | b'6', ..])
    }
}

impl std::fmt::Display for ServiceCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|digit| write!(f, "{}", char::from(*digit)))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn two_and_six_are_chip_cards() {
        for (code, chip) in [("201", true), ("620", true), ("101", false), ("520", false), ("702", false)] {
            assert_eq!(ServiceCode::read(code.as_bytes()).unwrap().chip_card(), chip, "{code}");
        }
        assert!(ServiceCode::read(b"2A1").is_none());
        assert!(ServiceCode::read(b"2010").is_none());
    }
}
