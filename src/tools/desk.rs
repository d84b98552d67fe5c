//! Links, short codes, the support desk, the report, stored cases.

mod builder;
mod cases;
mod code;
mod draw;
mod file_names;
mod help;
mod map;
mod opened;
mod parts;
mod report;
mod send;
mod share;
mod store;

use super::{Entry, Tools};
use leptos::prelude::*;
use pos_doctor_core::content::tools::Desk;

/// The page at a path, if it is one of this area.
pub fn page(tools: Tools, path: &str) -> Option<AnyView> {
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    Some(match (first, rest) {
        ("c", "") => send::page(tools),
        ("c", token) => opened::page(tools, token),
        ("k", code) => code::page(tools, code),
        ("support", _) => builder::page(tools),
        ("desk", token) => help::page(tools, token),
        ("report", _) => report::page(tools),
        ("cases", id) => cases::page(tools, id),
        ("map", _) => map::page(tools),
        _ => return None,
    })
}

/// What the list of all tools offers of this area.
pub fn entries(tools: Tools) -> Vec<Entry> {
    let entry = |path, title, hint| Entry { path, title: tools.t(title), hint: tools.t(hint) };
    vec![
        entry("c", Desk::SendTitle, Desk::SendHint),
        entry("report", Desk::ReportTitle, Desk::ReportHint),
        entry("cases", Desk::CasesTitle, Desk::CasesHint),
        entry("k", Desk::CodeTitle, Desk::CodeHint),
        entry("desk", Desk::HelpTitle, Desk::HelpHint),
        entry("support", Desk::BuilderTitle, Desk::BuilderHint),
        entry("map", Desk::MapTitle, Desk::MapHint),
    ]
}
