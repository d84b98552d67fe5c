//! What the pages of this area are made of.

use crate::components::{Element, el, text};
use leptos::prelude::*;

pub use crate::tools::parts::{article, button, buttons, cell, fact, link, live};

/// A note in a colour: `amber`, `red`, `green` or `plain`.
pub fn note(tone: &str, line: &str) -> Element {
    text("p", &format!("note {tone}"), line)
}

/// Hidden until asked for.
pub fn more(label: &str, inside: impl IntoIterator<Item = AnyView>) -> Element {
    el("details", "").child(text("summary", "", label)).child(el("div", "").with(inside))
}

/// A field for one line.
pub fn field(id: &'static str, kind: &'static str, label: &str, value: RwSignal<String>) -> AnyView {
    let label = label.to_owned();
    view! {
        <div class="ask-for">
            <label for=id>{label}</label>
            <input id=id type=kind maxlength="1200" autocomplete="off" prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event)) />
        </div>
    }
    .into_any()
}

/// A choice out of a list that unfolds: value and label.
pub fn select(id: &'static str, label: &str, value: RwSignal<String>, options: Vec<(String, String)>) -> AnyView {
    let label = label.to_owned();
    let option = move |(name, label): (String, String)| {
        let own = name.clone();
        view! { <option value=name selected=move || value.with(|value| *value == own)>{label}</option> }
    };
    view! {
        <div class="ask-for">
            <label for=id>{label}</label>
            <select id=id on:change=move |event| value.set(event_target_value(&event))>
                {options.into_iter().map(option).collect_view()}
            </select>
        </div>
    }
    .into_any()
}

/// Something to tick.
pub fn tick(id: &'static str, label: &str, value: RwSignal<bool>) -> AnyView {
    let label = label.to_owned();
    view! {
        <label class="tick"><input id=id type="checkbox" prop:checked=move || value.get()
            on:change=move |event| value.set(event_target_checked(&event)) /><span>{label}</span></label>
    }
    .into_any()
}

/// What is said to the visitor about what was pressed last.
pub fn said(words: RwSignal<String>) -> AnyView {
    view! { <p role="status" class="said">{move || words.get()}</p> }.into_any()
}

/// A place whose changes are read out.
pub fn status(inside: AnyView) -> AnyView {
    el("div", "").attr("aria-live", "polite").with([inside]).view()
}
