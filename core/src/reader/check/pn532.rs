//! PN532 on a serial line, PN533 on USB: wake, firmware, the chip's own tests, then two cards. A card that answers the
//! selection of its payment directory, with whatever status, proves antenna, reader and chip. Ends with the field off.

use super::Millis;
use super::conversation::{Answer, Ask, Family, Next, greeted};
use super::field::{self, Field, Stay};
use super::report::{Outcome, Report, Rung};
use crate::reader::command::Outgoing;
use crate::reader::command::pn532::{self as command, Command};
use crate::reader::frame::pn53x::{FROM_CHIP, Frame, Pn53x};
use crate::reader::frame::{Framing, first};
use crate::secret::Buffer;

/// Time limits in milliseconds; the chip itself answers within 15, slow hosts need far more.
const SHORT: Millis = 1_000;

/// How the chip is connected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Port {
    /// A serial line; the chip sleeps and must be woken.
    Serial,
    /// USB bulk transfers.
    Usb,
}

/// The family.
pub struct Pn532 {
    port: Port,
    field: Field,
}

/// Taps of a counting test: one for each centimetre from the antenna, 0 to 4.
const TAPS: u8 = 5;

impl Pn532 {
    /// A chip behind this port.
    pub fn new(port: Port) -> Self {
        Self { port, field: Field::of(2) }
    }

    /// One card again and again, each time a centimetre further away: the times say how well antenna and card reach each
    /// other.
    pub fn counted(port: Port) -> Self {
        Self { port, field: Field::of(TAPS) }
    }
}

/// Stages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Wakes it and sets its normal mode.
    Wake,
    /// Asks a yes-or-no question before any card: firmware, memory, antenna, limits.
    Prepare(Preparation),
    /// A card.
    Card(Stay),
}

/// What is asked before any card, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preparation {
    /// Which chip.
    Firmware,
    /// The line between chip and page.
    Line,
    /// Program memory.
    Rom,
    /// Working memory.
    Ram,
    /// Advisory.
    Antenna,
    /// Not to look for a card for ever.
    Retries,
}

impl Preparation {
    fn command(self) -> Command {
        match self {
            Self::Firmware => Command::Firmware,
            Self::Line => Command::DiagnoseLine,
            Self::Rom => Command::DiagnoseRom,
            Self::Ram => Command::DiagnoseRam,
            Self::Antenna => Command::DiagnoseAntenna,
            Self::Retries => Command::LimitRetries,
        }
    }

    fn next(self) -> Stage {
        Stage::Prepare(match self {
            Self::Firmware => Self::Line,
            Self::Line => Self::Rom,
            Self::Rom => Self::Ram,
            Self::Ram => Self::Antenna,
            Self::Antenna => Self::Retries,
            Self::Retries => return Stage::Card(Stay::List(0)),
        })
    }
}

impl Family for Pn532 {
    type Stage = Stage;
    const LIMIT: usize = Pn53x::LIMIT;

    fn first(&self) -> Stage {
        Stage::Wake
    }

    fn ask(&mut self, stage: Stage) -> Ask {
        let wake = (stage == Stage::Wake && self.port == Port::Serial).then_some(Command::WakeUp);
        let send = wake.into_iter().chain([self.command(stage)]).map(Command::frame).collect();
        let (prompt, wait) = match stage {
            Stage::Card(stay) => self.field.wait(stay, SHORT),
            _ => (None, SHORT),
        };
        Ask { send, prompt, wait, tries: if stage == Stage::Wake { 3 } else { 1 } }
    }

    fn hear(&mut self, stage: Stage, heard: &mut Buffer) -> Option<Answer> {
        let expected = self.command(stage).reply_code()?;
        first(&Pn53x, heard, |frame| match frame {
            Frame::Error => Some(Answer::Refused),
            Frame::Data { tfi: FROM_CHIP, cmd, data } if cmd == expected => Some(answer(stage, data.expose())),
            // Acknowledgements, echoes of commands, late answers to earlier ones.
            _ => None,
        })
    }

    fn judge(&mut self, stage: Stage, answer: Option<Answer>, took: Millis, report: &mut Report) -> Next<Stage> {
        report.counting = self.field.counts();
        match stage {
            Stage::Wake => {
                // Some clones answer a first firmware request only; so silence here decides nothing yet.
                Next::Go(Stage::Prepare(Preparation::Firmware))
            }
            Stage::Prepare(what) => self.prepared(what, answer, report),
            Stage::Card(stay) => self.field.judge(stay, answer, took, report).map(Stage::Card),
        }
    }

    fn closing(&self) -> Vec<Outgoing> {
        [Command::Abort, Command::Release, Command::FieldOff].map(Command::frame).into()
    }
}

impl Pn532 {
    fn command(&self, stage: Stage) -> Command {
        match stage {
            Stage::Wake => Command::SamNormal,
            Stage::Prepare(what) => what.command(),
            Stage::Card(stay) => self.field.command(stay),
        }
    }

    fn prepared(&mut self, what: Preparation, answer: Option<Answer>, report: &mut Report) -> Next<Stage> {
        match (what, answer) {
            (Preparation::Firmware, answer) => return greeted(answer, report, what.next()),
            (Preparation::Antenna, answer) => {
                // A failed antenna test only says "perhaps": a card decides.
                report.antenna = if answer == Some(Answer::Yes) { Outcome::Passed } else { Outcome::Unclear };
            }
            (Preparation::Retries, _) => {}
            (_, Some(Answer::No)) => {
                report.set(Rung::SelfTest, Outcome::Failed);
                return Next::End;
            }
            (_, Some(_)) if report.rung(Rung::SelfTest) != Outcome::Unclear => {
                report.set(Rung::SelfTest, Outcome::Passed);
            }
            _ => report.set(Rung::SelfTest, Outcome::Unclear),
        }
        Next::Go(what.next())
    }
}

fn answer(stage: Stage, data: &[u8]) -> Answer {
    let yes = match stage {
        Stage::Prepare(Preparation::Firmware) => return named(data),
        Stage::Prepare(Preparation::Line) => data.ends_with(b"libnfc"),
        Stage::Prepare(Preparation::Rom | Preparation::Ram | Preparation::Antenna) => data == [0x00],
        Stage::Card(stay) => return field::answer(stay, data),
        Stage::Wake | Stage::Prepare(Preparation::Retries) => true,
    };
    if yes { Answer::Yes } else { Answer::No }
}

fn named(data: &[u8]) -> Answer {
    match command::firmware(data) {
        Some(chip) => {
            let name = chip.name().unwrap_or("NFC");
            Answer::Text(format!("{name} {}.{}", chip.version, chip.revision))
        }
        None => Answer::Yes,
    }
}
