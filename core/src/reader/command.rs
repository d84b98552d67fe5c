//! What may be sent to a reader. One encoder a family, each with a closed list of commands; a test walks everything that
//! each of them can emit.
//!
//! Nothing here writes, erases, loads a key, asks for a PIN, starts a payment or changes a setting that outlives the test.
//! There is no encoder for PIN pads, for the mainland cash-register link, for keyboard wedges and HID swipe readers: those
//! are only looked at or listened to.

pub mod acs;
pub mod apdu;
pub mod codepay;
pub mod gempc;
pub mod msr;
pub mod opc;
pub mod pn532;
pub mod poslink;
pub mod start;

/// Bytes that may be sent. Only the encoders of this module can make them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing(Vec<u8>);

impl Outgoing {
    /// Seen by the encoders below and by nobody else.
    fn new(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// What goes over the line.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}
