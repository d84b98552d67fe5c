//! The shop's own contingency plan: a form that becomes one page on paper.

use super::parts::{Input, Kind, article, buttons, donts, h2, input, lines, note, print};
use super::store;
use super::transfer::held;
use crate::components::{Element, el, text};
use crate::tools::Tools;
use leptos::prelude::*;
use pos_doctor_core::content::tools::Shop;
use pos_doctor_core::content::tools::guide::{PlanWords, Told};
use pos_doctor_core::shop::{Trouble, entry, lines as stored};

/// Red lines that stand on every plan.
const NEVER: [&str; 5] = ["no_second_charge", "no_refund_as_fix", "no_open_case", "no_password", "no_handover"];

type Line = (&'static Told<PlanWords>, RwSignal<String>);

/// The page.
pub fn page(tools: Tools) -> AnyView {
    let kept = stored::read(&store::read(store::PLAN)).unwrap_or_default();
    let value = |line: &Told<PlanWords>| RwSignal::new(stored::get(&kept, &line.id).to_owned());
    let all: Vec<Line> = tools.tool.guide.plan.iter().map(|line| (line, value(line))).collect();
    let saved = RwSignal::new(0);
    keep(all.clone(), saved);
    let status = move || {
        (saved.get() > 0).then(|| {
            let said = held(tools, store::PLAN);
            said.unwrap_or_else(|| text("p", "said", tools.t(Shop::PlanSaved)).view())
        })
    };
    let paper = {
        let all = all.clone();
        move || paper(tools, &all).view()
    };
    article("plan", tools.t(Shop::PlanTitle))
        .child(el("div", "screen stack").child(note("", tools.t(Shop::PlanText))))
        .child(el("div", "screen stack").with(all.into_iter().map(|line| field(tools, line))))
        .with([view! { <div aria-live="polite" class="screen">{status}</div> }.into_any()])
        .child(el("div", "screen").child(buttons([print(tools, false)])))
        .with([paper.into_any()])
        .view()
}

/// Keep every line as it is written; what is not sound is not kept.
fn keep(all: Vec<Line>, saved: RwSignal<u32>) {
    Effect::new(move |before: Option<String>| {
        let sound = |value: &str| entry::note(value).unwrap_or_default();
        let values: Vec<_> = all.iter().map(|(line, value)| (line.id.as_str(), value.with(|v| sound(v)))).collect();
        let text = stored::write(values.iter().map(|(id, value)| (*id, value.as_str())));
        if before.is_some_and(|before| before != text) {
            store::write(store::PLAN, &text);
            saved.update(|n| *n += 1);
        }
        text
    });
}

fn field(tools: Tools, (line, value): Line) -> AnyView {
    let trouble = Signal::derive(move || {
        value.with(|value| entry::note(value).err()).map(|trouble| match trouble {
            Trouble::CardNumber => tools.t(Shop::TroubleCard),
            _ => tools.t(Shop::TroubleLong),
        })
    });
    input(Input { id: &line.id, label: &line.words.label, hint: &line.words.hint, kind: Kind::Line, value, trouble })
}

fn paper(tools: Tools, all: &[Line]) -> Element {
    let rows = all.iter().map(|(line, value)| {
        let filled = value.get();
        let class = if filled.is_empty() { "empty" } else { "" };
        el("tr", "").child(text("th", "", &line.words.label).attr("scope", "row")).child(text("td", class, &filled))
    });
    el("div", "paper")
        .child(h2(tools.t(Shop::PlanFirst)))
        .child(lines("ol", "steps", tools.t(Shop::PlanSteps).lines()))
        .child(h2(tools.t(Shop::PlanNever)))
        .child(donts(tools, &NEVER))
        .child(h2(tools.t(Shop::PlanWho)))
        .child(el("table", "paper").child(el("tbody", "").children(rows)))
        .child(note("", &hotline(tools)))
}

/// The bank's number where it has given one, and the two that everybody should know.
pub fn hotline(tools: Tools) -> String {
    let bank = tools.config.hotline(tools.now());
    let bank = bank.map(|hotline| format!("{} {} · ", hotline.name.get(tools.english), hotline.number));
    format!("{}{}", bank.unwrap_or_default().trim_start(), tools.t(Shop::PlanEmergency))
}
