//! All unfinished sales, what is due, and what can be done with the list.

use super::super::parts::{
    Input, Kind, article, button, buttons, cell, cells, donts, h2, input, link, more, note, print,
};
use super::super::store;
use super::super::transfer::{held, transfer};
use super::{announce, closing, money, paper, reminder_now, state};
use crate::browser::file;
use crate::components::{Element, el};
use crate::tools::Tools;
use leptos::prelude::*;
use pos_doctor_core::content::tools::Shop;
use pos_doctor_core::content::ui::fill;
use pos_doctor_core::shop::ics::{self, Every};
use pos_doctor_core::shop::{Sale, Wall};

/// The page.
pub fn page(tools: Tools) -> AnyView {
    let version = RwSignal::new(0);
    let changed = move || {
        announce();
        version.update(|n| *n += 1);
    };
    announce();
    let lists = move || {
        version.track();
        lists(tools)
    };
    article("sales", tools.t(Shop::SalesTitle))
        .child(note("", tools.t(Shop::SalesText)))
        .child(donts(tools, &["no_second_charge", "no_refund_as_fix"]))
        .child(buttons([link("new", "button primary", "#/sales/new", tools.t(Shop::SalesNew))]))
        .with([lists.into_any()])
        .with([el("div", "stack screen").child(h2(tools.t(Shop::SalesTidy))).with([reminders(tools)]).view()])
        .child(el("div", "screen").child(buttons([print(tools, false), clear(tools, changed)])))
        .with([el("div", "screen").with([transfer::<Sale>(tools, store::SALES, changed)]).view()])
        .view()
}

fn lists(tools: Tools) -> AnyView {
    let book = store::book::<Sale>(store::SALES);
    let (open, settled): (Vec<_>, Vec<_>) = book.entries.iter().rev().partition(|sale| sale.todo().is_some());
    let reminder = reminder_now(tools, &book.entries);
    let count = |word, n: usize| fill(tools.t(word), &[("count", &n.to_string())]);
    let mut list = el("div", "stack").attr("aria-live", "polite").with(held(tools, store::SALES));
    if reminder.due > 0 {
        list = list.child(note("note amber", &count(Shop::SalesDue, reminder.due)).attr("data-note", "due"));
    }
    list = list.child(h2(&count(Shop::SalesOpen, open.len())));
    list = match open.is_empty() {
        true => list.child(note("", tools.t(Shop::SalesNone))),
        false => list.child(el("div", "screen").child(cells(open.iter().map(|sale| line(tools, sale))))),
    };
    if !settled.is_empty() {
        let all = cells(settled.iter().map(|sale| line(tools, sale)));
        list = list.child(el("div", "screen").child(more(&count(Shop::SalesSettled, settled.len()), [all])));
    }
    if !book.unread.is_empty() {
        list = list.child(note("note amber", &count(Shop::UnreadLines, book.unread.len())));
    }
    list.child(paper::register(tools, &book.entries)).view()
}

fn line(tools: Tools, sale: &Sale) -> Element {
    let mut label = format!("{} · {}", money(sale), sale.when);
    if !sale.last_four.is_empty() {
        label += &format!(" · {}", fill(tools.t(Shop::CardEnding), &[("digits", &sale.last_four)]));
    }
    cell(&format!("sale:{}", sale.id), &format!("#/sales/{}", sale.id), &label, state(tools, sale))
}

/// Closing time, and a reminder of it for the phone's calendar.
fn reminders(tools: Tools) -> AnyView {
    let minute = closing();
    let value = RwSignal::new(format!("{:02}:{:02}", minute / 60, minute % 60));
    Effect::new(move |before: Option<String>| {
        let now = value.get();
        if before.is_some_and(|before| before != now) {
            store::write(store::CLOSING, &now);
            announce();
        }
        now
    });
    let field = input(Input {
        id: "closing",
        label: tools.t(Shop::Closing),
        hint: tools.t(Shop::ClosingHint),
        kind: Kind::Time,
        value,
        trouble: Signal::derive(|| None),
    });
    let calendar = button("calendar", "button", tools.t(Shop::ToCalendar), move || {
        let now = store::now(tools);
        let reminder = ics::Reminder {
            uid: "closing@pos-doctor".into(),
            start: Wall(now.day().0 * 1440 + closing()),
            every: Every::Day,
            title: tools.t(Shop::CalendarTitle).into(),
            text: tools.t(Shop::CalendarText).into(),
        };
        file::save("closing.ics", "text/calendar", &ics::calendar(tools.t(Shop::CalendarTitle), &[reminder], now));
    });
    el("div", "stack").with([field]).child(buttons([calendar])).view()
}

/// Settled sales may go once the books are closed.
fn clear(tools: Tools, changed: impl Fn() + 'static) -> Element {
    button("clear-settled", "button", tools.t(Shop::SalesClear), move || {
        store::change::<Sale, _>(store::SALES, |book| book.entries.retain(|sale| sale.todo().is_some()));
        changed();
    })
}
