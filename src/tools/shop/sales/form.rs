//! The form of a sale: nothing that a card must not lose, everything that a bank will ask for.

use super::super::parts::{Input, Kind, article, button, buttons, input, note, trouble, turn_to};
use super::super::{store, transfer};
use super::{announce, told};
use crate::browser::page;
use crate::components::{el, text};
use crate::tools::Tools;
use leptos::prelude::*;
use pos_doctor_core::content::tools::Shop;
use pos_doctor_core::shop::{Device, Field, Sale, SaleForm, Told, Trouble};

/// No field of this form is to blame: the list takes no more.
const FULL: [(Field, Trouble); 1] = [(Field::Name, Trouble::TooLong)];

/// The page, for a new sale or one that is there.
pub fn page(tools: Tools, before: Option<Sale>) -> AnyView {
    let form = before.as_ref().map_or_else(|| fresh(tools), SaleForm::of);
    let title = if before.is_some() { Shop::SaleEdit } else { Shop::SalesNew };
    let signal = RwSignal::new;
    let (when, amount, last_four) = (signal(form.when), signal(form.amount), signal(form.last_four));
    let (reference, terminal, note_text) = (signal(form.reference), signal(form.terminal), signal(form.note));
    let chosen = RwSignal::new(form.told);
    let troubles = RwSignal::new(Vec::<(Field, Trouble)>::new());
    let field = |id, label, hint, kind, value, of| {
        let trouble = trouble(tools, troubles.into(), of);
        input(Input { id, label: tools.t(label), hint: tools.t(hint), kind, value, trouble })
    };
    let save = move || {
        let form = SaleForm {
            when: when.get_untracked(),
            amount: amount.get_untracked(),
            last_four: last_four.get_untracked(),
            reference: reference.get_untracked(),
            told: chosen.get_untracked(),
            terminal: terminal.get_untracked(),
            note: note_text.get_untracked(),
        };
        let id = before.as_ref().map_or_else(transfer::new_id, |sale| sale.id.clone());
        match form.check(&id, before.as_ref(), store::now(tools)) {
            Err(list) => {
                troubles.set(list);
                page::refocus("[aria-invalid='true']");
            }
            Ok(sale) => {
                if !store::change(store::SALES, |book| book.put(sale)) {
                    return troubles.set(FULL.to_vec());
                }
                announce();
                turn_to(&format!("sales/{id}"));
            }
        }
    };
    let full = move || troubles.with(|list| list.as_slice() == FULL).then(|| tools.t(Shop::BookFull));
    article("sale:form", tools.t(title))
        .child(note("note plain", tools.t(Shop::SaleFormText)))
        .with([
            field("when", Shop::When, Shop::WhenHint, Kind::Moment, when, Field::When),
            field("amount", Shop::Amount, Shop::AmountHint, Kind::Number, amount, Field::Amount),
            field("last-four", Shop::LastFour, Shop::LastFourHint, Kind::Digits, last_four, Field::LastFour),
            field("reference", Shop::Reference, Shop::ReferenceHint, Kind::Line, reference, Field::Reference),
            customer(tools, chosen),
            field("terminal", Shop::Terminal, Shop::TerminalHint, Kind::Line, terminal, Field::Terminal),
            field("note", Shop::Note, Shop::NoteHint, Kind::Note, note_text, Field::Note),
        ])
        .with([view! { <p class="trouble" role="alert">{full}</p> }.into_any()])
        .child(buttons([button("save", "button primary", tools.t(Shop::Save), save)]))
        .view()
}

/// Now, at the terminal that the shop has, if it has one.
fn fresh(tools: Tools) -> SaleForm {
    let devices = store::book::<Device>(store::DEVICES).entries;
    let only = match devices.as_slice() {
        [device] => device.name.clone(),
        _ => String::new(),
    };
    SaleForm { when: store::now(tools).to_string().replace(' ', "T"), terminal: only, ..SaleForm::default() }
}

/// How it was left with the customer.
fn customer(tools: Tools, chosen: RwSignal<Told>) -> AnyView {
    let answer = move |one: &Told| {
        let one = *one;
        let pressed = move || if chosen.get() == one { "true" } else { "false" };
        view! {
            <li><button type="button" class="answer" data-answer=one.word() aria-pressed=pressed
                on:click=move |_| chosen.set(one)>{tools.t(told(one))}</button></li>
        }
    };
    let answers = view! { <ul class="answers">{Told::ALL.iter().map(answer).collect_view()}</ul> };
    let group = el("div", "entry").attr("role", "group").attr("aria-labelledby", "told-label");
    group.child(text("b", "", tools.t(Shop::ToldLabel)).attr("id", "told-label")).with([answers.into_any()]).view()
}
