//! Red lines. Every step that a screen can show goes through [`permit`]: there is no other way to make a
//! [`Permitted`], so no step that crosses a red line can be shown, whatever the probabilities say.

use crate::content::{GuardId, Knowledge, Set};

/// A step that crosses no red line that is in force. Only [`permit`] makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Permitted<T>(T);

impl<T> Permitted<T> {
    /// The step itself.
    pub fn step(self) -> T {
        self.0
    }
}

/// Let a step through, unless it does something that a red line in force forbids.
pub fn permit<T>(forbidden: Set, acts: Set, step: T) -> Option<Permitted<T>> {
    (!acts.meets(forbidden)).then_some(Permitted(step))
}

/// The acts that nobody may be told to do while these flags are raised.
pub fn forbidden(k: &Knowledge, flags: Set) -> Set {
    k.guards.iter().filter(|g| g.holds(flags)).fold(Set::EMPTY, |set, g| set.with(g.forbids))
}

/// The red lines worth showing: those that a flag puts in force, and standing ones that fit the likely causes.
pub fn shown(k: &Knowledge, flags: Set, likely: &[crate::content::CauseId]) -> Vec<GuardId> {
    let fits = |g: &crate::content::Guard| {
        if g.when.is_empty() { g.show_for.iter().any(|c| likely.contains(c)) } else { g.when.meets(flags) }
    };
    (0u16..).map(GuardId).zip(&k.guards).filter(|(_, g)| fits(g)).map(|(id, _)| id).collect()
}
