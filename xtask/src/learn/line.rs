//! One exported case. Whatever is not an id where an id belongs could be about a person: the whole file is refused.

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

/// A case in ids.
#[derive(Debug, PartialEq)]
pub struct Line {
    pub events: Vec<String>,
    pub outcome: String,
    /// The cause that was confirmed, or nothing.
    pub cause: String,
}

const KEYS: [&str; 6] = ["schema", "revision", "month", "events", "outcome", "cause"];

impl Line {
    /// Reads a line of the export of `#/cases`.
    pub fn read(text: &str) -> Result<Self> {
        // What the line says is never repeated: it may be what must not be told.
        let Ok(Value::Object(table)) = serde_json::from_str(text) else { bail!("this is no case: not a JSON object") };
        for key in table.keys() {
            ensure!(KEYS.contains(&key.as_str()), "a case has no such field; the file may hold personal data");
        }
        let get = |key: &str| table.get(key).and_then(Value::as_str).unwrap_or_default();
        ensure!(get("schema") == "pos-doctor-case/1", "`schema` is not pos-doctor-case/1");
        ensure!(is_month(get("month")), "`month` is not a year and a month");
        let events = table.get("events").and_then(Value::as_array).context("`events` is no list")?;
        let events = events.iter().map(|event| event.as_str().map(str::to_owned).context("an event is no text"));
        let line = Self {
            events: events.collect::<Result<_>>()?,
            outcome: get("outcome").to_owned(),
            cause: get("cause").to_owned(),
        };
        let texts = line.events.iter().chain([&line.outcome, &line.cause]);
        for text in texts {
            ensure!(is_ids(text), "something is not made of ids; the file may hold personal data");
        }
        Ok(line)
    }
}

fn is_month(text: &str) -> bool {
    let parts = text.split_once('-').map(|(year, month)| (year.len(), month.len()));
    text.is_empty() || parts == Some((4, 2)) && text.chars().all(|c| c.is_ascii_digit() || c == '-')
}

/// Words of an event: letters, digits and the few signs that ids have; no long number, no name in another script.
fn is_ids(text: &str) -> bool {
    let sign = |c: char| c.is_ascii_alphanumeric() || "_-:?# ".contains(c);
    let longest = text.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or(0);
    text.len() <= 120 && text.split(' ').count() <= 4 && text.chars().all(sign) && longest < 6
}
