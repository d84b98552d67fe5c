//! Cards in the field of an antenna: found, asked for their payment directory, let go. Shared by all readers with such a chip.

use super::conversation::{Answer, Next};
use super::report::{Outcome, Quality, Reading, Report, Rung};
use super::{Manner, Millis, Prompt, Which};
use crate::reader::command::apdu::{Aid, Apdu};
use crate::reader::command::pn532::{self as command, Command};

/// Time limits in milliseconds: for a card to come, and for its chip to answer.
const CARD: Millis = 20_000;
const APDU: Millis = 3_000;
/// How often an exchange with a card is tried: cards move.
const TRIES: u8 = 3;
/// Empty answers that say that the field is empty: one for each type of card.
const BOTH_TYPES: u8 = 2;

/// Where a card is in its stay; the number of a card is 0 for the first one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stay {
    /// Looked for.
    List(u8),
    /// Asked for its payment directory.
    Select(u8),
    /// Let go: it has been judged.
    Release(u8),
}

/// The field, and the card in it.
pub(super) struct Field {
    /// Cards, or taps of one card, that are waited for.
    wanted: u8,
    type_b: bool,
    exchanges: u8,
    /// Answers in a row that found no card; both types are tried in turn.
    misses: u8,
    /// Milliseconds since the card was first seen: a weak coupling needs more than one exchange.
    spent: Millis,
}

impl Field {
    /// An empty field that waits for so many cards: two different ones, or more taps of the same.
    pub(super) fn of(wanted: u8) -> Self {
        Self { wanted, type_b: false, exchanges: 0, misses: 0, spent: 0 }
    }

    /// One card again and again.
    pub(super) fn counts(&self) -> bool {
        self.wanted > 2
    }

    /// What the chip is told.
    pub(super) fn command(&self, stay: Stay) -> Command {
        match stay {
            Stay::List(_) if self.type_b => Command::ListB,
            Stay::List(_) => Command::ListA,
            Stay::Select(_) => Command::Exchange(Apdu::Select(Aid::CONTACTLESS)),
            Stay::Release(_) => Command::Release,
        }
    }

    /// What the person is asked, and how long the answer may take; `short` is the reader's own time.
    pub(super) fn wait(&self, stay: Stay, short: Millis) -> (Option<Prompt>, Millis) {
        let card = match stay {
            Stay::List(0) => Which::First,
            Stay::List(_) if self.counts() => Which::FirstAgain,
            Stay::List(_) => Which::Second,
            Stay::Select(_) => return (None, APDU),
            Stay::Release(_) => return (None, short),
        };
        (Some(Prompt { manner: Manner::Tap, card }), CARD)
    }

    /// What an answer, or silence, means, and where to go.
    pub(super) fn judge(
        &mut self,
        stay: Stay,
        answer: Option<Answer>,
        took: Millis,
        report: &mut Report,
    ) -> Next<Stay> {
        match stay {
            Stay::List(n) => self.listed(n, answer, took, report),
            Stay::Select(n) => self.selected(n, answer, took, report),
            Stay::Release(n) if n + 1 < self.wanted => {
                *self = Self::of(self.wanted);
                Next::Go(Stay::List(n + 1))
            }
            Stay::Release(_) => Next::End,
        }
    }

    fn listed(&mut self, n: u8, answer: Option<Answer>, took: Millis, report: &mut Report) -> Next<Stay> {
        // The second card is another one: the first must have left the field.
        let first_still_there = n > 0 && self.misses < BOTH_TYPES && self.exchanges == 0;
        if self.exchanges > 0 {
            self.spent = self.spent.saturating_add(took);
        }
        match answer {
            Some(Answer::Yes | Answer::Card(..)) if first_still_there => {
                self.misses = 0;
                Next::Again
            }
            Some(Answer::Yes) => {
                report.set(Rung::SensorSeesCard, Outcome::Passed);
                Next::Go(Stay::Select(n))
            }
            // A transit or door card: the antenna works, the card is not one for paying.
            Some(Answer::Card(quality, card)) => {
                report.read(Reading { quality, card, took });
                Next::Go(Stay::Release(n))
            }
            Some(_) => {
                self.type_b = !self.type_b;
                self.misses = self.misses.saturating_add(1);
                Next::Again
            }
            None => {
                report.missed_card();
                // A card that was found and then lost is there and does not read.
                let quality = if self.exchanges > 0 { Quality::Bad } else { Quality::Nothing };
                report.read(Reading { quality, card: None, took });
                Next::Go(Stay::Release(n))
            }
        }
    }

    fn selected(&mut self, n: u8, answer: Option<Answer>, took: Millis, report: &mut Report) -> Next<Stay> {
        self.exchanges = self.exchanges.saturating_add(1);
        self.spent = self.spent.saturating_add(took);
        let quality = match answer {
            Some(Answer::Yes) => Quality::Good,
            // The card left or moved: find it again.
            _ if self.exchanges < TRIES => return Next::Go(Stay::List(n)),
            _ => Quality::Bad,
        };
        report.read(Reading { quality, card: None, took: self.spent });
        Next::Go(Stay::Release(n))
    }
}

/// What the data of a reply say.
pub(super) fn answer(stay: Stay, data: &[u8]) -> Answer {
    match stay {
        Stay::List(_) => listed(data),
        Stay::Select(_) => selected(data),
        Stay::Release(_) => Answer::Yes,
    }
}

fn listed(data: &[u8]) -> Answer {
    match command::targets(data).as_deref() {
        Some([target, ..]) if target.iso14443_4 => Answer::Yes,
        Some([_, ..]) => Answer::Card(Quality::Part, None),
        _ => Answer::No,
    }
}

/// What the data of an exchange say. Status 00 and at least a status word: the chip of the card answered.
fn selected(data: &[u8]) -> Answer {
    let answered = matches!(data, [status, _, _, ..] if status & 0x3F == 0);
    if answered { Answer::Yes } else { Answer::No }
}
