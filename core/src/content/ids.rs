//! Numbers of entries in the compiled tables. A number is only meaningful within one content revision;
//! whatever is stored or sent carries the text id instead.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub u16);

        impl $name {
            /// Position in its table.
            pub fn index(self) -> usize {
                usize::from(self.0)
            }
        }
    )*};
}

ids! {
    /// A cause; faults come first, so a fault's number is also its place in a belief.
    CauseId,
    /// A question.
    QuestionId,
    /// An action.
    ActionId,
    /// An alert page.
    AlertId,
    /// Somebody to hand the case to.
    AddresseeId,
    /// A reported symptom.
    SymptomId,
    /// A response code.
    CodeId,
    /// A text that terminals show.
    TextId,
    /// A red line.
    GuardId,
    /// A flag.
    FlagId,
    /// A way to take money meanwhile.
    WorkaroundId,
    /// A short answer page.
    TopicId,
    /// An ending with nothing left to repair.
    ResolvedId,
    /// A source of a statement.
    SourceId,
    /// Where steps are done.
    PlaceId,
}

/// A set of flags or acts, by number. At most 64 of each exist; the loader checks that.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Set(pub u64);

impl Set {
    /// The set without members.
    pub const EMPTY: Self = Self(0);

    /// The set with one member.
    pub fn one(number: u16) -> Self {
        Self(1u64.checked_shl(u32::from(number)).unwrap_or(0))
    }

    /// Members of either.
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Members of this one that are not in the other.
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether the two share a member.
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether all of `other` is in this one.
    pub fn holds(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether there is no member.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The members' numbers, ascending.
    pub fn numbers(self) -> impl Iterator<Item = u16> {
        (0..64u16).filter(move |n| self.meets(Self::one(*n)))
    }
}
