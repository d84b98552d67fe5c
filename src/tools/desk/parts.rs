//! What the pages of this area are made of.

use crate::components::{Element, el, icon, text};
use leptos::prelude::*;

/// A page with its heading.
pub fn article(id: &str, title: &str) -> Element {
    el("article", "page plain").attr("data-step", id).child(text("h1", "", title).attr("tabindex", "-1"))
}

/// A note in a colour: `amber`, `red`, `green` or `plain`.
pub fn note(tone: &str, line: &str) -> Element {
    text("p", &format!("note {tone}"), line)
}

/// A button that does something; its name is for tests.
pub fn button(name: &str, class: &str, label: &str, press: impl Fn() + 'static) -> Element {
    let button = el("button", class).attr("type", "button").attr("data-act", name);
    button.on_click(press).child(text("span", "label", label))
}

/// A link that looks like a button.
pub fn link(name: &str, class: &str, to: &str, label: &str) -> Element {
    el("a", class).attr("href", to).attr("data-act", name).child(text("span", "label", label))
}

/// Buttons below each other.
pub fn buttons(list: impl IntoIterator<Item = Element>) -> Element {
    el("ul", "buttons").children(list.into_iter().map(|button| el("li", "").child(button)))
}

/// A line that leads somewhere.
pub fn cell(name: &str, to: &str, label: &str, hint: &str) -> Element {
    let label = text("span", "label", label).child(text("small", "", hint));
    el("li", "").child(el("a", "cell").attr("href", to).attr("data-act", name).child(label).with(icon("next")))
}

/// Hidden until asked for.
pub fn more(label: &str, inside: impl IntoIterator<Item = AnyView>) -> Element {
    el("details", "").child(text("summary", "", label)).child(el("div", "").with(inside))
}

/// A line of facts: what, and its value.
pub fn fact(what: &str, value: &str) -> Element {
    el("li", "").child(text("span", "what", what)).child(text("span", "value", value))
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

/// Something that is drawn again whenever what it reads changes. Boxed, or each would be kilobytes of its own.
pub fn live(draw: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    boxed(Box::new(draw))
}

fn boxed(draw: Box<dyn Fn() -> AnyView + Send + Sync>) -> AnyView {
    (move || draw()).into_any()
}

/// A place whose changes are read out.
pub fn status(inside: AnyView) -> AnyView {
    el("div", "").attr("role", "status").with([inside]).view()
}
