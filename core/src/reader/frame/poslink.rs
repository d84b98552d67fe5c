//! PAX POSLINK: `02`, fields of text separated by `1C`, `03`, exclusive-or after `02` including `03`. Single bytes
//! between frames: `06` ACK, `15` NAK, `04` end, `05` enquiry.

use super::{Framing, Scan, xor};
use crate::reader::Reject;
use crate::secret::Secret;

/// Finds frames; the item is the text between `02` and `03`.
pub struct PosLink;

impl Framing for PosLink {
    type Item = Secret;
    const LIMIT: usize = 4096;

    fn scan(&self, bytes: &[u8]) -> Scan<Secret> {
        let Some((0x02, rest)) = bytes.split_first() else { return Scan::Skip(1) };
        let Some(end) = rest.iter().take(Self::LIMIT).position(|byte| *byte == 0x03) else {
            let too_long = bytes.len() >= Self::LIMIT;
            return if too_long { Scan::Found(1, Err(Reject::length("no end within 4096 bytes"))) } else { Scan::More };
        };
        let (text, Some((end_byte, [lrc, ..]))) =
            (rest.get(..end).unwrap_or_default(), rest.get(end..).and_then(<[u8]>::split_first))
        else {
            return Scan::More;
        };
        Scan::Found(end + 3, content(text, xor(text) ^ end_byte == *lrc))
    }
}

fn content(text: &[u8], fits: bool) -> Result<Secret, Reject> {
    if !fits {
        return Err(Reject::lrc("the LRC is wrong"));
    }
    if text.is_empty() { Err(Reject::format("a frame without text")) } else { Ok(Secret::new(text)) }
}

/// Wraps a command.
pub fn wrap(text: &str) -> Vec<u8> {
    let mut frame = vec![0x02];
    frame.extend_from_slice(text.as_bytes());
    frame.push(0x03);
    frame.push(xor(frame.get(1..).unwrap_or_default()));
    frame
}
