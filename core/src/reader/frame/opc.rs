//! wizarPOS-type till link (OPC): `02`, version, four control bytes, length big-endian, data, `03`, exclusive-or from
//! version through `03`.

use super::{Framing, Scan, xor};
use crate::reader::Reject;

/// Asks whether anyone is there.
pub const HANDSHAKE: u8 = 0xF1;
/// The answer.
pub const CONFIRM: u8 = 0xF2;
/// Bytes of data at most.
const DATA: usize = 2048;

/// A frame; its data are payment messages and are not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// First control byte: what kind of message.
    pub kind: u8,
    /// Number of the exchange.
    pub sequence: u16,
    /// Bytes of data.
    pub data_len: usize,
}

/// Finds frames.
pub struct Opc;

impl Framing for Opc {
    type Item = Frame;
    const LIMIT: usize = DATA + 10;

    fn scan(&self, bytes: &[u8]) -> Scan<Frame> {
        match *bytes {
            [0x02, _version, kind, _, s1, s0, high, low, ..] => {
                let data_len = usize::from(high) << 8 | usize::from(low);
                frame(bytes, Frame { kind, sequence: u16::from_be_bytes([s1, s0]), data_len })
            }
            [0x02, ..] => Scan::More,
            _ => Scan::Skip(1),
        }
    }
}

fn frame(bytes: &[u8], frame: Frame) -> Scan<Frame> {
    if frame.data_len > DATA {
        return Scan::Found(1, Err(Reject::length("longer than any message of this link")));
    }
    let Some((head, [end, check, ..])) = bytes.split_at_checked(8 + frame.data_len) else { return Scan::More };
    if *end != 0x03 {
        return Scan::Found(1, Err(Reject::format("no 03 where the length says")));
    }
    let fits = xor(head.get(1..).unwrap_or_default()) ^ end == *check;
    Scan::Found(head.len() + 2, if fits { Ok(frame) } else { Err(Reject::checksum("the check byte is wrong")) })
}

/// Asks for a handshake.
pub fn handshake(sequence: u16) -> Vec<u8> {
    let [s1, s0] = sequence.to_be_bytes();
    let mut frame = vec![0x02, 0x01, HANDSHAKE, 0x00, s1, s0, 0x00, 0x00, 0x03];
    frame.push(xor(frame.get(1..).unwrap_or_default()));
    frame
}
