//! PN532 on a serial line, PN533 on USB: wake, firmware, the chip's own tests, then two cards. A card that answers the
//! selection of its payment directory, with whatever status, proves antenna, reader and chip. Ends with the field off.

use super::conversation::{Answer, Ask, Family, Next};
use super::field::{self, APDU, CARD, Field, Move};
use super::report::{Outcome, Report, Rung};
use super::{Manner, Millis, Prompt, Which};
use crate::reader::command::Outgoing;
use crate::reader::command::pn532::{self as command, Command};
use crate::reader::frame::pn53x::{FROM_CHIP, Frame, Pn53x};
use crate::reader::frame::{Framing, Scan};
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
    /// Cards, or taps of one card, that are waited for.
    wanted: u8,
}

/// Taps of a counting test: one for each centimetre from the antenna, 0 to 4.
const TAPS: u8 = 5;

impl Pn532 {
    /// A chip behind this port.
    pub fn new(port: Port) -> Self {
        Self { port, field: Field::default(), wanted: 2 }
    }

    /// One card again and again, each time a centimetre further away: the times say how well antenna and card reach each
    /// other.
    pub fn counted(port: Port) -> Self {
        Self { wanted: TAPS, ..Self::new(port) }
    }
}

/// Stages; the number of a card is 0 for the first one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Wakes it and sets its normal mode.
    Wake,
    /// Asks a yes-or-no question before any card: firmware, memory, antenna, limits.
    Prepare(Preparation),
    /// Looks for a card.
    List(u8),
    /// Selects the payment directory of a card.
    Select(u8),
    /// Lets go of a card.
    Release(u8),
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
            Self::Retries => return Stage::List(0),
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
            Stage::List(0) => (Some(Which::First), CARD),
            Stage::List(_) if self.wanted > 2 => (Some(Which::FirstAgain), CARD),
            Stage::List(_) => (Some(Which::Second), CARD),
            Stage::Select(_) => (None, APDU),
            _ => (None, SHORT),
        };
        let prompt = prompt.map(|card| Prompt { manner: Manner::Tap, card });
        Ask { send, prompt, wait, tries: if stage == Stage::Wake { 3 } else { 1 } }
    }

    fn hear(&mut self, stage: Stage, heard: &mut Buffer) -> Option<Answer> {
        let expected = self.command(stage).reply_code()?;
        while !heard.is_empty() {
            let (used, frame) = match Pn53x.scan(heard.expose()) {
                Scan::More => return None,
                Scan::Skip(count) => (count, None),
                Scan::Found(used, frame) => (used, frame.ok()),
            };
            heard.consume(used);
            match frame {
                Some(Frame::Error) => return Some(Answer::Refused),
                Some(Frame::Data { tfi: FROM_CHIP, cmd, data }) if cmd == expected => {
                    return Some(answer(stage, data.expose()));
                }
                // Acknowledgements, echoes of commands, late answers to earlier ones.
                _ => {}
            }
        }
        None
    }

    fn judge(&mut self, stage: Stage, answer: Option<Answer>, took: Millis, report: &mut Report) -> Next<Stage> {
        report.counting = self.wanted > 2;
        match stage {
            Stage::Wake => {
                // Some clones answer a first firmware request only; so silence here decides nothing yet.
                Next::Go(Stage::Prepare(Preparation::Firmware))
            }
            Stage::Prepare(what) => self.prepared(what, answer, report),
            Stage::List(n) => moved(n, self.field.listed(n, answer, took, report)),
            Stage::Select(n) => moved(n, self.field.selected(answer, took, report)),
            Stage::Release(n) if n + 1 < self.wanted => {
                self.field = Field::default();
                Next::Go(Stage::List(n + 1))
            }
            Stage::Release(_) => Next::End,
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
            Stage::List(_) => self.field.list(),
            Stage::Select(_) => field::SELECT,
            Stage::Release(_) => Command::Release,
        }
    }

    fn prepared(&mut self, what: Preparation, answer: Option<Answer>, report: &mut Report) -> Next<Stage> {
        match (what, answer) {
            (Preparation::Firmware, None) => {
                report.set(Rung::DeviceAnswers, Outcome::Failed);
                return Next::End;
            }
            (Preparation::Firmware, answer) => {
                report.set(Rung::DeviceAnswers, Outcome::Passed);
                if let Some(Answer::Text(name)) = answer {
                    report.device = Some(name);
                }
            }
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

fn moved(n: u8, to: Move) -> Next<Stage> {
    match to {
        Move::Select => Next::Go(Stage::Select(n)),
        Move::Find => Next::Go(Stage::List(n)),
        Move::Release => Next::Go(Stage::Release(n)),
        Move::Again => Next::Again,
    }
}

fn answer(stage: Stage, data: &[u8]) -> Answer {
    let yes = match stage {
        Stage::Prepare(Preparation::Firmware) => return named(data),
        Stage::Prepare(Preparation::Line) => data.ends_with(b"libnfc"),
        Stage::Prepare(Preparation::Rom | Preparation::Ram | Preparation::Antenna) => data == [0x00],
        Stage::List(_) => return field::listed(data),
        Stage::Select(_) => return field::selected(data),
        Stage::Wake | Stage::Prepare(Preparation::Retries) | Stage::Release(_) => true,
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
