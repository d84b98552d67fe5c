//! What this area keeps on the device and reads there.

use crate::browser::storage;
use crate::session::Record;
use pos_doctor_core::content::Knowledge;

const CASE: &str = "pos.case.";
const OUTCOME: &str = "pos.outcome.";

/// A stored case.
pub struct Stored {
    pub id: String,
    pub record: Record,
    pub outcome: Outcome,
}

/// What became of a case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// `repaired`, `not_repaired`, or nothing yet.
    pub result: String,
    /// Id of the cause that was found in the end, or nothing.
    pub cause: String,
}

/// All stored cases, the newest first.
pub fn cases(k: &Knowledge) -> Vec<Stored> {
    let mut keys = storage::keys(CASE);
    // Ids begin with the time.
    keys.sort();
    let stored = keys.iter().rev().filter_map(|key| {
        let id = key.strip_prefix(CASE)?.to_owned();
        let record = Record::parse(k, &storage::local(key)?)?;
        (!record.case.events.is_empty()).then(|| Stored { outcome: outcome(&id), id, record })
    });
    stored.collect()
}

fn outcome(id: &str) -> Outcome {
    let text = storage::local(&format!("{OUTCOME}{id}")).unwrap_or_default();
    let (result, cause) = text.split_once(' ').unwrap_or((&text, ""));
    Outcome { result: result.to_owned(), cause: cause.to_owned() }
}

/// Keep what became of a case; false when the browser refuses.
pub fn set_outcome(id: &str, outcome: &Outcome) -> bool {
    storage::set_local(&format!("{OUTCOME}{id}"), Some(&format!("{} {}", outcome.result, outcome.cause)))
}

/// Delete one case and what became of it.
pub fn remove(id: &str) {
    storage::set_local(&format!("{CASE}{id}"), None);
    storage::set_local(&format!("{OUTCOME}{id}"), None);
}

/// Delete all cases.
pub fn remove_all() {
    for key in storage::keys(CASE).iter().chain(&storage::keys(OUTCOME)).chain(&storage::keys("pos.broken.")) {
        storage::set_local(key, None);
    }
    storage::set_local("pos.last", None);
}

/// Whether large letters were chosen.
pub fn elder() -> bool {
    storage::local("pos.elder").is_some()
}

/// Open in this language and size from now on. True when that differs from what is shown and the browser keeps it:
/// the page must then be loaded anew.
pub fn set_mode(english_now: bool, english: Option<bool>, large: bool) -> bool {
    let other = english.filter(|english| *english != english_now);
    let spoken =
        other.is_some_and(|english| storage::set_local("pos.lang", Some(if english { "en" } else { "zh-CN" })));
    let grown = large && !elder() && storage::set_local("pos.elder", Some("1"));
    (spoken || grown) && storage::session("pos.own").is_some()
}
