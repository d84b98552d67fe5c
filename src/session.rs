//! The case of this tab: what changes it, and where it is kept.

mod record;
mod shelf;

use crate::browser::clock;
use leptos::prelude::*;
use pos_doctor_core::case::{Case, Event};
use pos_doctor_core::config::Moment;
use pos_doctor_core::content::{Knowledge, Ui};
pub use record::Record;
use shelf::{Found, Shelf};

/// The case under way and the one stored last.
#[derive(Clone, Copy)]
pub struct Session {
    k: &'static Knowledge,
    pub case: RwSignal<Case>,
    /// When it began.
    pub since: RwSignal<Moment>,
    /// Another case, stored earlier, that could be taken up again.
    pub saved: RwSignal<Option<Case>>,
    notice: RwSignal<Option<Ui>>,
    shelf: StoredValue<Shelf>,
}

impl Session {
    /// The case that this tab was at, or an empty one.
    pub fn open(k: &'static Knowledge, notice: RwSignal<Option<Ui>>) -> Self {
        let (shelf, found) = Shelf::open(k);
        let record = match found {
            Found::Case(record) => {
                if record.is_older(k) {
                    notice.set(Some(Ui::NoticeOlder));
                }
                record
            }
            Found::Broken => {
                notice.set(Some(Ui::NoticeBroken));
                Record::empty(clock::now())
            }
            Found::Nothing => Record::empty(clock::now()),
        };
        Self {
            k,
            case: RwSignal::new(record.case),
            since: RwSignal::new(record.since),
            saved: RwSignal::new(Shelf::last(k).map(|record| record.case)),
            notice,
            shelf: StoredValue::new(shelf),
        }
    }

    /// How many events the case has: the number of its next step.
    pub fn len(self) -> usize {
        self.case.with_untracked(|case| case.events.len())
    }

    /// Whether nothing has happened yet.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Something new happened.
    pub fn add(self, event: Event) {
        self.put(self.len(), event);
    }

    /// Something earlier was different; what came later stays.
    pub fn put(self, at: usize, event: Event) {
        self.case.update(|case| *case = case.with(at, event));
    }

    /// Something earlier was not so.
    pub fn remove(self, at: usize) {
        self.case.update(|case| {
            if at < case.events.len() {
                case.events.remove(at);
            }
        });
    }

    /// Another case in the same shop.
    pub fn begin(self, event: Event) {
        let fresh = self.case.with_untracked(|case| case.fresh(self.k));
        self.turn_to(fresh.with(fresh.events.len(), event));
    }

    /// The same trouble again: a fresh case that begins with the same symptom.
    pub fn again(self) {
        let (fresh, symptom) = self.case.with_untracked(|case| {
            let symptom = case.events.iter().find(|e| matches!(e, Event::Symptom(_))).copied();
            (case.fresh(self.k), symptom)
        });
        self.turn_to(match symptom {
            Some(symptom) => fresh.with(fresh.events.len(), symptom),
            None => fresh,
        });
    }

    fn turn_to(self, case: Case) {
        self.shelf.update_value(Shelf::turn);
        self.since.set(clock::now());
        self.case.set(case);
    }

    /// Take up the case stored last.
    pub fn resume(self) {
        if let Some(record) = self.shelf.try_update_value(|shelf| shelf.take_last(self.k)).flatten() {
            self.since.set(record.since);
            self.case.set(record.case);
        }
    }

    /// Store the case. If that is forbidden or there is no room, say so once; everything else goes on.
    pub fn keep(self, english: bool) {
        let record =
            Record { case: self.case.get_untracked(), since: self.since.get_untracked(), revision: self.k.revision };
        let text = record.format(self.k, english);
        if self.shelf.try_update_value(|shelf| shelf.write(text)) == Some(shelf::Written::FirstFailure) {
            self.notice.set(Some(Ui::NoticeStorage));
        }
    }

    /// Delete every trace of every case in this browser.
    pub fn forget(self) {
        shelf::clear();
        self.turn_to(Case::default());
        self.saved.set(None);
        self.notice.set(Some(Ui::NoticeForgotten));
    }
}
