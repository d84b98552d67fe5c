//! CodePay / PayCloud terminals (Wiseasy type): `55 AA`, type, acknowledgement, id, length big-endian, data, exclusive-or
//! from type through data, `CC 33`. The terminal sends a heartbeat every two seconds: listening alone is a test.

use super::{Framing, Scan, xor};
use crate::reader::Reject;

/// A heartbeat, sent by the terminal.
pub const HEARTBEAT: u8 = 0x00;
/// Asks whether anyone is there; sent by the till.
pub const HANDSHAKE: u8 = 0x01;
/// The terminal's answer.
pub const CONFIRM: u8 = 0x02;
/// Bytes of data at most.
const DATA: usize = 1024;

/// A frame; its data are payment messages and are not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// What kind of message.
    pub kind: u8,
    /// Bytes of data.
    pub data_len: usize,
}

/// Finds frames.
pub struct CodePay;

impl Framing for CodePay {
    type Item = Frame;
    const LIMIT: usize = DATA + 10;

    fn scan(&self, bytes: &[u8]) -> Scan<Frame> {
        match *bytes {
            [0x55, 0xAA, kind, _, _, high, low, ..] => {
                let data_len = usize::from(high) << 8 | usize::from(low);
                frame(bytes, Frame { kind, data_len })
            }
            [0x55] | [0x55, 0xAA, ..] => Scan::More,
            _ => Scan::Skip(1),
        }
    }
}

fn frame(bytes: &[u8], frame: Frame) -> Scan<Frame> {
    if frame.data_len > DATA {
        return Scan::Found(2, Err(Reject::length("more than 1024 bytes of data")));
    }
    let Some((head, [check, end @ ..])) = bytes.split_at_checked(7 + frame.data_len) else { return Scan::More };
    let Some(end) = end.first_chunk::<2>() else { return Scan::More };
    if *end != [0xCC, 0x33] {
        return Scan::Found(2, Err(Reject::format("no CC 33 where the length says")));
    }
    let fits = xor(head.get(2..).unwrap_or_default()) == *check;
    Scan::Found(head.len() + 3, if fits { Ok(frame) } else { Err(Reject::checksum("the checksum is wrong")) })
}
