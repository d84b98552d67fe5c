//! Whether a page adds to the case or changes something said before.

use super::Act;
use pos_doctor_core::case::Event;

/// Where what is answered here goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// At the end.
    Next,
    /// In the place of an earlier event.
    At(usize, Event),
}

impl Place {
    /// What choosing this event does.
    pub fn act(self, event: Event) -> Act {
        match self {
            Self::Next => Act::Add(event),
            Self::At(n, _) => Act::Put(n, event),
        }
    }

    /// Whether this event is what was chosen before.
    pub fn chosen(self, event: Event) -> bool {
        matches!(self, Self::At(_, old) if old == event)
    }

    /// Whether this looks back.
    pub fn is_review(self) -> bool {
        self != Self::Next
    }
}
