//! The drawing of a counting test, with a text beside it; the same on the page of the test and in the report.

use crate::components::{Element, el, text};
use leptos::prelude::*;
use pos_doctor_core::report::Plot;

/// The drawing.
pub fn drawn(plot: &Plot) -> Element {
    let series = &plot.series;
    let (good, bad) = (series.columns(true), series.columns(false));
    let drawing = view! {
        <svg class="plot" viewBox=series.view_box() preserveAspectRatio="none" role="img" aria-label=plot.spoken.clone()>
            <path class="good" d=good />
            <path class="bad" d=bad />
        </svg>
    };
    let below = series.numbers().map(|n| text("li", "", &n.to_string()));
    let below = el("ol", "ticks").attr("aria-hidden", "true").children(below);
    el("figure", "").with([drawing.into_any()]).child(below).child(text("figcaption", "", &plot.caption))
}
