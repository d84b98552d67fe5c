//! `#/map`: for experts, which courses the cases with a symptom take. A drawing to save or print, and the same in words.

use super::file_names;
use super::parts::{article, button, buttons, live, said, select};
use crate::browser::{file, page as paper};
use crate::components::{Element, el, text};
use crate::tools::Tools;
use js_sys::encode_uri_component;
use leptos::prelude::*;
use pos_doctor_core::content::tools::Desk;
use pos_doctor_core::content::ui::fill;
use pos_doctor_core::map::{Node, Walk, svg};

/// Courses that fewer of a hundred cases take are left out.
const LEAST: f64 = 0.03;

/// The page.
pub fn page(tools: Tools) -> AnyView {
    let mut symptoms: Vec<_> = tools.k.symptoms.iter().zip(&tools.words.symptoms).collect();
    symptoms.sort_by_key(|(symptom, _)| symptom.order);
    let options: Vec<_> = symptoms.iter().map(|(symptom, words)| (symptom.id.clone(), words.name.clone())).collect();
    let chosen = RwSignal::new(options.first().map(|(id, _)| id.clone()).unwrap_or_default());
    let drawn = live(move || chosen.with(|symptom| draw(tools, symptom)));
    article("map", tools.t(Desk::MapTitle))
        .child(text("p", "", tools.t(Desk::MapText)))
        .with([select("symptom", tools.t(Desk::CodeSymptom), chosen, options), drawn])
        .view()
}

fn draw(tools: Tools, symptom: &str) -> AnyView {
    let Some(id) = tools.k.find_symptom(symptom) else { return ().into_any() };
    let tree = Walk { k: tools.k, words: tools.words, least: LEAST }.from(id);
    let drawing = svg(&tree);
    // As a picture, it needs no script and no style of this page.
    let address = format!("data:image/svg+xml,{}", String::from(encode_uri_component(&drawing)));
    let picture = el("img", "map").attr("src", &address).attr("alt", tools.t(Desk::MapAlt));
    let words = RwSignal::new(String::new());
    let save = move || {
        let well = file::save(&file_names::dated(tools, "map", "svg"), "image/svg+xml", &drawing);
        words.set(tools.t(if well { Desk::Saved } else { Desk::NotSaved }).to_owned());
    };
    let print = move || {
        paper::set_slip(false);
        paper::print();
    };
    el("div", "stack")
        .child(
            el("div", "wide").attr("tabindex", "0").attr("role", "group").attr("aria-label", &tree.text).child(picture),
        )
        .child(buttons([
            button("save-map", "button", tools.t(Desk::MapSave), save),
            button("print", "button", tools.t(Desk::PrintA4), print),
        ]))
        .with([said(words)])
        .child(text("h2", "", tools.t(Desk::MapWords)))
        .child(el("ul", "outline").children(tree.next.iter().map(|(label, node)| item(tools, label, node))))
        .view()
}

/// A step in words, and what follows from it.
fn item(tools: Tools, label: &str, node: &Node) -> Element {
    let share = fill(tools.t(Desk::MapShare), &[("percent", &node.percent().to_string())]);
    let cost = node.minutes();
    let cost = if cost.is_empty() { cost } else { fill(tools.t(Desk::MapCost), &[("minutes", &cost)]) };
    // A repair that helped is an end of the same name.
    let result = (!label.is_empty() && label != node.text).then(|| text("b", "", label).text(" "));
    let line = el("li", "").children(result.into_iter()).text(&node.text).child(text(
        "small",
        "",
        &format!(" {share} {cost}"),
    ));
    let red = node.guards.iter().map(|guard| text("small", "red", guard));
    let next = (!node.next.is_empty())
        .then(|| el("ul", "").children(node.next.iter().map(|(label, next)| item(tools, label, next))));
    line.children(red).children(next.into_iter())
}
