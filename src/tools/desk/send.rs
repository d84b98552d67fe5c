//! `#/c`: hand the case under way to somebody else, or to another device.

use super::draw::facts;
use super::parts::{article, buttons, link, more, note};
use super::share::share_box;
use super::store;
use crate::components::text;
use crate::tools::Tools;
use crate::view::case_lines;
use leptos::prelude::*;
use pos_doctor_core::content::tools::Desk;
use pos_doctor_core::token::Parcel;

/// The page.
pub fn page(tools: Tools) -> AnyView {
    let page = article("send", tools.t(Desk::SendTitle));
    if tools.case.with_untracked(|case| case.events.is_empty()) {
        let home = link("home", "button primary", "#/", tools.t(Desk::ToStart));
        return page.child(text("p", "", tools.t(Desk::SendNothing))).child(buttons([home])).view();
    }
    let lines = tools.look_at(&tools.case.get_untracked(), tools.since, false, case_lines);
    let report = link("report", "button", "#/report", tools.t(Desk::ReportTitle));
    page.child(text("p", "", tools.t(Desk::SendText)))
        .with([share_box(tools, move || own(tools))])
        .child(note("plain", tools.t(Desk::SendPrivacy)))
        .child(more(tools.t(Desk::WhatIsInIt), facts(tools, lines)))
        .child(buttons([report]))
        .view()
}

/// The case under way, as it travels.
pub fn own(tools: Tools) -> Parcel {
    Parcel {
        case: tools.case.get(),
        english: Some(tools.english),
        elder: store::elder(),
        start: None,
        tests: crate::session::tests::kept().into_iter().map(|(test, _)| test).collect(),
    }
}
