//! What every tool works with.

use crate::browser::second::{self, Told};
use crate::browser::{address, clock};
use crate::route::Route;
use leptos::prelude::*;
use pos_doctor_core::case::{Case, Event};
use pos_doctor_core::config::{Config, Moment};
use pos_doctor_core::content::tools::Word;
use pos_doctor_core::content::{Knowledge, ToolWords, Ui, Words};

/// Knowledge, words, and the case under way. Copied freely: all of it lives as long as the page.
#[derive(Clone, Copy)]
pub struct Tools {
    pub k: &'static Knowledge,
    pub words: &'static Words,
    pub tool: &'static ToolWords,
    pub config: &'static Config,
    pub english: bool,
    /// The case under way in this tab; change it through [`Tools::tell`] and [`Tools::replace`].
    pub case: RwSignal<Case>,
    /// When it began.
    pub since: Moment,
}

/// A way to a page, in the list of all tools.
pub struct Entry {
    /// `sales`, as in `#/sales`.
    pub path: &'static str,
    pub title: &'static str,
    pub hint: &'static str,
}

impl Tools {
    /// A word of an area.
    pub fn t(self, word: impl Word) -> &'static str {
        self.tool.get(word)
    }

    /// A word of the app.
    pub fn ui(self, word: Ui) -> &'static str {
        self.words.ui(word)
    }

    /// The time.
    pub fn now(self) -> Moment {
        clock::now()
    }

    /// Add something to the case.
    pub fn tell(self, event: Event) {
        let more = Case { events: vec![event], ..Case::default() };
        second::tell(Told::More(more.format(self.k)));
        self.case.update(|case| *case = case.with(case.events.len(), event));
    }

    /// Make another case the one under way; the old one stays among the stored ones.
    pub fn replace(self, case: Case) {
        second::tell(Told::Whole(case.format(self.k)));
        self.case.set(case);
    }

    /// Go to a page: `sales/3`.
    pub fn go(self, path: &str) {
        address::go(&Route::parse(path));
    }
}
