//! GemPC Twin on a serial line, 115200, 8 data bits, no parity, two stop bits; RTS low before use.

use super::Outgoing;
use super::apdu::Apdu;
use crate::reader::frame::ccid::{self, Kind};
use crate::reader::frame::gempc;

/// Commands for the reader and, through it, for a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Is a card in the slot?
    SlotStatus,
    /// Power with automatic voltage; answered with the answer to reset.
    PowerOn,
    /// Power off.
    PowerOff,
    /// Text of the firmware.
    Firmware,
    /// A command for the chip.
    Card(Apdu),
}

impl Command {
    /// Everything that this encoder can be asked for, apart from the sequence number.
    pub fn all() -> impl Iterator<Item = Self> {
        [Self::SlotStatus, Self::PowerOn, Self::PowerOff, Self::Firmware].into_iter().chain(Apdu::all().map(Self::Card))
    }

    /// The frame; an answer has the same sequence number.
    pub fn frame(self, seq: u8) -> Outgoing {
        let (kind, data) = match self {
            Self::SlotStatus => (Kind::GetSlotStatus, Vec::new()),
            Self::PowerOn => (Kind::IccPowerOn, Vec::new()),
            Self::PowerOff => (Kind::IccPowerOff, Vec::new()),
            Self::Firmware => (Kind::EscapeCommand, vec![0x02]),
            Self::Card(apdu) => (Kind::XfrBlock, apdu.bytes()),
        };
        Outgoing::new(gempc::wrap(&ccid::wrap(kind, seq, [0; 3], &data)))
    }
}
