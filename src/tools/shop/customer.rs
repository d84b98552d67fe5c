//! What a customer is shown when the phone is turned round: big type, both languages, no blame.

use super::parts::{article, cell, cells, lines, link, note, print};
use crate::components::{Element, el, text};
use crate::tools::Tools;
use leptos::prelude::*;
use pos_doctor_core::content::tools::Shop;
use pos_doctor_core::content::tools::guide::CustomerWords;

/// The list, or a card.
pub fn page(tools: Tools, id: &str) -> AnyView {
    let guide = &tools.tool.guide;
    let found = guide.customer.iter().zip(&guide.customer_other).find(|(card, _)| card.id == id);
    match found {
        Some((card, other)) => show(tools, id, &card.words, other),
        None => list(tools),
    }
}

fn list(tools: Tools) -> AnyView {
    let all = tools.tool.guide.customer.iter();
    let line =
        all.map(|c| cell(&format!("card:{}", c.id), &format!("#/customer/{}", c.id), &c.words.when, &c.words.title));
    article("customer", tools.t(Shop::CustomerTitle))
        .child(note("", tools.t(Shop::CustomerPick)))
        .child(cells(line))
        .view()
}

/// Chinese first: most customers read it; who chose English has a foreign customer more often than not.
fn show(tools: Tools, id: &str, own: &CustomerWords, other: &CustomerWords) -> AnyView {
    let (first, second) = if tools.english { ("en", "zh-CN") } else { ("zh-CN", "en") };
    let body = |words: &CustomerWords| lines("ul", "", words.text.iter().map(String::as_str));
    let heading = text("h1", "", &own.title).attr("tabindex", "-1");
    let second_part: Element =
        el("section", "").attr("lang", second).child(text("h2", "", &other.title)).child(body(other));
    el("article", "page plain big")
        .attr("data-step", &format!("customer:{id}"))
        .child(el("section", "").attr("lang", first).child(heading).child(body(own)))
        .child(second_part)
        .child(
            el("ul", "buttons").children(
                [link("other-card", "button", "#/customer", tools.t(Shop::CustomerBack)), print(tools, false)]
                    .into_iter()
                    .map(|button| el("li", "").child(button)),
            ),
        )
        .view()
}
