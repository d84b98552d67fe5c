//! The state of the app as plain data, and how each act changes it. Nothing here knows how a page is drawn.

use crate::ahead::Ahead;
use crate::browser::second::Told;
use crate::browser::{clock, page, reach, storage};
use crate::route::Route;
use crate::session::Session;
use crate::view::{self, Act, Offer, Page, Scene};
use pos_doctor_core::case::Case;
use pos_doctor_core::config::{Config, Moment};
use pos_doctor_core::content::{Knowledge, LiveTest, Ui, Words};
use pos_doctor_core::diagnose::{Advice, Setting};
use std::sync::OnceLock;

/// Everything that can change while the page is open. Knowledge and words live as long as the page.
pub struct State {
    pub k: &'static Knowledge,
    pub config: &'static Config,
    pub words: &'static Words,
    pub english: bool,
    pub elder: bool,
    pub route: Route,
    pub session: Session,
    pub now: Moment,
    pub online: bool,
    /// The bank's settings are those of an earlier visit.
    pub stale: bool,
    /// A new version is ready.
    pub update: bool,
    /// The app can be installed.
    pub install: bool,
    /// What stands in the box; never stored.
    pub query: String,
    /// A word to the visitor, until dismissed.
    pub notice: Option<Ui>,
    /// What the second program left about unclear sales.
    sales: String,
    /// The terminal that the case is about, from the shop's own list.
    device: String,
    setting: Setting,
    /// What follows from the case, worked out when a page asks for it.
    advised: OnceLock<Option<Advice>>,
    ahead: Ahead,
}

impl State {
    /// The state at the start: language and case as they were left.
    pub fn new(
        k: &'static Knowledge,
        config: &'static Config,
        words: &'static Words,
        english: bool,
        stale: bool,
    ) -> Self {
        let (session, notice) = Session::open(k);
        let mut state = Self {
            k,
            config,
            words,
            english,
            elder: storage::local("pos.elder").is_some(),
            route: Route::Home,
            session,
            now: clock::now(),
            online: page::is_online(),
            stale,
            update: false,
            install: false,
            query: String::new(),
            notice,
            sales: left("pos.sales.due"),
            device: left("pos.device.line"),
            setting: Setting::default(),
            advised: OnceLock::new(),
            ahead: Ahead::default(),
        };
        state.think();
        state
    }

    /// What holds outside the case: the bank's settings, and whether this browser can reach a reader.
    fn setting_at(&self, now: Moment) -> Setting {
        let mut setting = self.config.setting(now, self.k);
        setting.live.extend(reach::has_doors().then_some(LiveTest::Reader));
        setting
    }

    /// The case or the setting is another one now.
    fn think(&mut self) {
        self.setting = self.setting_at(self.now);
        let known = self.ahead.take(&self.session.case, &self.setting);
        self.advised = known.map_or_else(OnceLock::new, OnceLock::from);
    }

    /// A page is shown: what its choices lead to can be worked out.
    pub fn plan_ahead(&mut self, page: &Page) {
        let cases = page.choices().filter_map(|choice| self.after(&choice.act)).collect();
        self.ahead.plan(cases, &self.setting);
    }

    /// Works out one of them; false when none is left.
    pub fn look_ahead(&mut self) -> bool {
        self.ahead.work(self.k)
    }

    /// The case that an act leads to.
    fn after(&self, act: &Act) -> Option<Case> {
        match act {
            Act::Add(event) => Some(self.session.case.with(self.session.len(), *event)),
            Act::Put(at, event) => Some(self.session.case.with(*at, *event)),
            Act::Begin(event) => Some(self.session.begun(*event)),
            _ => None,
        }
    }

    /// Time goes on: maintenance begins or ends, a hotline opens or closes.
    pub fn tick(&mut self, now: Moment) {
        self.now = now;
        if self.setting_at(now) != self.setting {
            self.think();
        }
    }

    /// The visitor went to a page.
    pub fn arrive(&mut self, route: Route) {
        self.route = route;
        self.sales = left("pos.sales.due");
        self.device = left("pos.device.line");
    }

    /// Do what changes the case; the answer is the page to go to.
    pub fn act(&mut self, act: Act) -> Option<Route> {
        match act {
            Act::Add(event) => self.session.add(event),
            Act::Put(at, event) => self.session.put(at, event),
            Act::Remove(at) => self.session.remove(at),
            Act::Begin(event) => self.session.begin(event),
            Act::Again => self.session.again(),
            Act::Resume => self.session.resume(),
            Act::Forget => {
                self.session.forget();
                self.notice = Some(Ui::NoticeForgotten);
                self.think();
                return None;
            }
            Act::Elder => {
                self.elder = !self.elder;
                storage::set_local("pos.elder", self.elder.then_some("1"));
                return None;
            }
            Act::Look(text) => {
                self.query = text;
                return Some(Route::tool("look"));
            }
            Act::Go(_) | Act::Call(_) | Act::Share(_) | Act::Print | Act::Accept(_) => return None,
        }
        self.notice = self.session.keep(self.english).or(self.notice);
        self.think();
        // At once, not when the browser tells of the new address: the step just answered must not flash up as the past.
        self.route = Route::Case(self.session.len());
        Some(self.route.clone())
    }

    /// The second program learned something about the case.
    pub fn told(&mut self, told: Told) {
        match told {
            Told::More(text) => {
                Case::parse(self.k, &text).events.into_iter().for_each(|event| self.session.add(event));
            }
            Told::Whole(text) => self.session.take_in(Case::parse(self.k, &text)),
            Told::Say(key) => {
                self.notice = Ui::find(&key);
                return;
            }
        }
        self.notice = self.session.keep(self.english).or(self.notice);
        self.think();
    }

    /// The browser has something to offer, or cannot keep what it offered.
    pub fn offered(&mut self, offer: Option<Offer>) {
        match offer {
            Some(Offer::Update) => self.update = true,
            Some(Offer::Install) => self.install = true,
            None => self.notice = Some(Ui::NoticeBusy),
        }
    }

    /// Speak another language; the case stays as it is.
    pub fn speak(&mut self, words: &'static Words, english: bool) {
        (self.words, self.english) = (words, english);
        storage::set_local("pos.lang", Some(if english { "en" } else { "zh-CN" }));
    }

    /// What views may look at.
    pub fn scene(&self) -> Scene<'_> {
        Scene {
            k: self.k,
            w: self.words,
            config: self.config,
            english: self.english,
            elder: self.elder,
            update: self.update,
            install: self.install,
            now: self.now,
            ahead: clock::ahead(),
            case: &self.session.case,
            since: self.session.since,
            setting: &self.setting,
            advised: &self.advised,
            sales_due: self.sales_due(),
            device: &self.device,
            saved: self.session.saved.as_ref(),
        }
    }

    /// The second program leaves a minute and a number: from then on so many sales are to be reminded of.
    fn sales_due(&self) -> Option<&str> {
        let (minute, count) = self.sales.split_once(' ')?;
        (self.now.0 >= minute.parse().ok()?).then_some(count)
    }

    /// The page to draw.
    pub fn page(&self) -> Page {
        view::page(&self.scene(), &self.route)
    }

    /// Where "back" leads when the browser has nowhere to go back to.
    pub fn parent(&self) -> Route {
        self.route.parent(self.session.len())
    }
}

/// What the second program left for this one.
fn left(key: &str) -> String {
    storage::local(key).unwrap_or_default()
}
