//! One sale: what to do next, what was found so far, and a slip to sign.

use super::super::parts::{article, button, buttons, cell, cells, donts, facts, h2, lines, link, note, print, turn_to};
use super::super::store;
use super::super::transfer::held;
use super::{announce, finding, money, outcome, paper, stage, told};
use crate::browser::page;
use crate::components::{Element, el, text};
use crate::tools::Tools;
use leptos::prelude::*;
use pos_doctor_core::content::Ui;
use pos_doctor_core::content::tools::Shop;
use pos_doctor_core::content::ui::fill;
use pos_doctor_core::shop::{Finding, Sale, Stage};

/// The page.
pub fn page(tools: Tools, sale: Sale) -> AnyView {
    let sale = RwSignal::new(sale);
    // Another tab may have changed it, so what is pressed here is done to what is stored.
    let change = move |change: fn(&mut Sale, Option<Finding>, Tools), finding: Option<Finding>| {
        let id = sale.with_untracked(|sale| sale.id.clone());
        store::change::<Sale, _>(store::SALES, |book| {
            let mut now = book.get(&id).cloned().unwrap_or_else(|| sale.get_untracked());
            change(&mut now, finding, tools);
            book.put(now.clone());
            sale.set(now);
        });
        announce();
        page::refocus("[data-step='sale'] h2");
    };
    let enter = move |found: Finding| {
        change(|sale, found, tools| found.into_iter().for_each(|f| sale.enter(f, store::now(tools))), Some(found));
    };
    let undo = move || change(|sale, _, tools| sale.undo(store::now(tools)), None);
    let body = move || sale.with(|sale| body(tools, sale, enter, undo));
    let title = sale.with_untracked(|sale| format!("{} · {}", money(sale), sale.when));
    article("sale", &title).with([body.into_any()]).view()
}

fn body(tools: Tools, sale: &Sale, enter: impl Fn(Finding) + Copy + 'static, undo: impl Fn() + 'static) -> AnyView {
    let steps = match sale.todo() {
        Some(todo) => next(tools, sale, todo, enter),
        None => settled(tools, sale),
    };
    let mut more = vec![link("edit", "button", &format!("#/sales/{}/edit", sale.id), tools.t(Shop::SaleEdit))];
    if !sale.log.is_empty() {
        more.insert(0, button("undo", "button", tools.t(Shop::Undo), undo));
    }
    more.push(print(tools, true));
    more.push(delete(tools, sale.id.clone()));
    el("div", "stack")
        .child(el("div", "stack screen").attr("aria-live", "polite").with(held(tools, store::SALES)).child(steps))
        .child(el("div", "screen").child(known(tools, sale)).child(log(tools, sale)))
        .child(el("div", "screen").child(buttons(more)))
        .child(paper::slip(tools, sale))
        .view()
}

fn next(tools: Tools, sale: &Sale, todo: Stage, enter: impl Fn(Finding) + Copy + 'static) -> Element {
    let (title, how) = stage(todo);
    let say = fill(
        tools.t(Shop::StageSay),
        &[
            ("when", &sale.when.to_string()),
            ("amount", &money(sale)),
            ("digits", if sale.last_four.is_empty() { tools.t(Shop::Unknown) } else { &sale.last_four }),
            ("reference", if sale.reference.is_empty() { tools.t(Shop::Unknown) } else { &sale.reference }),
        ],
    );
    let answers = todo.findings().iter().map(|found| {
        let found = *found;
        let label = tools.t(finding(todo, found));
        el("li", "")
            .child(button(found.word(), "answer", label, move || enter(found)).attr("data-answer", found.word()))
    });
    let title = h2(tools.t(title)).attr("tabindex", "-1").attr("data-stage", todo.word());
    let mut card = el("div", "stack").child(title).child(lines("ol", "steps", tools.t(how).lines()));
    if matches!(todo, Stage::Acquirer | Stage::GiveBack) {
        card = card.child(el("figure", "say").child(text("figcaption", "", tools.ui(Ui::SayTitle))).child(text(
            "blockquote",
            "",
            &say,
        )));
        card = card.child(note("", &hotline(tools)));
    }
    if todo != Stage::Collect {
        card = card.child(donts(tools, &["no_second_charge", "no_refund_as_fix"]));
    }
    card.child(el("ul", "answers").children(answers)).child(cells(
        [cell("customer", "#/customer/unclear", tools.t(Shop::CustomerTitle), tools.t(Shop::CustomerHint))].into_iter(),
    ))
}

/// The bank's number, or where it stands.
fn hotline(tools: Tools) -> String {
    match tools.config.hotline(tools.now()) {
        Some(hotline) => format!("{} {}", hotline.name.get(tools.english), hotline.number).trim().to_owned(),
        None => tools.ui(Ui::Sticker).to_owned(),
    }
}

fn settled(tools: Tools, sale: &Sale) -> Element {
    let end = sale.outcome().map_or("", |end| tools.t(outcome(end)));
    let title = h2(tools.t(Shop::Settled)).attr("tabindex", "-1").attr("data-stage", "settled");
    el("div", "stack").child(title).child(note("note green", end))
}

fn known(tools: Tools, sale: &Sale) -> Element {
    facts([
        (tools.t(Shop::LastFour), sale.last_four.clone()),
        (tools.t(Shop::Reference), sale.reference.clone()),
        (tools.t(Shop::ToldLabel), tools.t(told(sale.told)).to_owned()),
        (tools.t(Shop::Terminal), sale.terminal.clone()),
        (tools.t(Shop::Note), sale.note.clone()),
    ])
}

fn log(tools: Tools, sale: &Sale) -> Element {
    let line = |e: &pos_doctor_core::shop::sale::Entered| {
        (tools.t(stage(e.stage).0), format!("{} ({})", tools.t(finding(e.stage, e.finding)), e.at))
    };
    facts(sale.log.iter().map(line))
}

fn delete(tools: Tools, id: String) -> Element {
    let sure = RwSignal::new(false);
    let press = move || {
        if !sure.get_untracked() {
            return sure.set(true);
        }
        store::change::<Sale, _>(store::SALES, |book| book.remove(&id));
        announce();
        turn_to("sales");
    };
    let label = move || tools.t(if sure.get() { Shop::ReallyDelete } else { Shop::DeleteOne });
    el("button", "quiet").attr("type", "button").attr("data-act", "delete").on_click(press).with([label.into_any()])
}
