//! Plots, as drawings with a text beside them: swipes that read, the time of a card at each distance, the reader's answers.

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
/// From here on an answer is called slow, in milliseconds: our judgement, no document names a limit.
const SLOW: u64 = 500;

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
    let paths = [("good", columns(tap, report, true)), ("bad", columns(tap, report, false))];
    Some(figure(paths, &spoken, first..first + report.readings.len(), tools.t(caption)))
}

/// How long the reader itself took for each answer: a way to see a slow line, and no evidence of anything. A till terminal
/// answers once, perhaps with a heartbeat, which has a time of its own.
pub fn answers(tools: Tools, report: &Report) -> Option<Element> {
    let slowest = *report.answers.iter().max().filter(|_| report.answers.len() > 1)?;
    let spoken = (1..)
        .zip(&report.answers)
        .map(|(n, ms)| fill(tools.t(Device::PlotAnswer), &[("n", &n.to_string()), ("ms", &ms.to_string())]));
    let spoken = spoken.collect::<String>();
    // Quick answers stay low: the whole height is for a slow one.
    let drawn =
        report.answers.iter().zip((0..).step_by(COLUMN)).map(|(ms, x)| column(x, height(*ms, slowest.max(SLOW))));
    let caption = if slowest < SLOW { Device::AnswersQuick } else { Device::AnswersSlow };
    let caption = fill(tools.t(caption), &[("ms", &slowest.to_string())]);
    Some(figure([("good", drawn.collect())], &spoken, 1..report.answers.len() + 1, &caption))
}

/// Columns of some classes, a number below each, and what they mean.
fn figure<const N: usize>(
    paths: [(&'static str, String); N],
    spoken: &str,
    numbers: std::ops::Range<usize>,
    caption: &str,
) -> Element {
    let size = format!("0 0 {} {HEIGHT}", COLUMN * numbers.len());
    let paths = paths.map(|(class, outline)| view! { <path class=class d=outline /> }).collect_view();
    let drawing = view! {
        <svg class="plot" viewBox=size preserveAspectRatio="none" role="img" aria-label=spoken.to_owned()>{paths}</svg>
    };
    let below = el("ol", "ticks").attr("aria-hidden", "true");
    let below = below.children(numbers.map(|n| text("li", "", &n.to_string())));
    el("figure", "").with([drawing.into_any()]).child(below).child(text("figcaption", "", caption))
}

fn spoken(tools: Tools, n: usize, reading: &Reading) -> String {
    let reads = reading.quality == Quality::Good;
    let word = if reads { Device::PlotReads } else { Device::PlotFails };
    fill(tools.t(word), &[("n", &n.to_string()), ("ms", &reading.took.to_string())])
}

/// Outlines of the columns that read, or of those that did not. A swipe that reads fills its column; for taps the height
/// is the time that the card took.
fn columns(tap: bool, report: &Report, good: bool) -> String {
    let slowest = report.readings.iter().map(|reading| reading.took).max().unwrap_or_default();
    let places = report.readings.iter().zip((0..).step_by(COLUMN));
    let wanted = places.filter(|(reading, _)| (reading.quality == Quality::Good) == good);
    let tall = |reading: &Reading| match (good, tap) {
        (true, true) => height(reading.took, slowest),
        (true, false) => HEIGHT,
        (false, _) if reading.quality == Quality::Part => HEIGHT / 2,
        (false, _) => 6,
    };
    wanted.map(|(reading, x)| column(x, tall(reading))).collect()
}

/// Height of a time beside the longest one.
fn height(ms: u64, slowest: u64) -> u64 {
    (ms * HEIGHT / slowest.max(1)).max(4)
}

fn column(x: usize, height: u64) -> String {
    format!("M{} {HEIGHT}v-{height}h20v{height}z", x + 5)
}
