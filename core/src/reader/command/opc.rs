//! wizarPOS-type till link, 115200 8N1: the handshake. There is no cancel: it could cancel a running sale.

use super::Outgoing;
use crate::reader::frame::opc;

/// Asks whether anyone is there; the answer has the same number.
pub fn handshake(sequence: u16) -> Outgoing {
    Outgoing::new(opc::handshake(sequence))
}
