//! One live test of any reader: bytes in, steps out, time passed in, and a masked transcript beside it.
//!
//! A page, a demo and a test bench drive the same object; which family it is shows only in what is sent.

mod transcript;

pub use transcript::{Said, Transcript, Way};

use super::check::acs::Acs;
use super::check::gempc::Gem;
use super::check::msr::{self, Msr};
use super::check::pn532::{self, Pn532};
use super::check::start::Start;
use super::check::swipe::{Source, Swipes};
use super::check::till::{MisListener, Till};
use super::check::{Check, Conversation, Input, Listen, Manner, Millis, Report, Step, Watch};
use super::command::start::Set;
use super::frame::msr_hid::Joiner;
use super::model::{Model, Wire};
use zeroize::Zeroize;

/// What is tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The whole ladder, decided by two cards.
    TwoCards,
    /// One card many times: a share, or a time for each distance.
    Count,
}

/// A live test under way.
pub struct Live {
    model: Model,
    talk: Box<dyn Talk>,
    /// HID fragments of an MSR605X.
    joiner: Option<Joiner>,
    transcript: Transcript,
}

impl Live {
    /// Starts at a time; the port is open, and the person has said which reader it is. A model that cannot be counted is
    /// tested with two cards.
    pub fn new(model: Model, mode: Mode, now: Millis) -> Self {
        let joiner = (model == Model::MsrHid).then(Joiner::default);
        let mode = if model.counts() { mode } else { Mode::TwoCards };
        Self { model, talk: talk(model, mode, now), joiner, transcript: Transcript::new(model, now) }
    }

    /// Which reader it is.
    pub fn model(&self) -> Model {
        self.model
    }

    /// Feed one thing that happened. An HID report comes whole.
    pub fn handle(&mut self, now: Millis, input: Input<'_>) {
        self.transcript.at(now);
        match (input, &mut self.joiner) {
            (Input::Bytes(report), Some(joiner)) => {
                // A report that does not fit is noise on the line.
                if let Ok(Some(payload)) = joiner.feed(report) {
                    self.transcript.heard(payload.expose());
                    self.talk.handle(now, Input::Bytes(payload.expose()));
                }
            }
            (input, _) => {
                if let Input::Bytes(bytes) = input {
                    self.transcript.heard(bytes);
                }
                self.talk.handle(now, input);
            }
        }
    }

    /// Feed bytes that nobody else keeps: they are overwritten.
    pub fn take(&mut self, now: Millis, mut bytes: Vec<u8>) {
        self.handle(now, Input::Bytes(&bytes));
        bytes.zeroize();
    }

    /// Ask what to do; call until it answers [`Step::Wait`] or [`Step::Done`].
    pub fn step(&mut self) -> Step<Report> {
        let step = self.talk.next();
        match &step {
            Step::Send(bytes) => self.transcript.sent(bytes.bytes()),
            Step::Prompt(_) | Step::Done(_) => self.transcript.pause(),
            Step::Wait { .. } => {}
        }
        step
    }

    /// What has been found so far.
    pub fn report(&self) -> &Report {
        self.talk.report()
    }

    /// What was said so far.
    pub fn transcript(&self) -> &Transcript {
        &self.transcript
    }
}

/// Any conversation.
trait Talk {
    fn handle(&mut self, now: Millis, input: Input<'_>);
    fn next(&mut self) -> Step<Report>;
    fn report(&self) -> &Report;
}

struct Spoken<C>(C);

impl<C: Check<Report = Report>> Talk for Spoken<C> {
    fn handle(&mut self, now: Millis, input: Input<'_>) {
        self.0.handle(now, input);
    }

    fn next(&mut self) -> Step<Report> {
        self.0.next()
    }

    fn report(&self) -> &Report {
        self.0.report()
    }
}

struct Heard<L>(L);

impl<L: Listen<Report = Report>> Talk for Heard<L> {
    fn handle(&mut self, now: Millis, input: Input<'_>) {
        self.0.handle(now, input);
    }

    fn next(&mut self) -> Step<Report> {
        match self.0.next() {
            Watch::Prompt(prompt) => Step::Prompt(prompt),
            Watch::Wait { until } => Step::Wait { until },
            Watch::Done(report) => Step::Done(report),
        }
    }

    fn report(&self) -> &Report {
        self.0.report()
    }
}

fn talk(model: Model, mode: Mode, now: Millis) -> Box<dyn Talk> {
    let swipes = |source| {
        let test = if mode == Mode::Count { Swipes::counted(source, now) } else { Swipes::two_cards(source, now) };
        Box::new(Heard(test))
    };
    let chip = |port| if mode == Mode::Count { Pn532::counted(port) } else { Pn532::new(port) };
    match model {
        Model::Wedge => swipes(Source::Wedge),
        Model::MagTek => swipes(Source::MagTek),
        Model::IdTech => swipes(Source::IdTech),
        Model::Msr => Box::new(Spoken(Conversation::new(Msr(msr::Port::Serial), now))),
        Model::MsrHid => Box::new(Spoken(Conversation::new(Msr(msr::Port::Hid), now))),
        Model::StartOne => Box::new(Spoken(Conversation::new(Start(Set::One), now))),
        Model::StartTwo => Box::new(Spoken(Conversation::new(Start(Set::Two), now))),
        Model::GemPc => Box::new(Spoken(Conversation::new(Gem::default(), now))),
        Model::Acs => Box::new(Spoken(Conversation::new(Acs::default(), now))),
        Model::Pn532 => Box::new(Spoken(Conversation::new(chip(pn532::Port::Serial), now))),
        Model::Pn533 => Box::new(Spoken(Conversation::new(chip(pn532::Port::Usb), now))),
        Model::CodePay => Box::new(Spoken(Conversation::new(Till::CodePay, now))),
        Model::Opc => Box::new(Spoken(Conversation::new(Till::Opc, now))),
        Model::PosLink => Box::new(Spoken(Conversation::new(Till::PosLink, now))),
        Model::Mis => Box::new(Heard(MisListener::new(now))),
    }
}

/// What kind of thing is tested, for the diagnosis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The head that reads stripes.
    Stripe,
    /// The contacts that read chips.
    Chip,
    /// The antenna.
    Antenna,
    /// The link between till and terminal.
    Till,
}

impl Model {
    /// The part that its test exercises.
    pub fn part(self) -> Part {
        match self.manner() {
            Some(Manner::Swipe) => Part::Stripe,
            Some(Manner::Insert) => Part::Chip,
            Some(Manner::Tap) => Part::Antenna,
            None => Part::Till,
        }
    }

    /// Whether anything is ever sent to it.
    pub fn is_listened_to(self) -> bool {
        matches!(self, Self::Wedge | Self::MagTek | Self::IdTech | Self::Mis)
    }

    /// Whether the page can hear it without asking for a device.
    pub fn types(self) -> bool {
        self.wire() == Wire::Keys
    }
}
