//! Where cases are stored: each under its own key in localStorage, so that two tabs never overwrite each other.
//! A tab knows its own by sessionStorage, which a reload keeps.

use super::Record;
use crate::browser::{clock, storage};
use pos_doctor_core::content::Knowledge;

const CASE: &str = "pos.case.";
const BROKEN: &str = "pos.broken.";
/// The case that was stored last, by whichever tab.
const LAST: &str = "pos.last";
/// In sessionStorage: the case of this tab.
pub(super) const OWN: &str = "pos.own";
/// Older cases make room.
const MOST: usize = 20;

/// The place of this tab's case.
#[derive(Debug, Default)]
pub struct Shelf {
    id: Option<String>,
    /// What this tab last read or wrote there: anything else comes from another tab.
    text: String,
    failed: bool,
}

/// What was stored for this tab.
pub enum Found {
    Nothing,
    Case(Record),
    /// Something that cannot be read; it has been set aside.
    Broken,
}

/// How storing went.
#[derive(Debug, PartialEq, Eq)]
pub enum Written {
    Well,
    FirstFailure,
    FailedAgain,
}

impl Shelf {
    /// The case of this tab.
    pub fn open(k: &Knowledge) -> (Self, Found) {
        let Some(id) = storage::session(OWN) else { return (Self::default(), Found::Nothing) };
        let Some(text) = storage::local(&key(&id)) else { return (Self::default(), Found::Nothing) };
        match Record::parse(k, &text) {
            Some(record) => (Self { id: Some(id), text, failed: false }, Found::Case(record)),
            None => {
                storage::set_local(&format!("{BROKEN}{id}"), Some(&text));
                storage::set_local(&key(&id), None);
                (Self::default(), Found::Broken)
            }
        }
    }

    /// The case stored last, unless it is this tab's own.
    pub fn last(k: &Knowledge) -> Option<Record> {
        let id = storage::local(LAST).filter(|id| storage::session(OWN).as_ref() != Some(id))?;
        Record::parse(k, &storage::local(&key(&id))?)
    }

    /// Make the case stored last this tab's own.
    pub fn take_last(&mut self, k: &Knowledge) -> Option<Record> {
        let id = storage::local(LAST)?;
        let text = storage::local(&key(&id))?;
        let record = Record::parse(k, &text)?;
        storage::set_session(OWN, &id);
        (self.id, self.text) = (Some(id), text);
        Some(record)
    }

    /// The next case gets a place of its own.
    pub fn turn(&mut self) {
        self.id = None;
    }

    /// Store the case. A duplicated tab starts with the same place: the second to write moves to a new one.
    pub fn write(&mut self, text: String) -> Written {
        let id = self.id.take().filter(|id| storage::local(&key(id)).is_none_or(|there| there == self.text));
        let id = id.unwrap_or_else(clock::new_id);
        make_room();
        let well = storage::set_local(&key(&id), Some(&text));
        storage::set_local(LAST, Some(&id));
        if storage::session(OWN).is_none() {
            super::tests::adopt(&id);
        }
        storage::set_session(OWN, &id);
        (self.id, self.text) = (Some(id), text);
        let first = !std::mem::replace(&mut self.failed, !well);
        match (well, first) {
            (true, _) => Written::Well,
            (false, true) => Written::FirstFailure,
            (false, false) => Written::FailedAgain,
        }
    }
}

fn key(id: &str) -> String {
    format!("{CASE}{id}")
}

/// Ids begin with the time, so the first in order is the oldest.
fn make_room() {
    let keys = storage::keys(CASE);
    if let Some(oldest) = keys.iter().min().filter(|_| keys.len() >= MOST) {
        storage::set_local(oldest, None);
    }
}

/// Delete all cases, whole and broken.
pub fn clear() {
    for key in ["pos.case.", "pos.outcome.", BROKEN].iter().flat_map(|prefix| storage::keys(prefix)) {
        storage::set_local(&key, None);
    }
    storage::set_local(LAST, None);
    storage::set_session(super::tests::TESTS, "");
}
