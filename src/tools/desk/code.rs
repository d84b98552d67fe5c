//! `#/k/CODE`: the ten digits that somebody read out.

use super::parts::{article, button, buttons, fact, field, live, note, status};
use crate::browser::address;
use crate::components::{Element, el, text};
use crate::route::Route;
use crate::tools::Tools;
use crate::view::has_findings;
use leptos::prelude::*;
use pos_doctor_core::case::{Case, Event, Step};
use pos_doctor_core::content::tools::Desk;
use pos_doctor_core::short_code::{DIGITS, Essentials, Slip};

/// The page, with a field for a code.
pub fn page(tools: Tools, code: &str) -> AnyView {
    let typed = RwSignal::new(code.to_owned());
    let found = live(move || {
        let code = typed.get();
        let enough = code.chars().filter(|c| !c.is_whitespace()).count() >= DIGITS;
        let found = (enough || !code.is_empty() && Essentials::read(tools.k, &code).is_ok())
            .then(|| judge(tools, Essentials::read(tools.k, &code)));
        el("div", "stack").children(found.into_iter()).view()
    });
    article("code", tools.t(Desk::CodeTitle))
        .child(text("p", "", tools.t(Desk::CodeText)))
        .with([field("code-field", "text", tools.t(Desk::CodeLabel), typed)])
        .with([status(found)])
        .view()
}

fn judge(tools: Tools, read: Result<Essentials, Slip>) -> Element {
    let (name, word) = match read {
        Ok(essentials) => return shown(tools, essentials, true),
        Err(Slip::Length) => ("length", Desk::SlipLength),
        Err(Slip::Misheard) => ("misheard", Desk::SlipMisheard),
        Err(Slip::Newer) => ("newer", Desk::SlipNewer),
    };
    note("amber", tools.t(word)).attr("data-note", name)
}

/// What the digits say; `offer` a way to go on from there.
pub fn shown(tools: Tools, essentials: Essentials, offer: bool) -> Element {
    let w = tools.words;
    let Essentials { symptom, cause, step, to } = essentials;
    let step_words = match step {
        Some(Step::Question(q)) => w.questions.get(q.index()).map(|q| &q.ask),
        Some(Step::Action(a)) => w.actions.get(a.index()).map(|a| &a.instruction),
        None => None,
    };
    let lines = [
        (Desk::CodeSymptom, symptom.and_then(|s| w.symptoms.get(s.index())).map(|s| &s.name)),
        (Desk::CodeCause, cause.and_then(|c| w.causes.get(c.index())).map(|c| &c.name)),
        (Desk::CodeStep, step_words),
        (Desk::CodeTo, to.and_then(|a| w.addressees.get(a.index())).map(|a| &a.name)),
    ];
    let known = lines.into_iter().filter_map(|(label, value)| Some(fact(tools.t(label), value?)));
    let list = el("ul", "facts").attr("data-card", "essentials").children(known);
    let Some(symptom) = symptom.filter(|_| offer) else { return list };
    let own = tools.case.get_untracked();
    let asks = has_findings(tools.k, &own);
    let begin = button("begin", "button primary", tools.t(Desk::CodeBegin), move || {
        tools.replace(Case { events: vec![Event::Symptom(symptom)], ..Case::default() });
        address::go(&Route::Case(1));
    });
    let mut all = el("div", "stack").child(list).child(text("p", "", tools.t(Desk::CodeBeginText)));
    if asks {
        all = all.child(note("amber", tools.t(Desk::OpenedKeepsOwn)));
    }
    all.child(buttons([begin]))
}
