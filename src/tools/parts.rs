//! What pages of several areas are made of.

use crate::components::{Element, el, icon, text};
use leptos::prelude::*;

/// A page with its heading.
pub fn article(id: &str, title: &str) -> Element {
    el("article", "page plain").attr("data-step", id).child(text("h1", "", title).attr("tabindex", "-1"))
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

/// A line of facts: what, and its value.
pub fn fact(what: &str, value: &str) -> Element {
    el("li", "").child(text("span", "what", what)).child(text("span", "value", value))
}

/// Something that is drawn anew whenever what it looks at changes. In a box, so that the framework's machinery for it
/// is compiled once and not for every place.
pub fn live(draw: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let draw: Box<dyn Fn() -> AnyView + Send> = Box::new(draw);
    draw.into_any()
}
