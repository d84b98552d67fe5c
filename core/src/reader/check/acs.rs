//! ACS contactless readers on a serial line (ACR122S and its like): power for the slot, firmware, then two cards through the
//! radio chip inside. Ends with the field off.

use super::conversation::{Answer, Ask, Family, Next};
use super::field::{self, APDU, CARD, Field, Move};
use super::report::{Outcome, Report, Rung};
use super::{Manner, Millis, Prompt, Which};
use crate::reader::command::Outgoing;
use crate::reader::command::acs::Command;
use crate::reader::command::pn532;
use crate::reader::data::mask;
use crate::reader::frame::acs::{Acs as Frames, Item};
use crate::reader::frame::ccid::Message;
use crate::reader::frame::{Framing, Scan};
use crate::secret::Buffer;

/// Time for an answer of the reader itself, in milliseconds.
const SHORT: Millis = 3_000;

/// The family. The number of the last command tells late answers from the one that is awaited.
#[derive(Default)]
pub struct Acs {
    seq: u8,
    field: Field,
}

/// Stages; the number of a card is 0 for the first one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Power for the slot: commands need it. Any answer is a sign of life.
    Power,
    /// What it calls itself.
    Firmware,
    /// Not to look for a card for ever.
    Retries,
    /// Looks for a card.
    List(u8),
    /// Selects the payment directory of a card.
    Select(u8),
    /// Lets go of a card.
    Release(u8),
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
            Stage::List(0) => (Some(Which::First), CARD),
            Stage::List(_) => (Some(Which::Second), CARD),
            Stage::Select(_) => (None, APDU),
            _ => (None, SHORT),
        };
        let prompt = prompt.map(|card| Prompt { manner: Manner::Tap, card });
        let send = self.command(stage).frame(self.seq).into_iter().collect();
        Ask { send, prompt, wait, tries: if stage == Stage::Power { 2 } else { 1 } }
    }

    fn hear(&mut self, stage: Stage, heard: &mut Buffer) -> Option<Answer> {
        while !heard.is_empty() {
            let (used, item) = match Frames.scan(heard.expose()) {
                Scan::More => return None,
                Scan::Skip(count) => (count, None),
                Scan::Found(used, item) => (used, item.ok()),
            };
            heard.consume(used);
            match item {
                Some(Item::Status(1.., _)) => return Some(Answer::Refused),
                Some(Item::Message(message, true)) if message.wants_time() => return Some(Answer::MoreTime),
                Some(Item::Message(message, true)) if message.kind.is_reply() && message.seq == self.seq => {
                    return Some(answer(stage, &message));
                }
                // The frame arrived; the answer is still to come.
                _ => {}
            }
        }
        None
    }

    fn judge(&mut self, stage: Stage, answer: Option<Answer>, took: Millis, report: &mut Report) -> Next<Stage> {
        match stage {
            Stage::Power if answer.is_none() => {
                report.set(Rung::DeviceAnswers, Outcome::Failed);
                Next::End
            }
            Stage::Power => {
                report.set(Rung::DeviceAnswers, Outcome::Passed);
                Next::Go(Stage::Firmware)
            }
            Stage::Firmware => {
                if let Some(Answer::Text(name)) = answer {
                    report.device = Some(name);
                }
                Next::Go(Stage::Retries)
            }
            Stage::Retries => Next::Go(Stage::List(0)),
            Stage::List(n) => moved(n, self.field.listed(n, answer, took, report)),
            Stage::Select(n) => moved(n, self.field.selected(answer, took, report)),
            Stage::Release(0) => {
                self.field = Field::default();
                Next::Go(Stage::List(1))
            }
            Stage::Release(_) => Next::End,
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
            Stage::List(_) => Command::Radio(self.field.list()),
            Stage::Select(_) => Command::Radio(field::SELECT),
            Stage::Release(_) => Command::Radio(pn532::Command::Release),
        }
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

fn answer(stage: Stage, message: &Message) -> Answer {
    let data = message.data.expose();
    let data = data.strip_suffix(&[0x90, 0x00]).unwrap_or(data);
    match (stage, data) {
        (Stage::Firmware, [_, ..]) if message.failure().is_none() => Answer::Text(mask::plain(data)),
        (Stage::List(_), [0xD5, 0x4B, data @ ..]) => field::listed(data),
        (Stage::Select(_), [0xD5, 0x41, data @ ..]) => field::selected(data),
        (Stage::List(_) | Stage::Select(_), _) => Answer::No,
        _ => Answer::Yes,
    }
}
