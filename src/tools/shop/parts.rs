//! What the shop's pages are made of, so that each looks and works like the others.

use crate::browser::{address, page};
use crate::components::{Element, el, icon, text};
use crate::route::Route;
use crate::tools::Tools;
use leptos::prelude::*;
use pos_doctor_core::content::tools::Shop;
use pos_doctor_core::content::{SourceId, Ui};
use pos_doctor_core::shop::{Field, Trouble};

pub use crate::tools::parts::{article, button, buttons, cell, fact, link, live};

/// To another page of this area; "back" does not lead to this one again.
pub fn turn_to(path: &str) {
    address::instead(&Route::parse(path));
}

/// A paragraph, in the colour of a note if it has a class.
pub fn note(class: &str, line: &str) -> Element {
    text("p", class, line)
}

pub fn h2(line: &str) -> Element {
    text("h2", "", line)
}

/// A button that does what cannot be undone, when it is pressed twice.
pub fn careful(tools: Tools, name: &str, label: Shop, press: impl Fn() + 'static) -> Element {
    let sure = RwSignal::new(false);
    let twice = move || {
        if sure.get_untracked() {
            press();
        }
        sure.update(|sure| *sure = !*sure);
    };
    let label = live(move || text("span", "", tools.t(if sure.get() { Shop::ReallyDelete } else { label })).view());
    el("button", "quiet").attr("type", "button").attr("data-act", name).on_click(twice).with([label])
}

pub fn cells(list: impl Iterator<Item = Element>) -> Element {
    el("ul", "cells").children(list)
}

/// Hidden until asked for.
pub fn more(label: &str, inside: impl IntoIterator<Item = Element>) -> Element {
    el("details", "").child(text("summary", "", label)).child(el("div", "").children(inside.into_iter()))
}

/// A list of plain lines.
pub fn lines<'a>(tag: &'static str, class: &str, list: impl IntoIterator<Item = &'a str>) -> Element {
    el(tag, class).children(list.into_iter().map(|line| text("li", "", line)))
}

/// Red lines: what not to do, and what would happen.
pub fn donts(tools: Tools, ids: &[&str]) -> Element {
    let known = ids.iter().filter_map(|id| tools.words.guards.get(tools.k.find_guard(id)?.index()));
    let items = known.map(|words| {
        let both = el("span", "").child(text("b", "", &words.dont)).text(" ").child(text("small", "", &words.why));
        el("li", "").with(icon("cross")).child(both)
    });
    el("ul", "donts").attr("aria-label", tools.ui(Ui::RedLines)).children(items)
}

/// Where statements come from, each source once.
pub fn sources<'a>(tools: Tools, ids: impl IntoIterator<Item = &'a SourceId>) -> Element {
    let mut once: Vec<SourceId> = Vec::new();
    for id in ids {
        if !once.contains(id) {
            once.push(*id);
        }
    }
    let names = once.iter().filter_map(|id| tools.words.sources.get(id.index())).map(String::as_str);
    more(tools.ui(Ui::Sources), [lines("ul", "bullets", names)])
}

/// A button that prints the page; `slip` on a roll of 80 mm.
pub fn print(tools: Tools, slip: bool) -> Element {
    let (name, label) = if slip { ("print-slip", Shop::PrintSlip) } else { ("print", Shop::PrintPage) };
    button(name, "button", tools.t(label), move || {
        page::set_slip(slip);
        page::print();
    })
}

/// How a field takes what is typed.
#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    Line,
    Number,
    Digits,
    Day,
    Moment,
    Time,
    Note,
}

/// A field: its name, what is written in it, what is the matter with it.
#[derive(Clone, Copy)]
pub struct Input {
    pub id: &'static str,
    pub label: &'static str,
    pub hint: &'static str,
    pub kind: Kind,
    pub value: RwSignal<String>,
    pub trouble: Signal<Option<&'static str>>,
}

/// Draw a field.
pub fn input(input: Input) -> AnyView {
    let Input { id, label, hint, kind, value, trouble } = input;
    let (hint_id, trouble_id) = (format!("{id}-hint"), format!("{id}-trouble"));
    let described = format!("{hint_id} {trouble_id}");
    let invalid = move || trouble.get().map(|_| "true");
    let field = if kind == Kind::Note {
        view! {
            <textarea id=id rows="3" maxlength="600" aria-describedby=described aria-invalid=invalid
                prop:value=move || value.get() on:input=move |event| value.set(event_target_value(&event)) />
        }
        .into_any()
    } else {
        let (kind, mode) = match kind {
            Kind::Number => ("text", "decimal"),
            Kind::Digits => ("text", "numeric"),
            Kind::Day => ("date", ""),
            Kind::Moment => ("datetime-local", ""),
            Kind::Time => ("time", ""),
            Kind::Line | Kind::Note => ("text", "text"),
        };
        view! {
            <input id=id type=kind inputmode=mode maxlength="80" autocomplete="off" aria-describedby=described
                aria-invalid=invalid prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event)) />
        }
        .into_any()
    };
    view! {
        <div class="entry">
            <label for=id>{label}</label>
            <small id=hint_id>{hint}</small>
            {field}
            <p class="trouble" id=trouble_id aria-live="polite">{move || trouble.get()}</p>
        </div>
    }
    .into_any()
}

/// A choice of few, in a list that unfolds: value and label.
pub fn select(
    id: &'static str,
    label: &'static str,
    value: RwSignal<String>,
    options: Vec<(String, String)>,
) -> AnyView {
    let option = move |(name, label): (String, String)| {
        let own = name.clone();
        view! { <option value=name selected=move || value.with(|value| *value == own)>{label}</option> }
    };
    view! {
        <div class="entry">
            <label for=id>{label}</label>
            <select id=id on:change=move |event| value.set(event_target_value(&event))>
                {options.into_iter().map(option).collect_view()}
            </select>
        </div>
    }
    .into_any()
}

/// What is the matter with a field, in words.
pub fn trouble(tools: Tools, list: Signal<Vec<(Field, Trouble)>>, field: Field) -> Signal<Option<&'static str>> {
    Signal::derive(move || list.with(|list| list.iter().find(|(f, _)| *f == field).map(|(_, t)| tools.t(words_of(*t)))))
}

fn words_of(trouble: Trouble) -> Shop {
    match trouble {
        Trouble::Missing => Shop::TroubleMissing,
        Trouble::NotAmount => Shop::TroubleAmount,
        Trouble::HugeAmount => Shop::TroubleHuge,
        Trouble::NoSuchTime => Shop::TroubleTime,
        Trouble::Future => Shop::TroubleFuture,
        Trouble::LongAgo => Shop::TroubleLongAgo,
        Trouble::NotFourDigits => Shop::TroubleFour,
        Trouble::CardNumber => Shop::TroubleCard,
        Trouble::TooLong => Shop::TroubleLong,
        Trouble::BeforeBought => Shop::TroubleWarranty,
    }
}

/// Facts that have a value.
pub fn facts<'a>(list: impl IntoIterator<Item = (&'a str, String)>) -> Element {
    let known = list.into_iter().filter(|(_, value)| !value.is_empty());
    el("ul", "facts").children(known.map(|(what, value)| fact(what, &value)))
}
