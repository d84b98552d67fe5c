//! ACS readers on a serial line (ACR122S, ACR122L, ACR1281S): `02`, a CCID message, exclusive-or of the message, `03`.
//! Before each answer the reader sends a short status frame of its own: `02 st cs 03`.

use super::ccid::{self, Event, HEADER, Kind, Message};
use super::{Framing, Scan, xor};
use crate::reader::Reject;

/// What comes from the reader.
pub enum Item {
    /// A message, and whether its checksum fits.
    Message(Message, bool),
    /// How the last frame arrived, and whether the checksum of this one fits.
    Status(u8, bool),
}

/// Finds frames.
pub struct Acs;

impl Framing for Acs {
    type Item = Item;
    const LIMIT: usize = ccid::LIMIT + 3;

    fn scan(&self, bytes: &[u8]) -> Scan<Item> {
        match *bytes {
            [0x02, ref message @ ..] if is_message(message) => frame(message),
            [0x02, status, checksum, 0x03, ..] => Scan::Found(4, Ok(Item::Status(status, status == checksum))),
            [0x02, _, _, _, ..] => Scan::Found(1, Err(Reject::format("neither a message nor a status frame"))),
            [0x02, ..] => Scan::More,
            _ => Scan::Skip(1),
        }
    }
}

fn is_message(bytes: &[u8]) -> bool {
    bytes.first().is_some_and(|kind| Kind::of(*kind).is_some())
}

fn frame(message: &[u8]) -> Scan<Item> {
    let Some((head, body)) = message.split_first_chunk::<HEADER>() else { return Scan::More };
    let (kind, length) = match ccid::header(head) {
        Ok(known) => known,
        Err(reject) => return Scan::Found(1 + HEADER, Err(reject)),
    };
    let Some((data, [checksum, end, ..])) = body.split_at_checked(length) else { return Scan::More };
    if *end != 0x03 {
        return Scan::Found(1, Err(Reject::format("no 03 at the end of a frame")));
    }
    let fits = xor(head) ^ xor(data) == *checksum;
    Scan::Found(HEADER + length + 3, Ok(Item::Message(ccid::message(kind, head, data), fits)))
}

impl Item {
    /// The same without the framing; wrong checksums and refusals of the reader become refusals.
    pub fn event(self) -> Option<Result<Event, Reject>> {
        match self {
            Self::Message(message, true) => Some(Ok(Event::Message(message))),
            Self::Status(0x00, true) => None,
            Self::Message(_, false) | Self::Status(_, false) => Some(Err(Reject::checksum("the checksum is wrong"))),
            Self::Status(..) => Some(Err(Reject::checksum("the reader did not understand"))),
        }
    }
}

/// Wraps a CCID message.
pub fn wrap(message: &[u8]) -> Vec<u8> {
    let mut frame = vec![0x02];
    frame.extend_from_slice(message);
    frame.extend_from_slice(&[xor(message), 0x03]);
    frame
}
