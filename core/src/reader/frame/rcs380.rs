//! Sony RC-S380: `00 00 FF FF FF`, length little-endian, its checksum, data, checksum, `00`. ACK as on PN53x.

use super::pn53x::{self, Frame};
use super::{Framing, Scan, sum};
use crate::reader::Reject;

/// From the host to the reader.
pub const TO_READER: u8 = 0xD6;
/// From the reader to the host.
pub const FROM_READER: u8 = 0xD7;

/// `00 00 FF FF FF` with nothing behind it reports an error. Only the end of a transfer tells it from the start of a
/// frame, so [`Rcs380`] takes it for one.
pub const ERROR: [u8; 5] = [0x00, 0x00, 0xFF, 0xFF, 0xFF];

/// Finds frames.
pub struct Rcs380;

impl Framing for Rcs380 {
    type Item = Frame;
    const LIMIT: usize = 512;

    fn scan(&self, bytes: &[u8]) -> Scan<Frame> {
        let rest = match pn53x::start(bytes) {
            Err(scan) => return scan,
            Ok(rest) => rest,
        };
        match *rest {
            [0x00, 0xFF, ..] => pn53x::short(rest, Frame::Ack),
            [0xFF, 0xFF, low, high, lcs, ref body @ ..] => {
                let length = usize::from(high) << 8 | usize::from(low);
                let tfis = [TO_READER, FROM_READER];
                pn53x::information(7, length, sum(&[low, high, lcs]), body, Self::LIMIT, tfis)
            }
            [] | [0x00 | 0xFF] | [0xFF, 0xFF, ..] => Scan::More,
            _ => Scan::Found(2, Err(Reject::format("not a frame of this reader"))),
        }
    }
}
