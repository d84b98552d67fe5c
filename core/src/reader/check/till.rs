//! Till links: is the terminal alive? One harmless question at most; the mainland link is only listened to.

use super::conversation::{Answer, Ask, Family, Next};
use super::report::{Ended, Outcome, Report, Rung};
use super::{Input, Listen, Millis, Watch};
use crate::reader::command::{Outgoing, codepay as ask_codepay, opc as ask_opc, poslink as ask_poslink};
use crate::reader::frame::codepay::{self, CodePay};
use crate::reader::frame::mis::Mis;
use crate::reader::frame::opc::{self, Opc};
use crate::reader::frame::poslink::PosLink;
use crate::reader::frame::{Deframer, Framing, first};
use crate::secret::Buffer;

/// Time for an answer, in milliseconds; a CodePay terminal speaks every two seconds by itself.
const ANSWER: Millis = 5_000;
/// Time for the cashier to start a sale in the terminal's till menu, in milliseconds.
const SALE: Millis = 60_000;
/// Number of our only exchange.
const SEQUENCE: u16 = 1;

/// Links that may be asked one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Till {
    /// CodePay / PayCloud.
    CodePay,
    /// wizarPOS type.
    Opc,
    /// PAX POSLINK.
    PosLink,
}

impl Family for Till {
    type Stage = ();
    const LIMIT: usize = PosLink::LIMIT;

    fn first(&self) {}

    fn ask(&mut self, (): ()) -> Ask {
        let send = match self {
            Self::CodePay => ask_codepay::handshake(),
            Self::Opc => ask_opc::handshake(SEQUENCE),
            Self::PosLink => ask_poslink::initialize(),
        };
        Ask { send: vec![send], prompt: None, wait: ANSWER, tries: 2 }
    }

    fn hear(&mut self, (): (), heard: &mut Buffer) -> Option<Answer> {
        match self {
            // A heartbeat is as good as an answer.
            Self::CodePay => first(&CodePay, heard, |frame| {
                matches!(frame.kind, codepay::HEARTBEAT | codepay::CONFIRM).then_some(Answer::Yes)
            }),
            Self::Opc => first(&Opc, heard, |frame| {
                (frame.kind == opc::CONFIRM && frame.sequence == SEQUENCE).then_some(Answer::Yes)
            }),
            Self::PosLink => first(&PosLink, heard, |text| {
                text.expose().windows(3).any(|word| word == b"A01").then_some(Answer::Yes)
            }),
        }
    }

    fn judge(&mut self, (): (), answer: Option<Answer>, _: Millis, report: &mut Report) -> Next<()> {
        let outcome = if answer.is_some() { Outcome::Passed } else { Outcome::Failed };
        report.set(Rung::DeviceAnswers, outcome);
        Next::End
    }

    fn closing(&self) -> Vec<Outgoing> {
        Vec::new()
    }
}

/// Listens to the mainland link while the cashier starts a sale in the terminal's till menu.
pub struct MisListener {
    frames: Deframer<Mis>,
    report: Report,
    until: Millis,
}

impl MisListener {
    /// Starts at a time.
    pub fn new(now: Millis) -> Self {
        Self { frames: Deframer::new(Mis), report: Report::opened(), until: now.saturating_add(SALE) }
    }

    fn end(&mut self, how: Ended, device: Option<Outcome>) {
        if let Some(outcome) = device {
            self.report.set(Rung::DeviceAnswers, outcome);
        }
        self.report.ended = how;
        self.frames.clear();
    }
}

impl Listen for MisListener {
    type Report = Report;

    fn handle(&mut self, now: Millis, input: Input<'_>) {
        match input {
            _ if self.report.ended != Ended::NotYet => {}
            Input::Bytes(bytes) => {
                if self.frames.feed(bytes).iter().any(Result::is_ok) {
                    self.end(Ended::Finished, Some(Outcome::Passed));
                }
            }
            // Nobody may have started a sale: silence decides nothing.
            Input::Tick if now >= self.until => self.end(Ended::Finished, Some(Outcome::Unclear)),
            Input::Tick => {}
            Input::Cancelled => self.end(Ended::Cancelled, None),
            Input::LinkLost => self.end(Ended::LinkLost, None),
        }
    }

    fn next(&mut self) -> Watch<Report> {
        match self.report.ended {
            Ended::NotYet => Watch::Wait { until: self.until },
            _ => Watch::Done(self.report.clone()),
        }
    }

    fn report(&self) -> &Report {
        &self.report
    }
}
