//! Which reader is it? The merchant says so; no port is ever asked to find out.

use super::super::Tools;
use super::network;
use super::part::{button, cell, cells, changing, line, more, named, page};
use super::verdict::finding;
use crate::browser::link::{self, Device as Chosen};
use crate::browser::reach;
use crate::components::element::{Element, el, text};
use leptos::prelude::*;
use pos_doctor_core::content::tools::Device;
use pos_doctor_core::evidence;
use pos_doctor_core::reader::live::Part;
use pos_doctor_core::reader::model::Model;
use pos_doctor_core::reader::presence::Presence;
use pos_doctor_core::reader::reach::{Door, Finding};

/// Groups as a merchant thinks of them.
const GROUPS: [(Part, Device); 4] = [
    (Part::Stripe, Device::GroupStripe),
    (Part::Chip, Device::GroupChip),
    (Part::Antenna, Device::GroupTap),
    (Part::Till, Device::GroupTill),
];

/// The list.
pub fn choose(tools: Tools) -> AnyView {
    let inside = reach::inside().map(|inside| finding(tools, inside.name(), &[]));
    let shut_in = inside.is_some();
    let groups = GROUPS.iter().flat_map(|(part, title)| {
        let models = Model::ALL.iter().filter(|model| model.part() == *part && !model.for_engineers());
        [text("h2", "", tools.t(*title)), cells(models.map(|model| entry(tools, *model)))]
    });
    let engineers = Model::ALL.iter().filter(|model| model.for_engineers());
    let engineers = more(tools.t(Device::Engineers), [cells(engineers.map(|model| entry(tools, *model)))]);
    page("test", tools.t(Device::Title))
        .children(inside.into_iter())
        .child(line(tools.t(Device::ChooseText)))
        .child(cells(without_cable(tools)))
        .children(
            if shut_in {
                vec![more(tools.t(Device::OnComputer), groups.collect::<Vec<_>>())]
            } else {
                groups.collect()
            }
            .into_iter(),
        )
        .children((!shut_in).then_some(engineers).into_iter())
        .with([look_at_usb(tools)])
        .child(cells([
            cell("demo", "#/demo", tools.t(Device::DemoTitle), tools.t(Device::DemoHint)),
            cell("decode", "#/decode", tools.t(Device::DecodeTitle), tools.t(Device::DecodeHint)),
        ]))
        .view()
}

/// Tests of terminals that no page can talk to.
pub fn without_cable(tools: Tools) -> Vec<Element> {
    let own = cell("self-test", "#/step/question:self_test", tools.t(Device::SelfTest), tools.t(Device::SelfTestHint));
    let network = || cell("network", "#/test/network", tools.t(Device::NetTitle), tools.t(Device::NetHint));
    [own].into_iter().chain(network::is_offered(tools).then(network)).collect()
}

fn entry(tools: Tools, model: Model) -> Element {
    let name = model.name();
    let hint = match reach::door(model) {
        Ok(_) => named(tools, "hint", name),
        Err(_) => tools.t(Device::CannotHere),
    };
    cell(name, &format!("#/test/{name}"), named(tools, "model", name), hint)
}

/// A reader that is not in the list: is it seen at all? Nothing is sent to it.
fn look_at_usb(tools: Tools) -> AnyView {
    if reach::obstacle(Door::Usb).is_some() {
        return ().into_any();
    }
    let seen: RwSignal<Option<Seen>> = RwSignal::new(None);
    let look = move || {
        link::beside(async move {
            let found = match link::choose(Door::Usb, None).await {
                Ok(device) => looked_at(&device),
                Err(obstacle) => (obstacle.name(), &[][..], String::new()),
            };
            seen.try_set(Some(found));
        });
    };
    let result =
        move || seen.get().map(|(name, lines, title)| finding(tools, name, lines).child(text("p", "small", &title)));
    el("div", "look")
        .child(text("h2", "", tools.t(Device::NotHere)))
        .child(line(tools.t(Device::LookText)))
        .child(button("look", tools.t(Device::Look), false, look))
        .child(el("div", "").attr("role", "status").with([changing(result)]))
        .view()
}

/// A finding, what it says about the case, what the device calls itself.
type Seen = (&'static str, evidence::Lines, String);

fn looked_at(device: &Chosen) -> Seen {
    let (name, lines): (_, evidence::Lines) = match (device.presence(), device.kept_back()) {
        (Some((Presence::Bridge, _)), _) => ("seen_cable", &[]),
        (Some((Presence::Terminal, _)), _) => ("seen_terminal", &[]),
        // Seen, and closed to pages.
        (Some((Presence::SmartCard, _)), _) | (_, Finding::Protected) => {
            ("protected", evidence::of_finding(Finding::Protected))
        }
        _ => ("seen_other", &[]),
    };
    (name, lines, device.title())
}
