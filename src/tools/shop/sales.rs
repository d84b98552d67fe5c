//! Unfinished sales: noted, looked up step by step, reminded of until they are settled.

mod form;
mod list;
mod one;
mod paper;

use super::store;
use crate::browser::{clock, storage};
use crate::tools::Tools;
use leptos::prelude::*;
use pos_doctor_core::content::tools::Shop;
use pos_doctor_core::shop::reminder::{self, Reminder, first_due};
use pos_doctor_core::shop::wall::minute_of_day;
use pos_doctor_core::shop::{Finding, Outcome, Sale, Stage, Told, entry};

/// For the home page of the first program: minutes since 1970 when to remind, and of how many.
const DUE: &str = "pos.sales.due";

/// The list, the form for a new one, one of them, or its form.
pub fn page(tools: Tools, path: &str) -> AnyView {
    match path.split_once('/').unwrap_or((path, "")) {
        ("", _) => list::page(tools),
        ("new", _) => form::page(tools, None),
        (id, rest) => match store::book::<Sale>(store::SALES).get(id).cloned() {
            Some(sale) if rest == "edit" => form::page(tools, Some(sale)),
            Some(sale) => one::page(tools, sale),
            None => list::page(tools),
        },
    }
}

/// Closing time of the shop, as a minute of the day.
fn closing() -> i64 {
    minute_of_day(&store::read(store::CLOSING)).unwrap_or(reminder::CLOSING)
}

/// What there is to remind of now.
fn reminder_now(tools: Tools, sales: &[Sale]) -> Reminder {
    reminder::reminder(sales, store::now(tools), closing())
}

/// Let the first program know when to remind; to be told after every change.
fn announce() {
    let sales = store::book::<Sale>(store::SALES).entries;
    let open = sales.iter().filter(|sale| sale.todo().is_some()).count();
    let due = first_due(&sales, closing()).map(|wall| format!("{} {open}", wall.0 - clock::ahead()));
    storage::set_local(DUE, due.as_deref());
}

/// `¥88.50`
fn money(sale: &Sale) -> String {
    format!("¥{}", entry::money(sale.fen))
}

fn told(told: Told) -> Shop {
    match told {
        Told::Wait => Shop::ToldWait,
        Told::OtherWay => Shop::ToldOtherWay,
        Told::Goods => Shop::ToldGoods,
        Told::Nothing => Shop::ToldNothing,
    }
}

/// What a stage is called, and how it is done.
fn stage(stage: Stage) -> (Shop, Shop) {
    match stage {
        Stage::Query => (Shop::StageQuery, Shop::StageQueryHow),
        Stage::List => (Shop::StageList, Shop::StageListHow),
        Stage::Acquirer => (Shop::StageAcquirer, Shop::StageAcquirerHow),
        Stage::GiveBack => (Shop::StageGiveBack, Shop::StageGiveBackHow),
        Stage::Collect => (Shop::StageCollect, Shop::StageCollectHow),
    }
}

/// What one says that came of a stage.
fn finding(stage: Stage, finding: Finding) -> Shop {
    match (stage, finding) {
        (_, Finding::WentThrough) => Shop::FoundThrough,
        (_, Finding::NotCharged) => Shop::FoundNot,
        (_, Finding::Unclear) => Shop::FoundUnclear,
        (Stage::GiveBack, _) => Shop::FoundGivenBack,
        (_, Finding::Done) => Shop::FoundCollected,
        (_, Finding::Dropped) => Shop::FoundDropped,
    }
}

fn outcome(outcome: Outcome) -> Shop {
    match outcome {
        Outcome::Paid => Shop::EndPaid,
        Outcome::PaidOtherWay => Shop::EndOtherWay,
        Outcome::GivenBack => Shop::EndGivenBack,
        Outcome::Collected => Shop::EndCollected,
        Outcome::Dropped => Shop::EndDropped,
    }
}

/// In a line: how it ended, or what is to be done next.
fn state(tools: Tools, sale: &Sale) -> &'static str {
    match (sale.outcome(), sale.todo()) {
        (Some(end), _) => tools.t(outcome(end)),
        (None, Some(todo)) => tools.t(stage(todo).0),
        (None, None) => "",
    }
}
