//! A case as a link: `#/c/TOKEN`.
//!
//! A token names ids by their numbers in `content/numbers.toml`, and nothing else: there is no place in it for a free
//! text, a serial number or a card. `docs/links.md` describes every bit. A token of any released version must open for
//! ever: `core/tests/data/tokens.txt` only grows.

pub(crate) mod base64;
mod bits;
mod plain;
mod read;
mod record;
mod unknown;
mod write;

pub use plain::{is_plain, plain};
pub use read::{Opened, Trouble, read};
pub use unknown::Unknown;
pub use write::{Written, write};

use crate::case::{Case, Step};
use crate::reader::check::{Quality, Report, Verdict};

/// The version that [`write()`] writes.
const VERSION: u8 = 1;

/// Longest token that is looked at, in characters. A case of 200 events, the most that is kept, is shorter.
pub const MOST_CHARACTERS: usize = 800;

/// What travels with a link.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parcel {
    pub case: Case,
    /// In which language it is meant to open; `None`: the reader's own.
    pub english: Option<bool>,
    /// Large letters and buttons.
    pub elder: bool,
    /// Where to begin, if not at the next step.
    pub start: Option<Step>,
    /// Live tests in short form.
    pub tests: Vec<TestNote>,
}

/// A live test in short form: what it found, with how many cards. The numbers below are part of the token's form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TestNote {
    pub found: Found,
    /// Cards that came by, up to 30.
    pub cards: u8,
    /// How many of them read whole.
    pub good: u8,
}

/// What a live test found; see [`Verdict`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    Undecided = 0,
    Works = 1,
    /// It works, and the stripe says that the card has a chip: swiping is refused by rule.
    WorksChipCard = 2,
    FirstCard = 3,
    SecondCard = 4,
    Head = 5,
    NoAnswer = 6,
    DeviceFaulty = 7,
    LinkLost = 8,
    Answers = 9,
}

impl Found {
    /// All of them, by number.
    pub const ALL: [Self; 10] = [
        Self::Undecided,
        Self::Works,
        Self::WorksChipCard,
        Self::FirstCard,
        Self::SecondCard,
        Self::Head,
        Self::NoAnswer,
        Self::DeviceFaulty,
        Self::LinkLost,
        Self::Answers,
    ];

    /// Its name in reports.
    pub fn id(self) -> &'static str {
        match self {
            Self::Undecided => "undecided",
            Self::Works => "works",
            Self::WorksChipCard => "works_chip_card",
            Self::FirstCard => "first_card",
            Self::SecondCard => "second_card",
            Self::Head => "head",
            Self::NoAnswer => "no_answer",
            Self::DeviceFaulty => "device_faulty",
            Self::LinkLost => "link_lost",
            Self::Answers => "answers",
        }
    }
}

impl From<Verdict> for Found {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Undecided => Self::Undecided,
            Verdict::Works { chip_card: false } => Self::Works,
            Verdict::Works { chip_card: true } => Self::WorksChipCard,
            Verdict::FirstCard => Self::FirstCard,
            Verdict::SecondCard => Self::SecondCard,
            Verdict::Head => Self::Head,
            Verdict::NoAnswer => Self::NoAnswer,
            Verdict::DeviceFaulty => Self::DeviceFaulty,
            Verdict::LinkLost => Self::LinkLost,
            Verdict::Answers => Self::Answers,
        }
    }
}

impl From<&Report> for TestNote {
    fn from(report: &Report) -> Self {
        let came = |wanted: fn(Quality) -> bool| {
            let cards = report.readings.iter().filter(|reading| wanted(reading.quality)).count();
            u8::try_from(cards).unwrap_or(u8::MAX).min(MOST_CARDS)
        };
        Self {
            found: report.verdict().into(),
            cards: came(|quality| quality != Quality::Nothing),
            good: came(|quality| quality == Quality::Good),
        }
    }
}

/// Five bits, all of them set being kept free.
const MOST_CARDS: u8 = 30;
