//! Second programs: everything that the first question does not need. Each is fetched when somebody opens one of its
//! pages, and draws within the frame that the first program keeps around every page.
//!
//! Each area is a folder with a `page` of its own: `None` when an address is not its own. Areas do not know each other;
//! `src/bin/` says which of them make a program.

pub mod desk;
pub mod device;
pub mod frame;
mod index;
mod parts;
mod plot;
pub mod program;
mod proof;
pub mod reference;
pub mod shop;

pub use frame::{Entry, Tools};

use leptos::prelude::*;

/// The pages of two areas in one program, the list of all, and how good the advice is.
pub fn around(tools: Tools, path: &str) -> Option<AnyView> {
    let other = || match path {
        "tools" => Some(index::page(tools)),
        "proof" => Some(proof::page(tools)),
        _ => None,
    };
    desk::page(tools, path).or_else(|| shop::page(tools, path)).or_else(other)
}

/// What there is to do, in all areas.
pub fn entries(tools: Tools) -> Vec<Entry> {
    let areas = [shop::entries(tools), device::entries(tools), desk::entries(tools)];
    areas.into_iter().flatten().collect()
}
