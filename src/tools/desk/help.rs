//! `#/desk`: the support desk. Paste a link or a code, see the whole case, go on with an expert's steps, send it back.

use super::code;
use super::draw::{self, drawn};
use super::opened::{changed, open, test_list, trouble_words};
use super::parts::{article, button, buttons, field, live, more, note};
use super::send;
use super::share::share_box;
use crate::components::{el, text};
use crate::route::Route;
use crate::tools::Tools;
use crate::view::{self, Act, Block, Choice, FactLine, case_lines};
use leptos::prelude::*;
use pos_doctor_core::content::tools::Desk;
use pos_doctor_core::short_code::Essentials;
use pos_doctor_core::token::Parcel;

/// The page; a token in the address is opened at once.
pub fn page(tools: Tools, token: &str) -> AnyView {
    let pasted = RwSignal::new(token.to_owned());
    let own = move || tools.case.with_untracked(|case| !case.events.is_empty());
    let use_own = own().then(|| {
        let parcel = send::own(tools);
        button("use-own", "button", tools.t(Desk::UseOwn), move || {
            pasted.set(pos_doctor_core::token::write(tools.k, &parcel).token);
        })
    });
    let found = live(move || pasted.with(|text| judge(tools, text.trim())));
    article("desk", tools.t(Desk::HelpTitle))
        .child(text("p", "", tools.t(Desk::HelpText)))
        .with([field("paste", "text", tools.t(Desk::Paste), pasted)])
        .child(buttons(use_own))
        .with([el("div", "stack").with([found]).view()])
        .view()
}

/// A whole message with a link in it, a token, or ten digits.
fn judge(tools: Tools, text: &str) -> AnyView {
    if text.is_empty() {
        return ().into_any();
    }
    if let Ok(essentials) = Essentials::read(tools.k, text) {
        return code::shown(tools, essentials, true).view();
    }
    let token = text.split_once("/c/").map_or(text, |(_, rest)| rest);
    let end = token.find(|c: char| c.is_whitespace() || "，。；、）)\"'<>".contains(c)).unwrap_or(token.len());
    match open(tools, token.get(..end).unwrap_or_default()) {
        Ok(opened) => {
            let notes = changed(tools, &opened);
            let desk = desk(tools, opened.parcel);
            el("div", "stack").children(notes.into_iter()).with([desk]).view()
        }
        Err(trouble) => note("amber", trouble_words(tools, trouble)).attr("data-note", "bad").view(),
    }
}

/// The case on the desk: it changes here only, until it is sent back or taken over.
fn desk(tools: Tools, parcel: Parcel) -> AnyView {
    let on_desk = RwSignal::new(parcel);
    let facts = live(move || on_desk.with(|parcel| facts(tools, parcel, on_desk)));
    let step = live(move || on_desk.with(|parcel| step(tools, parcel, on_desk)));
    let take = button("take", "button", tools.t(Desk::TakeOver), move || {
        let Parcel { case, tests, .. } = on_desk.get_untracked();
        let end = case.events.len();
        tools.replace(case);
        tests.into_iter().for_each(|test| crate::session::tests::keep(test, None));
        crate::browser::address::go(&Route::Case(end));
    });
    el("div", "desk")
        .with([facts, step])
        .child(text("h2", "", tools.t(Desk::SendBack)))
        .with([share_box(tools, move || on_desk.get())])
        .child(buttons([take]))
        .view()
}

/// What is known, what was tried, what is believed.
fn facts(tools: Tools, parcel: &Parcel, on_desk: RwSignal<Parcel>) -> AnyView {
    tools.look_at(&parcel.case, tools.now(), true, |scene| {
        let lines = (0..).zip(case_lines(scene)).map(|(n, line)| {
            // Lines and events run parallel: a case from a link holds only what this content knows.
            let remove = Choice::new("remove", tools.t(Desk::Remove), Act::Remove(n));
            FactLine { change: Some(remove), ..line }
        });
        let list = drawn(tools, &[Block::Facts(lines.collect())], move |act| change(on_desk, act));
        el("section", "stack")
            .child(text("h2", "", tools.t(Desk::Known)))
            .with(list)
            .children(test_list(tools, &parcel.tests).into_iter())
            .child(text("h2", "", tools.t(Desk::Believed)))
            .with(draw::bars(tools, scene.bars(5, true)))
            .view()
    })
}

/// Something was pressed on the desk.
fn change(on_desk: RwSignal<Parcel>, act: Act) {
    on_desk.update(|parcel| match act {
        Act::Add(event) => parcel.case = parcel.case.and(event),
        Act::Remove(n) if n < parcel.case.events.len() => {
            parcel.case.events.remove(n);
        }
        _ => {}
    });
}

/// The next step as the merchant would see it, with a service engineer's steps among the choices.
fn step(tools: Tools, parcel: &Parcel, on_desk: RwSignal<Parcel>) -> AnyView {
    tools.look_at(&parcel.case, tools.now(), true, |scene| {
        let page = view::step_page(scene, parcel.case.events.len());
        let eyebrow = (!page.eyebrow.is_empty()).then(|| text("p", "eyebrow", &page.eyebrow));
        let card = el("section", &format!("card {}", page.tone.class()))
            .attr("data-next", &page.id)
            .children(eyebrow.into_iter())
            .child(text("h3", "", &page.title))
            .with(drawn(tools, &draw::answering(&page.blocks), move |act| change(on_desk, act)));
        let left = (!page.left.is_empty()).then(|| text("p", "left", &page.left));
        let hint = more(tools.t(Desk::ExpertTitle), [text("p", "", tools.t(Desk::ExpertText)).view()]);
        el("section", "stack")
            .child(text("h2", "", tools.t(Desk::NextStep)))
            .children(left.into_iter())
            .child(card)
            .child(hint)
            .view()
    })
}
