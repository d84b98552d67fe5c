//! GemPC Twin on a serial line: `03 06`, a CCID message, exclusive-or of everything before it.

use super::ccid::{self, Event, HEADER, Message};
use super::{Framing, Scan, xor};
use crate::reader::Reject;

/// What comes from the reader.
pub enum Item {
    /// A message, and whether its checksum fits.
    Message(Message, bool),
    /// `03 15 16`: not understood.
    Nak,
    /// A card came (true) or went.
    Card(bool),
    /// A single byte from 80 upwards before a frame: wait on.
    MoreTime,
}

/// Finds frames.
pub struct GemPc;

impl Framing for GemPc {
    type Item = Item;
    const LIMIT: usize = ccid::LIMIT + 3;

    fn scan(&self, bytes: &[u8]) -> Scan<Item> {
        match *bytes {
            [0x03, 0x06, ref rest @ ..] => frame(bytes, rest),
            [0x03, 0x15, 0x16, ..] => Scan::Found(3, Ok(Item::Nak)),
            [0x03] | [0x03, 0x15] | [0x50] => Scan::More,
            [0x50, 0x02, ..] => Scan::Found(2, Ok(Item::Card(false))),
            [0x50, 0x03, ..] => Scan::Found(2, Ok(Item::Card(true))),
            [0x80..=0xFF, ..] => Scan::Found(1, Ok(Item::MoreTime)),
            _ => Scan::Skip(1),
        }
    }
}

fn frame(whole: &[u8], rest: &[u8]) -> Scan<Item> {
    let Some((head, body)) = rest.split_first_chunk::<HEADER>() else { return Scan::More };
    let (kind, length) = match ccid::header(head) {
        Ok(known) => known,
        Err(reject) => return Scan::Found(2 + HEADER, Err(reject)),
    };
    let Some((data, [lrc, ..])) = body.split_at_checked(length) else { return Scan::More };
    let covered = whole.get(..2 + HEADER + length).unwrap_or_default();
    let fits = xor(covered) == *lrc;
    Scan::Found(covered.len() + 1, Ok(Item::Message(ccid::message(kind, head, data), fits)))
}

impl Item {
    /// The same without the framing; a wrong checksum becomes a refusal.
    pub fn event(self) -> Option<Result<Event, Reject>> {
        match self {
            Self::Message(message, true) => Some(Ok(Event::Message(message))),
            Self::Message(_, false) => Some(Err(Reject::checksum("the checksum is wrong"))),
            Self::Nak => Some(Err(Reject::checksum("the reader did not understand"))),
            Self::Card(came) => Some(Ok(Event::Card(came))),
            Self::MoreTime => None,
        }
    }
}

/// Wraps a CCID message.
pub fn wrap(message: &[u8]) -> Vec<u8> {
    let mut frame = vec![0x03, 0x06];
    frame.extend_from_slice(message);
    frame.push(xor(&frame));
    frame
}
