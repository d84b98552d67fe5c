//! A case in readable parameters, for links that a bank writes by hand into its help pages:
//! `#/c/symptom=no_read&terminal=smart&lang=zh-CN&elder=1&start=question:other_card`.

use super::{Opened, Parcel, Unknown};
use crate::case::{Case, Event, MAX_EVENTS, Step};
use crate::content::Knowledge;

/// Whether this is a list of parameters and no token.
pub fn is_plain(text: &str) -> bool {
    text.contains('=')
}

/// Read parameters. `symptom`, `code`, `text` and every question's id name facts; `lang`, `elder` and `start` the rest.
pub fn plain(k: &Knowledge, text: &str) -> Opened {
    let mut opened = Opened { parcel: Parcel::default(), other_revision: false, unknown: Vec::new() };
    let pairs = text.trim_start_matches('?').split('&').filter(|pair| !pair.is_empty()).take(MAX_EVENTS);
    for pair in pairs {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        if take(k, &mut opened.parcel, name, value).is_none() {
            opened.unknown.push(Unknown::Parameter(name.chars().take(40).collect()));
        }
    }
    opened
}

/// `None` when the parameter means nothing here.
fn take(k: &Knowledge, parcel: &mut Parcel, name: &str, value: &str) -> Option<()> {
    match (name, value) {
        ("lang", "zh" | "zh-CN") => parcel.english = Some(false),
        ("lang", "en") => parcel.english = Some(true),
        ("elder", "0" | "1") => parcel.elder = value == "1",
        ("start", step) => parcel.start = Some(Step::parse(k, step)?),
        _ => {
            let line = match name {
                "symptom" | "code" | "text" => format!("{name} {value}"),
                question => format!("answer {question} {value}"),
            };
            let event = Event::parse(k, &line)?;
            let case: &Case = &parcel.case;
            parcel.case = case.and(event);
        }
    }
    Some(())
}
