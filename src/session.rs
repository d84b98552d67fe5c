//! The case of this tab: what changes it, and where it is kept.

mod record;
mod shelf;
pub mod tests;

use crate::browser::clock;
use pos_doctor_core::case::{Case, Event};
use pos_doctor_core::config::Moment;
use pos_doctor_core::content::{Knowledge, Ui};
pub use record::Record;
use shelf::{Found, Shelf, Written};

/// The case under way and the one stored last.
pub struct Session {
    k: &'static Knowledge,
    pub case: Case,
    /// When it began.
    pub since: Moment,
    /// Another case, stored earlier, that could be taken up again.
    pub saved: Option<Case>,
    shelf: Shelf,
}

impl Session {
    /// The case that this tab was at, or an empty one, and a word about it if there is something to say.
    pub fn open(k: &'static Knowledge) -> (Self, Option<Ui>) {
        let (shelf, found) = Shelf::open(k);
        let (record, notice) = match found {
            Found::Case(record) => {
                let older = record.is_older(k).then_some(Ui::NoticeOlder);
                (record, older)
            }
            Found::Broken => (Record::empty(clock::now()), Some(Ui::NoticeBroken)),
            Found::Nothing => (Record::empty(clock::now()), None),
        };
        let saved = Shelf::last(k).map(|record| record.case);
        (Self { k, case: record.case, since: record.since, saved, shelf }, notice)
    }

    /// How many events the case has: the number of its next step.
    pub fn len(&self) -> usize {
        self.case.events.len()
    }

    /// Whether nothing has happened yet.
    pub fn is_empty(&self) -> bool {
        self.case.events.is_empty()
    }

    /// Something new happened.
    pub fn add(&mut self, event: Event) {
        self.put(self.len(), event);
    }

    /// Something earlier was different; what came later stays.
    pub fn put(&mut self, at: usize, event: Event) {
        self.case = self.case.with(at, event);
    }

    /// Something earlier was not so.
    pub fn remove(&mut self, at: usize) {
        if at < self.len() {
            self.case.events.remove(at);
        }
    }

    /// Another case in the same shop.
    pub fn begin(&mut self, event: Event) {
        self.turn_to(self.begun(event));
    }

    /// The case that begins like this in the same shop.
    pub fn begun(&self, event: Event) -> Case {
        let fresh = self.case.fresh(self.k);
        fresh.and(event)
    }

    /// The same trouble again: a fresh case that begins with the same symptom.
    pub fn again(&mut self) {
        let mut fresh = self.case.fresh(self.k);
        let symptom = self.case.events.iter().find(|e| matches!(e, Event::Symptom(_)));
        fresh.events.extend(symptom);
        self.turn_to(fresh);
    }

    fn turn_to(&mut self, case: Case) {
        self.shelf.turn();
        self.since = clock::now();
        self.case = case;
    }

    /// Take up the case stored last.
    pub fn resume(&mut self) {
        if let Some(record) = self.shelf.take_last(self.k) {
            (self.case, self.since) = (record.case, record.since);
        }
    }

    /// The case in the form in which it is stored.
    pub fn record(&self, english: bool) -> String {
        let record = Record { case: self.case.clone(), since: self.since, revision: self.k.revision };
        record.format(self.k, english)
    }

    /// Another case, from elsewhere, becomes the case of this tab; the one before stays where it is stored.
    pub fn take_in(&mut self, case: Case) {
        self.turn_to(case);
    }

    /// Store the case. If that is forbidden or there is no room, say so once; everything else goes on.
    pub fn keep(&mut self, english: bool) -> Option<Ui> {
        let written = self.shelf.write(self.record(english));
        (written == Written::FirstFailure).then_some(Ui::NoticeStorage)
    }

    /// Delete every trace of every case in this browser.
    pub fn forget(&mut self) {
        shelf::clear();
        self.turn_to(Case::default());
        self.saved = None;
    }
}
