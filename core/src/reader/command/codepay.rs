//! CodePay / PayCloud terminals (Wiseasy type), 115200 8N1: the handshake, and nothing that pays.

use super::Outgoing;

/// Asks whether anyone is there.
pub fn handshake() -> Outgoing {
    Outgoing::new(vec![0x55, 0xAA, 0x01, 0x00, 0x00, 0x00, 0x00, 0x01, 0xCC, 0x33])
}
