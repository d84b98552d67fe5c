//! Time as the clock on the shop's wall shows it: that is what stands on slips, and what people write down.

use crate::config::{Moment, time as calendar};
use std::fmt;

/// Minutes since 1970-01-01 00:00 on the wall.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wall(pub i64);

/// Days since 1970-01-01 on the wall.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub i64);

const DAY: i64 = 1440;

impl Wall {
    /// What the wall shows at a moment, where clocks are so many minutes ahead of UTC.
    pub fn at(now: Moment, ahead: i64) -> Self {
        Self(now.0 + ahead)
    }

    /// `2026-11-22T19:05`, as date fields give it, or with a space; a date alone is its midnight.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (date, time) = text.split_once(['T', ' ']).unwrap_or((text, "00:00"));
        Some(Self(Day::parse(date)?.0 * DAY + minute_of_day(time)?))
    }

    pub fn day(self) -> Day {
        Day(self.0.div_euclid(DAY))
    }

    /// Minutes since midnight.
    pub fn minute(self) -> i64 {
        self.0.rem_euclid(DAY)
    }
}

/// `19:05`, seconds ignored, as a minute of the day.
pub fn minute_of_day(text: &str) -> Option<i64> {
    let mut parts = text.trim().splitn(3, ':');
    let (hour, minute) = (number(parts.next()?)?, number(parts.next()?)?);
    ((0..24).contains(&hour) && (0..60).contains(&minute)).then_some(hour * 60 + minute)
}

impl Day {
    /// `2026-11-22`; `None` for days that no calendar has, such as 30 February.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().splitn(3, '-');
        let (year, month, day) = (number(parts.next()?)?, number(parts.next()?)?, number(parts.next()?)?);
        let sound = (1..10_000).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        let days = sound.then(|| calendar::days(year, month, day))?;
        (calendar::date(days) == (year, month, day)).then_some(Self(days))
    }

    /// Year, month, day.
    pub fn date(self) -> (i64, i64, i64) {
        calendar::date(self.0)
    }

    /// Monday = 1. 1970-01-01 was a Thursday.
    pub fn weekday(self) -> i64 {
        (self.0 + 3).rem_euclid(7) + 1
    }
}

/// Digits only: `+5` and `-5` are no numbers of a date.
fn number(text: &str) -> Option<i64> {
    let digits = !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.date();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Display for Wall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:02}:{:02}", self.day(), self.minute() / 60, self.minute() % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_read() {
        for text in ["2026-11-22 19:05", "2024-02-29 00:00", "1970-01-01 23:59", "1969-12-31 12:00"] {
            assert_eq!(Wall::parse(text).map(|wall| wall.to_string()).as_deref(), Some(text));
        }
        assert_eq!(Wall::parse("2026-11-22T19:05:30"), Wall::parse("2026-11-22 19:05"));
        // `date -d '2026-11-22' +%u` says Sunday.
        assert_eq!(Day::parse("2026-11-22").map(Day::weekday), Some(7));
        assert_eq!(Wall::at(Moment(29_921_310), 480).to_string(), "2026-11-22 00:30");
    }

    #[test]
    fn impossible_days_are_none() {
        for text in [
            "",
            "2026",
            "2026-02-30",
            "2025-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-04-31",
            "0000-01-01",
            "12026-01-01",
            "2026-11-22 24:00",
            "2026-11-22 12:60",
            "2026-11-22 12",
            "昨天",
            "2026-+1-01",
            "-026-01-01",
        ] {
            assert_eq!(Wall::parse(text), None, "{text}");
        }
    }
}
