//! MSR206 / MSR605 / MSR605X: commands of the MSR605 Programmer's Manual that change nothing on a card.
//!
//! Writing, erasing, coercivity, leading zeros, density and bits per character are not here.

use super::Outgoing;
use crate::reader::Reject;
use crate::reader::frame::msr_hid;

const ESC: u8 = 0x1B;

/// A command without parameters: ESC and a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Start anew; also ends a pending read or sensor test. No answer.
    Reset,
    /// Is anyone there?
    CommTest,
    /// The reader tests its memory.
    RamTest,
    /// Answers once a card passes the sensor.
    SensorTest,
    /// All lamps off. No answer.
    LampsOff,
    /// All lamps on. No answer.
    LampsOn,
    /// Green lamp. No answer.
    LampGreen,
    /// Yellow lamp. No answer.
    LampYellow,
    /// Red lamp. No answer.
    LampRed,
    /// Which tracks it has heads for.
    Model,
    /// Version text.
    Firmware,
    /// High or low coercivity: asked, never set.
    Coercivity,
    /// Leading zeros: asked, never set.
    LeadingZeros,
    /// Text of the next card swiped.
    ReadIso,
    /// Bits of the next card swiped.
    ReadRaw,
}

impl Command {
    /// Everything that this encoder can say.
    pub const ALL: [Self; 15] = [
        Self::Reset,
        Self::CommTest,
        Self::RamTest,
        Self::SensorTest,
        Self::LampsOff,
        Self::LampsOn,
        Self::LampGreen,
        Self::LampYellow,
        Self::LampRed,
        Self::Model,
        Self::Firmware,
        Self::Coercivity,
        Self::LeadingZeros,
        Self::ReadIso,
        Self::ReadRaw,
    ];

    fn letter(self) -> u8 {
        match self {
            Self::Reset => 0x61,
            Self::CommTest => 0x65,
            Self::RamTest => 0x87,
            Self::SensorTest => 0x86,
            Self::LampsOff => 0x81,
            Self::LampsOn => 0x82,
            Self::LampGreen => 0x83,
            Self::LampYellow => 0x84,
            Self::LampRed => 0x85,
            Self::Model => 0x74,
            Self::Firmware => 0x76,
            Self::Coercivity => 0x64,
            Self::LeadingZeros => 0x6C,
            Self::ReadIso => 0x72,
            Self::ReadRaw => 0x6D,
        }
    }

    /// For a serial line, 9600 8N1.
    pub fn serial(self) -> Outgoing {
        Outgoing::new(vec![ESC, self.letter()])
    }

    /// For the HID form: one report of 64 bytes.
    pub fn hid(self) -> Outgoing {
        Outgoing::new(msr_hid::reports(&[ESC, self.letter()]).concat())
    }
}

/// A short answer; those to reading have a framing of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// Done, or alive.
    Good,
    /// The test failed.
    Bad,
    /// Last track with a head, as a digit: 1 = track 2, 2 = tracks 2 and 3, 3 = all, 5 = tracks 1 and 2.
    Model(u8),
}

/// Reads a short answer; `None` while it may still grow.
pub fn reply(command: Command, bytes: &[u8]) -> Result<Option<Reply>, Reject> {
    let (reply, length) = match (command, bytes) {
        (_, [] | [ESC]) => return Ok(None),
        (Command::CommTest, [ESC, 0x79, ..]) | (Command::RamTest | Command::SensorTest, [ESC, 0x30, ..]) => {
            (Reply::Good, 2)
        }
        (Command::RamTest, [ESC, 0x41, ..]) => (Reply::Bad, 2),
        (Command::Model, [ESC, b'0'..=b'9']) => return Ok(None),
        (Command::Model, [ESC, model @ b'0'..=b'9', 0x53, ..]) => (Reply::Model(*model - b'0'), 3),
        _ => return Err(Reject::format("not the answer to this command")),
    };
    if bytes.len() > length { Err(Reject::length("bytes after the answer")) } else { Ok(Some(reply)) }
}
