//! The form of a terminal.

use super::super::parts::{Input, Kind, article, button, buttons, input, note, select, trouble, turn_to};
use super::super::{store, transfer};
use crate::browser::page;
use crate::tools::Tools;
use leptos::prelude::*;
use pos_doctor_core::content::tools::Shop;
use pos_doctor_core::shop::{Device, DeviceForm, Field, Trouble};

/// The page, for a new terminal or one that is there.
pub fn page(tools: Tools, before: Option<Device>) -> AnyView {
    let form = before.as_ref().map(DeviceForm::of).unwrap_or_default();
    let title = if before.is_some() { Shop::DeviceEdit } else { Shop::DeviceNew };
    let signal = RwSignal::new;
    let (name, model, serial, acquirer) =
        (signal(form.name), signal(form.model), signal(form.serial), signal(form.acquirer));
    let (bought, warranty, note_text) = (signal(form.bought), signal(form.warranty), signal(form.note));
    let (kind, link) = (signal(form.kind), signal(form.link));
    let troubles = RwSignal::new(Vec::<(Field, Trouble)>::new());
    let field = |id, label, hint, kind, value, of| {
        let trouble = trouble(tools, troubles.into(), of);
        input(Input { id, label: tools.t(label), hint: tools.t(hint), kind, value, trouble })
    };
    let save = move || {
        let form = DeviceForm {
            name: name.get_untracked(),
            model: model.get_untracked(),
            serial: serial.get_untracked(),
            bought: bought.get_untracked(),
            warranty: warranty.get_untracked(),
            acquirer: acquirer.get_untracked(),
            kind: kind.get_untracked(),
            link: link.get_untracked(),
            note: note_text.get_untracked(),
        };
        let id = before.as_ref().map_or_else(transfer::new_id, |device| device.id.clone());
        match form.check(&id, before.as_ref(), store::now(tools)) {
            Err(list) => {
                troubles.set(list);
                page::refocus("[aria-invalid='true']");
            }
            Ok(device) => {
                store::change(store::DEVICES, |book| book.put(device));
                turn_to(&format!("devices/{id}"));
            }
        }
    };
    article("device:form", tools.t(title))
        .child(note("note plain", tools.t(Shop::KeptHere)))
        .with([
            field("name", Shop::DeviceName, Shop::DeviceNameHint, Kind::Line, name, Field::Name),
            field("model", Shop::Model, Shop::ModelHint, Kind::Line, model, Field::Model),
            field("serial", Shop::Serial, Shop::SerialHint, Kind::Line, serial, Field::Serial),
            select("kind", tools.t(Shop::KindLabel), kind, answers(tools, "terminal")),
            select("link", tools.t(Shop::LinkLabel), link, answers(tools, "link")),
            field("bought", Shop::Bought, Shop::BoughtHint, Kind::Day, bought, Field::Bought),
            field("warranty", Shop::WarrantyEnd, Shop::WarrantyHint, Kind::Day, warranty, Field::Warranty),
            field("acquirer", Shop::Acquirer, Shop::AcquirerHint, Kind::Line, acquirer, Field::Acquirer),
            field("note", Shop::Note, Shop::NoteHint, Kind::Note, note_text, Field::Note),
        ])
        .child(buttons([button("save", "button primary", tools.t(Shop::Save), save)]))
        .view()
}

/// The answers to a question of the diagnosis, so that it need not be asked again.
pub fn answers(tools: Tools, question: &str) -> Vec<(String, String)> {
    let mut options = vec![(String::new(), tools.t(Shop::NotSaid).to_owned())];
    let found = tools.k.find_question(question);
    if let Some((q, words)) = found.and_then(|id| tools.k.question(id).zip(tools.words.questions.get(id.index()))) {
        options.extend(q.answers.iter().map(|a| a.id.clone()).zip(words.answers.iter().cloned()));
    }
    options
}

/// What an answer is called.
pub fn label(tools: Tools, question: &str, answer: &str) -> String {
    let found = answers(tools, question).into_iter().find(|(id, _)| !id.is_empty() && id == answer);
    found.map(|(_, label)| label).unwrap_or_default()
}
