//! PAX POSLINK: A00, which asks for version, serial number and model and changes nothing. No resets, no payments.

use super::Outgoing;
use crate::reader::frame::poslink;

/// Asks a terminal to introduce itself (protocol version 1.28).
pub fn initialize() -> Outgoing {
    Outgoing::new(poslink::wrap("A00\u{1c}1.28"))
}
