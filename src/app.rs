//! Ties the state to the browser: who may change it, what is drawn from it, how it starts.

use crate::browser::{address, clock, language, offline, page, second, share};
use crate::components::{Draw, Shell};
use crate::route::Route;
use crate::state::State;
use crate::view::{Act, Offer, Page, Scene};
use leptos::prelude::*;
use pos_doctor_core::config::{Config, Value};
use pos_doctor_core::content::{Knowledge, Ui, Words};

/// One state, one page drawn from it.
#[derive(Clone, Copy)]
pub struct App {
    pub state: RwSignal<State>,
    /// The page, and how often it has turned into another one.
    pub page: Memo<(u32, Page)>,
}

/// Read what boot.js fetched; `None` when it does not belong together.
/// Knowledge, settings and words live as long as the page: they are leaked once.
pub fn read(knowledge: &[u8], words: &[u8], config: Option<&Value>, english: bool, stale: bool) -> Option<State> {
    let k: &'static Knowledge = Box::leak(Box::new(Knowledge::from_bytes(knowledge)?));
    let config: &'static Config = Box::leak(Box::new(Config::read(config, k)));
    let words: &'static Words = Box::leak(Box::new(read_words(words, config, k, english)?));
    Some(State::new(k, config, words, english, stale))
}

/// Take over the page.
pub fn show(state: State) {
    let Some(place) = page::take_over() else { return };
    page::dress(state.config);
    mount_to(place, move || {
        let app = App::new(state);
        app.listen();
        view! { <Shell app /> }
    })
    .forget();
}

/// The words of a language, with the bank's own in their place.
pub fn read_words(bytes: &[u8], config: &Config, k: &Knowledge, english: bool) -> Option<Words> {
    let mut words = Words::from_bytes(bytes)?;
    // Words of another build would put texts in wrong places.
    let fits = words.ui.len() == Ui::KEYS.len() && words.questions.len() == k.questions.len();
    config.apply(&mut words, english);
    fits.then_some(words)
}

impl App {
    /// The app around a state.
    pub fn new(state: State) -> Self {
        let state = RwSignal::new(state);
        let page = Memo::new(move |before: Option<&(u32, Page)>| {
            let page = state.with(State::page);
            let turns = before.map_or(0, |(turns, old)| turns + u32::from(old.place != page.place));
            (turns, page)
        });
        Self { state, page }
    }

    /// What drawing a page needs.
    pub fn draw(self) -> Draw {
        let words = self.state.with_untracked(|state| state.words);
        Draw::new(words, Callback::new(move |act| self.act(act)))
    }

    /// One of the app's own words.
    pub fn ui(self, key: Ui) -> &'static str {
        self.state.with(|state| state.words.ui(key))
    }

    /// Let a view look at everything there is.
    pub fn scene<T>(self, look: impl FnOnce(&Scene) -> T) -> T {
        self.state.with(|state| look(&state.scene()))
    }

    /// Do what was pressed.
    pub fn act(self, act: Act) {
        match act {
            Act::Go(route) => address::go(&route),
            Act::Call(number) => address::dial(&number),
            Act::Print => page::print(),
            Act::Accept(offer) => {
                // An installation is offered once; an update stays possible until the page is reloaded for it.
                self.state.update(|state| state.install &= offer != Offer::Install);
                offline::accept(offer);
            }
            Act::Share(text) => share::share(text, move |word| self.say(Some(word))),
            act => {
                if act == Act::Elder {
                    page::refocus("[data-act='elder']");
                }
                let route = self.state.try_update(|state| state.act(act)).flatten();
                route.iter().for_each(address::go);
            }
        }
    }

    /// Say something to the visitor, or nothing any more.
    pub fn say(self, word: Option<Ui>) {
        self.state.update(|state| state.notice = word);
    }

    /// To the page before, or to the one above when the visit began here.
    pub fn back(self) {
        address::back(&self.state.with_untracked(State::parent));
    }

    /// Fetch the words of the other language.
    pub fn switch_language(self) {
        let (k, config, english) = self.state.with_untracked(|state| (state.k, state.config, !state.english));
        leptos::task::spawn_local(async move {
            let bytes = language::fetch(english).await;
            match bytes.and_then(|bytes| read_words(&bytes, config, k, english)) {
                Some(words) => self.state.update(|state| state.speak(Box::leak(Box::new(words)), english)),
                None => self.say(Some(Ui::NoticeLanguage)),
            }
        });
    }

    /// An act that leads on has drawn its page already when the address follows: nothing is drawn twice.
    fn arrive(self, route: Route) {
        if self.state.with_untracked(|state| state.route != route) {
            self.state.update(|state| state.arrive(route));
        }
    }

    /// While nothing else is to do, work out what the choices of the page lead to. One at a time: a press comes first.
    fn look_ahead(self) {
        request_idle_callback(move || {
            if self.state.try_update_untracked(State::look_ahead) == Some(true) {
                self.look_ahead();
            }
        });
    }

    /// Follow the address, the clock, the network and the keyboard.
    fn listen(self) {
        address::follow(move |route| self.arrive(route));
        clock::every_minute(move |now| self.state.update(|state| state.tick(now)));
        page::on_network_change(move |online| self.state.update(|state| state.online = online));
        offline::on_offer(move |offer| self.state.update(|state| state.offered(offer)));
        page::on_key(move || self.back());
        second::on_told(move |told| self.state.update(|state| state.told(told)));
        Effect::new(move || {
            let path = self.page.with(|(_, page)| page.tool.clone());
            if !path.is_empty() {
                self.state.with_untracked(|state| {
                    second::open(path, state.english, state.session.record(state.english), state.query.clone());
                });
            }
        });
        Effect::new(move |turned: Option<u32>| {
            self.state.with(|state| page::set_mode(state.english, state.elder, state.scene().is_running()));
            let (turns, title) = self.page.with(|(turns, page)| (*turns, page.title.clone()));
            page::set_title(&title, &self.scene(|scene| scene.name()));
            if turned.is_some_and(|turned| turned != turns) {
                page::to_heading();
            }
            self.page.with(|(_, page)| self.state.try_update_untracked(|state| state.plan_ahead(page)));
            self.look_ahead();
            turns
        });
    }
}
