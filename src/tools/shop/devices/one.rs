//! One terminal: what is known of it, its repairs, and a case that begins with it.

use super::super::parts::{
    Input, Kind, article, button, buttons, careful, facts, h2, input, link, live, more, note, select, trouble, turn_to,
};
use super::super::store;
use super::super::transfer::held;
use super::form::{answers, label};
use super::warranty;
use crate::browser::storage;
use crate::components::{Element, el};
use crate::tools::Tools;
use leptos::prelude::*;
use pos_doctor_core::case::Event;
use pos_doctor_core::content::tools::Shop;
use pos_doctor_core::content::ui::fill;
use pos_doctor_core::shop::device::{SWAP, repair};
use pos_doctor_core::shop::{Device, DeviceForm, Field, Repair, Trouble, Warranty};

/// The terminal that the case is about, as a line for the first program: it stays on this device.
const LINE: &str = "pos.device.line";
/// The question that a repair answers.
const REPAIRED: &str = "repaired";

/// The page.
pub fn page(tools: Tools, device: Device) -> AnyView {
    let title = device.name.clone();
    let device = RwSignal::new(device);
    let body = live(move || device.with(|device| body(tools, device)));
    article("device", &title).with([body, repairs(tools, device)]).view()
}

fn body(tools: Tools, device: &Device) -> AnyView {
    let form = DeviceForm::of(device);
    let tone = match device.warranty_on(store::today(tools)) {
        Warranty::Running(_) => "note green",
        Warranty::EndsSoon(_) => "note amber",
        Warranty::Over(_) | Warranty::Unknown => "note plain",
    };
    let known = [
        (tools.t(Shop::Model), form.model),
        (tools.t(Shop::Serial), form.serial),
        (tools.t(Shop::KindLabel), label(tools, "terminal", &device.kind)),
        (tools.t(Shop::LinkLabel), label(tools, "link", &device.link)),
        (tools.t(Shop::Bought), form.bought),
        (tools.t(Shop::WarrantyEnd), form.warranty),
        (tools.t(Shop::Acquirer), form.acquirer),
        (tools.t(Shop::Note), form.note),
    ];
    let chosen = device.clone();
    let begin = button("use-device", "button primary", tools.t(Shop::UseDevice), move || begin(tools, &chosen));
    let edit = link("edit", "button", &format!("#/devices/{}/edit", device.id), tools.t(Shop::DeviceEdit));
    let sticker = link("sticker", "button", &format!("#/sticker/{}", device.id), tools.t(Shop::StickerTitle));
    el("div", "stack")
        .with(held(tools, store::DEVICES))
        .child(note(tone, &warranty(tools, device)).attr("data-note", "warranty"))
        .child(facts(known))
        .child(note("", tools.t(Shop::UseDeviceHint)))
        .child(buttons([begin, edit, sticker, delete(tools, device.id.clone())]))
        .view()
}

/// Let a case know what is known of this terminal, and the result page which one it is.
fn begin(tools: Tools, device: &Device) {
    for (question, answer) in device.answers(store::today(tools)) {
        let event = Event::parse(tools.k, &format!("answer {question} {answer}"));
        event.into_iter().for_each(|event| tools.tell(event));
    }
    let form = DeviceForm::of(device);
    let or = |text: String| if text.is_empty() { tools.t(Shop::Unknown).to_owned() } else { text };
    let (model, serial, warranty) = (or(form.model), or(form.serial), or(form.warranty));
    let values = [("name", &*form.name), ("model", &model), ("serial", &serial), ("warranty", &warranty)];
    storage::set_local(LINE, Some(&fill(tools.t(Shop::DeviceLine), &values)));
    tools.go("");
}

fn repairs(tools: Tools, device: RwSignal<Device>) -> AnyView {
    let day = RwSignal::new(store::today(tools).to_string());
    let what = RwSignal::new(String::new());
    let part = RwSignal::new(String::new());
    let troubles = RwSignal::new(Vec::<(Field, Trouble)>::new());
    let field = |id, label, hint: &'static str, kind, value, of| {
        input(Input { id, label: tools.t(label), hint, kind, value, trouble: trouble(tools, troubles.into(), of) })
    };
    let add = move || {
        let made = repair(&day.get_untracked(), &what.get_untracked(), &part.get_untracked(), store::now(tools));
        let repair = match made {
            Ok(repair) => repair,
            Err(list) => return troubles.set(list),
        };
        troubles.set(Vec::new());
        what.set(String::new());
        part.set(String::new());
        device.update(|device| {
            let at = device.repairs.iter().position(|old| old.day > repair.day).unwrap_or(device.repairs.len());
            device.repairs.insert(at, repair);
            device.changed.0 = store::now(tools).0.max(device.changed.0 + 1);
        });
        store::change(store::DEVICES, |book| book.put(device.get_untracked()));
    };
    let form = el("div", "stack")
        .with([
            field("day", Shop::RepairDay, "", Kind::Day, day, Field::When),
            field("what", Shop::RepairWhat, "", Kind::Line, what, Field::Repair),
            select("part", tools.t(Shop::RepairPart), part, parts(tools)),
        ])
        .child(note("", tools.t(Shop::RepairPartHint)))
        .child(buttons([button("add-repair", "button", tools.t(Shop::RepairAdd), add)]));
    let list = live(move || {
        device.with(|device| {
            let line = |r: &Repair| {
                let part =
                    if r.part == SWAP { tools.t(Shop::RepairSwap).to_owned() } else { label(tools, REPAIRED, &r.part) };
                (r.day.to_string(), if part.is_empty() { r.what.clone() } else { format!("{} · {part}", r.what) })
            };
            let lines: Vec<_> = device.repairs.iter().map(line).collect();
            facts(lines.iter().map(|(day, what)| (day.as_str(), what.clone()))).view()
        })
    });
    el("div", "stack")
        .child(h2(tools.t(Shop::Repairs)))
        .with([list])
        .child(more(tools.t(Shop::RepairAdd), [form]))
        .view()
}

/// What can have been repaired: what the question asks, and the whole terminal.
fn parts(tools: Tools) -> Vec<(String, String)> {
    let mut parts = answers(tools, REPAIRED);
    parts.retain(|(id, _)| id != "nothing");
    parts.push((SWAP.to_owned(), tools.t(Shop::RepairSwap).to_owned()));
    parts
}

fn delete(tools: Tools, id: String) -> Element {
    careful(tools, "delete", Shop::DeleteOne, move || {
        store::change::<Device, _>(store::DEVICES, |book| book.remove(&id));
        storage::set_local(LINE, None);
        turn_to("devices");
    })
}
