//! Live tests as conversations: bytes in, steps out, time passed in. No port, no clock.
//!
//! Every test climbs the same ladder: the port opens, the device answers, it passes its own test, its sensor sees a card,
//! a card decodes, a second card decodes. A rung that fails speaks only about what was exercised up to it.
//!
//! [`Check`] is for readers that are spoken to, [`Listen`] for those that only speak: it has no step that sends, so
//! nothing can be sent to a keyboard wedge by mistake. The merchant has chosen the family before either starts.

pub mod acs;
mod conversation;
mod field;
pub mod gempc;
pub mod msr;
pub mod pn532;
mod report;
pub mod start;
pub mod swipe;
pub mod till;

pub use conversation::Conversation;
pub use report::{Ended, Outcome, Quality, Reading, Report, Rung, Verdict};

use super::command::Outgoing;

/// Time in milliseconds from any fixed moment; never goes back.
pub type Millis = u64;

/// One thing that happened.
pub enum Input<'a> {
    /// The reader sent, or typed, or reported this. Portions may be of any size; an HID report comes whole.
    Bytes(&'a [u8]),
    /// Time has passed.
    Tick,
    /// The person at the screen stopped the test.
    Cancelled,
    /// The reader was unplugged or the port failed.
    LinkLost,
}

/// What to do next in a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step<R> {
    /// Send this, then ask again.
    Send(Outgoing),
    /// Show this, then ask again.
    Prompt(Prompt),
    /// Wait for bytes, at most until then; then handle a tick.
    Wait {
        /// When.
        until: Millis,
    },
    /// It is over.
    Done(R),
}

/// What to do next when only listening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Watch<R> {
    /// Show this, then ask again.
    Prompt(Prompt),
    /// Wait for bytes, at most until then; then handle a tick.
    Wait {
        /// When.
        until: Millis,
    },
    /// It is over.
    Done(R),
}

/// What the person at the reader is asked to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prompt {
    /// How the card meets the reader.
    pub manner: Manner,
    /// Which card.
    pub card: Which,
}

/// How a card meets a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Through the slot of the stripe reader.
    Swipe,
    /// Into the slot of the chip reader.
    Insert,
    /// Flat on the antenna.
    Tap,
}

/// Which card; all are the person's own or test cards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Any: only its passing is looked at.
    Any,
    /// The card that makes trouble.
    First,
    /// The same one once more.
    FirstAgain,
    /// Another one that is known to work.
    Second,
    /// The known one once more.
    SecondAgain,
}

/// A conversation with a reader. Knows bytes and time; never a port.
pub trait Check {
    /// What it ends with.
    type Report;
    /// Feed one thing that happened.
    fn handle(&mut self, now: Millis, input: Input<'_>);
    /// Ask what to do; call until it answers [`Step::Wait`] or [`Step::Done`].
    fn next(&mut self) -> Step<Self::Report>;
    /// What has been found so far.
    fn report(&self) -> &Self::Report;
}

/// A test that only listens.
pub trait Listen {
    /// What it ends with.
    type Report;
    /// Feed one thing that happened.
    fn handle(&mut self, now: Millis, input: Input<'_>);
    /// Ask what to do; call until it answers [`Watch::Wait`] or [`Watch::Done`].
    fn next(&mut self) -> Watch<Self::Report>;
    /// What has been found so far.
    fn report(&self) -> &Self::Report;
}
