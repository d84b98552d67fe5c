//! Cards in the field of an antenna: found, asked for their payment directory, let go. Shared by all readers with such a chip.

use super::Millis;
use super::conversation::Answer;
use super::report::{Outcome, Quality, Reading, Report, Rung};
use crate::reader::command::apdu::{Aid, Apdu};
use crate::reader::command::pn532::{self as command, Command};

/// Time limits in milliseconds: for a card to come, and for its chip to answer.
pub(super) const CARD: Millis = 20_000;
pub(super) const APDU: Millis = 3_000;
/// What a card is asked.
pub(super) const SELECT: Command = Command::Exchange(Apdu::Select(Aid::CONTACTLESS));
/// How often an exchange with a card is tried: cards move.
const TRIES: u8 = 3;
/// Empty answers that say that the field is empty: one for each type of card.
const BOTH_TYPES: u8 = 2;

/// One card's stay.
#[derive(Default)]
pub(super) struct Field {
    type_b: bool,
    exchanges: u8,
    /// Answers in a row that found no card; both types are tried in turn.
    misses: u8,
    /// Milliseconds since the card was first seen: a weak coupling needs more than one exchange.
    spent: Millis,
}

/// Where to go after an answer.
pub(super) enum Move {
    /// Ask the card that was found.
    Select,
    /// Look once more, at once after a lost exchange.
    Find,
    /// Look once more, after a pause.
    Again,
    /// Let go of the card: it has been judged.
    Release,
}

impl Field {
    /// The command that looks for a card.
    pub(super) fn list(&self) -> Command {
        if self.type_b { Command::ListB } else { Command::ListA }
    }

    /// After looking for card `n`, 0 being the first.
    pub(super) fn listed(&mut self, n: u8, answer: Option<Answer>, took: Millis, report: &mut Report) -> Move {
        // The second card is another one: the first must have left the field.
        let first_still_there = n > 0 && self.misses < BOTH_TYPES && self.exchanges == 0;
        if self.exchanges > 0 {
            self.spent = self.spent.saturating_add(took);
        }
        match answer {
            Some(Answer::Yes | Answer::Card(..)) if first_still_there => {
                self.misses = 0;
                Move::Again
            }
            Some(Answer::Yes) => {
                report.set(Rung::SensorSeesCard, Outcome::Passed);
                Move::Select
            }
            // A transit or door card: the antenna works, the card is not one for paying.
            Some(Answer::Card(quality, card)) => {
                report.read(Reading { quality, card, took });
                Move::Release
            }
            Some(_) => {
                self.type_b = !self.type_b;
                self.misses = self.misses.saturating_add(1);
                Move::Again
            }
            None => {
                if report.rung(Rung::SensorSeesCard) == Outcome::NotTried {
                    report.set(Rung::SensorSeesCard, Outcome::Failed);
                }
                // A card that was found and then lost is there and does not read.
                let quality = if self.exchanges > 0 { Quality::Bad } else { Quality::Nothing };
                report.read(Reading { quality, card: None, took });
                Move::Release
            }
        }
    }

    /// After asking a card.
    pub(super) fn selected(&mut self, answer: Option<Answer>, took: Millis, report: &mut Report) -> Move {
        self.exchanges = self.exchanges.saturating_add(1);
        self.spent = self.spent.saturating_add(took);
        let quality = match answer {
            Some(Answer::Yes) => Quality::Good,
            // The card left or moved: find it again.
            _ if self.exchanges < TRIES => return Move::Find,
            _ => Quality::Bad,
        };
        report.read(Reading { quality, card: None, took: self.spent });
        Move::Release
    }
}

/// What the data of a list reply say.
pub(super) fn listed(data: &[u8]) -> Answer {
    match command::targets(data).as_deref() {
        Some([target, ..]) if target.iso14443_4 => Answer::Yes,
        Some([_, ..]) => Answer::Card(Quality::Part, None),
        _ => Answer::No,
    }
}

/// What the data of an exchange say. Status 00 and at least a status word: the chip of the card answered.
pub(super) fn selected(data: &[u8]) -> Answer {
    let answered = matches!(data, [status, _, _, ..] if status & 0x3F == 0);
    if answered { Answer::Yes } else { Answer::No }
}
