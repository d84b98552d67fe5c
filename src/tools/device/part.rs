//! Pieces that the pages of this area are made of.

use super::super::Tools;
use crate::components::element::{Element, el, text};
use crate::components::icon;
use leptos::prelude::*;
use pos_doctor_core::content::tools::Device;

/// A page: its name for tests, its heading.
pub fn page(id: &str, title: &str) -> Element {
    el("article", "page plain").attr("data-step", id).child(text("h1", "", title).attr("tabindex", "-1"))
}

/// A word with a name of the core in its key: `named(tools, "finding", "busy")` is the text of `finding_busy`. Empty for
/// a name without a text; a test in core goes through all of them.
pub fn named(tools: Tools, group: &str, name: &str) -> &'static str {
    let key = format!("{group}_{}", name.replace('-', "_"));
    let at = Device::KEYS.iter().position(|known| *known == key);
    at.and_then(|at| Device::ALL.get(at)).map_or("", |word| tools.t(*word))
}

/// A paragraph.
pub fn line(words: &str) -> Element {
    text("p", "", words)
}

/// A paragraph set off.
pub fn note(words: &str) -> Element {
    text("p", "note plain", words)
}

/// What to do: several lines are numbered.
pub fn steps(words: &str) -> Element {
    match words.contains('\n') {
        true => el("ol", "steps").children(words.lines().map(|step| text("li", "", step))),
        false => line(words),
    }
}

/// A button over the whole width; `name` is for tests.
pub fn button(name: &str, label: &str, primary: bool, press: impl Fn() + 'static) -> Element {
    let class = if primary { "button primary" } else { "button" };
    text("button", class, label).attr("type", "button").attr("data-act", name).on_click(press)
}

/// A button that stands back.
pub fn quiet(name: &str, label: &str, press: impl Fn() + 'static) -> Element {
    text("button", "quiet", label).attr("type", "button").attr("data-act", name).on_click(press)
}

/// Buttons below each other.
pub fn buttons(all: impl IntoIterator<Item = Element>) -> Element {
    el("ul", "buttons").children(all.into_iter().map(|one| el("li", "").child(one)))
}

/// A way to another page.
pub fn cell(name: &str, href: &str, label: &str, hint: &str) -> Element {
    let mut label = text("span", "label", label);
    if !hint.is_empty() {
        label = label.child(text("small", "", hint));
    }
    el("a", "cell").attr("href", href).attr("data-act", name).child(label).with(icon("next"))
}

/// Such ways below each other.
pub fn cells(all: impl IntoIterator<Item = Element>) -> Element {
    el("ul", "cells").children(all.into_iter().map(|one| el("li", "").child(one)))
}

/// Hidden until asked for.
pub fn more(title: &str, inner: impl IntoIterator<Item = Element>) -> Element {
    el("details", "").child(text("summary", "", title)).child(el("div", "").children(inner.into_iter()))
}

/// A choice of one in a list of the system; `name` is for tests and for the label.
pub fn select(name: &'static str, label: &str, options: Vec<(String, String)>, chosen: RwSignal<String>) -> AnyView {
    let options = options
        .into_iter()
        .map(|(value, words)| {
            let selected = chosen.with_untracked(|chosen| *chosen == value);
            view! { <option value=value selected=selected>{words}</option> }
        })
        .collect_view();
    view! {
        <label class="field-label" for=name>{label.to_owned()}</label>
        <select id=name class="field-input" on:change=move |event| chosen.set(event_target_value(&event))>{options}</select>
    }
    .into_any()
}
