//! ACS readers on a serial line (ACR122S, ACR122L, ACR1281S), 9600 8N1.

use super::Outgoing;
use super::apdu::Apdu;
use super::pn532;
use crate::reader::frame::acs;
use crate::reader::frame::ccid::{self, Kind};

/// Commands for the reader, the radio chip in it and a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Is a card in the slot?
    SlotStatus,
    /// Power with automatic voltage.
    PowerOn,
    /// Power off.
    PowerOff,
    /// Text of the firmware.
    Firmware,
    /// A command for a chip in the slot.
    Card(Apdu),
    /// A command for the radio chip; its own list applies.
    Radio(pn532::Command),
}

impl Command {
    /// Everything that this encoder can be asked for, apart from the sequence number.
    pub fn all() -> impl Iterator<Item = Self> {
        let simple = [Self::SlotStatus, Self::PowerOn, Self::PowerOff, Self::Firmware].into_iter();
        simple.chain(Apdu::all().map(Self::Card)).chain(pn532::Command::all().map(Self::Radio))
    }

    /// The frame; an answer has the same sequence number. Nothing for what the radio chip can only be told directly.
    pub fn frame(self, seq: u8) -> Option<Outgoing> {
        let (kind, data) = match self {
            Self::SlotStatus => (Kind::GetSlotStatus, Vec::new()),
            Self::PowerOn => (Kind::IccPowerOn, Vec::new()),
            Self::PowerOff => (Kind::IccPowerOff, Vec::new()),
            Self::Firmware => (Kind::XfrBlock, vec![0xFF, 0x00, 0x48, 0x00, 0x00]),
            Self::Card(apdu) => (Kind::XfrBlock, apdu.bytes()),
            Self::Radio(command) => (Kind::XfrBlock, pass_through(&command.content()?)),
        };
        Some(Outgoing::new(acs::wrap(&ccid::wrap(kind, seq, [0; 3], &data))))
    }
}

fn pass_through(content: &[u8]) -> Vec<u8> {
    let length = u8::try_from(content.len() + 1).unwrap_or_default();
    [&[0xFF, 0x00, 0x00, 0x00, length, 0xD4], content].concat()
}
