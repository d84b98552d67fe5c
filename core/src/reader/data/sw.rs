//! Status words (ISO/IEC 7816-4): two bytes at the end of every answer of a chip. Any of them proves that link and chip work.

use crate::reader::Reject;

/// The last two bytes of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatusWord(pub u8, pub u8);

impl StatusWord {
    /// `9000`: done.
    pub const OK: Self = Self(0x90, 0x00);

    /// Exactly two bytes, the first of them 61 to 6F or 90 to 9F (60 asks for more time and is no status).
    pub fn read(bytes: &[u8]) -> Result<Self, Reject> {
        match bytes {
            [sw1 @ (0x61..=0x6F | 0x90..=0x9F), sw2] => Ok(Self(*sw1, *sw2)),
            [_, _] => Err(Reject::range("a status word starts with 61 to 6F or 90 to 9F")),
            [] | [_] => Err(Reject::truncated("a status word has two bytes")),
            _ => Err(Reject::length("a status word has two bytes")),
        }
    }

    /// Splits an answer into its data and its status word.
    pub fn split(answer: &[u8]) -> Result<(&[u8], Self), Reject> {
        let data = answer.len().checked_sub(2).and_then(|end| answer.split_at_checked(end));
        let (data, word) = data.ok_or(Reject::truncated("an answer ends with a status word of two bytes"))?;
        Ok((data, Self::read(word)?))
    }

    /// What it means for a test of reader and card.
    pub fn meaning(self) -> Meaning {
        match (self.0, self.1) {
            (0x90, 0x00) => Meaning::Ok,
            (0x61, _) => Meaning::MoreData,
            (0x6C, _) | (0x67, 0x00) => Meaning::WrongLength,
            (0x6A, 0x82) => Meaning::NotFound,
            (0x6A, 0x83) => Meaning::RecordNotFound,
            (0x6A, 0x81) => Meaning::BlockedOrUnsupported,
            (0x62, 0x83) => Meaning::ApplicationBlocked,
            (0x69, 0x85) => Meaning::Conditions,
            (0x6D | 0x6E, 0x00) => Meaning::Unsupported,
            _ => Meaning::Other,
        }
    }
}

impl std::fmt::Display for StatusWord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02X}{:02X}", self.0, self.1)
    }
}

/// Meanings that lead to different advice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// Done.
    Ok,
    /// More bytes can be fetched (T=0).
    MoreData,
    /// Ask again with the length that the card names.
    WrongLength,
    /// No such application: try the next one.
    NotFound,
    /// No such record: end of a directory.
    RecordNotFound,
    /// The card is blocked, or does not know the command.
    BlockedOrUnsupported,
    /// The application is blocked by the issuer: card, not reader.
    ApplicationBlocked,
    /// The card wants something else first: it is alive.
    Conditions,
    /// Command or class not supported.
    Unsupported,
    /// Anything else.
    Other,
}

impl Meaning {
    /// The name in the decode format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::MoreData => "more_data",
            Self::WrongLength => "wrong_length",
            Self::NotFound => "not_found",
            Self::RecordNotFound => "record_not_found",
            Self::BlockedOrUnsupported => "blocked_or_unsupported",
            Self::ApplicationBlocked => "application_blocked",
            Self::Conditions => "conditions",
            Self::Unsupported => "unsupported",
            Self::Other => "other",
        }
    }
}
