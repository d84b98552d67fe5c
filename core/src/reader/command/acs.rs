//! ACS readers on a serial line (ACR122S, ACR122L, ACR1281S), 9600 8N1.

use super::Outgoing;
use super::pn532;
use crate::reader::frame::acs;
use crate::reader::frame::ccid::{self, Kind};

/// Commands for the reader and the radio chip in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Power with automatic voltage.
    PowerOn,
    /// Text of the firmware.
    Firmware,
    /// A command for the radio chip; its own list applies.
    Radio(pn532::Command),
}

impl Command {
    /// Everything that this encoder can be asked for, apart from the sequence number.
    pub fn all() -> impl Iterator<Item = Self> {
        [Self::PowerOn, Self::Firmware].into_iter().chain(pn532::Command::all().map(Self::Radio))
    }

    /// The frame; an answer has the same sequence number. Nothing for what the radio chip can only be told directly.
    pub fn frame(self, seq: u8) -> Option<Outgoing> {
        let (kind, data) = match self {
            Self::PowerOn => (Kind::IccPowerOn, Vec::new()),
            Self::Firmware => (Kind::XfrBlock, vec![0xFF, 0x00, 0x48, 0x00, 0x00]),
            Self::Radio(command) => (Kind::XfrBlock, pass_through(&command.content()?)),
        };
        Some(Outgoing::new(acs::wrap(&ccid::wrap(kind, seq, [0; 3], &data))))
    }
}

fn pass_through(content: &[u8]) -> Vec<u8> {
    let length = u8::try_from(content.len() + 1).unwrap_or_default();
    [&[0xFF, 0x00, 0x00, 0x00, length, 0xD4], content].concat()
}
