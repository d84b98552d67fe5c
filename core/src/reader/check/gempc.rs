//! GemPC Twin on a serial line: slot, firmware, then two cards: power, answer to reset, selection of the payment
//! directory. Any status word proves contacts, reader and chip. Ends with the power off.

use super::conversation::{Answer, Ask, Family, Next, greeted, named};
use super::report::{Outcome, Quality, Reading, Report, Rung};
use super::{Manner, Millis, Prompt, Which};
use crate::reader::command::Outgoing;
use crate::reader::command::apdu::{Aid, Apdu};
use crate::reader::command::gempc::Command;
use crate::reader::data::{atr, mask, sw};
use crate::reader::frame::ccid::{Icc, Message};
use crate::reader::frame::gempc::{GemPc, Item};
use crate::reader::frame::{Framing, first};
use crate::secret::Buffer;

/// Time limits in milliseconds; requests for more time extend them.
const SHORT: Millis = 2_000;
const CARD: Millis = 20_000;
const APDU: Millis = 3_000;

/// The family. The number of the last command tells late answers from the one that is awaited.
#[derive(Default)]
pub struct Gem {
    seq: u8,
    /// The first card has been read and has not yet left the slot.
    first_still_there: bool,
}

/// Stages; the number of a card is 0 for the first one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Is anyone there?
    Slot,
    /// What it calls itself.
    Firmware,
    /// Waits for a card.
    Wait(u8),
    /// Power, and the answer to reset.
    Power(u8),
    /// The payment directory.
    Select(u8),
    /// Power off.
    Off(u8),
}

impl Family for Gem {
    type Stage = Stage;
    const LIMIT: usize = GemPc::LIMIT;

    fn first(&self) -> Stage {
        Stage::Slot
    }

    fn ask(&mut self, stage: Stage) -> Ask {
        self.seq = self.seq.wrapping_add(1);
        let (command, prompt, wait) = match stage {
            Stage::Slot => (Command::SlotStatus, None, SHORT),
            Stage::Firmware => (Command::Firmware, None, SHORT),
            Stage::Wait(0) => (Command::SlotStatus, Some(Which::First), CARD),
            Stage::Wait(_) => (Command::SlotStatus, Some(Which::Second), CARD),
            Stage::Power(_) => (Command::PowerOn, None, APDU),
            Stage::Select(_) => (Command::Card(Apdu::Select(Aid::CONTACT)), None, APDU),
            Stage::Off(_) => (Command::PowerOff, None, SHORT),
        };
        let prompt = prompt.map(|card| Prompt { manner: Manner::Insert, card });
        Ask { send: vec![command.frame(self.seq)], prompt, wait, tries: if stage == Stage::Slot { 2 } else { 1 } }
    }

    fn hear(&mut self, stage: Stage, heard: &mut Buffer) -> Option<Answer> {
        first(&GemPc, heard, |item| match item {
            Item::Nak => Some(Answer::Refused),
            Item::Message(message, true) if self.is_awaited(&message) => Some(self.answer(stage, &message)),
            Item::MoreTime => Some(Answer::MoreTime),
            Item::Message(message, true) if message.wants_time() => Some(Answer::MoreTime),
            // Echoes and notices.
            _ => None,
        })
    }

    fn judge(&mut self, stage: Stage, answer: Option<Answer>, took: Millis, report: &mut Report) -> Next<Stage> {
        match (stage, answer) {
            (Stage::Slot, answer) => greeted(answer, report, Stage::Firmware),
            (Stage::Firmware, answer) => {
                named(answer, report);
                Next::Go(Stage::Wait(0))
            }
            (Stage::Wait(n), answer) => waited(n, answer, took, report),
            (Stage::Power(n), Some(Answer::Yes)) => Next::Go(Stage::Select(n)),
            (Stage::Power(n), _) => read(n, Quality::Bad, took, report),
            (Stage::Select(n), Some(Answer::Yes)) => read(n, Quality::Good, took, report),
            (Stage::Select(n), _) => read(n, Quality::Part, took, report),
            (Stage::Off(0), _) => {
                self.first_still_there = true;
                Next::Go(Stage::Wait(1))
            }
            (Stage::Off(_), _) => Next::End,
        }
    }

    fn closing(&self) -> Vec<Outgoing> {
        vec![Command::PowerOff.frame(self.seq.wrapping_add(1))]
    }
}

impl Gem {
    fn is_awaited(&self, message: &Message) -> bool {
        message.kind.is_reply() && message.seq == self.seq && !message.wants_time()
    }

    fn answer(&mut self, stage: Stage, message: &Message) -> Answer {
        let data = message.data.expose();
        let fine = message.failure().is_none();
        let yes = match stage {
            Stage::Firmware if fine && !data.is_empty() => return Answer::Text(mask::plain(data)),
            Stage::Wait(_) => self.new_card(message.icc()),
            Stage::Power(_) => fine && atr::read(data).is_ok_and(|atr| atr.tck_ok != Some(false)),
            Stage::Select(_) => fine && sw::StatusWord::split(data).is_ok(),
            Stage::Slot | Stage::Firmware | Stage::Off(_) => true,
        };
        if yes { Answer::Yes } else { Answer::No }
    }

    /// The second card is another one: the slot must have been empty in between.
    fn new_card(&mut self, icc: Option<Icc>) -> bool {
        let there = matches!(icc, Some(Icc::Active | Icc::Present));
        self.first_still_there &= there;
        there && !self.first_still_there
    }
}

fn waited(n: u8, answer: Option<Answer>, took: Millis, report: &mut Report) -> Next<Stage> {
    match answer {
        Some(Answer::Yes) => {
            report.set(Rung::SensorSeesCard, Outcome::Passed);
            Next::Go(Stage::Power(n))
        }
        Some(_) => Next::Again,
        None => {
            report.missed_card();
            read(n, Quality::Nothing, took, report)
        }
    }
}

fn read(n: u8, quality: Quality, took: Millis, report: &mut Report) -> Next<Stage> {
    report.read(Reading { quality, card: None, took });
    Next::Go(Stage::Off(n))
}
