//! MSR206 / MSR605: reset and comm test, memory, sensor, then two cards. Ends with a reset, so that nothing waits for a card.

use super::conversation::{Answer, Ask, Family, Next, greeted};
use super::report::{Outcome, Quality, Reading, Report, Rung};
use super::swipe::tracks;
use super::{Manner, Millis, Prompt, Which};
use crate::reader::command::Outgoing;
use crate::reader::command::msr::{Command, Reply, reply};
use crate::reader::data::stripe;
use crate::reader::frame::msr::{self as frame, Form};
use crate::reader::frame::wedge::Track;
use crate::secret::{Buffer, Secret};

/// Time limits in milliseconds; from documents, not yet tried on a device.
const COMM: Millis = 500;
const RAM: Millis = 2_000;
const CARD: Millis = 20_000;

/// How the reader is connected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Port {
    /// A serial line, or a USB cable that pretends to be one.
    Serial,
    /// MSR605X: HID reports. The link hands over their payload.
    Hid,
}

/// The family.
pub struct Msr(pub Port);

/// Stages; the number of a card is 0 for the first one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Is anyone there?
    Comm,
    /// Memory.
    Ram,
    /// Does a card pass?
    Sensor,
    /// Text of a card.
    Read(u8),
    /// Bits of a card whose text could not be read: tells a weak stripe from an open head.
    Raw(u8),
}

impl Family for Msr {
    type Stage = Stage;
    const LIMIT: usize = frame::LIMIT;

    fn first(&self) -> Stage {
        Stage::Comm
    }

    fn ask(&mut self, stage: Stage) -> Ask {
        let (commands, wait, card): (&[Command], _, _) = match stage {
            Stage::Comm => (&[Command::Reset, Command::CommTest], COMM, None),
            Stage::Ram => (&[Command::Reset, Command::RamTest], RAM, None),
            Stage::Sensor => (&[Command::SensorTest], CARD, Some(Which::Any)),
            Stage::Read(0) => (&[Command::Reset, Command::ReadIso], CARD, Some(Which::First)),
            Stage::Read(_) => (&[Command::Reset, Command::ReadIso], CARD, Some(Which::Second)),
            Stage::Raw(0) => (&[Command::Reset, Command::ReadRaw], CARD, Some(Which::FirstAgain)),
            Stage::Raw(_) => (&[Command::Reset, Command::ReadRaw], CARD, Some(Which::SecondAgain)),
        };
        let send = commands.iter().map(|command| self.encode(*command)).collect();
        let prompt = card.map(|card| Prompt { manner: Manner::Swipe, card });
        Ask { send, prompt, wait, tries: if stage == Stage::Comm { 2 } else { 1 } }
    }

    fn hear(&mut self, stage: Stage, heard: &mut Buffer) -> Option<Answer> {
        let command = match stage {
            Stage::Comm => Command::CommTest,
            Stage::Ram => Command::RamTest,
            Stage::Sensor => Command::SensorTest,
            Stage::Read(_) => return reading(heard, Form::Iso),
            Stage::Raw(_) => return reading(heard, Form::Raw),
        };
        while !heard.is_empty() {
            match reply(command, heard.expose()) {
                Ok(None) => return None,
                Ok(Some(Reply::Bad)) => return Some(Answer::No),
                Ok(Some(Reply::Good | Reply::Model(_))) => return Some(Answer::Yes),
                Err(_) => heard.consume(1),
            }
        }
        None
    }

    fn judge(&mut self, stage: Stage, answer: Option<Answer>, took: Millis, report: &mut Report) -> Next<Stage> {
        match (stage, answer) {
            (Stage::Comm, answer) => greeted(answer, report, Stage::Ram),
            (Stage::Ram, Some(Answer::No)) => {
                report.set(Rung::SelfTest, Outcome::Failed);
                Next::End
            }
            (Stage::Ram, answer) => {
                report.set(Rung::SelfTest, if answer.is_some() { Outcome::Passed } else { Outcome::Unclear });
                Next::Go(Stage::Sensor)
            }
            (Stage::Sensor, answer) => {
                report.set(Rung::SensorSeesCard, if answer.is_some() { Outcome::Passed } else { Outcome::Failed });
                Next::Go(Stage::Read(0))
            }
            (Stage::Read(n), Some(Answer::Card(Quality::Bad, _))) => Next::Go(Stage::Raw(n)),
            (Stage::Read(n), answer) => card_read(n, answer, took, report),
            // The text could not be read; if the bits can, the stripe is there and weak.
            (Stage::Raw(n), answer) => {
                let bits_read = matches!(answer, Some(Answer::Card(Quality::Good | Quality::Part, _)));
                let quality = if bits_read { Quality::Part } else { Quality::Bad };
                card_read(n, Some(Answer::Card(quality, None)), took, report)
            }
        }
    }

    fn closing(&self) -> Vec<Outgoing> {
        vec![self.encode(Command::Reset)]
    }
}

impl Msr {
    fn encode(&self, command: Command) -> Outgoing {
        match self.0 {
            Port::Serial => command.serial(),
            Port::Hid => command.hid(),
        }
    }
}

fn card_read(n: u8, answer: Option<Answer>, took: Millis, report: &mut Report) -> Next<Stage> {
    let (quality, card) = match answer {
        Some(Answer::Card(quality, card)) => (quality, card),
        _ => (Quality::Nothing, None),
    };
    report.read(Reading { quality, card, took });
    if n == 0 { Next::Go(Stage::Read(1)) } else { Next::End }
}

fn reading(heard: &mut Buffer, form: Form) -> Option<Answer> {
    // The answer to the reset, or noise, may stand before it.
    let start = heard.expose().windows(2).position(|pair| pair == [0x1B, 0x73]);
    match start {
        Some(start) => heard.consume(start),
        None => {
            heard.consume(heard.len().saturating_sub(1));
            return None;
        }
    }
    match frame::read(heard.expose(), form) {
        Ok(reading) if !reading.complete() => None,
        Ok(reading) => Some(card(&reading, form)),
        Err(_) => Some(Answer::Card(Quality::Garbled, None)),
    }
}

fn card(reading: &frame::Reading, form: Form) -> Answer {
    let clean = reading.status == Some(frame::STATUS_OK);
    let one = |track: &Option<Secret>| match (track, form) {
        (None, _) => Track::Absent,
        (Some(text), Form::Iso) if is_whole(text.expose()) => Track::Text(Secret::new(text.expose())),
        (Some(bits), Form::Raw) => match stripe::read(bits.expose()).ok() {
            Some(stripe) if stripe.sound().is_some() => Track::Text(stripe.text),
            _ => Track::Error,
        },
        _ => Track::Error,
    };
    let (quality, card) = tracks(&reading.tracks.each_ref().map(one));
    match (quality, clean) {
        // The reader says that something was there.
        (Quality::Nothing, _) => Answer::Card(Quality::Bad, None),
        (Quality::Good, false) if form == Form::Iso => Answer::Card(Quality::Part, card),
        _ => Answer::Card(quality, card),
    }
}

fn is_whole(text: &[u8]) -> bool {
    matches!(text, [b'%' | b';' | b'+', .., b'?'])
}
