//! Numbers to call and when somebody answers.

use super::judge::{Judge, Why};
use super::time::{Moment, time_of_day};
use super::{Both, Value};

/// A number of the bank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hotline {
    pub name: Both,
    pub number: String,
    /// Empty = always.
    pub hours: Vec<Hours>,
}

/// Days of the week and minutes of the day, Chinese time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours {
    /// First and last day, Monday = 1.
    pub days: (i64, i64),
    pub from: i64,
    pub until: i64,
}

impl Hotline {
    /// Whether somebody answers now.
    pub fn is_open(&self, now: Moment) -> bool {
        self.hours.is_empty() || self.hours.iter().any(|h| h.hold(now))
    }

    /// What follows `tel:`.
    pub fn dial(&self) -> String {
        self.number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
    }
}

impl Hours {
    fn hold(&self, now: Moment) -> bool {
        let (day, minute) = now.weekday_and_minute();
        (self.days.0..=self.days.1).contains(&day) && (self.from..self.until).contains(&minute)
    }
}

impl Judge {
    /// `{ "name": …, "number": "95588", "hours": [{ "days": "1-5", "from": "08:00", "until": "20:00" }] }`
    pub(super) fn hotline(&mut self, place: &str, value: &Value) -> Option<Hotline> {
        let number = self.text(&format!("{place}.number"), value.get("number"))?;
        let digits = number.chars().filter(char::is_ascii_digit).count();
        let sound = (3..=20).contains(&digits) && number.chars().all(|c| c.is_ascii_digit() || "+-() ".contains(c));
        let number = self.need(place, Why::NotNumber, sound.then(|| number.to_owned()))?;
        let name = value.get("name").and_then(|v| self.both(&format!("{place}.name"), v)).unwrap_or_default();
        let hours =
            value.get("hours").map(|v| self.list(&format!("{place}.hours"), v, Self::hours)).unwrap_or_default();
        Some(Hotline { name, number, hours })
    }

    fn hours(&mut self, place: &str, value: &Value) -> Option<Hours> {
        let time = |key: &str| value.get(key).and_then(Value::text).and_then(time_of_day);
        let hours = (|| {
            let days = value.get("days").map_or(Some("1-7"), Value::text)?;
            let (first, last) = days.split_once('-').unwrap_or((days, days));
            let days: (i64, i64) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
            let sound = 1 <= days.0 && days.0 <= days.1 && days.1 <= 7;
            let (from, until) = (time("from")?, time("until")?);
            (sound && from < until).then_some(Hours { days, from, until })
        })();
        self.need(place, Why::NotHours, hours)
    }
}
