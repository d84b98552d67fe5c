//! Takes what fits, and notes the place and the reason of what does not.

use super::{Both, CodeText, Colours, Value};
use crate::content::{Knowledge, Ui};

/// A setting that was ignored: where in the file, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignored {
    pub place: String,
    pub why: Why,
}

/// Why a setting was ignored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The file is no JSON object.
    Unreadable,
    /// No such setting.
    Unknown,
    NotText,
    TooLong,
    NotList,
    NotFile,
    NotColour,
    /// White text on this colour could not be read.
    LowContrast,
    NotNumber,
    NotHours,
    NotTime,
    NotWho,
    /// No plain `https` origin.
    NotOrigin,
}

#[derive(Default)]
pub(super) struct Judge {
    pub(super) ignored: Vec<Ignored>,
}

/// Longer texts would push the answer off the screen.
const MAX_TEXT: usize = 2000;
/// More entries than this in a list are a mistake.
const MAX_ENTRIES: usize = 500;

impl Judge {
    pub(super) fn ignore(&mut self, place: &str, why: Why) {
        self.ignored.push(Ignored { place: place.chars().take(80).collect(), why });
    }

    /// `value`, or a note of why there is none.
    pub(super) fn need<T>(&mut self, place: &str, why: Why, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.ignore(place, why);
        }
        value
    }

    pub(super) fn text<'a>(&mut self, place: &str, value: Option<&'a Value>) -> Option<&'a str> {
        let text = value.and_then(Value::text).filter(|t| !t.is_empty());
        let text = self.need(place, Why::NotText, text)?;
        self.need(place, Why::TooLong, (text.len() <= MAX_TEXT).then_some(text))
    }

    /// One text for both languages, or `{ "zh": …, "en": … }`.
    pub(super) fn both(&mut self, place: &str, value: &Value) -> Option<Both> {
        if let Value::Text(_) = value {
            let text = self.text(place, Some(value))?.to_owned();
            return Some(Both { zh: text.clone(), en: text });
        }
        let zh = self.text(&format!("{place}.zh"), value.get("zh"))?.to_owned();
        let en = self.text(&format!("{place}.en"), value.get("en"))?.to_owned();
        Some(Both { zh, en })
    }

    /// A file beside `index.html`: no other origin, no way out of the folder.
    pub(super) fn file(&mut self, place: &str, value: &Value) -> Option<String> {
        let path = self.text(place, Some(value))?;
        let plain = path.chars().all(|c| c.is_ascii_alphanumeric() || "._-/".contains(c));
        let picture = [".svg", ".png", ".webp", ".jpg"].iter().any(|e| path.ends_with(e));
        let inside = !path.starts_with('/') && !path.contains("..") && !path.contains("//");
        self.need(place, Why::NotFile, (plain && picture && inside).then(|| path.to_owned()))
    }

    pub(super) fn origin(&mut self, place: &str, value: &Value) -> Option<String> {
        let text = self.text(place, Some(value))?;
        self.need(place, Why::NotOrigin, is_origin(text).then(|| text.to_owned()))
    }

    pub(super) fn colour(&mut self, place: &str, value: &Value) -> Option<Colours> {
        let text = self.text(place, Some(value))?;
        let rgb = self.need(place, Why::NotColour, super::colour::parse(text))?;
        self.need(place, Why::LowContrast, Colours::of(rgb))
    }

    pub(super) fn code(&mut self, place: &str, id: &str, value: &Value) -> Option<CodeText> {
        let means = self.both(&format!("{place}.means"), value.get("means").unwrap_or(&Value::Null))?;
        let act = self.both(&format!("{place}.do"), value.get("do").unwrap_or(&Value::Null))?;
        Some(CodeText { id: id.to_ascii_uppercase(), means, act })
    }

    pub(super) fn terminal(&mut self, k: &Knowledge, place: &str, id: &str, value: &Value) -> Option<(String, Both)> {
        let question = k.find_question("terminal").and_then(|q| k.question(q));
        let known = question.is_some_and(|q| q.answers.iter().any(|a| a.id == id));
        self.need(place, Why::Unknown, known.then_some(()))?;
        Some((id.to_owned(), self.both(place, value)?))
    }

    pub(super) fn ui_text(&mut self, place: &str, id: &str, value: &Value) -> Option<(Ui, Both)> {
        let key = self.need(place, Why::Unknown, Ui::find(id))?;
        Some((key, self.both(place, value)?))
    }

    /// Every element of a list that fits.
    pub(super) fn list<T>(
        &mut self,
        place: &str,
        value: &Value,
        one: fn(&mut Self, &str, &Value) -> Option<T>,
    ) -> Vec<T> {
        let Value::List(values) = value else {
            self.ignore(place, Why::NotList);
            return Vec::new();
        };
        let numbered = values.iter().take(MAX_ENTRIES).enumerate();
        numbered.filter_map(|(n, v)| one(self, &format!("{place}[{n}]"), v)).collect()
    }

    /// Every entry of a table that fits.
    pub(super) fn entries<T>(
        &mut self,
        place: &str,
        value: &Value,
        one: impl Fn(&mut Self, &str, &str, &Value) -> Option<T>,
    ) -> Vec<T> {
        let Value::Table(entries) = value else {
            self.ignore(place, Why::NotList);
            return Vec::new();
        };
        let named = entries.iter().take(MAX_ENTRIES);
        named.filter_map(|(id, v)| one(self, &format!("{place}.{id}"), id, v)).collect()
    }
}

/// Whether a text is `https://host` or `https://host:port`: no path, no wildcard, nothing that could end the directive of
/// a security header.
pub fn is_origin(text: &str) -> bool {
    let host = text.strip_prefix("https://").unwrap_or_default();
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-:".contains(c);
    host.starts_with(|c: char| c.is_ascii_alphanumeric()) && host.chars().all(plain)
}
