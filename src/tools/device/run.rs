//! A live test under way: core's conversation, a link or a played reader, and the clock between them.

use crate::browser::link::{Ear, Heard, Keys, Link};
use crate::session::tests;
use gloo::timers::callback::{Interval, Timeout};
use leptos::prelude::*;
use pos_doctor_core::reader::check::{Ended, Input, Millis, Prompt, Report, Step};
use pos_doctor_core::reader::live::{Live, Mode};
use pos_doctor_core::reader::model::Model;
use pos_doctor_core::reader::play::Played;
use pos_doctor_core::report::series::Series;
use std::cell::RefCell;
use std::rc::{Rc, Weak};

/// How long a played reader thinks, in milliseconds.
const THOUGHT: u32 = 150;

/// Who is at the other end.
pub enum Partner {
    Link(Link),
    /// It types by itself, and is heard as long as this is held; nothing is sent.
    Keys {
        _heard: Keys,
    },
    Played(Box<dyn Played>),
    Nobody,
}

/// What the screen shows of a test.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Board {
    /// What the person is asked to do.
    pub prompt: Option<Prompt>,
    /// Seconds until the reader is no longer waited for.
    pub left: Millis,
    /// What has been found so far.
    pub report: Report,
    /// The masked conversation, once it is over.
    pub transcript: Option<String>,
}

/// A handle on it; the test goes on while one is held.
#[derive(Clone)]
pub struct Run(Rc<Inner>);

struct Inner {
    live: RefCell<Live>,
    partner: RefCell<Partner>,
    /// Counted, not owned by the part of the page that began the test: that part goes away.
    board: ArcRwSignal<Board>,
    until: RefCell<(Millis, Option<Timeout>)>,
    seconds: RefCell<Option<Interval>>,
}

fn now() -> Millis {
    js_sys::Date::now() as Millis
}

impl Run {
    /// A test that has not begun; what it hears comes through [`Run::ear`].
    pub fn new(model: Model, mode: Mode) -> Self {
        let inner = Rc::new(Inner {
            live: RefCell::new(Live::new(model, mode, now())),
            partner: RefCell::new(Partner::Nobody),
            board: ArcRwSignal::new(Board::default()),
            until: RefCell::new((0, None)),
            seconds: RefCell::new(None),
        });
        Self(inner)
    }

    /// Where a link brings what it hears.
    pub fn ear(&self) -> Ear {
        let inner = Rc::downgrade(&self.0);
        Rc::new(move |heard| {
            if let Some(inner) = inner.upgrade() {
                inner.hear(heard);
            }
        })
    }

    /// Begins.
    pub fn begin(&self, partner: Partner) {
        *self.0.partner.borrow_mut() = partner;
        let inner = Rc::downgrade(&self.0);
        let tick = move || {
            if let Some(inner) = inner.upgrade() {
                inner.show_time();
            }
        };
        *self.0.seconds.borrow_mut() = Some(Interval::new(500, tick));
        self.0.go_on();
    }

    /// What the screen shows.
    pub fn board(&self) -> ArcRwSignal<Board> {
        self.0.board.clone()
    }

    /// Does something once it is over, as long as the part of the page lives that asks for it.
    pub fn when_over(&self, then: impl Fn() + 'static) {
        let (board, then): (_, Box<dyn Fn()>) = (self.board(), Box::new(then));
        Effect::new(move |_| {
            if board.with(|board| board.transcript.is_some()) {
                then();
            }
        });
    }

    /// Which reader it is.
    pub fn model(&self) -> Model {
        self.0.live.borrow().model()
    }

    /// The person stops it; the reader is put back to rest first.
    pub fn cancel(&self) {
        self.0.live.borrow_mut().handle(now(), Input::Cancelled);
        self.0.go_on();
    }

    /// A played card meets a played reader.
    pub fn present(&self, prompt: Prompt) {
        let said = match &mut *self.0.partner.borrow_mut() {
            Partner::Played(reader) => reader.present(prompt),
            _ => Vec::new(),
        };
        self.0.answer(said);
    }
}

impl Inner {
    fn hear(self: &Rc<Self>, heard: Heard) {
        match heard {
            Heard::Bytes(bytes) => self.live.borrow_mut().take(now(), bytes),
            Heard::Lost => self.live.borrow_mut().handle(now(), Input::LinkLost),
        }
        self.go_on();
    }

    /// Does what the conversation wants until it wants to wait.
    fn go_on(self: &Rc<Self>) {
        loop {
            let step = self.live.borrow_mut().step();
            match step {
                Step::Send(bytes) => self.send(bytes.bytes()),
                Step::Prompt(prompt) => self.board.update(|board| board.prompt = Some(prompt)),
                Step::Wait { until } => return self.wait(until),
                Step::Done(report) => return self.end(report),
            }
        }
    }

    fn send(self: &Rc<Self>, bytes: &[u8]) {
        let said = match &mut *self.partner.borrow_mut() {
            Partner::Link(link) => return link.send(bytes),
            Partner::Played(reader) => reader.receive(bytes),
            Partner::Keys { .. } | Partner::Nobody => return,
        };
        self.answer(said);
    }

    /// A played reader answers after a moment.
    fn answer(self: &Rc<Self>, said: Vec<u8>) {
        if !said.is_empty() {
            let inner = Rc::downgrade(self);
            Timeout::new(THOUGHT, move || {
                if let Some(inner) = inner.upgrade() {
                    inner.hear(Heard::Bytes(said));
                }
            })
            .forget();
        }
    }

    fn wait(self: &Rc<Self>, until: Millis) {
        let inner: Weak<Self> = Rc::downgrade(self);
        let delay = u32::try_from(until.saturating_sub(now())).unwrap_or(u32::MAX);
        let timer = Timeout::new(delay, move || {
            if let Some(inner) = inner.upgrade() {
                inner.live.borrow_mut().handle(now(), Input::Tick);
                inner.go_on();
            }
        });
        *self.until.borrow_mut() = (until, Some(timer));
        let report = self.live.borrow().report().clone();
        self.board.update(|board| board.report = report);
        self.show_time();
    }

    fn show_time(&self) {
        let left = self.until.borrow().0.saturating_sub(now()).div_ceil(1000);
        if self.board.with_untracked(|board| board.left != left && board.transcript.is_none()) {
            self.board.update(|board| board.left = left);
        }
    }

    fn end(&self, report: Report) {
        *self.until.borrow_mut() = (0, None);
        *self.seconds.borrow_mut() = None;
        let partner = self.partner.replace(Partner::Nobody);
        let real = !matches!(partner, Partner::Played(_));
        if let Partner::Link(link) = partner {
            link.close();
        }
        if self.board.with_untracked(|board| board.transcript.is_none()) {
            if real && report.ended != Ended::Cancelled {
                // For the link and the report of the case.
                tests::keep((&report).into(), Series::of(self.live.borrow().model(), &report).as_ref());
            }
            let transcript = Some(self.live.borrow().transcript().text());
            self.board.set(Board { prompt: None, left: 0, report, transcript });
        }
    }
}
