//! What a bank may set in `config.json`, judged as typed input: what fits is used, what does not is named and ignored.

mod colour;
mod hotline;
mod judge;
mod notice;
pub(crate) mod time;
mod value;

pub use colour::Colours;
pub use hotline::{Hotline, Hours};
pub use judge::{Ignored, Why, is_origin};
pub use notice::{Blames, Notice};
pub use time::{CHINA, Civil, Moment};
pub use value::Value;

use crate::content::{Knowledge, LiveTest, Ui, Words};
use crate::diagnose::Setting;
use judge::Judge;

/// A text in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Both {
    pub zh: String,
    pub en: String,
}

impl Both {
    /// The text in one language.
    pub fn get(&self, english: bool) -> &str {
        if english { &self.en } else { &self.zh }
    }
}

/// The bank's own reading of a response code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeText {
    pub id: String,
    pub means: Both,
    pub act: Both,
}

/// What a bank has set; everything else is as we deliver it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Config {
    pub name: Option<Both>,
    /// A picture beside `index.html`.
    pub logo: Option<String>,
    pub colours: Option<Colours>,
    pub hotlines: Vec<Hotline>,
    pub codes: Vec<CodeText>,
    pub notices: Vec<Notice>,
    /// Models, by answer of the question about the kind of terminal.
    pub terminals: Vec<(String, Both)>,
    /// Replacements for the app's own words.
    pub texts: Vec<(Ui, Both)>,
    pub operator: Option<Both>,
    pub privacy: Option<Both>,
    /// Origins that the network check may ask; the build puts them into the security headers.
    pub connect_to: Vec<String>,
    pub ignored: Vec<Ignored>,
}

/// What calling costs more, in minutes' worth, while every hotline is closed: most shops then wait for the morning.
const CLOSED: f64 = 60.0;

impl Config {
    /// Judge a parsed `config.json`. `None` is a file that is there but could not be parsed.
    pub fn read(value: Option<&Value>, k: &Knowledge) -> Self {
        let mut judge = Judge::default();
        let mut config = Self::default();
        match value {
            Some(Value::Table(entries)) => entries.iter().for_each(|(key, v)| config.take(&mut judge, k, key, v)),
            Some(Value::Null) => {}
            Some(_) | None => judge.ignore("config.json", Why::Unreadable),
        }
        config.ignored = judge.ignored;
        config
    }

    fn take(&mut self, judge: &mut Judge, k: &Knowledge, key: &str, value: &Value) {
        match key {
            "name" => self.name = judge.both(key, value),
            "logo" => self.logo = judge.file(key, value),
            "colour" => self.colours = judge.colour(key, value),
            "hotlines" => self.hotlines = judge.list(key, value, Judge::hotline),
            "codes" => self.codes = judge.entries(key, value, Judge::code),
            "notices" => self.notices = judge.list(key, value, Judge::notice),
            "terminals" => {
                self.terminals = judge.entries(key, value, |judge, place, id, v| judge.terminal(k, place, id, v))
            }
            "texts" => self.texts = judge.entries(key, value, Judge::ui_text),
            "operator" => self.operator = judge.both(key, value),
            "privacy" => self.privacy = judge.both(key, value),
            // The rest of it is for the build, which judges it all more strictly: it goes into headers.
            "hosting" => {
                let origins = value.get("connect_to").map(|v| judge.list("hosting.connect_to", v, Judge::origin));
                self.connect_to = origins.unwrap_or_default();
            }
            _ => judge.ignore(key, Why::Unknown),
        }
    }

    /// The hotline to show: an open one, else the first.
    pub fn hotline(&self, now: Moment) -> Option<&Hotline> {
        self.hotlines.iter().find(|h| h.is_open(now)).or(self.hotlines.first())
    }

    /// Whether there are hotlines and all of them are closed.
    pub fn is_closed(&self, now: Moment) -> bool {
        !self.hotlines.is_empty() && self.hotlines.iter().all(|h| !h.is_open(now))
    }

    /// What the configuration means for the diagnosis at this time.
    pub fn setting(&self, now: Moment, k: &Knowledge) -> Setting {
        let factors = self.notices.iter().filter(|n| n.holds(now)).filter_map(|n| n.factor(k)).collect();
        let live = if self.connect_to.is_empty() { Vec::new() } else { vec![LiveTest::Network] };
        Setting { factors, closed: if self.is_closed(now) { CLOSED } else { 0.0 }, expert: false, live }
    }

    /// Put the bank's texts in the place of ours.
    pub fn apply(&self, words: &mut Words, english: bool) {
        for (key, text) in &self.texts {
            if let Some(place) = words.ui.get_mut(*key as usize) {
                text.get(english).clone_into(place);
            }
        }
    }
}

#[cfg(test)]
mod tests;
