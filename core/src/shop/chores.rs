//! What was checked when: marks of the checklists, one `id day` a line.

use super::wall::Day;

/// The day on which each point was last done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks(Vec<(String, Day)>);

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
        let mut marks = Self::default();
        text.lines().filter_map(mark).for_each(|(id, day)| marks.set(&id, Some(day)));
        marks
    }

    pub fn format(&self) -> String {
        self.0.iter().map(|(id, day)| format!("{id} {day}\n")).collect()
    }

    /// The day on which it was done, if that still counts on `today`.
    pub fn done(&self, id: &str, every: &str, today: Day) -> Option<Day> {
        let day = self.last(id)?;
        // A day that lies ahead comes from a clock that was wrong.
        (0..days(every)).contains(&(today.0 - day.0)).then_some(day)
    }

    pub fn last(&self, id: &str) -> Option<Day> {
        self.0.iter().find(|(own, _)| own == id).map(|(_, day)| *day)
    }

    /// Mark as done, or take the mark away.
    pub fn set(&mut self, id: &str, day: Option<Day>) {
        self.0.retain(|(own, _)| own != id);
        self.0.extend(day.map(|day| (id.to_owned(), day)));
    }
}
