//! The state of the app, who may change it, and how it starts.

use crate::browser::{address, clock, language, page, share, storage};
use crate::components::Shell;
use crate::route::Route;
use crate::session::Session;
use crate::view::{self, Act, Page, Scene};
use leptos::prelude::*;
use pos_doctor_core::config::{Config, Moment};
use pos_doctor_core::content::{Knowledge, Ui, Words};
use pos_doctor_core::diagnose::{Advice, Setting, advise};

/// Everything a component may read or ask for. Knowledge and words live as long as the page: they are leaked once.
#[derive(Clone, Copy)]
pub struct App {
    pub k: &'static Knowledge,
    pub config: &'static Config,
    pub words: RwSignal<&'static Words>,
    pub english: RwSignal<bool>,
    pub elder: RwSignal<bool>,
    pub route: RwSignal<Route>,
    pub session: Session,
    pub now: RwSignal<Moment>,
    pub online: RwSignal<bool>,
    /// What stands in the box; never stored.
    pub query: RwSignal<String>,
    /// A word to the visitor, until dismissed.
    pub notice: RwSignal<Option<Ui>>,
    setting: Memo<Setting>,
    advice: Memo<Option<Advice>>,
    page: Memo<Page>,
}

/// Read what boot.js fetched and take over the page; `None` when it does not belong together.
pub fn start(
    knowledge: &[u8],
    words: &[u8],
    config: Option<&pos_doctor_core::config::Value>,
    english: bool,
) -> Option<()> {
    let k: &'static Knowledge = Box::leak(Box::new(Knowledge::from_bytes(knowledge)?));
    let config: &'static Config = Box::leak(Box::new(Config::read(config, k)));
    let words = read_words(words, config, k, english)?;
    let place = page::take_over()?;
    page::dress(config);
    mount_to(place, move || {
        let app = App::new(k, config, words, english);
        app.listen();
        view! { <Shell app /> }
    })
    .forget();
    Some(())
}

/// The words of a language, with the bank's own in their place.
fn read_words(bytes: &[u8], config: &Config, k: &Knowledge, english: bool) -> Option<&'static Words> {
    let mut words = Words::from_bytes(bytes)?;
    // Words of another build would put texts in wrong places.
    let fits = words.ui.len() == Ui::KEYS.len() && words.questions.len() == k.questions.len();
    config.apply(&mut words, english);
    fits.then(|| &*Box::leak(Box::new(words)))
}

impl App {
    /// The state at the start: language and case as they were left.
    pub fn new(k: &'static Knowledge, config: &'static Config, words: &'static Words, english: bool) -> Self {
        let notice = RwSignal::new(None);
        let now = RwSignal::new(clock::now());
        let session = Session::open(k, notice);
        let route = RwSignal::new(address::read());
        let (words, english) = (RwSignal::new(words), RwSignal::new(english));
        let elder = RwSignal::new(storage::local("pos.elder").is_some());
        let setting = Memo::new(move |_| config.setting(now.get(), k));
        // Advice has no equality: whatever it was made from has changed when it is made again.
        let advice = Memo::new_with_compare(
            move |_| session.case.with(|case| setting.with(|setting| advise(k, case, setting))),
            |_, _| true,
        );
        let mut app = Self {
            k,
            config,
            words,
            english,
            elder,
            route,
            session,
            now,
            online: RwSignal::new(page::is_online()),
            query: RwSignal::new(String::new()),
            notice,
            setting,
            advice,
            page: Memo::new(|_| Page::default()),
        };
        app.page = Memo::new(move |_| app.route.with(|route| app.scene(|scene| view::page(scene, route))));
        app
    }

    /// The page to draw.
    pub fn page(self) -> Memo<Page> {
        self.page
    }

    /// One of the app's own words.
    pub fn ui(self, key: Ui) -> &'static str {
        self.words.get().ui(key)
    }

    /// Let a view look at everything there is.
    pub fn scene<T>(self, look: impl FnOnce(&Scene) -> T) -> T {
        let (case, setting) = (self.session.case.read(), self.setting.read());
        let (advice, saved) = (self.advice.read(), self.session.saved.read());
        look(&Scene {
            k: self.k,
            w: self.words.get(),
            config: self.config,
            english: self.english.get(),
            elder: self.elder.get(),
            now: self.now.get(),
            ahead: clock::ahead(),
            case: &case,
            since: self.session.since.get(),
            setting: &setting,
            advice: advice.as_ref(),
            saved: saved.as_ref(),
        })
    }

    /// Do what was pressed.
    pub fn act(self, act: Act) {
        match act {
            Act::Go(route) => return address::go(&route),
            Act::Call(number) => return address::dial(&number),
            Act::Share(text) => return share::share(text, move |word| self.notice.set(Some(word))),
            Act::Print => return page::print(),
            Act::Elder => return self.turn_elder(),
            Act::Forget => return self.session.forget(),
            Act::Add(event) => self.session.add(event),
            Act::Put(at, event) => self.session.put(at, event),
            Act::Remove(at) => self.session.remove(at),
            Act::Begin(event) => self.session.begin(event),
            Act::Again => self.session.again(),
            Act::Resume => self.session.resume(),
        }
        self.session.keep(self.english.get_untracked());
        address::go(&Route::Case(self.session.len()));
    }

    /// Where "back" leads: the page before, or the one above when the visit began here.
    pub fn back(self) {
        let parent = self.route.with_untracked(|route| route.parent(self.session.len()));
        address::back(&parent);
    }

    fn turn_elder(self) {
        let elder = !self.elder.get_untracked();
        self.elder.set(elder);
        storage::set_local("pos.elder", elder.then_some("1"));
    }

    /// Fetch the words of the other language; the case stays as it is.
    pub fn switch_language(self) {
        let english = !self.english.get_untracked();
        leptos::task::spawn_local(async move {
            let bytes = language::fetch(english).await;
            match bytes.and_then(|bytes| read_words(&bytes, self.config, self.k, english)) {
                Some(words) => {
                    self.words.set(words);
                    self.english.set(english);
                    storage::set_local("pos.lang", Some(if english { "en" } else { "zh-CN" }));
                }
                None => self.notice.set(Some(Ui::NoticeLanguage)),
            }
        });
    }

    /// Follow the address, the clock, the network and the keyboard.
    fn listen(self) {
        address::follow(move |route| {
            if let Route::Look(text) = &route {
                self.query.set(text.clone());
            }
            self.route.set(route);
        });
        clock::every_minute(move |now| self.now.set(now));
        page::on_network_change(move |online| self.online.set(online));
        page::on_key(move || self.back());
        Effect::new(move || page::set_mode(self.english.get(), self.elder.get()));
        Effect::new(move |before: Option<String>| {
            let (id, title) = self.page.with(|page| (page.id.clone(), page.title.clone()));
            let place = format!("{id} {}", self.route.get());
            page::set_title(&title, &self.scene(|scene| scene.name()));
            if before.is_some_and(|before| before != place) {
                page::to_heading();
            }
            place
        });
    }
}
