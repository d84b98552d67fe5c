//! What a test found: the verdict with its next step, what was seen of the cards, a plot, the masked conversation.

use super::super::{Tools, plot};
use super::board::lamps;
use super::part::{cell, cells, line, more, named, note, page, quiet, steps};
use super::run::Board;
use crate::browser::share;
use crate::components::element::{Element, el, text};
use leptos::prelude::*;
use pos_doctor_core::content::tools::Device;
use pos_doctor_core::content::ui::fill;
use pos_doctor_core::evidence;
use pos_doctor_core::reader::check::Report;
use pos_doctor_core::reader::model::Model;
use pos_doctor_core::report::Plot;
use pos_doctor_core::report::series::Series;

/// The page. `real` results belong to a case; those of a demo do not.
pub fn verdict(tools: Tools, model: Model, board: &Board, real: bool, again: impl Fn() + 'static) -> Element {
    let report = &board.report;
    let name = evidence::name(model, report);
    let share = report.share_read().unwrap_or_default().to_string();
    let title = fill(named(tools, "verdict", name), &[("share", &share)]);
    let lines = evidence::of_report(model, report);
    let kept = real && !lines.is_empty();
    let series = Series::of(model, report);
    let mut page = page(&format!("verdict:{name}"), &title)
        .child(steps(named(tools, "next", name)))
        .children(cards(tools, report).into_iter())
        .children(series.into_iter().map(|series| plot::drawn(&Plot::new(series, tools.tool))));
    if kept {
        page = page.child(take(tools, &lines));
    }
    page = page
        .child(el("h2", "").text(tools.t(Device::LadderTitle)))
        .child(lamps(tools, model, report, None))
        .children(plot::answers(tools, report).into_iter())
        .child(text("p", "small", tools.t(Device::Untried)));
    if let Some(said) = board.transcript.as_deref().filter(|said| !said.is_empty()) {
        page = page.child(transcript(tools, said));
    }
    page.child(super::part::button("again", tools.t(Device::Again), !kept, again))
}

/// Into the case, if there is one; else the way to begin one with it.
pub fn take(tools: Tools, lines: &[&'static str]) -> Element {
    let events = evidence::events(tools.k, lines);
    let under_way = tools.case.with_untracked(|case| !case.events.is_empty());
    if under_way {
        events.into_iter().for_each(|event| tools.tell(event));
        let at = tools.case.with_untracked(|case| case.events.len());
        let back = cell("case", &format!("#/case/{at}"), tools.t(Device::BackToCase), tools.t(Device::Saved));
        return cells([back]);
    }
    let begin = move || {
        events.iter().for_each(|event| tools.tell(*event));
        tools.go_on();
    };
    super::part::button("take", tools.t(Device::TakeToCase), true, begin)
}

/// What was seen of the cards: enough to tell them apart.
fn cards(tools: Tools, report: &Report) -> Vec<Element> {
    let cards = if report.counting { 1 } else { 2 };
    let named = report.readings.iter().take(cards).filter_map(|reading| reading.card);
    let facts = named.filter_map(|card| {
        let digits = card.last_four?.to_string();
        let month = card.expiry.map(|month| format!("20{:02}-{:02}", month.year, month.month)).unwrap_or_default();
        Some(fill(tools.t(Device::CardFacts), &[("digits", &digits), ("month", &month)]))
    });
    let mut lines: Vec<String> = facts.collect();
    lines.dedup();
    let list = el("ul", "bullets").children(lines.iter().map(|line| text("li", "", line)));
    if lines.is_empty() { Vec::new() } else { vec![list] }
}

fn transcript(tools: Tools, said: &str) -> Element {
    let copied = said.to_owned();
    let copy = quiet("copy", tools.t(Device::Copy), move || share::share(copied.clone(), move |word| tools.say(word)));
    // A file without a server: the text stands in the address of the link.
    let address = format!("data:text/plain;charset=utf-8,{}", String::from(js_sys::encode_uri_component(said)));
    let save = text("a", "quiet", tools.t(Device::Save))
        .attr("href", &address)
        .attr("download", "reader.txt")
        .attr("data-act", "save");
    more(
        tools.t(Device::Transcript),
        [line(tools.t(Device::TranscriptText)), text("pre", "transcript", said), el("p", "").child(copy).child(save)],
    )
}

/// Something that stands between the page and a reader, and what to do about it.
pub fn finding(tools: Tools, name: &str, lines: &[&'static str]) -> Element {
    let card = el("section", "card").attr("data-finding", name).child(text("h2", "", named(tools, "finding", name)));
    let card = card.child(steps(named(tools, "fix", name)));
    let events = evidence::events(tools.k, lines);
    let under_way = tools.case.with_untracked(|case| !case.events.is_empty());
    if events.is_empty() || !under_way {
        return card;
    }
    events.into_iter().for_each(|event| tools.tell(event));
    card.child(note(tools.t(Device::Saved)))
}
