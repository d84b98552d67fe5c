//! How a card payment works: six steps, and what goes wrong at each.

use super::parts::{article, buttons, cell, cells, note, print, sources};
use crate::components::{Element, el, text};
use crate::tools::Tools;
use leptos::prelude::*;
use pos_doctor_core::content::tools::Shop;
use pos_doctor_core::content::tools::guide::{PaymentWords, Told};

/// The page.
pub fn page(tools: Tools) -> AnyView {
    let steps = (1..).zip(&tools.tool.guide.payment).map(|(number, one)| step(tools, number, one));
    let mut named = Vec::new();
    let all = tools.tool.guide.payment.iter().flat_map(|step| step.sources.iter().copied());
    all.for_each(|id| {
        if !named.contains(&id) {
            named.push(id)
        }
    });
    article("payment", tools.t(Shop::PaymentTitle))
        .child(note("", tools.t(Shop::PaymentText)))
        .with([picture(tools)])
        .children(steps)
        .child(buttons([print(tools, false)]))
        .child(sources(tools, &named))
        .view()
}

fn step(tools: Tools, number: u32, step: &Told<PaymentWords>) -> Element {
    let ways = step.symptoms.iter().filter_map(|id| {
        let words = tools.words.symptoms.get(tools.k.find_symptom(id)?.index())?;
        Some(cell(&format!("symptom:{id}"), &format!("#/step/symptom:{id}"), &words.name, &words.hint))
    });
    el("section", "card")
        .attr("data-card", &step.id)
        .child(text("h2", "", &format!("{number} {}", step.words.title)))
        .child(note("", &step.words.text))
        .child(
            el("div", "note amber")
                .child(text("b", "", tools.t(Shop::PaymentTrouble)))
                .child(note("", &step.words.trouble)),
        )
        .child(cells(ways))
}

/// Five places in a column, the way there on the left and the way back on the right, with the numbers of the steps.
fn picture(tools: Tools) -> AnyView {
    const PLACES: [Shop; 5] =
        [Shop::PaymentCard, Shop::PaymentTerminal, Shop::PaymentAcquirer, Shop::PaymentNetwork, Shop::PaymentIssuer];
    let box_of = |(row, word): (u16, Shop)| {
        let (y, line) = (row * 72 + 6, row * 72 + 31);
        view! {
            <rect class="place" x="70" y=y width="180" height="38" rx="10" />
            <text class="name" x="160" y=line>{tools.t(word)}</text>
        }
    };
    let arrow = |(row, numbers): (u16, &'static str)| {
        let (from, to) = (row * 72 + 44, row * 72 + 76);
        let there = format!("M120 {from}v{}m-6-8 6 8 6-8", to - from);
        let back = format!("M200 {to}v-{}m-6 8 6-8 6 8", to - from);
        let (number, other) = numbers.split_once(' ').unwrap_or((numbers, ""));
        let y = from + 22;
        view! {
            <path class="way" d=there /><text class="number" x="96" y=y>{number}</text>
            {(!other.is_empty()).then(|| view! { <path class="way" d=back /><text class="number" x="224" y=y>{other}</text> })}
        }
    };
    // Step 1 brings the card to the terminal; 2 and 3 happen in it; 4 goes out, 5 comes back, 6 is shown.
    let arrows = [(0, "1"), (1, "4 5"), (2, "4 5"), (3, "4 5")];
    view! {
        <svg class="way-of-a-card" role="img" aria-label=tools.t(Shop::PaymentPicture) viewBox="0 0 320 340">
            {(0..).zip(PLACES).map(box_of).collect_view()}
            {arrows.into_iter().map(arrow).collect_view()}
            <text class="number" x="274" y="103">"2 3 6"</text>
        </svg>
    }
    .into_any()
}
