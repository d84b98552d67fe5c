//! The second program: everything that the first question does not need. It is fetched when somebody opens one of its
//! pages, and draws within the frame that the first program keeps around every page.
//!
//! Each area is a folder with a `page` of its own: `None` when an address is not its own. Areas do not know each other.

pub mod desk;
pub mod device;
pub mod frame;
mod index;
pub mod reference;
pub mod shop;

pub use frame::{Entry, Tools};

use leptos::prelude::*;

/// What there is to do, in all areas.
pub fn entries(tools: Tools) -> Vec<Entry> {
    let areas = [shop::entries(tools), device::entries(tools), desk::entries(tools)];
    areas.into_iter().flatten().collect()
}

/// The page at a path.
pub fn page(tools: Tools, path: &str) -> AnyView {
    reference::page(tools, path)
        .or_else(|| desk::page(tools, path))
        .or_else(|| device::page(tools, path))
        .or_else(|| shop::page(tools, path))
        .unwrap_or_else(|| index::page(tools))
}
