//! Why bytes were not understood.

use std::fmt;

/// The class of a defect, as the decode format publishes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The bytes end before the message does.
    Truncated,
    /// A length disagrees with what is there, or is beyond what the format allows.
    Length,
    /// A sum, or an exclusive-or that its makers call checksum or BCC, is wrong.
    Checksum,
    /// A character has the wrong parity.
    Parity,
    /// A longitudinal redundancy check is wrong.
    Lrc,
    /// The bytes are not of this shape at all.
    Format,
    /// A field holds a value that it cannot have.
    Range,
    /// A code that no document of ours lists.
    Unknown,
}

impl Reason {
    /// The name in the decode format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Truncated => "truncated",
            Self::Length => "length",
            Self::Checksum => "checksum",
            Self::Parity => "parity",
            Self::Lrc => "lrc",
            Self::Format => "format",
            Self::Range => "range",
            Self::Unknown => "unknown",
        }
    }
}

/// A refusal. The detail is a fixed sentence, so that no byte of a card can be in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reject {
    /// The class.
    pub reason: Reason,
    /// What is wrong, for people.
    pub detail: &'static str,
}

impl Reject {
    pub(crate) const fn truncated(detail: &'static str) -> Self {
        Self { reason: Reason::Truncated, detail }
    }

    pub(crate) const fn length(detail: &'static str) -> Self {
        Self { reason: Reason::Length, detail }
    }

    pub(crate) const fn checksum(detail: &'static str) -> Self {
        Self { reason: Reason::Checksum, detail }
    }

    pub(crate) const fn lrc(detail: &'static str) -> Self {
        Self { reason: Reason::Lrc, detail }
    }

    pub(crate) const fn format(detail: &'static str) -> Self {
        Self { reason: Reason::Format, detail }
    }

    pub(crate) const fn range(detail: &'static str) -> Self {
        Self { reason: Reason::Range, detail }
    }

    pub(crate) const fn unknown(detail: &'static str) -> Self {
        Self { reason: Reason::Unknown, detail }
    }
}

impl fmt::Display for Reject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.reason.name(), self.detail)
    }
}

impl std::error::Error for Reject {}
