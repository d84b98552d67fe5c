//! Readers that report every swipe by themselves: keyboard wedge, MagTek and ID TECH HID. Two cards for the verdict, or
//! ten swipes of one card for the share that reads.

use super::report::{Ended, Outcome, Quality, Reading, Report, Rung};
use super::{Input, Listen, Manner, Millis, Prompt, Watch, Which};
use crate::reader::Reject;
use crate::reader::data::card::Card;
use crate::reader::data::track;
use crate::reader::frame::wedge::Track;
use crate::reader::frame::{idtech, magtek, wedge};
use crate::secret::Buffer;
use std::collections::VecDeque;

/// Time for one swipe, in milliseconds.
const SWIPE: Millis = 20_000;
/// A gap after which a typed line is over, with or without its end.
const GAP: Millis = 300;
/// Swipes of a counting test.
const COUNT: usize = 10;

/// How the reader reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// Typed characters.
    Wedge,
    /// MagTek's reports; ID TECH products 0510 and 2010 too.
    MagTek,
    /// ID TECH's own reports (product 0500).
    IdTech,
}

/// A listening test.
pub struct Swipes {
    source: Source,
    wanted: usize,
    line: Buffer,
    report: Report,
    prompts: VecDeque<Prompt>,
    asked: Millis,
    until: Millis,
}

impl Swipes {
    /// The card that makes trouble, then one that is known to work.
    pub fn two_cards(source: Source, now: Millis) -> Self {
        Self::new(source, 2, now)
    }

    /// One card ten times.
    pub fn counted(source: Source, now: Millis) -> Self {
        Self::new(source, COUNT, now)
    }

    fn new(source: Source, wanted: usize, now: Millis) -> Self {
        let line = Buffer::new(wedge::LIMIT);
        let mut report = Report::opened();
        report.counting = wanted > 2;
        let mut new = Self { source, wanted, line, report, prompts: VecDeque::new(), asked: now, until: now };
        new.ask(now);
        new
    }

    fn ask(&mut self, now: Millis) {
        let card = match (self.report.readings.len(), self.wanted) {
            (0, _) => Which::First,
            (_, 2) => Which::Second,
            _ => Which::FirstAgain,
        };
        self.line.clear();
        self.prompts.push_back(Prompt { manner: Manner::Swipe, card });
        self.asked = now;
        self.until = now.saturating_add(SWIPE);
    }

    fn heard(&mut self, now: Millis, bytes: &[u8]) {
        match self.source {
            Source::Wedge => self.typed(now, bytes),
            Source::MagTek => self.swiped(now, magtek::read(bytes).map(|swipe| swipe.tracks)),
            Source::IdTech => self.swiped(now, idtech::read(bytes)),
        }
    }

    fn typed(&mut self, now: Millis, bytes: &[u8]) {
        for byte in bytes {
            match byte {
                b'\r' | b'\n' => self.line_ended(now),
                _ => {
                    self.line.push(std::slice::from_ref(byte));
                    self.until = now.saturating_add(GAP);
                }
            }
        }
    }

    fn line_ended(&mut self, now: Millis) {
        if self.line.is_empty() || self.report.ended != Ended::NotYet {
            return;
        }
        if !looks_like_a_swipe(self.line.expose()) {
            self.line.clear();
            self.until = self.asked.saturating_add(SWIPE);
            return;
        }
        let tracks = wedge::read(self.line.expose());
        self.line.clear();
        self.swiped(now, tracks);
    }

    fn swiped(&mut self, now: Millis, swipe: Result<[Track; 3], Reject>) {
        if self.report.ended != Ended::NotYet {
            return;
        }
        let (quality, card) = swipe.map_or((Quality::Garbled, None), |swipe| tracks(&swipe));
        if quality == Quality::Nothing {
            return;
        }
        if quality != Quality::Garbled {
            self.report.set(Rung::DeviceAnswers, Outcome::Passed);
        }
        self.note(now, quality, card);
    }

    fn note(&mut self, now: Millis, quality: Quality, card: Option<Card>) {
        self.report.read(Reading { quality, card, took: now.saturating_sub(self.asked) });
        // A counting test ends when nobody swipes any more.
        let tired = self.report.counting && quality == Quality::Nothing;
        if tired || self.report.readings.len() >= self.wanted {
            self.end(Ended::Finished);
        } else {
            self.ask(now);
        }
    }

    fn tick(&mut self, now: Millis) {
        if now < self.until {
            return;
        }
        if !self.line.is_empty() {
            self.line_ended(now);
        } else {
            if self.report.rung(Rung::DeviceAnswers) == Outcome::NotTried {
                // Silence of a reader that only reports what it can read says nothing about the reader.
                self.report.set(Rung::DeviceAnswers, Outcome::Unclear);
            }
            self.note(now, Quality::Nothing, None);
        }
    }

    fn end(&mut self, how: Ended) {
        self.report.ended = how;
        self.line.clear();
        self.prompts.clear();
    }
}

impl Listen for Swipes {
    type Report = Report;

    fn handle(&mut self, now: Millis, input: Input<'_>) {
        match input {
            _ if self.report.ended != Ended::NotYet => {}
            Input::Bytes(bytes) => self.heard(now, bytes),
            Input::Tick => self.tick(now),
            Input::Cancelled => self.end(Ended::Cancelled),
            Input::LinkLost => self.end(Ended::LinkLost),
        }
    }

    fn next(&mut self) -> Watch<Report> {
        match (self.prompts.pop_front(), self.report.ended) {
            (Some(prompt), _) => Watch::Prompt(prompt),
            (None, Ended::NotYet) => Watch::Wait { until: self.until },
            (None, _) => Watch::Done(self.report.clone()),
        }
    }

    fn report(&self) -> &Report {
        &self.report
    }
}

/// People press keys too: only what starts like a track, or is too long for a person, is a swipe.
fn looks_like_a_swipe(line: &[u8]) -> bool {
    line.len() >= 20 || line.first().is_some_and(|c| wedge::number(*c).is_some())
}

/// How well a swipe read, and what may leave of it. Track 3 is never taken apart.
pub(super) fn tracks(swipe: &[Track; 3]) -> (Quality, Option<Card>) {
    let texts = || swipe.iter().filter(|track| matches!(track, Track::Text(_))).count();
    let errors = swipe.iter().filter(|track| matches!(track, Track::Error)).count();
    let quality = match (texts(), errors) {
        (0, 0) => Quality::Nothing,
        (0, _) => Quality::Bad,
        (_, 0) => Quality::Good,
        _ => Quality::Part,
    };
    let said = swipe.iter().take(2).filter_map(|track| match track {
        Track::Text(text) => track::card(text.expose()),
        _ => None,
    });
    // Track 2 is what terminals use; track 1 fills in what it lacks.
    (quality, said.reduce(|track_1, track_2| track_2.or(track_1)))
}
