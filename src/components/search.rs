//! The box on the first screen. What is written goes to the page that understands it; it is stored nowhere.

use super::Draw;
use super::element::{Element, el, text};
use crate::browser::page;
use crate::view::Act;
use pos_doctor_core::content::Ui;

/// A label, a field and a button.
pub fn search(draw: Draw) -> Element {
    let field = el("input", "").attr("id", "box").attr("type", "search").attr("autocomplete", "off");
    let field = field.attr("maxlength", "2000").attr("data-key", "/").attr("placeholder", draw.ui(Ui::SearchExample));
    let button = text("button", "button primary", draw.ui(Ui::SearchButton)).attr("type", "submit");
    let label = text("label", "", draw.ui(Ui::SearchLabel)).attr("for", "box");
    let line = el("div", "field").child(field).child(button.attr("data-act", "search"));
    let form = el("form", "search").attr("role", "search").child(label).child(line);
    form.on_submit(move || draw.act(Act::Look(page::value("#box"))))
}
