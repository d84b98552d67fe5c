//! Line drawings of our own, on a grid of 24. They stand beside words, so screen readers skip them.

use leptos::prelude::*;

/// The drawing of this name; nothing for a name that has none.
pub fn icon(name: &str) -> Option<AnyView> {
    let path = path(name)?;
    Some(
        view! { <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=path /></svg> }
            .into_any(),
    )
}

fn path(name: &str) -> Option<&'static str> {
    Some(match name {
        "insert" => "M5 13h14v8H5zM8 13V3h8v10M10 6h4M12 15v3",
        "tap" => "M4 9h9v11H4zM16 6a7 7 0 0 1 0 10M19 3a11 11 0 0 1 0 16",
        "swipe" => "M3 8h14v9H3zM3 11h14M19 12h3m-2-2 2 2-2 2",
        "terminal" => "M7 2h10v20H7zM9 5h6v4H9zM9 13h1M12 13h1M15 13h0M9 16h1M12 16h1M15 16h0",
        "card" => "M3 6h18v12H3zM3 10h18M6 15h4",
        "network" => "M2 9a15 15 0 0 1 20 0M5 13a10 10 0 0 1 14 0M9 17a4 4 0 0 1 6 0M12 20h0",
        "paper" => "M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6",
        "liquid" => "M12 3c4 5 6 8 6 11a6 6 0 0 1-12 0c0-3 2-6 6-11z",
        "shield" => "M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6zM12 8v5M12 16h0",
        "phone" => "M7 2h10v20H7zM10 19h4",
        "clock" => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l4 2",
        "person" => "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 21c0-4 4-6 8-6s8 2 8 6",
        "warning" => "M12 3l10 18H2zM12 10v5M12 18h0",
        "check" => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 12l3 3 5-6",
        "cross" => "M6 6l12 12M18 6L6 18",
        "back" => "M15 5l-7 7 7 7",
        "next" => "M9 5l7 7-7 7",
        "search" => "M10 4a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM15 15l6 6",
        "bars" => "M4 6h16M4 12h10M4 18h6",
        _ => return None,
    })
}
