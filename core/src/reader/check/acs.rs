//! ACS contactless readers on a serial line (ACR122S and its like): power for the slot, firmware, then two cards through the
//! radio chip inside. Ends with the field off.

use super::Millis;
use super::conversation::{Answer, Ask, Family, Next, greeted, named};
use super::field::{self, Field, Stay};
use super::report::Report;
use crate::reader::command::Outgoing;
use crate::reader::command::acs::Command;
use crate::reader::command::pn532;
use crate::reader::data::mask;
use crate::reader::frame::acs::{Acs as Frames, Item};
use crate::reader::frame::ccid::Message;
use crate::reader::frame::{Framing, first};
use crate::secret::Buffer;

/// Time for an answer of the reader itself, in milliseconds.
const SHORT: Millis = 3_000;

/// The family. The number of the last command tells late answers from the one that is awaited.
pub struct Acs {
    seq: u8,
    field: Field,
}

impl Default for Acs {
    fn default() -> Self {
        Self { seq: 0, field: Field::of(2) }
    }
}

/// Stages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Power for the slot: commands need it. Any answer is a sign of life.
    Power,
    /// What it calls itself.
    Firmware,
    /// Not to look for a card for ever.
    Retries,
    /// A card.
    Card(Stay),
}

impl Family for Acs {
    type Stage = Stage;
    const LIMIT: usize = Frames::LIMIT;

    fn first(&self) -> Stage {
        Stage::Power
    }

    fn ask(&mut self, stage: Stage) -> Ask {
        self.seq = self.seq.wrapping_add(1);
        let (prompt, wait) = match stage {
            Stage::Card(stay) => self.field.wait(stay, SHORT),
            _ => (None, SHORT),
        };
        let send = self.command(stage).frame(self.seq).into_iter().collect();
        Ask { send, prompt, wait, tries: if stage == Stage::Power { 2 } else { 1 } }
    }

    fn hear(&mut self, stage: Stage, heard: &mut Buffer) -> Option<Answer> {
        first(&Frames, heard, |item| match item {
            Item::Status(1.., _) => Some(Answer::Refused),
            Item::Message(message, true) if message.wants_time() => Some(Answer::MoreTime),
            Item::Message(message, true) if message.kind.is_reply() && message.seq == self.seq => {
                Some(answer(stage, &message))
            }
            // The frame arrived; the answer is still to come.
            _ => None,
        })
    }

    fn judge(&mut self, stage: Stage, answer: Option<Answer>, took: Millis, report: &mut Report) -> Next<Stage> {
        match stage {
            Stage::Power => greeted(answer, report, Stage::Firmware),
            Stage::Firmware => {
                named(answer, report);
                Next::Go(Stage::Retries)
            }
            Stage::Retries => Next::Go(Stage::Card(Stay::List(0))),
            Stage::Card(stay) => self.field.judge(stay, answer, took, report).map(Stage::Card),
        }
    }

    fn closing(&self) -> Vec<Outgoing> {
        let commands = [Command::Radio(pn532::Command::Release), Command::Radio(pn532::Command::FieldOff)];
        let numbered = commands.into_iter().zip(1_u8..);
        numbered.filter_map(|(command, n)| command.frame(self.seq.wrapping_add(n))).collect()
    }
}

impl Acs {
    fn command(&self, stage: Stage) -> Command {
        match stage {
            Stage::Power => Command::PowerOn,
            Stage::Firmware => Command::Firmware,
            Stage::Retries => Command::Radio(pn532::Command::LimitRetries),
            Stage::Card(stay) => Command::Radio(self.field.command(stay)),
        }
    }
}

fn answer(stage: Stage, message: &Message) -> Answer {
    let data = message.data.expose();
    let data = data.strip_suffix(&[0x90, 0x00]).unwrap_or(data);
    match (stage, data) {
        (Stage::Firmware, [_, ..]) if message.failure().is_none() => Answer::Text(mask::plain(data)),
        (Stage::Card(stay @ Stay::List(_)), [0xD5, 0x4B, data @ ..]) => field::answer(stay, data),
        (Stage::Card(stay @ Stay::Select(_)), [0xD5, 0x41, data @ ..]) => field::answer(stay, data),
        (Stage::Card(Stay::List(_) | Stay::Select(_)), _) => Answer::No,
        _ => Answer::Yes,
    }
}
