//! Card readers: what may be said to them, and what their answers mean.
//!
//! Four layers, each knowing only the ones before it:
//!
//! - [`data`]: what is on a card: stripes, answers to reset, BER-TLV, status words.
//! - [`frame`]: how bytes become messages, one framing a file. Bytes in, values or a [`Reject`] out, never a panic.
//! - [`command`]: what may be sent. Every byte that leaves for a reader is made here, from closed lists.
//! - [`check`]: the live test as a conversation. Bytes in, steps out, time passed in.
//!
//! On top of them, for whoever holds a port: [`model`] is the list of readers to choose from, [`live`] runs the test of any
//! of them and keeps its masked transcript, [`reach`] says what stands between a browser and a reader, [`play`] plays
//! readers with chosen faults.
//!
//! [`decode`] explains a recorded message to a technician. Deliberately not here: ports, browsers, clocks, and what a
//! report means for the diagnosis.
//!
//! Everything is from documents and has not yet been tried on a device; `docs/readers.md` has the table.

pub mod check;
pub mod command;
pub mod data;
pub mod decode;
pub mod frame;
pub mod keyboard;
pub mod live;
pub mod model;
pub mod play;
pub mod presence;
pub mod reach;
mod reject;
mod tree;

pub use decode::decode;
pub use reject::{Reason, Reject};
pub use tree::Tree;
