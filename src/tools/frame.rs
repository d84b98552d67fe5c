//! What every tool works with.

use crate::browser::second::{self, Told};
use crate::browser::{address, clock, page, share};
use crate::components::{Draw, article};
use crate::route::Route;
use crate::view::{Act, Page, Scene, plain};
use leptos::prelude::*;
use pos_doctor_core::case::{Case, Event};
use pos_doctor_core::config::{Config, Moment};
use pos_doctor_core::content::tools::Word;
use pos_doctor_core::content::{Knowledge, ToolWords, Ui, Words};
use pos_doctor_core::diagnose::Setting;
use std::sync::OnceLock;

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
    /// What was written in the box of the first screen.
    pub query: StoredValue<String>,
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

    /// What views look at: the case as it is now.
    pub fn scene<T>(self, look: impl FnOnce(&Scene) -> T) -> T {
        self.case.with(|case| self.look_at(case, self.since, false, look))
    }

    /// The same for another case, that began at another time; an expert is offered a service engineer's steps too.
    pub fn look_at<T>(self, case: &Case, since: Moment, expert: bool, look: impl FnOnce(&Scene) -> T) -> T {
        let now = self.now();
        let setting = Setting { expert, ..self.config.setting(now, self.k) };
        look(&Scene {
            k: self.k,
            w: self.words,
            config: self.config,
            english: self.english,
            elder: false,
            update: false,
            install: false,
            now,
            ahead: clock::ahead(),
            case,
            since,
            setting: &setting,
            advised: &OnceLock::new(),
            sales_due: None,
            device: "",
            saved: None,
        })
    }

    /// What drawing needs.
    pub fn draw(self) -> Draw {
        Draw::new(self.words, Callback::new(move |act| self.act(act)))
    }

    /// A page that views make, drawn.
    pub fn article(self, page: &Page) -> AnyView {
        article(self.draw(), page).view()
    }

    /// An address that leads nowhere.
    pub fn nowhere(self) -> AnyView {
        self.article(&self.scene(|scene| plain::missing(scene, "unknown", Ui::UnknownTitle, Ui::UnknownText)))
    }

    /// Do what was pressed, as far as it can be pressed on pages of this program.
    pub fn act(self, act: Act) {
        match act {
            Act::Go(route) => address::go(&route),
            Act::Call(number) => address::dial(&number),
            Act::Print => page::print(),
            Act::Share(text) => share::share(text, move |word| self.say(word)),
            Act::Add(event) => {
                self.tell(event);
                self.go_on();
            }
            Act::Begin(event) => {
                let fresh = self.case.with_untracked(|case| case.fresh(self.k));
                self.replace(fresh.and(event));
                self.go_on();
            }
            // Views that offer these are drawn by the first program only.
            Act::Put(..)
            | Act::Remove(_)
            | Act::Again
            | Act::Resume
            | Act::Forget
            | Act::Elder
            | Act::Look(_)
            | Act::Accept(_) => {}
        }
    }

    /// To the next step of the case.
    pub fn go_on(self) {
        address::go(&Route::Case(self.case.with_untracked(|case| case.events.len())));
    }

    /// A word to the visitor, above the page.
    pub fn say(self, word: Ui) {
        second::tell(Told::Say(word.key().to_owned()));
    }

    /// The time.
    pub fn now(self) -> Moment {
        clock::now()
    }

    /// Add something to the case.
    pub fn tell(self, event: Event) {
        let more = Case { events: vec![event], ..Case::default() };
        second::tell(Told::More(more.format(self.k)));
        self.case.update(|case| *case = case.and(event));
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
