//! From a token to a case. Tokens come from anywhere: nothing in here trusts them.

use super::bits::{Reader, crc};
use super::record::{Record, StepRecord, more, tag};
use super::{Found, MOST_CHARACTERS, Parcel, TestNote, Unknown, VERSION, base64};
use crate::case::MAX_EVENTS;
use crate::content::{Knowledge, Numbers};

/// What a token held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    pub parcel: Parcel,
    /// It was made with another revision of the content: what it says is the same, the advice may differ.
    pub other_revision: bool,
    /// What of it means nothing in this content; what can travel on is in `case.unknown`.
    pub unknown: Vec<Unknown>,
}

/// Why a token does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// There is nothing.
    Empty,
    /// Longer than any case.
    TooLong,
    /// It has characters that no link has, or is too short to be one.
    NotALink,
    /// Characters are missing, added or changed.
    Damaged,
    /// Made by a later version of the program.
    Newer,
}

/// Open a token.
///
/// # Errors
/// A [`Trouble`] for everything that [`super::write()`] did not write.
pub fn read(k: &Knowledge, token: &str) -> Result<Opened, Trouble> {
    if token.is_empty() {
        return Err(Trouble::Empty);
    }
    if token.len() > MOST_CHARACTERS {
        return Err(Trouble::TooLong);
    }
    let bytes = base64::decode(token).ok_or_else(|| not_a_link(token))?;
    let (body, sum) = bytes.split_last_chunk::<2>().ok_or(Trouble::NotALink)?;
    // Every version ends with the same checksum: only a whole link can say that it is newer.
    if crc(body) != u16::from_be_bytes(*sum) {
        return Err(Trouble::Damaged);
    }
    match body.first() {
        Some(&VERSION) => Reading::new(k, body).read().ok_or(Trouble::Damaged)?,
        Some(version) if *version > VERSION => Err(Trouble::Newer),
        _ => Err(Trouble::NotALink),
    }
}

/// Characters of the right kind that do not fit together are a link that lost some.
fn not_a_link(token: &str) -> Trouble {
    let right = token.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if right { Trouble::Damaged } else { Trouble::NotALink }
}

struct Reading<'a> {
    k: &'a Knowledge,
    numbers: Numbers,
    bits: Reader<'a>,
    opened: Opened,
}

impl<'a> Reading<'a> {
    fn new(k: &'a Knowledge, body: &'a [u8]) -> Self {
        let opened = Opened { parcel: Parcel::default(), other_revision: false, unknown: Vec::new() };
        Self { k, numbers: Numbers::read(k), bits: Reader::new(body), opened }
    }

    /// `None` when the bits end too early or do not end where they should.
    fn read(mut self) -> Option<Result<Opened, Trouble>> {
        self.bits.take(8)?;
        self.opened.other_revision = self.bits.take(16)? != self.k.revision & 0xffff;
        self.opened.parcel.english = match self.bits.take(2)? {
            1 => Some(false),
            2 => Some(true),
            _ => None,
        };
        self.opened.parcel.elder = self.bits.take(1)? == 1;
        let mut entries = 0;
        while self.entry()? {
            entries += 1;
            if entries > MAX_EVENTS {
                return Some(Err(Trouble::TooLong));
            }
        }
        self.bits.finish().then_some(Ok(self.opened))
    }

    /// One entry; false at the end.
    fn entry(&mut self) -> Option<bool> {
        if self.bits.take(1)? == 1 {
            let record = Record::read_answer(&mut self.bits)?;
            self.add(record);
            return Some(true);
        }
        match self.bits.take(3)? {
            tag::END => return Some(false),
            tag::MORE => self.more()?,
            tag => {
                let record = Record::read(tag, &mut self.bits)?;
                self.add(record);
            }
        }
        Some(true)
    }

    fn more(&mut self) -> Option<()> {
        match self.bits.take(3)? {
            more::REOPENED => self.add(Record::Reopened),
            more::SKIPPED => {
                let step = StepRecord::read(&mut self.bits)?;
                self.add(Record::Skipped(step));
            }
            more::LATER => {
                let step = StepRecord::read(&mut self.bits)?;
                self.add(Record::Later(step));
            }
            more::START => {
                let record = StepRecord::read(&mut self.bits)?;
                self.opened.parcel.start = record.step(&self.numbers);
                if self.opened.parcel.start.is_none() {
                    self.opened.unknown.push(Unknown::Entry(record.kind()));
                }
            }
            more::TEST => self.test()?,
            what @ (more::HEARD | more::UNSURE) => {
                self.bits.take(8)?;
                let record = Record::read_words(what, &mut self.bits)?;
                self.add(record);
            }
            // Something that a later program adds without changing the rest.
            _ => {
                let length = self.bits.take(8)?;
                for _ in 0..length {
                    self.bits.take(1)?;
                }
                self.opened.unknown.push(Unknown::Later);
            }
        }
        Some(())
    }

    fn test(&mut self) -> Option<()> {
        let found = usize::try_from(self.bits.take(5)?).ok()?;
        let cards = u8::try_from(self.bits.take(5)?).ok()?;
        let good = u8::try_from(self.bits.take(5)?).ok()?;
        match Found::ALL.get(found) {
            Some(found) => self.opened.parcel.tests.push(TestNote { found: *found, cards, good }),
            None => self.opened.unknown.push(Unknown::Later),
        }
        Some(())
    }

    fn add(&mut self, record: Record) {
        let case = &mut self.opened.parcel.case;
        match record.event(&self.numbers) {
            Some(event) => case.events.push(event),
            None => {
                case.unknown.push(record.aside());
                self.opened.unknown.push(record.unknown(&self.numbers));
            }
        }
    }
}
