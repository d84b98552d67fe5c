//! The part that all conversations share: asking, waiting, asking again, giving up, tidying up.

use super::report::{Ended, Outcome, Report, Rung};
use super::{Check, Input, Millis, Prompt, Step};
use crate::reader::command::Outgoing;
use crate::secret::Buffer;
use std::collections::VecDeque;

/// Pause before a device is asked the same again.
const PAUSE: Millis = 200;
/// However often a device asks for more time, a stage ends.
const PATIENCE: Millis = 60_000;

/// What a family of readers brings to the shared conversation.
pub trait Family {
    /// Its stages.
    type Stage: Copy + 'static;
    /// Bytes of its longest answer.
    const LIMIT: usize;
    /// Where it starts.
    fn first(&self) -> Self::Stage;
    /// What a stage sends and how long it waits.
    fn ask(&mut self, stage: Self::Stage) -> Ask;
    /// Takes an answer out of what has come, once it is whole. Noise is consumed.
    fn hear(&mut self, stage: Self::Stage, heard: &mut Buffer) -> Option<Answer>;
    /// What an answer, or silence, means, and where to go.
    fn judge(
        &mut self,
        stage: Self::Stage,
        answer: Option<Answer>,
        took: Millis,
        report: &mut Report,
    ) -> Next<Self::Stage>;
    /// What is sent at the end, however it came: nothing may be left waiting for a card.
    fn closing(&self) -> Vec<Outgoing>;
}

/// A request.
pub struct Ask {
    /// What is sent, in order.
    pub send: Vec<Outgoing>,
    /// What the person is asked to do.
    pub prompt: Option<Prompt>,
    /// Time for the answer.
    pub wait: Millis,
    /// How often it is sent before silence counts.
    pub tries: u8,
}

/// Where to go after a stage.
pub enum Next<S> {
    /// To another stage.
    Go(S),
    /// Ask the same again after a pause, within the time of this stage.
    Again,
    /// To the end.
    End,
}

impl<S> Next<S> {
    /// The same way among other stages.
    pub(super) fn map<T>(self, stage: impl FnOnce(S) -> T) -> Next<T> {
        match self {
            Self::Go(to) => Next::Go(stage(to)),
            Self::Again => Next::Again,
            Self::End => Next::End,
        }
    }
}

/// After the question whether anybody is there: on to a stage, or to the end.
pub(super) fn greeted<S>(answer: Option<Answer>, report: &mut Report, then: S) -> Next<S> {
    let outcome = if answer.is_some() { Outcome::Passed } else { Outcome::Failed };
    report.set(Rung::DeviceAnswers, outcome);
    let there = answer.is_some();
    named(answer, report);
    if there { Next::Go(then) } else { Next::End }
}

/// Keeps what a device calls itself.
pub(super) fn named(answer: Option<Answer>, report: &mut Report) {
    if let Some(Answer::Text(name)) = answer {
        report.device = Some(name);
    }
}

/// An answer, as far as the ladder needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Alive, or passed.
    Yes,
    /// Failed, or not there.
    No,
    /// The device does not know the question, or did not understand it.
    Refused,
    /// The device needs more time; the answer will follow.
    MoreTime,
    /// What it calls itself, masked.
    Text(String),
    /// A card, as well as it could be read.
    Card(super::Quality, Option<crate::reader::data::card::Card>),
}

/// A family at one of its stages, without its type: the conversation is the same for all, and is compiled once.
trait Staged {
    fn ask(&mut self) -> Ask;
    fn hear(&mut self, heard: &mut Buffer) -> Option<Answer>;
    fn judge(&mut self, answer: Option<Answer>, took: Millis, report: &mut Report) -> Next<()>;
    fn closing(&self) -> Vec<Outgoing>;
}

struct At<F: Family> {
    family: F,
    stage: F::Stage,
}

impl<F: Family> Staged for At<F> {
    fn ask(&mut self) -> Ask {
        self.family.ask(self.stage)
    }

    fn hear(&mut self, heard: &mut Buffer) -> Option<Answer> {
        self.family.hear(self.stage, heard)
    }

    fn judge(&mut self, answer: Option<Answer>, took: Millis, report: &mut Report) -> Next<()> {
        match self.family.judge(self.stage, answer, took, report) {
            Next::Go(stage) => {
                self.stage = stage;
                Next::Go(())
            }
            Next::Again => Next::Again,
            Next::End => Next::End,
        }
    }

    fn closing(&self) -> Vec<Outgoing> {
        self.family.closing()
    }
}

/// A conversation with one reader.
pub struct Conversation {
    family: Box<dyn Staged>,
    heard: Buffer,
    outbox: VecDeque<Step<Report>>,
    report: Report,
    now: Millis,
    asked: Millis,
    wait: Millis,
    until: Millis,
    retry: Option<Millis>,
    tries: u8,
    /// The person has been asked for something: from here on times are hers.
    prompted: bool,
}

impl Conversation {
    /// Starts at a time; the port is open and the family chosen.
    pub fn new<F: Family + 'static>(family: F, now: Millis) -> Self {
        let stage = family.first();
        Self::of(Box::new(At { family, stage }), F::LIMIT, now)
    }

    fn of(family: Box<dyn Staged>, limit: usize, now: Millis) -> Self {
        let mut new = Self {
            family,
            heard: Buffer::new(limit),
            outbox: VecDeque::new(),
            report: Report::opened(),
            now,
            asked: now,
            wait: 0,
            until: now,
            retry: None,
            tries: 0,
            prompted: false,
        };
        new.enter();
        new
    }

    fn enter(&mut self) {
        let ask = self.family.ask();
        self.heard.clear();
        self.tries = ask.tries.max(1);
        self.asked = self.now;
        self.send(ask);
    }

    fn send(&mut self, ask: Ask) {
        self.prompted |= ask.prompt.is_some();
        // What to do is on the screen before the reader starts to wait for it.
        self.outbox.extend(ask.prompt.map(Step::Prompt));
        self.outbox.extend(ask.send.into_iter().map(Step::Send));
        self.wait = ask.wait;
        self.until = self.now.saturating_add(ask.wait);
        self.tries = self.tries.saturating_sub(1);
        self.retry = None;
    }

    fn hear(&mut self, mut bytes: &[u8]) {
        while self.report.ended == Ended::NotYet {
            let taken = self.heard.push(bytes);
            bytes = bytes.get(taken..).unwrap_or_default();
            let answer = self.family.hear(&mut self.heard);
            if answer == Some(Answer::MoreTime) {
                self.until = self.now.saturating_add(self.wait).min(self.asked.saturating_add(PATIENCE));
            } else if answer.is_some() {
                // Bytes behind an answer belong to nothing that was asked.
                self.settle(answer);
                return;
            }
            if bytes.is_empty() && answer.is_none() {
                return;
            }
            if self.heard.is_full() {
                self.heard.clear();
            }
        }
    }

    fn tick(&mut self) {
        if let Some(retry) = self.retry.filter(|_| self.now < self.until) {
            if self.now >= retry {
                self.repeat();
            }
        } else if self.now >= self.until {
            if self.tries > 0 {
                let ask = self.family.ask();
                self.heard.clear();
                self.send(ask);
            } else {
                self.settle(None);
            }
        }
    }

    /// Asks again without asking the person again and without giving more time.
    fn repeat(&mut self) {
        let (until, ask) = (self.until, self.family.ask());
        self.send(Ask { prompt: None, ..ask });
        self.until = until;
    }

    fn settle(&mut self, answer: Option<Answer>) {
        let silence = answer.is_none();
        let took = self.now.saturating_sub(self.asked);
        if !silence && !self.prompted {
            self.report.answers.push(took);
        }
        match self.family.judge(answer, took, &mut self.report) {
            Next::Go(()) => self.enter(),
            // Silence has used up the time; asking again would never end.
            Next::Again if silence => self.end(Ended::Finished),
            Next::Again => self.retry = Some(self.now.saturating_add(PAUSE)),
            Next::End => self.end(Ended::Finished),
        }
    }

    fn end(&mut self, how: Ended) {
        self.report.ended = how;
        self.heard.clear();
        self.outbox.clear();
        if how != Ended::LinkLost {
            self.outbox.extend(self.family.closing().into_iter().map(Step::Send));
        }
    }
}

impl Check for Conversation {
    type Report = Report;

    fn handle(&mut self, now: Millis, input: Input<'_>) {
        self.now = now.max(self.now);
        match input {
            // What is left of the tidying up has nowhere to go.
            Input::LinkLost if self.report.ended != Ended::NotYet => self.outbox.clear(),
            _ if self.report.ended != Ended::NotYet => {}
            Input::Bytes(bytes) => self.hear(bytes),
            Input::Tick => self.tick(),
            Input::Cancelled => self.end(Ended::Cancelled),
            Input::LinkLost => self.end(Ended::LinkLost),
        }
    }

    fn next(&mut self) -> Step<Report> {
        if let Some(step) = self.outbox.pop_front() {
            return step;
        }
        match (self.report.ended, self.retry) {
            (Ended::NotYet, Some(retry)) => Step::Wait { until: retry.min(self.until) },
            (Ended::NotYet, None) => Step::Wait { until: self.until },
            _ => Step::Done(self.report.clone()),
        }
    }

    fn report(&self) -> &Report {
        &self.report
    }
}
