//! Chinese bank stripe readers of the START type: arm "read tracks 2 and 3" in the chosen set, swipe, reset. No question
//! is harmless in both of its command sets, so the first swipe is also the first sign of life.

use super::conversation::{Answer, Ask, Family, Next};
use super::report::{Outcome, Quality, Reading, Report, Rung};
use super::swipe::tracks;
use super::{Manner, Millis, Prompt, Which};
use crate::reader::command::Outgoing;
use crate::reader::command::start::{Command, Set};
use crate::reader::frame::start as frame;
use crate::reader::frame::wedge::Track;
use crate::secret::Buffer;

/// Time for one swipe, in milliseconds.
const CARD: Millis = 20_000;

/// The family, with the command set that the merchant's model speaks.
pub struct Start(pub Set);

/// The first and the second card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The card that makes trouble.
    First,
    /// One that is known to work.
    Second,
}

impl Family for Start {
    type Stage = Stage;
    const LIMIT: usize = frame::LIMIT;

    fn first(&self) -> Stage {
        Stage::First
    }

    fn ask(&mut self, stage: Stage) -> Ask {
        let card = if stage == Stage::First { Which::First } else { Which::Second };
        let send =
            [Command::Reset, Command::ReadBoth].into_iter().filter_map(|command| command.serial(self.0)).collect();
        Ask { send, prompt: Some(Prompt { manner: Manner::Swipe, card }), wait: CARD, tries: 1 }
    }

    fn hear(&mut self, _: Stage, heard: &mut Buffer) -> Option<Answer> {
        while !heard.is_empty() {
            match frame::read(heard.expose()) {
                Ok(None) => return None,
                Ok(Some([track_2, track_3])) => {
                    let (quality, card) = tracks(&[Track::Absent, track_2, track_3]);
                    let quality = if quality == Quality::Nothing { Quality::Bad } else { quality };
                    return Some(Answer::Card(quality, card));
                }
                Err(_) => heard.consume(1),
            }
        }
        None
    }

    fn judge(&mut self, stage: Stage, answer: Option<Answer>, took: Millis, report: &mut Report) -> Next<Stage> {
        let (quality, card) = match answer {
            Some(Answer::Card(quality, card)) => (quality, card),
            _ => (Quality::Nothing, None),
        };
        match (quality, report.rung(Rung::DeviceAnswers)) {
            // Silence on the first card may be port, power, set or head: it decides nothing.
            (Quality::Nothing, Outcome::NotTried) => report.set(Rung::DeviceAnswers, Outcome::Unclear),
            (Quality::Nothing, _) => {}
            _ => report.set(Rung::DeviceAnswers, Outcome::Passed),
        }
        report.read(Reading { quality, card, took });
        if stage == Stage::First { Next::Go(Stage::Second) } else { Next::End }
    }

    fn closing(&self) -> Vec<Outgoing> {
        Command::Reset.serial(self.0).into_iter().collect()
    }
}
