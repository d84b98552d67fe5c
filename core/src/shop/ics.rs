//! Reminders for the calendar of a phone: RFC 5545. Times float: 20:30 is 20:30 wherever the phone is.

use super::wall::{Day, Wall};

/// Something to be reminded of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// The same for the same thing, so that a second import replaces the first.
    pub uid: String,
    pub start: Wall,
    pub every: Every,
    pub title: String,
    pub text: String,
}

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Every {
    Once,
    Day,
    /// On the weekday of its start.
    Week,
    /// On the day of the month of its start, the 28th at the latest, so that February has one too.
    Month,
    /// Every third month, likewise.
    Season,
}

/// Most octets of a line, without its end.
const LINE: usize = 75;

/// The file. `stamp` says when it was made.
pub fn calendar(name: &str, reminders: &[Reminder], stamp: Wall) -> String {
    let mut file = File(String::new());
    file.plain("BEGIN:VCALENDAR");
    file.plain("VERSION:2.0");
    file.plain("PRODID:-//POS Doctor//Reminders//ZH");
    file.plain("CALSCALE:GREGORIAN");
    file.text("X-WR-CALNAME", name);
    for reminder in reminders {
        file.event(reminder, stamp);
    }
    file.plain("END:VCALENDAR");
    file.0
}

struct File(String);

impl File {
    fn event(&mut self, reminder: &Reminder, stamp: Wall) {
        let start = begin(reminder);
        self.plain("BEGIN:VEVENT");
        self.text("UID", &reminder.uid);
        self.plain(&format!("DTSTAMP:{}Z", compact(stamp)));
        self.plain(&format!("DTSTART:{}", compact(start)));
        self.plain("DURATION:PT15M");
        if let Some(rule) = rule(reminder.every, start.day()) {
            self.plain(&format!("RRULE:{rule}"));
        }
        self.text("SUMMARY", &reminder.title);
        self.text("DESCRIPTION", &reminder.text);
        self.plain("TRANSP:TRANSPARENT");
        self.plain("BEGIN:VALARM");
        self.plain("ACTION:DISPLAY");
        self.text("DESCRIPTION", &reminder.title);
        self.plain("TRIGGER:PT0M");
        self.plain("END:VALARM");
        self.plain("END:VEVENT");
    }

    /// A property whose value is a text.
    fn text(&mut self, name: &str, value: &str) {
        self.plain(&format!("{name}:{}", escaped(value)));
    }

    /// A line, folded where it is too long; never within a character.
    fn plain(&mut self, line: &str) {
        let mut used = 0;
        for c in line.chars() {
            if used + c.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                used = 1;
            }
            self.0.push(c);
            used += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// The first time; a rule and its start must name the same day.
fn begin(reminder: &Reminder) -> Wall {
    let (_, _, day) = reminder.start.day().date();
    let monthly = matches!(reminder.every, Every::Month | Every::Season);
    let back = if monthly { (day - 28).max(0) } else { 0 };
    Wall(reminder.start.0 - back * 1440)
}

fn compact(wall: Wall) -> String {
    let (year, month, day) = wall.day().date();
    format!("{year:04}{month:02}{day:02}T{:02}{:02}00", wall.minute() / 60, wall.minute() % 60)
}

fn rule(every: Every, start: Day) -> Option<String> {
    const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    let (_, _, day) = start.date();
    let weekday = usize::try_from(start.weekday() - 1).ok().and_then(|at| DAYS.get(at)).copied().unwrap_or("MO");
    match every {
        Every::Once => None,
        Every::Day => Some("FREQ=DAILY".into()),
        Every::Week => Some(format!("FREQ=WEEKLY;BYDAY={weekday}")),
        Every::Month => Some(format!("FREQ=MONTHLY;BYMONTHDAY={day}")),
        Every::Season => Some(format!("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY={day}")),
    }
}
