//! What a live test found. It holds nothing that may not leave: see `data::card`.

use super::Millis;
use crate::reader::data::card::Card;

/// Rungs of the ladder, from the bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rung {
    /// The port opened: a check starts only then.
    PortOpens,
    /// The device answered in its own protocol.
    DeviceAnswers,
    /// Its own test passed.
    SelfTest,
    /// A sensor noticed a card.
    SensorSeesCard,
    /// The first card decodes.
    CardDecodes,
    /// The second, known card decodes.
    SecondCardDecodes,
}

/// What became of a rung.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Outcome {
    /// Not reached, or this family cannot do it.
    #[default]
    NotTried,
    /// Passed.
    Passed,
    /// Failed, as far as it was exercised.
    Failed,
    /// Tried, and the answer decides nothing.
    Unclear,
}

/// Why a test ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Ended {
    /// It is still running.
    #[default]
    NotYet,
    /// It came to its end.
    Finished,
    /// It was stopped.
    Cancelled,
    /// The reader went away.
    LinkLost,
}

/// How well a card was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quality {
    /// Everything that was there could be decoded.
    Good,
    /// Something could be decoded, and something could not.
    Part,
    /// Something was there, and nothing could be decoded.
    Bad,
    /// Nothing came within the time.
    Nothing,
    /// What came was not in the reader's protocol: the line is to blame, not the card.
    Garbled,
}

/// One card at the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// How well.
    pub quality: Quality,
    /// What may leave about it.
    pub card: Option<Card>,
    /// Milliseconds from the request to the answer.
    pub took: Millis,
}

/// What a live test found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    ladder: [Outcome; 6],
    /// One card is swiped many times: the share that reads counts, and nothing is compared.
    pub counting: bool,
    /// Cards in order: the first one, then the second one; or as many as were counted.
    pub readings: Vec<Reading>,
    /// How long the reader itself took for each answer, before a person had to do anything; in milliseconds.
    pub answers: Vec<Millis>,
    /// What the device calls itself, masked.
    pub device: Option<String>,
    /// The antenna test of the chip: advisory only.
    pub antenna: Outcome,
    /// Why it ended.
    pub ended: Ended,
}

/// What follows for the merchant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Reader and both cards read. If a stripe says that its card has a chip, swiping is refused by rule: insert or tap.
    Works {
        /// A stripe that reads well belongs to a chip card.
        chip_card: bool,
    },
    /// One card reads and the other does not: that card.
    FirstCard,
    /// The card that was thought good does not read, the other one does.
    SecondCard,
    /// Neither reads, and the device is otherwise well: head, contacts or antenna.
    Head,
    /// No answer: wrong port, speed or family, no power, or another program holds it.
    NoAnswer,
    /// Its own test failed: repair.
    DeviceFaulty,
    /// The reader went away during the test: cable or plug.
    LinkLost,
    /// The device answers; no card was part of the test.
    Answers,
    /// Too little was exercised to say anything.
    Undecided,
}

impl Report {
    /// A report of a port that has just opened.
    pub(super) fn opened() -> Self {
        let mut report = Self::default();
        report.set(Rung::PortOpens, Outcome::Passed);
        report
    }

    pub(super) fn set(&mut self, rung: Rung, outcome: Outcome) {
        if let Some(place) = self.ladder.get_mut(rung as usize) {
            *place = outcome;
        }
    }

    /// What became of a rung.
    pub fn rung(&self, rung: Rung) -> Outcome {
        self.ladder.get(rung as usize).copied().unwrap_or_default()
    }

    /// Notes a card and the rung that it stands for.
    pub(super) fn read(&mut self, reading: Reading) {
        let rung = if self.readings.is_empty() || self.counting { Rung::CardDecodes } else { Rung::SecondCardDecodes };
        let outcome = match reading.quality {
            Quality::Good => Outcome::Passed,
            Quality::Part | Quality::Garbled => Outcome::Unclear,
            Quality::Bad | Quality::Nothing => Outcome::Failed,
        };
        self.set(rung, outcome);
        if !matches!(reading.quality, Quality::Nothing | Quality::Garbled) {
            self.set(Rung::SensorSeesCard, Outcome::Passed);
        }
        self.readings.push(reading);
    }

    /// No card was seen in time; one that was seen earlier still counts.
    pub(super) fn missed_card(&mut self) {
        if self.rung(Rung::SensorSeesCard) == Outcome::NotTried {
            self.set(Rung::SensorSeesCard, Outcome::Failed);
        }
    }

    /// Share of cards that decoded whole, of those that came by, in percent; nothing without any.
    pub fn share_read(&self) -> Option<u8> {
        let came: Vec<_> = self.readings.iter().filter(|reading| reading.quality != Quality::Nothing).collect();
        let good = came.iter().filter(|reading| reading.quality == Quality::Good).count();
        (good * 100).checked_div(came.len()).and_then(|share| u8::try_from(share).ok())
    }

    /// What follows. Two cards decide: one card alone never separates card from reader.
    pub fn verdict(&self) -> Verdict {
        if self.rung(Rung::SelfTest) == Outcome::Failed {
            return Verdict::DeviceFaulty;
        }
        if self.rung(Rung::DeviceAnswers) == Outcome::Failed {
            return Verdict::NoAnswer;
        }
        match self.readings.as_slice() {
            _ if self.ended == Ended::LinkLost => Verdict::LinkLost,
            [first, second] if !self.counting => self.two(first, second),
            [] if self.ended == Ended::Finished && self.rung(Rung::DeviceAnswers) == Outcome::Passed => {
                Verdict::Answers
            }
            _ => Verdict::Undecided,
        }
    }

    fn two(&self, first: &Reading, second: &Reading) -> Verdict {
        let reads = |reading: &Reading| match reading.quality {
            Quality::Good => Some(true),
            Quality::Bad | Quality::Nothing => Some(false),
            // A card of which one track reads is the worse one beside a good card, and proves nothing beside a bad one.
            Quality::Part | Quality::Garbled => None,
        };
        let part = |reading: &Reading| reading.quality == Quality::Part;
        match (reads(first), reads(second)) {
            (Some(true), Some(true)) => Verdict::Works { chip_card: [first, second].into_iter().any(is_chip_card) },
            (Some(false), Some(true)) => Verdict::FirstCard,
            (None, Some(true)) if part(first) => Verdict::FirstCard,
            (Some(true), Some(false)) => Verdict::SecondCard,
            (Some(true), None) if part(second) => Verdict::SecondCard,
            (Some(false), Some(false)) if self.rung(Rung::DeviceAnswers) == Outcome::Passed => Verdict::Head,
            _ => Verdict::Undecided,
        }
    }
}

fn is_chip_card(reading: &Reading) -> bool {
    reading.card.and_then(|card| card.chip_card()) == Some(true)
}
