//! CCID messages (USB-IF CCID 1.1): a header of ten bytes and its payload. Over USB no page may talk to such a reader;
//! serial readers carry the same messages in frames of their own.

use super::{Framing, Scan};
use crate::reader::Reject;
use crate::secret::Secret;

/// Bytes before the payload.
pub const HEADER: usize = 10;
/// Bytes of the longest message that we accept: extended APDUs are not for us.
pub const LIMIT: usize = HEADER + 1024;

/// A message in either direction.
pub struct Message {
    /// What it is.
    pub kind: Kind,
    /// Slot of the reader, from 0.
    pub slot: u8,
    /// A reply has the number of its command.
    pub seq: u8,
    /// Three bytes whose meaning depends on the kind; in replies status, error and one more.
    pub detail: [u8; 3],
    /// The payload; may be card data.
    pub data: Secret,
}

/// A message, or what a reader says unasked.
pub enum Event {
    /// A message.
    Message(Message),
    /// A card came (true) or went, in slot 0.
    Card(bool),
    /// The reader found its hardware faulty.
    HardwareError,
}

macro_rules! kinds {
    ($($name:ident = $code:literal, $text:literal;)+) => {
        /// Kinds of messages by their first byte; from 80 upwards they are replies.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum Kind { $($name),+ }

        impl Kind {
            /// The kind of a first byte.
            pub fn of(code: u8) -> Option<Self> {
                match code { $($code => Some(Self::$name),)+ _ => None }
            }

            /// The first byte.
            pub fn code(self) -> u8 {
                match self { $(Self::$name => $code),+ }
            }

            /// The name in the decode format.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }
        }
    };
}

kinds! {
    SetParameters = 0x61, "SetParameters";
    IccPowerOn = 0x62, "IccPowerOn";
    IccPowerOff = 0x63, "IccPowerOff";
    GetSlotStatus = 0x65, "GetSlotStatus";
    Secure = 0x69, "Secure";
    T0Apdu = 0x6A, "T0APDU";
    EscapeCommand = 0x6B, "Escape";
    GetParameters = 0x6C, "GetParameters";
    ResetParameters = 0x6D, "ResetParameters";
    IccClock = 0x6E, "IccClock";
    XfrBlock = 0x6F, "XfrBlock";
    Mechanical = 0x71, "Mechanical";
    Abort = 0x72, "Abort";
    SetDataRate = 0x73, "SetDataRateAndClockFrequency";
    DataBlock = 0x80, "DataBlock";
    SlotStatus = 0x81, "SlotStatus";
    Parameters = 0x82, "Parameters";
    EscapeReply = 0x83, "Escape";
    DataRate = 0x84, "DataRateAndClockFrequency";
}

impl Kind {
    /// From the reader.
    pub fn is_reply(self) -> bool {
        self.code() >= 0x80
    }
}

/// What a reply says of the card in its slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icc {
    /// Present and powered.
    Active,
    /// Present without power.
    Present,
    /// Absent.
    Absent,
}

impl Message {
    /// What a reply says of the card; a contactless reader may say absent and still deliver data.
    pub fn icc(&self) -> Option<Icc> {
        match (self.kind.is_reply(), self.status() & 3) {
            (true, 0) => Some(Icc::Active),
            (true, 1) => Some(Icc::Present),
            (true, 2) => Some(Icc::Absent),
            _ => None,
        }
    }

    fn status(&self) -> u8 {
        self.detail[0]
    }

    /// Why the command failed, if it did: the error byte means nothing otherwise.
    pub fn failure(&self) -> Option<u8> {
        (self.kind.is_reply() && self.status() & 0xC0 == 0x40).then_some(self.detail[1])
    }

    /// The reader needs more time; another reply will follow.
    pub fn wants_time(&self) -> bool {
        self.kind.is_reply() && self.status() & 0xC0 == 0x80
    }
}

/// What an error byte means.
pub fn error_text(error: u8) -> &'static str {
    match error {
        0xFF => "stopped by the host",
        0xFE => "the card does not answer",
        0xFD => "parity error between reader and card",
        0xFC => "the reader lost bytes of the card",
        0xFB => "hardware error of the reader",
        0xF8 => "the answer to reset starts wrongly",
        0xF7 => "the check byte of the answer to reset is wrong",
        0xF6 => "protocol or class of the card not supported",
        0xF5 => "protocol of the card not supported",
        0xF4 => "unexpected procedure byte",
        0xF3 => "the card switched its protocol off",
        0xF2 => "the reader is busy with a sequence of its own",
        0xF0 => "time-out of a PIN entry",
        0xEF => "PIN entry cancelled",
        0xE0 => "the slot is busy",
        0xA2 => "the card is short-circuited",
        0xA3 => "the answer to reset is too long",
        0xAB => "nothing was exchanged",
        0xB0 | 0xBB => "trouble in EMV mode",
        0xBD => "trouble with protocol T=1",
        0xBE => "wrong length of a command to the card",
        0x00 => "command not supported",
        0x01 => "wrong length",
        0x05 => "no such slot",
        0x02..=0x7F => "a field of the command is wrong",
        _ => "an error of this maker's own",
    }
}

/// Reads the ten bytes of a header and says how long the payload is.
pub fn header(bytes: &[u8; HEADER]) -> Result<(Kind, usize), Reject> {
    let [kind, l0, l1, l2, l3, ..] = *bytes;
    let kind = Kind::of(kind).ok_or(Reject::unknown("a message kind that CCID does not list"))?;
    let length = u32::from_le_bytes([l0, l1, l2, l3]);
    match usize::try_from(length) {
        Ok(length) if length <= LIMIT - HEADER => Ok((kind, length)),
        _ => Err(Reject::length("the payload would be longer than any that we expect")),
    }
}

/// A header with its payload.
pub fn message(kind: Kind, bytes: &[u8; HEADER], data: &[u8]) -> Message {
    let [_, _, _, _, _, slot, seq, a, b, c] = *bytes;
    Message { kind, slot, seq, detail: [a, b, c], data: Secret::new(data) }
}

/// A command to slot 0.
pub fn wrap(kind: Kind, seq: u8, detail: [u8; 3], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap_or_default().to_le_bytes();
    let mut message = vec![kind.code()];
    message.extend_from_slice(&length);
    message.extend_from_slice(&[0, seq]);
    message.extend_from_slice(&detail);
    message.extend_from_slice(data);
    message
}

/// What a notice of slot changes says of slot 0: bit 0 present, bit 1 changed.
pub fn slot_change(bits: u8) -> Option<Event> {
    (bits & 2 != 0).then_some(Event::Card(bits & 1 != 0))
}

/// Messages one behind the other, as on USB.
pub struct Ccid;

impl Framing for Ccid {
    type Item = Event;
    const LIMIT: usize = LIMIT;

    fn scan(&self, bytes: &[u8]) -> Scan<Event> {
        match *bytes {
            [0x50, bits, ..] => slot_change(bits).map_or(Scan::Skip(2), |event| Scan::Found(2, Ok(event))),
            [0x51, _, _, _, ..] => Scan::Found(4, Ok(Event::HardwareError)),
            [0x50 | 0x51, ..] => Scan::More,
            [kind, ..] if Kind::of(kind).is_none() => {
                Scan::Found(bytes.len(), Err(Reject::unknown("a message kind that CCID does not list")))
            }
            _ => plain(bytes),
        }
    }
}

fn plain(bytes: &[u8]) -> Scan<Event> {
    let Some((head, rest)) = bytes.split_first_chunk::<HEADER>() else { return Scan::More };
    match header(head) {
        Err(reject) => Scan::Found(bytes.len(), Err(reject)),
        Ok((kind, length)) => match rest.get(..length) {
            Some(data) => Scan::Found(HEADER + length, Ok(Event::Message(message(kind, head, data)))),
            None => Scan::More,
        },
    }
}
