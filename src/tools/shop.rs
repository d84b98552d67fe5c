//! Everything around the fault: unfinished sales, devices, plans, checklists, training.

mod parts;
mod sales;
mod store;
mod transfer;

use super::{Entry, Tools};
use leptos::prelude::*;
use pos_doctor_core::content::tools::Shop;

/// The page at a path, if it is one of this area.
pub fn page(tools: Tools, path: &str) -> Option<AnyView> {
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    Some(match first {
        "sales" => sales::page(tools, rest),
        _ => return None,
    })
}

/// What the list of all tools offers of this area.
pub fn entries(tools: Tools) -> Vec<Entry> {
    let entry = |path, title, hint| Entry { path, title: tools.t(title), hint: tools.t(hint) };
    vec![entry("sales", Shop::SalesTitle, Shop::SalesHint)]
}
