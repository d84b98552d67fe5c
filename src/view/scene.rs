//! Everything a view may look at, and the words it uses again and again.

use super::{Act, Bar, Block, Choice};
use crate::route::Route;
use pos_doctor_core::case::{Case, Event, Step};
use pos_doctor_core::config::{Config, Moment};
use pos_doctor_core::content::ui::fill;
use pos_doctor_core::content::words::{ActionWords, QuestionWords};
use pos_doctor_core::content::{ActionId, CauseId, GuardId, Knowledge, QuestionId, SourceId, Ui, Words};
use pos_doctor_core::diagnose::{Advice, End, Next, Setting, advise};
use std::sync::OnceLock;

/// What a view is made from.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    pub k: &'a Knowledge,
    pub w: &'a Words,
    pub config: &'a Config,
    pub english: bool,
    pub elder: bool,
    pub update: bool,
    pub install: bool,
    pub now: Moment,
    /// Minutes that the clock on the wall is ahead of UTC.
    pub ahead: i64,
    pub case: &'a Case,
    /// When the case began.
    pub since: Moment,
    pub setting: &'a Setting,
    /// What follows from the case, worked out when somebody asks.
    pub advised: &'a OnceLock<Option<Advice>>,
    /// How many sales are still unclear, once their day has closed.
    pub sales_due: Option<&'a str>,
    /// The terminal that the case is about, from the shop's own list: shown and printed, never sent.
    pub device: &'a str,
    /// A case stored earlier that could be taken up again.
    pub saved: Option<&'a Case>,
}

impl<'a> Scene<'a> {
    /// One of the app's own words.
    pub fn ui(&self, key: Ui) -> String {
        self.w.ui(key).to_owned()
    }

    /// One of the app's own sentences with its gaps filled.
    pub fn fill(&self, key: Ui, values: &[(&str, &str)]) -> String {
        fill(self.w.ui(key), values)
    }

    /// The bank's name for this page, or ours.
    pub fn name(&self) -> String {
        self.config.name.as_ref().map_or_else(|| self.ui(Ui::Name), |name| name.get(self.english).to_owned())
    }

    /// What follows from the case.
    pub fn advice(&self) -> Option<&'a Advice> {
        self.advised.get_or_init(|| advise(self.k, self.case, self.setting)).as_ref()
    }

    /// What follows now.
    pub fn next(&self) -> Option<Next> {
        self.advice().map(|a| a.next.step())
    }

    /// Whether there is a case that is not over.
    pub fn is_running(&self) -> bool {
        has_findings(self.k, self.case) && !matches!(self.next(), Some(Next::End(_)))
    }

    pub fn question(&self, id: QuestionId) -> Option<&'a QuestionWords> {
        self.w.questions.get(id.index())
    }

    pub fn action(&self, id: ActionId) -> Option<&'a ActionWords> {
        self.w.actions.get(id.index())
    }

    pub fn cause_name(&self, id: CauseId) -> String {
        self.w.causes.get(id.index()).map(|c| c.name.clone()).unwrap_or_default()
    }

    /// The label of an answer; `None` is "don't know".
    pub fn answer(&self, id: QuestionId, answer: Option<u8>) -> String {
        let label = |n: u8| self.question(id)?.answers.get(usize::from(n)).cloned();
        answer.map_or_else(|| Some(self.ui(Ui::DontKnow)), label).unwrap_or_default()
    }

    /// What a step is called in lists.
    pub fn step_name(&self, step: Step) -> String {
        match step {
            Step::Question(q) => self.question(q).map(|q| q.ask.clone()),
            Step::Action(a) => self.action(a).map(|a| a.instruction.clone()),
        }
        .unwrap_or_default()
    }

    /// How probable, in words a shopkeeper uses.
    pub fn likely(&self, percent: u8) -> String {
        self.ui(match percent {
            70.. => Ui::VeryLikely,
            40.. => Ui::Likely,
            15.. => Ui::Possible,
            _ => Ui::Unlikely,
        })
    }

    /// The most probable faults.
    pub fn bars(&self, count: usize, exact: bool) -> Vec<Bar> {
        let ranked = self.advice().map(|a| a.belief.ranked()).unwrap_or_default();
        ranked.into_iter().take(count).map(|(cause, p)| self.bar(cause, percent(p), exact)).collect()
    }

    fn bar(&self, cause: CauseId, percent: u8, exact: bool) -> Bar {
        let id = self.k.cause(cause).map(|c| c.id.clone()).unwrap_or_default();
        Bar { id, name: self.cause_name(cause), word: self.likely(percent), percent, exact }
    }

    /// Red lines in words: what not to do, what would happen.
    pub fn donts(&self, guards: &[GuardId]) -> Vec<(String, String)> {
        let words = guards.iter().filter_map(|g| self.w.guards.get(g.index()));
        words.map(|g| (g.dont.clone(), g.why.clone())).collect()
    }

    /// The first few red lines that apply now; the others are one tap away.
    pub fn donts_now(&self, count: usize) -> Option<Block> {
        let guards = self.advice().map(|a| a.guards.clone()).unwrap_or_default();
        // What a circumstance of this case put in force comes before what always holds.
        let (standing, raised): (Vec<_>, Vec<_>) =
            guards.into_iter().partition(|id| self.k.guard(*id).is_none_or(|g| g.when.is_empty()));
        let first: Vec<_> = raised.into_iter().chain(standing).take(count).collect();
        (!first.is_empty()).then(|| Block::Donts(self.donts(&first)))
    }

    /// Where a statement comes from.
    pub fn sources(&self, ids: &[SourceId]) -> Vec<String> {
        ids.iter().filter_map(|id| self.w.sources.get(id.index()).cloned()).collect()
    }

    /// The links that are always within reach.
    pub fn reach(&self, route: &Route) -> Vec<Choice> {
        let mut links = vec![Choice::new("sell", self.ui(Ui::Sell), Act::Go(Route::Sell)).icon("paper")];
        if has_findings(self.k, self.case) {
            links.push(Choice::new("causes", self.ui(Ui::Causes), Act::Go(Route::Causes)).icon("bars"));
        }
        links.push(Choice::new("red-lines", self.ui(Ui::RedLines), Act::Go(Route::RedLines)).icon("shield"));
        links.retain(|link| link.act != Act::Go(route.clone()));
        links
    }

    /// How to reach the bank: its hotline, with a word about closed hours, or the sticker on the terminal.
    pub fn hotline(&self) -> String {
        let Some(hotline) = self.config.hotline(self.now) else { return self.ui(Ui::Sticker) };
        let text = self.fill(Ui::Hotline, &[("name", hotline.name.get(self.english)), ("number", &hotline.number)]);
        let text = text.trim().to_owned();
        if self.config.is_closed(self.now) { text + &self.ui(Ui::HotlineClosed) } else { text }
    }

    /// When the case began, as one says it.
    pub fn when(&self) -> String {
        let c = self.since.civil(self.ahead);
        let time = format!("{}:{:0>2}", c.hour, c.minute);
        let number = |n: i64| n.to_string();
        self.fill(
            Ui::Date,
            &[("year", &number(c.year)), ("month", &number(c.month)), ("day", &number(c.day)), ("time", &time)],
        )
    }

    /// The answer to the question about the terminal, with the bank's model names.
    pub fn terminal(&self) -> Option<String> {
        let q = self.k.find_question("terminal")?;
        let said = self.case.events.iter().find_map(|e| match e {
            Event::Answer(id, Some(n)) if *id == q => Some(*n),
            _ => None,
        });
        Some(self.answer(q, Some(said?)))
    }

    /// A text with {hotline}, {when}, {terminal} and {tried} filled.
    pub fn told(&self, text: &str) -> String {
        let terminal = self.terminal().unwrap_or_else(|| self.ui(Ui::MyTerminal));
        let tried: Vec<_> = self.tried().collect();
        let tried = if tried.is_empty() { self.ui(Ui::NothingTried) } else { tried.join(&self.ui(Ui::ListComma)) };
        let values =
            [("hotline", &*self.hotline()), ("when", &self.when()), ("terminal", &terminal), ("tried", &tried)];
        fill(text, &values)
    }

    /// Instructions that were followed without success.
    pub fn tried(&self) -> impl Iterator<Item = String> {
        self.case.events.iter().filter_map(|e| match e {
            Event::Tried(a, false) => self.action(*a).map(|a| a.instruction.clone()),
            _ => None,
        })
    }

    /// Ways to hand the case over as it is: pages of the second program.
    pub fn take_along(&self) -> Block {
        let cell = |path: &str, label, hint| {
            Choice::new(path, self.ui(label), Act::Go(Route::Tool(path.to_owned()))).hint(self.ui(hint))
        };
        Block::Cells(vec![cell("c", Ui::SendCase, Ui::SendCaseHint), cell("report", Ui::Report, Ui::ReportHint)])
    }

    /// Whether the case has ended well.
    pub fn is_repaired(&self) -> bool {
        matches!(self.next(), Some(Next::End(End::Repaired(_))))
    }
}

/// A probability as whole percent; no fault is ever certain or impossible.
pub fn percent(p: f64) -> u8 {
    // Truncating casts saturate, so any number gives something between 1 and 99.
    ((p * 100.0 + 0.5) as u8).clamp(1, 99)
}

/// Whether a case holds more than what is known of shop and terminal.
pub fn has_findings(k: &Knowledge, case: &Case) -> bool {
    case.events.iter().any(|e| !matches!(e, Event::Answer(q, _) if k.question(*q).is_some_and(|q| q.context)))
}

/// A name that also stands within sentences, as a line of its own: English then begins with a capital.
pub fn headline(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}
