//! The report in words: what, when, where, what was tried, what is believed, who must act.

use super::super::opened::test_words;
use super::super::{send, share};
use super::{Form, devices};
use crate::browser::clock;
use crate::tools::Tools;
use crate::view::{Scene, case_lines};
use leptos::prelude::*;
use pos_doctor_core::case::Event;
use pos_doctor_core::content::tools::Desk;
use pos_doctor_core::content::ui::fill;
use pos_doctor_core::content::{CauseId, Ui};
use pos_doctor_core::report::series::Series;
use pos_doctor_core::report::{Part, Plot, Sheet, typed};
use pos_doctor_core::shop::Wall;
use pos_doctor_core::short_code::{Essentials, grouped};
use pos_doctor_core::token::TestNote;

/// The whole report.
pub fn sheet(tools: Tools, form: Form) -> Sheet {
    let parcel = send::own(tools);
    let link = share::link(tools, &parcel);
    let code = share::short_code(tools, &parcel).map(|code| grouped(&code)).unwrap_or_default();
    tools.look_at(&parcel.case, tools.since, false, |scene| {
        let mut parts = vec![
            what(tools, scene, form),
            tried(tools, scene),
            tests(tools),
            believed(tools, scene),
            part(tools, Desk::PartSay, vec![(String::new(), say(tools, scene))]),
            part(tools, Desk::PartLink, vec![(tools.t(Desk::CodeLabel).to_owned(), code), (String::new(), link)]),
        ];
        parts.retain(|part| !part.lines.is_empty() || !part.bars.is_empty());
        Sheet {
            title: tools.t(Desk::ReportTitle).to_owned(),
            lang: if tools.english { "en" } else { "zh-CN" },
            parts,
            foot: scene.fill(Ui::Revision, &[("revision", &tools.k.revision.to_string())]),
        }
    })
}

fn part(tools: Tools, title: Desk, lines: Vec<(String, String)>) -> Part {
    Part { title: tools.t(title).to_owned(), lines, ..Part::default() }
}

/// What the shop has added, fit to be shown: name in JSON, label, value.
pub fn added(tools: Tools, form: Form) -> Vec<(&'static str, &'static str, String)> {
    let label = |word| tools.t(word);
    let mut all = vec![
        ("name", label(Desk::ShopName), typed(&form.shop.get())),
        ("contact", label(Desk::Contact), typed(&form.contact.get())),
        ("remark", label(Desk::Remark), typed(&form.note.get())),
    ];
    let device = devices().into_iter().find(|device| device.id == form.device.get());
    if let Some(device) = device.filter(|_| form.with_device.get()) {
        let warranty = device.warranty.map(|day| day.to_string()).unwrap_or_default();
        all.extend([
            ("model", label(Desk::DeviceModel), typed(&device.model)),
            // A serial number may look like a card number: it stands in a field of its own and was ticked.
            ("serial", label(Desk::DeviceSerial), device.serial.clone()),
            ("warranty", label(Desk::DeviceWarranty), warranty),
        ]);
    }
    all.retain(|(_, _, value)| !value.is_empty());
    all
}

/// When it began, what was seen, what was answered.
fn what(tools: Tools, scene: &Scene, form: Form) -> Part {
    let began = Wall::at(tools.since, clock::ahead()).to_string();
    let mut lines = vec![(tools.t(Desk::Began).to_owned(), began)];
    lines.extend(added(tools, form).into_iter().map(|(_, label, value)| (label.to_owned(), value)));
    let told = case_lines(scene).into_iter().zip(&scene.case.events);
    lines.extend(told.filter(|(_, event)| !is_trial(event)).map(|(line, _)| (line.what, line.value)));
    part(tools, Desk::PartWhat, lines)
}

fn is_trial(event: &Event) -> bool {
    matches!(event, Event::Tried(..))
}

/// What was tried, with results.
fn tried(tools: Tools, scene: &Scene) -> Part {
    let told = case_lines(scene).into_iter().zip(&scene.case.events);
    part(
        tools,
        Desk::PartTried,
        told.filter(|(_, event)| is_trial(event)).map(|(line, _)| (line.what, line.value)).collect(),
    )
}

/// Live tests: a line each, a bar for the share of cards that read, and a drawing where cards were counted.
fn tests(tools: Tools) -> Part {
    let kept = crate::session::tests::kept();
    let lines = kept.iter().map(|(test, _)| (String::new(), test_words(tools, test))).collect();
    let share = |(test, _): &(TestNote, Option<Series>)| {
        let percent = (u16::from(test.good) * 100).checked_div(u16::from(test.cards))?;
        let label = fill(tools.t(Desk::ShareRead), &[("cards", &test.cards.to_string())]);
        Some((label, u8::try_from(percent).unwrap_or(100).min(100)))
    };
    let bars = kept.iter().filter_map(share).collect();
    let plots = kept.into_iter().filter_map(|(_, series)| Some(Plot::new(series?, tools.tool))).collect();
    Part { bars, plots, ..part(tools, Desk::PartTests, lines) }
}

/// The verdict, and who must act.
fn believed(tools: Tools, scene: &Scene) -> Part {
    let flags = scene.advice().map(|a| a.facts.flags.numbers().collect::<Vec<_>>()).unwrap_or_default();
    let flags = flags.into_iter().filter_map(|n| tools.words.flags.get(usize::from(n)));
    let mut lines: Vec<_> = flags.map(|flag| (String::new(), flag.name.clone())).collect();
    let sure = named(tools, scene);
    if sure.is_none() {
        lines.push((String::new(), tools.t(Desk::NotSure).to_owned()));
    }
    lines.extend(scene.bars(3, true).into_iter().filter(|bar| bar.percent >= 5).map(|bar| {
        let percent = scene.fill(Ui::Percent, &[("percent", &bar.percent.to_string())]);
        (bar.name, format!("{} {percent}", bar.word))
    }));
    let handed = scene.case.events.iter().any(|event| matches!(event, Event::Handed(_)));
    let to = essentials(tools, scene).filter(|_| handed || sure.is_some());
    if let Some(to) = to.and_then(|e| tools.words.addressees.get(e.to?.index())) {
        lines.push((tools.t(Desk::CodeTo).to_owned(), to.name.clone()));
    }
    part(tools, Desk::PartBelieved, lines)
}

fn essentials(tools: Tools, scene: &Scene) -> Option<Essentials> {
    Some(Essentials::of(tools.k, scene.case, scene.advice()?))
}

/// Less probable causes are not named to anybody: their sentences say what was not seen.
const NAMED: f64 = 0.4;

/// The cause that may be named: a circumstance, or a fault that is probable enough.
fn named(tools: Tools, scene: &Scene) -> Option<CauseId> {
    let cause = essentials(tools, scene)?.cause?;
    let fault = cause.0 < tools.k.fault_count;
    (!fault || scene.advice()?.belief.of(cause) >= NAMED).then_some(cause)
}

/// What to read out to whoever must act.
fn say(tools: Tools, scene: &Scene) -> String {
    let cause = named(tools, scene).and_then(|cause| tools.words.causes.get(cause.index()));
    cause.map_or_else(|| scene.told(tools.ui(Ui::SayUnknown)), |cause| scene.told(&cause.say))
}

/// The same, for the case under way.
pub fn spoken(tools: Tools) -> String {
    tools.look_at(&tools.case.get(), tools.since, false, |scene| say(tools, scene))
}
