//! PN532 on a serial line and PN533 on USB (NXP user manuals; facts checked against nfcpy and libnfc).
//!
//! Registers, pins, speeds, power-down, radio tests, target mode and anything that writes to a card are not here.

use super::Outgoing;
use super::apdu::Apdu;
use crate::reader::frame::pn53x;

/// Current limit at which the antenna test looks, as libraries use it.
const ANTENNA: u8 = 0x2F;

/// Commands that leave no trace in chip or card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Wakes a PN532 on a serial line; not a frame.
    WakeUp,
    /// Stops the running command. No answer.
    Abort,
    /// Which chip, which version.
    Firmware,
    /// Normal mode without a security module.
    SamNormal,
    /// Whether the field is on, last error.
    GeneralStatus,
    /// Sends bytes that must come back.
    DiagnoseLine,
    /// The chip tests its program memory.
    DiagnoseRom,
    /// The chip tests its working memory.
    DiagnoseRam,
    /// Is the listed card still there?
    CardPresent,
    /// Does the antenna draw the current it should? Advisory only.
    DiagnoseAntenna,
    /// Do not look for a card for ever.
    LimitRetries,
    /// One card of type A.
    ListA,
    /// One card of type B.
    ListB,
    /// A command for the chip of the listed card.
    Exchange(Apdu),
    /// Lets go of all cards.
    Release,
    /// Antenna off.
    FieldOff,
}

impl Command {
    const SIMPLE: [Self; 15] = [
        Self::WakeUp,
        Self::Abort,
        Self::Firmware,
        Self::SamNormal,
        Self::GeneralStatus,
        Self::DiagnoseLine,
        Self::DiagnoseRom,
        Self::DiagnoseRam,
        Self::CardPresent,
        Self::DiagnoseAntenna,
        Self::LimitRetries,
        Self::ListA,
        Self::ListB,
        Self::Release,
        Self::FieldOff,
    ];

    /// Everything that this encoder can say.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::SIMPLE.into_iter().chain(Apdu::all().map(Self::Exchange))
    }

    /// The command and its parameters, unframed; nothing for what is not a frame with content.
    pub(super) fn content(self) -> Option<Vec<u8>> {
        Some(match self {
            Self::WakeUp | Self::Abort => return None,
            Self::Firmware => vec![0x02],
            Self::SamNormal => vec![0x14, 0x01, 0x00, 0x00],
            Self::GeneralStatus => vec![0x04],
            Self::DiagnoseLine => vec![0x00, 0x00, 0x06, 0x6C, 0x69, 0x62, 0x6E, 0x66, 0x63],
            Self::DiagnoseRom => vec![0x00, 0x01],
            Self::DiagnoseRam => vec![0x00, 0x02],
            Self::CardPresent => vec![0x00, 0x06],
            Self::DiagnoseAntenna => vec![0x00, 0x07, ANTENNA],
            Self::LimitRetries => vec![0x32, 0x05, 0xFF, 0x01, 0x10],
            Self::ListA => vec![0x4A, 0x01, 0x00],
            Self::ListB => vec![0x4A, 0x01, 0x03, 0x00],
            Self::Exchange(apdu) => [&[0x40, 0x01], &apdu.bytes()[..]].concat(),
            Self::Release => vec![0x52, 0x00],
            Self::FieldOff => vec![0x32, 0x01, 0x00],
        })
    }

    /// The frame, for a serial line or a USB bulk transfer.
    pub fn frame(self) -> Outgoing {
        Outgoing::new(match (self, self.content()) {
            (_, Some(content)) => pn53x::wrap(&content),
            (Self::WakeUp, None) => [&[0x55, 0x55], &[0x00; 14][..]].concat(),
            (_, None) => vec![0x00, 0x00, 0xFF, 0x00, 0xFF, 0x00],
        })
    }

    /// Code of the reply: the command's own plus one.
    pub fn reply_code(self) -> Option<u8> {
        self.content().and_then(|content| content.first().map(|code| code.wrapping_add(1)))
    }
}

/// Answer to [`Command::Firmware`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Firmware {
    /// Which chip.
    pub ic: u8,
    /// Before the point.
    pub version: u8,
    /// Behind the point.
    pub revision: u8,
    /// Bit 0 type A, bit 1 type B, bit 2 ISO 18092.
    pub support: u8,
}

impl Firmware {
    /// The chip's name, if it is one of the two that we know.
    pub fn name(&self) -> Option<&'static str> {
        match self.ic {
            0x32 => Some("PN532"),
            0x33 => Some("PN533"),
            _ => None,
        }
    }
}

/// Reads the data of a firmware reply.
pub fn firmware(data: &[u8]) -> Option<Firmware> {
    match *data {
        [ic, version, revision, support] => Some(Firmware { ic, version, revision, support }),
        _ => None,
    }
}

/// A card at the antenna. Its serial number is not kept: newer cards make up a new one each time anyway.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// Its number for commands.
    pub number: u8,
    /// How it answered the first call, type A only.
    pub sens_res: Option<[u8; 2]>,
    /// How it answered selection, type A only.
    pub sel_res: Option<u8>,
    /// It speaks the protocol of bank cards. Without it: transit or door card.
    pub iso14443_4: bool,
}

/// Reads the data of a list reply; nothing if it fits neither type.
pub fn targets(data: &[u8]) -> Option<Vec<Target>> {
    let (count, rest) = data.split_first()?;
    let list = |one: fn(&[u8]) -> Taken<'_>| {
        let mut rest = rest;
        let mut found = Vec::new();
        for _ in 0..*count {
            let (target, after) = one(rest)?;
            found.push(target);
            rest = after;
        }
        rest.is_empty().then_some(found)
    };
    list(type_a).or_else(|| list(type_b))
}

/// A target, and what follows it.
type Taken<'a> = Option<(Target, &'a [u8])>;

fn type_a(bytes: &[u8]) -> Taken<'_> {
    let ([number, s1, s2, sel_res, id_len], rest) = bytes.split_first_chunk()?;
    let mut rest = rest.get(usize::from(*id_len)..)?;
    let iso14443_4 = sel_res & 0x20 != 0;
    if iso14443_4 && let Some(length) = rest.first() {
        // The length of the answer to select counts itself.
        rest = rest.get(usize::from(*length).max(1)..)?;
    }
    let target = Target { number: *number, sens_res: Some([*s1, *s2]), sel_res: Some(*sel_res), iso14443_4 };
    Some((target, rest))
}

fn type_b(bytes: &[u8]) -> Taken<'_> {
    let ([number, atqb @ .., length], rest) = bytes.split_first_chunk::<14>()?;
    let iso14443_4 = atqb.get(10).is_some_and(|protocol| protocol & 1 != 0);
    let rest = rest.get(usize::from(*length)..)?;
    let known = atqb.first() == Some(&0x50);
    known.then_some((Target { number: *number, sens_res: None, sel_res: None, iso14443_4 }, rest))
}
