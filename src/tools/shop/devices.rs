//! The shop's terminals: a list, one of them, its form.

mod form;
mod one;

use super::parts::{article, buttons, cell, cells, link, note, print};
use super::store;
use super::transfer::{held, transfer};
use crate::components::{Element, el, text};
use crate::tools::Tools;
use leptos::prelude::*;
use pos_doctor_core::content::tools::Shop;
use pos_doctor_core::content::ui::fill;
use pos_doctor_core::shop::{Device, Warranty};

/// The list, the form for a new one, one of them, or its form.
pub fn page(tools: Tools, path: &str) -> AnyView {
    match path.split_once('/').unwrap_or((path, "")) {
        ("", _) => list(tools),
        ("new", _) => form::page(tools, None),
        (id, rest) => match store::book::<Device>(store::DEVICES).get(id).cloned() {
            Some(device) if rest == "edit" => form::page(tools, Some(device)),
            Some(device) => one::page(tools, device),
            None => list(tools),
        },
    }
}

fn list(tools: Tools) -> AnyView {
    let version = RwSignal::new(0);
    let all = move || {
        version.track();
        all(tools)
    };
    article("devices", tools.t(Shop::DevicesTitle))
        .child(note("", tools.t(Shop::DevicesText)))
        .child(buttons([link("new", "button primary", "#/devices/new", tools.t(Shop::DeviceNew))]))
        .with([all.into_any()])
        .child(el("div", "screen").child(buttons([print(tools, false)])))
        .with([el("div", "screen")
            .with([transfer::<Device>(tools, store::DEVICES, move || version.update(|n| *n += 1))])
            .view()])
        .view()
}

fn all(tools: Tools) -> AnyView {
    let devices = store::book::<Device>(store::DEVICES).entries;
    let place = el("div", "stack").with(held(tools, store::DEVICES));
    if devices.is_empty() {
        return place.child(note("", tools.t(Shop::DevicesNone))).view();
    }
    let line = |device: &Device| {
        let hint = warranty(tools, device);
        cell(&format!("device:{}", device.id), &format!("#/devices/{}", device.id), &device.name, &hint)
    };
    place.child(el("div", "screen").child(cells(devices.iter().map(line)))).child(paper(tools, &devices)).view()
}

/// How the warranty stands today, in words.
fn warranty(tools: Tools, device: &Device) -> String {
    let days = |word, days: i64| fill(tools.t(word), &[("days", &days.to_string())]);
    match device.warranty_on(store::today(tools)) {
        Warranty::Unknown => tools.t(Shop::WarrantyUnknown).to_owned(),
        Warranty::Running(left) => days(Shop::WarrantyRunning, left),
        Warranty::EndsSoon(left) => days(Shop::WarrantySoon, left),
        Warranty::Over(since) => days(Shop::WarrantyOver, since),
    }
}

/// All terminals as a table; only on paper.
fn paper(tools: Tools, devices: &[Device]) -> Element {
    let heads = [
        Shop::DeviceName,
        Shop::Model,
        Shop::Serial,
        Shop::Bought,
        Shop::WarrantyEnd,
        Shop::Acquirer,
        Shop::Repairs,
        Shop::Note,
    ];
    let head = el("tr", "").children(heads.into_iter().map(|word| text("th", "", tools.t(word)).attr("scope", "col")));
    let rows = devices.iter().map(|device| {
        let form = pos_doctor_core::shop::DeviceForm::of(device);
        let repairs = device.repairs.iter().map(|r| format!("{} {}", r.day, r.what)).collect::<Vec<_>>().join("\n");
        let cells = [form.name, form.model, form.serial, form.bought, form.warranty, form.acquirer, repairs, form.note];
        el("tr", "").children(cells.iter().map(|cell| text("td", "", cell)))
    });
    el("table", "paper").child(el("thead", "").child(head)).child(el("tbody", "").children(rows))
}
