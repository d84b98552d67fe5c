//! The part that all conversations share: asking, waiting, asking again, giving up, tidying up.

use super::report::{Ended, Report};
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
    type Stage: Copy;
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

/// A conversation with one reader of a family.
pub struct Conversation<F: Family> {
    family: F,
    stage: F::Stage,
    heard: Buffer,
    outbox: VecDeque<Step<Report>>,
    report: Report,
    now: Millis,
    asked: Millis,
    wait: Millis,
    until: Millis,
    retry: Option<Millis>,
    tries: u8,
}

impl<F: Family> Conversation<F> {
    /// Starts at a time; the port is open and the family chosen.
    pub fn new(family: F, now: Millis) -> Self {
        let stage = family.first();
        let mut new = Self {
            family,
            stage,
            heard: Buffer::new(F::LIMIT),
            outbox: VecDeque::new(),
            report: Report::opened(),
            now,
            asked: now,
            wait: 0,
            until: now,
            retry: None,
            tries: 0,
        };
        new.enter(stage);
        new
    }

    fn enter(&mut self, stage: F::Stage) {
        let ask = self.family.ask(stage);
        self.stage = stage;
        self.heard.clear();
        self.tries = ask.tries.max(1);
        self.asked = self.now;
        self.send(ask);
    }

    fn send(&mut self, ask: Ask) {
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
            let answer = self.family.hear(self.stage, &mut self.heard);
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
                let ask = self.family.ask(self.stage);
                self.heard.clear();
                self.send(ask);
            } else {
                self.settle(None);
            }
        }
    }

    /// Asks again without asking the person again and without giving more time.
    fn repeat(&mut self) {
        let (until, ask) = (self.until, self.family.ask(self.stage));
        self.send(Ask { prompt: None, ..ask });
        self.until = until;
    }

    fn settle(&mut self, answer: Option<Answer>) {
        let silence = answer.is_none();
        let took = self.now.saturating_sub(self.asked);
        match self.family.judge(self.stage, answer, took, &mut self.report) {
            Next::Go(stage) => self.enter(stage),
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

impl<F: Family> Check for Conversation<F> {
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
