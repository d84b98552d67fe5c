//! `#/cases`: the cases on this device. Search them, say what became of them, export or delete them.

use super::draw::facts;
use super::parts::{article, button, buttons, cell, field, live, note, said, select, status};
use super::store::{self, Outcome, Stored};
use super::{file_names, share};
use crate::browser::{address, clock, file};
use crate::components::{Element, el, text};
use crate::route::Route;
use crate::tools::Tools;
use crate::view::case_lines;
use leptos::prelude::*;
use pos_doctor_core::case::Event;
use pos_doctor_core::content::tools::Desk;
use pos_doctor_core::content::ui::fill;
use pos_doctor_core::report::json::Json;
use pos_doctor_core::shop::Wall;
use pos_doctor_core::token::Parcel;

/// The list, or one case of it.
pub fn page(tools: Tools, id: &str) -> AnyView {
    if id.is_empty() {
        return list(tools);
    }
    match store::cases(tools.k).into_iter().find(|stored| stored.id == id) {
        Some(stored) => one(tools, stored),
        None => {
            let back = link_to_list(tools);
            article("case-gone", tools.t(Desk::CasesTitle))
                .child(text("p", "", tools.t(Desk::CaseGone)))
                .child(back)
                .view()
        }
    }
}

fn link_to_list(tools: Tools) -> Element {
    buttons([super::parts::link("cases", "button", "#/cases", tools.t(Desk::CasesTitle))])
}

fn list(tools: Tools) -> AnyView {
    let search = RwSignal::new(String::new());
    let words = RwSignal::new(String::new());
    let changed = RwSignal::new(false);
    let sure = RwSignal::new(false);
    let found = live(move || {
        changed.track();
        let wanted = search.get().trim().to_lowercase();
        let all = store::cases(tools.k);
        let none = all.is_empty();
        let lines = all.iter().filter(|stored| searchable(tools, stored).contains(&wanted));
        let cells: Vec<Element> = lines.map(|stored| line(tools, stored)).collect();
        let empty = if none { Desk::CasesEmpty } else { Desk::CasesNoneFound };
        if cells.is_empty() { text("p", "", tools.t(empty)) } else { el("ul", "cells").children(cells.into_iter()) }
            .view()
    });
    let export = button("export", "button", tools.t(Desk::Export), move || {
        let well = file::save(&file_names::dated(tools, "cases", "jsonl"), "application/jsonl", &export(tools));
        words.set(tools.t(if well { Desk::Saved } else { Desk::NotSaved }).to_owned());
    });
    let delete = live(move || {
        let label = tools.t(if sure.get() { Desk::ReallyDeleteAll } else { Desk::DeleteAll });
        let delete = move || {
            if !sure.get_untracked() {
                return sure.set(true);
            }
            store::remove_all();
            sure.set(false);
            changed.update(|changed| *changed = !*changed);
            words.set(tools.t(Desk::AllDeleted).to_owned());
        };
        button("delete-all", "quiet", label, delete).view()
    });
    article("cases", tools.t(Desk::CasesTitle))
        .child(text("p", "", tools.t(Desk::CasesText)))
        .with([field("search", "search", tools.t(Desk::CasesSearch), search)])
        .with([status(found)])
        .child(buttons([export]).child(el("li", "").with([delete])))
        .with([said(words)])
        .child(note("plain", tools.t(Desk::ExportText)))
        .view()
}

fn when(tools: Tools, stored: &Stored) -> String {
    let _ = tools;
    Wall::at(stored.record.since, clock::ahead()).to_string()
}

/// What a case is about: its symptom, else what came first.
fn about(tools: Tools, stored: &Stored) -> String {
    tools.look_at(&stored.record.case, stored.record.since, false, |scene| {
        let lines = case_lines(scene);
        let symptom = stored.record.case.events.iter().position(|event| matches!(event, Event::Symptom(_)));
        lines.get(symptom.unwrap_or(0)).map(|line| line.value.clone()).unwrap_or_default()
    })
}

fn searchable(tools: Tools, stored: &Stored) -> String {
    let lines = tools.look_at(&stored.record.case, stored.record.since, false, case_lines);
    let words = lines.iter().map(|line| format!("{} {}", line.what, line.value)).collect::<Vec<_>>().join(" ");
    format!("{} {words}", when(tools, stored)).to_lowercase()
}

fn line(tools: Tools, stored: &Stored) -> Element {
    let steps = stored.record.case.events.len().to_string();
    let result = result_words(tools, &stored.outcome);
    let hint = fill(tools.t(Desk::CaseLine), &[("when", &when(tools, stored)), ("steps", &steps), ("result", result)]);
    cell(&format!("case:{}", stored.id), &format!("#/cases/{}", stored.id), &about(tools, stored), &hint)
}

fn result_words(tools: Tools, outcome: &Outcome) -> &'static str {
    tools.t(match outcome.result.as_str() {
        "repaired" => Desk::ResultRepaired,
        "not_repaired" => Desk::ResultNot,
        _ => Desk::ResultOpen,
    })
}

fn one(tools: Tools, stored: Stored) -> AnyView {
    let lines = tools.look_at(&stored.record.case, stored.record.since, false, case_lines);
    let words = RwSignal::new(String::new());
    let (case, id) = (stored.record.case.clone(), stored.id.clone());
    let again = button("take", "button primary", tools.t(Desk::TakeUp), move || {
        tools.replace(case.clone());
        address::go(&Route::Case(case.events.len()));
    });
    let delete = button("delete", "quiet", tools.t(Desk::DeleteCase), move || {
        store::remove(&id);
        address::go(&Route::Tool("cases".to_owned()));
    });
    let parcel = Parcel { case: stored.record.case.clone(), english: Some(tools.english), ..Parcel::default() };
    article("case", &about(tools, &stored))
        .child(text("p", "eyebrow", &when(tools, &stored)))
        .with(facts(tools, lines))
        .with([outcome(tools, &stored, words), said(words)])
        .with([share::share_box(tools, move || parcel.clone())])
        .child(buttons([again, delete]))
        .view()
}

/// Did it work, and what was it in the end.
fn outcome(tools: Tools, stored: &Stored, words: RwSignal<String>) -> AnyView {
    let result = RwSignal::new(stored.outcome.result.clone());
    let cause = RwSignal::new(stored.outcome.cause.clone());
    let id = stored.id.clone();
    let results = [("", Desk::ResultOpen), ("repaired", Desk::ResultRepaired), ("not_repaired", Desk::ResultNot)];
    let results = results.map(|(id, word)| (id.to_owned(), tools.t(word).to_owned()));
    let causes = tools.k.causes.iter().zip(&tools.words.causes).map(|(c, words)| (c.id.clone(), words.name.clone()));
    let causes = std::iter::once((String::new(), tools.t(Desk::NotSaid).to_owned())).chain(causes);
    let keep = button("keep-outcome", "button", tools.t(Desk::KeepOutcome), move || {
        let outcome = Outcome { result: result.get_untracked(), cause: cause.get_untracked() };
        let well = store::set_outcome(&id, &outcome);
        words.set(tools.t(if well { Desk::Kept } else { Desk::NotKept }).to_owned());
    });
    el("section", "card")
        .attr("data-card", "outcome")
        .child(text("h2", "", tools.t(Desk::DidItWork)))
        .with([
            select("result", tools.t(Desk::Result), result, results.to_vec()),
            select("cause", tools.t(Desk::CauseFound), cause, causes.collect()),
        ])
        .child(keep)
        .view()
}

/// All cases as JSON Lines, in ids: `cargo xtask learn` reads them.
fn export(tools: Tools) -> String {
    let line = |stored: &Stored| {
        let result = if stored.outcome.result.is_empty() { "unknown" } else { &stored.outcome.result };
        let month = when(tools, stored).chars().take(7).collect::<String>();
        let events = stored.record.case.format(tools.k);
        let table = Json::table([
            ("schema", Json::text("pos-doctor-case/1")),
            ("revision", Json::Number(stored.record.revision)),
            ("month", Json::text(&month)),
            ("events", Json::List(events.lines().map(Json::text).collect())),
            ("outcome", Json::text(result)),
            ("cause", Json::text(&stored.outcome.cause)),
        ]);
        format!("{table}\n")
    };
    store::cases(tools.k).iter().map(line).collect()
}
