//! Plots of a counting test, as drawings with a text beside them: swipes that read, and the time of a card at each distance.

use super::super::Tools;
use crate::components::element::{Element, el, text};
use leptos::prelude::*;
use pos_doctor_core::content::tools::Device;
use pos_doctor_core::content::ui::fill;
use pos_doctor_core::reader::check::{Manner, Quality, Reading, Report};
use pos_doctor_core::reader::model::Model;

/// Height of the drawing and width of one column, in its own units.
const HEIGHT: u64 = 80;
const COLUMN: usize = 30;

/// The plot of a report, if there is something to plot.
pub fn readings(tools: Tools, model: Model, report: &Report) -> Option<Element> {
    if !report.counting || report.readings.is_empty() {
        return None;
    }
    let tap = model.manner() == Some(Manner::Tap);
    let caption = if tap { Device::PlotTaps } else { Device::PlotSwipes };
    let first = usize::from(!tap);
    let spoken = report.readings.iter().zip(first..).map(|(reading, n)| spoken(tools, n, reading));
    let spoken = spoken.collect::<String>();
    let (good, bad) = (columns(tap, report, true), columns(tap, report, false));
    let size = format!("0 0 {} {HEIGHT}", COLUMN * report.readings.len());
    let drawing = view! {
        <svg class="plot" viewBox=size preserveAspectRatio="none" role="img" aria-label=spoken>
            <path class="good" d=good />
            <path class="bad" d=bad />
        </svg>
    };
    let below = (first..first + report.readings.len()).map(|n| text("li", "", &n.to_string()));
    let below = el("ol", "ticks").attr("aria-hidden", "true").children(below);
    Some(el("figure", "").with([drawing.into_any()]).child(below).child(text("figcaption", "", tools.t(caption))))
}

fn spoken(tools: Tools, n: usize, reading: &Reading) -> String {
    let reads = reading.quality == Quality::Good;
    let word = if reads { Device::PlotReads } else { Device::PlotFails };
    fill(tools.t(word), &[("n", &n.to_string()), ("ms", &reading.took.to_string())])
}

/// Outlines of the columns that read, or of those that did not. A swipe that reads fills its column; for taps the height
/// is the time that the card took.
fn columns(tap: bool, report: &Report, good: bool) -> String {
    let slowest = report.readings.iter().map(|reading| reading.took).max().unwrap_or_default().max(1);
    let places = report.readings.iter().zip((0..).step_by(COLUMN));
    let wanted = places.filter(|(reading, _)| (reading.quality == Quality::Good) == good);
    let height = |reading: &Reading| match (good, tap) {
        (true, true) => (reading.took * HEIGHT / slowest).max(4),
        (true, false) => HEIGHT,
        (false, _) if reading.quality == Quality::Part => HEIGHT / 2,
        (false, _) => 6,
    };
    wanted.map(|(reading, x)| format!("M{} {HEIGHT}v-{}h20v{}z", x + 5, height(reading), height(reading))).collect()
}
