//! What was checked when: marks of the checklists, one `id day` a line.

use super::wall::Day;
use std::collections::BTreeMap;

/// The day on which each point was last done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks(BTreeMap<String, Day>);

/// Days from one time to the next.
pub fn days(every: &str) -> i64 {
    match every {
        "day" => 1,
        "week" => 7,
        "month" => 30,
        // Rooms change with the seasons.
        _ => 90,
    }
}

impl Marks {
    /// Read what was stored; lines that mean nothing are dropped, a mark is soon made again.
    pub fn parse(text: &str) -> Self {
        let mark = |line: &str| {
            let (id, day) = line.split_once(' ')?;
            Some((id.to_owned(), Day::parse(day)?))
        };
        Self(text.lines().filter_map(mark).collect())
    }

    pub fn format(&self) -> String {
        self.0.iter().map(|(id, day)| format!("{id} {day}\n")).collect()
    }

    /// The day on which it was done, if that still counts on `today`.
    pub fn done(&self, id: &str, every: &str, today: Day) -> Option<Day> {
        let day = *self.0.get(id)?;
        // A day that lies ahead comes from a clock that was wrong.
        (0..days(every)).contains(&(today.0 - day.0)).then_some(day)
    }

    pub fn last(&self, id: &str) -> Option<Day> {
        self.0.get(id).copied()
    }

    /// Mark as done, or take the mark away.
    pub fn set(&mut self, id: &str, day: Option<Day>) {
        match day {
            Some(day) => drop(self.0.insert(id.to_owned(), day)),
            None => drop(self.0.remove(id)),
        }
    }
}
