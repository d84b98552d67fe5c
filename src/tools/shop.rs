//! Everything around the fault: unfinished sales, devices, plans, checklists, training.

use super::{Entry, Tools};
use leptos::prelude::*;

/// The page at a path, if it is one of this area.
pub fn page(_tools: Tools, _path: &str) -> Option<AnyView> {
    None
}

/// What the list of all tools offers of this area.
pub fn entries(_tools: Tools) -> Vec<Entry> {
    Vec::new()
}
