//! A test under way: the ladder as lamps, what to do now, time left, a way to stop.

use super::super::Tools;
use super::part::{button, line, named, quiet};
use super::run::{Board, Run};
use crate::components::element::{Element, el, text};
use leptos::prelude::*;
use pos_doctor_core::content::tools::Device;
use pos_doctor_core::content::ui::fill;
use pos_doctor_core::reader::check::{Manner, Outcome, Prompt, Report, Rung, Which};
use pos_doctor_core::reader::model::Model;

/// The rungs and their names in the content.
const RUNGS: [(Rung, Device); 6] = [
    (Rung::PortOpens, Device::RungPort),
    (Rung::DeviceAnswers, Device::RungAnswers),
    (Rung::SelfTest, Device::RungSelf),
    (Rung::SensorSeesCard, Device::RungSensor),
    (Rung::CardDecodes, Device::RungFirst),
    (Rung::SecondCardDecodes, Device::RungSecond),
];

/// What changes while it runs.
pub fn board(tools: Tools, run: &Run, played: bool) -> Element {
    let (held, stop) = (StoredValue::new_local(run.clone()), run.clone());
    let (model, state) = (run.model(), run.board());
    let ladder = move || state.with(|board| lamps(tools, model, &board.report, running_rung(board)).view());
    let left = move || state.with(|board| seconds(tools, board));
    let act = move || {
        let prompt = state.with(|board| board.prompt).filter(|_| played);
        prompt.map(|prompt| {
            let present = move || held.with_value(|run| run.present(prompt));
            button("present", &present_label(tools, prompt), true, present).view()
        })
    };
    el("div", "live")
        .child(el("div", "now").attr("role", "status").with([(move || what_now(tools, model, state)).into_any()]))
        .child(el("p", "left").with([left.into_any()]))
        .with([act.into_any()])
        .with([ladder.into_any()])
        .child(quiet("cancel", tools.t(Device::Cancel), move || stop.cancel()))
}

/// The ladder; `current` is being climbed.
pub fn lamps(tools: Tools, model: Model, report: &Report, current: Option<Rung>) -> Element {
    let rungs = RUNGS.iter().filter(|(rung, _)| belongs(model, report, *rung));
    el("ol", "ladder").children(rungs.map(|(rung, name)| {
        let (class, word) = match report.rung(*rung) {
            _ if current == Some(*rung) => ("lamp trying", Device::LampTrying),
            Outcome::NotTried => ("lamp", Device::LampNotTried),
            Outcome::Passed => ("lamp passed", Device::LampPassed),
            Outcome::Failed => ("lamp failed", Device::LampFailed),
            Outcome::Unclear => ("lamp unclear", Device::LampUnclear),
        };
        el("li", class).child(text("span", "what", tools.t(*name))).child(text("span", "word", tools.t(word)))
    }))
}

/// Rungs that the test of this model has at all; a keyboard has no port.
fn belongs(model: Model, report: &Report, rung: Rung) -> bool {
    match rung {
        Rung::PortOpens => !model.types(),
        Rung::DeviceAnswers => true,
        Rung::SelfTest => matches!(model, Model::Msr | Model::MsrHid | Model::Pn532 | Model::Pn533),
        Rung::SensorSeesCard | Rung::CardDecodes => model.manner().is_some(),
        Rung::SecondCardDecodes => model.manner().is_some() && !report.counting,
    }
}

fn running_rung(board: &Board) -> Option<Rung> {
    match board.prompt.map(|prompt| prompt.card) {
        Some(Which::Any) => Some(Rung::SensorSeesCard),
        Some(Which::First | Which::FirstAgain) => Some(Rung::CardDecodes),
        Some(Which::Second | Which::SecondAgain) => Some(Rung::SecondCardDecodes),
        None => RUNGS.iter().map(|(rung, _)| *rung).find(|rung| board.report.rung(*rung) == Outcome::NotTried),
    }
}

/// One sentence, and in a counting test how far it is.
fn what_now(tools: Tools, model: Model, state: RwSignal<Board>) -> Vec<AnyView> {
    let counted = state.with(|board| board.report.counting.then_some(board.report.readings.len()));
    let prompt = state.with(|board| board.prompt);
    let words = match prompt {
        Some(prompt) => asked(tools, prompt),
        None if model == Model::Mis => tools.t(Device::DoListen).to_owned(),
        None => tools.t(Device::DoWait).to_owned(),
    };
    let count = counted.map(|done| line(&progress(tools, model, done)));
    [text("p", "do", &words)].into_iter().chain(count).map(Element::view).collect()
}

fn progress(tools: Tools, model: Model, done: usize) -> String {
    if model.manner() == Some(Manner::Tap) {
        return fill(tools.t(Device::TapDistance), &[("cm", &done.to_string())]);
    }
    fill(tools.t(Device::CountProgress), &[("n", &(done + 1).to_string())])
}

/// What the person is asked to do.
pub fn asked(tools: Tools, prompt: Prompt) -> String {
    let sentence = match prompt.manner {
        Manner::Swipe => Device::DoSwipe,
        Manner::Insert => Device::DoInsert,
        Manner::Tap => Device::DoTap,
    };
    fill(tools.t(sentence), &[("card", card(tools, prompt.card))])
}

fn card(tools: Tools, card: Which) -> &'static str {
    named(
        tools,
        "card",
        match card {
            Which::Any => "any",
            Which::First => "first",
            Which::FirstAgain => "first_again",
            Which::Second => "second",
            Which::SecondAgain => "second_again",
        },
    )
}

fn present_label(tools: Tools, prompt: Prompt) -> String {
    fill(tools.t(Device::DemoPresent), &[("card", card(tools, prompt.card))])
}

fn seconds(tools: Tools, board: &Board) -> Option<String> {
    (board.left > 0).then(|| fill(tools.t(Device::SecondsLeft), &[("seconds", &board.left.to_string())]))
}
