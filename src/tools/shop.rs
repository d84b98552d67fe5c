//! Everything around the fault: unfinished sales, devices, plans, checklists, training.

mod checks;
mod customer;
mod devices;
mod find;
mod parts;
mod payment;
mod plan;
mod sales;
mod sticker;
mod store;
mod training;
mod transfer;

use super::{Entry, Tools};
use leptos::prelude::*;
use pos_doctor_core::content::tools::Shop;

/// The page at a path, if it is one of this area.
pub fn page(tools: Tools, path: &str) -> Option<AnyView> {
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    Some(match first {
        "sales" => sales::page(tools, rest),
        "customer" => customer::page(tools, rest),
        "devices" => devices::page(tools, rest),
        "plan" => plan::page(tools),
        "sticker" => sticker::page(tools, rest),
        "checks" => checks::page(tools),
        "training" => training::page(tools, rest),
        "payment" => payment::page(tools),
        "find" => find::page(tools),
        _ => return None,
    })
}

/// What the list of all tools offers of this area.
pub fn entries(tools: Tools) -> Vec<Entry> {
    let entry = |(path, title, hint)| Entry { path, title: tools.t(title), hint: tools.t(hint) };
    let all = [
        ("sales", Shop::SalesTitle, Shop::SalesHint),
        ("customer", Shop::CustomerTitle, Shop::CustomerHint),
        ("devices", Shop::DevicesTitle, Shop::DevicesHint),
        ("plan", Shop::PlanTitle, Shop::PlanHint),
        ("sticker", Shop::StickerTitle, Shop::StickerHint),
        ("checks", Shop::ChecksTitle, Shop::ChecksHint),
        ("training", Shop::TrainingTitle, Shop::TrainingHint),
        ("payment", Shop::PaymentTitle, Shop::PaymentHint),
        ("find", Shop::FindTitle, Shop::FindHint),
    ];
    all.map(entry).into()
}
