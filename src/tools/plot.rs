//! Drawings of a live test, each with a text beside it: the cards of a counting test, the same on the page of the test
//! and in the report; and how long the reader took to answer.

use super::Tools;
use crate::components::{Element, el, text};
use leptos::prelude::*;
use pos_doctor_core::content::tools::Device;
use pos_doctor_core::content::ui::fill;
use pos_doctor_core::reader::check::{Millis, Quality, Report};
use pos_doctor_core::report::Plot;
use pos_doctor_core::report::series::Series;

/// From here on an answer is called slow: our judgement, no document names a limit.
const SLOW: Millis = 500;

/// The cards of a counting test.
pub fn drawn(plot: &Plot) -> Element {
    let paths = vec![("good", plot.series.columns(true)), ("bad", plot.series.columns(false))];
    figure(&plot.series, paths, plot.series.numbers(), &plot.spoken, &plot.caption)
}

/// How long the reader itself took for each answer: a way to see a slow line, and no evidence of anything. A till terminal
/// answers once, perhaps with a heartbeat, which has a time of its own.
pub fn answers(tools: Tools, report: &Report) -> Option<Element> {
    let slowest = *report.answers.iter().max().filter(|_| report.answers.len() > 1)?;
    let spoken = (1..)
        .zip(&report.answers)
        .map(|(n, ms)| fill(tools.t(Device::PlotAnswer), &[("n", &n.to_string()), ("ms", &ms.to_string())]));
    let caption = if slowest < SLOW { Device::AnswersQuick } else { Device::AnswersSlow };
    let caption = fill(tools.t(caption), &[("ms", &slowest.to_string())]);
    // Times are drawn as those of taps are: the slowest fills its column.
    let times = Series { tap: true, cards: report.answers.iter().map(|ms| (Quality::Good, *ms)).collect() };
    let paths = vec![("good", times.columns(true))];
    Some(figure(&times, paths, 1..report.answers.len() + 1, &spoken.collect::<String>(), &caption))
}

/// Columns of some classes, a number below each, and what they mean.
fn figure(
    series: &Series,
    paths: Vec<(&'static str, String)>,
    numbers: impl Iterator<Item = usize>,
    spoken: &str,
    caption: &str,
) -> Element {
    let paths = paths.into_iter().map(|(class, outline)| view! { <path class=class d=outline /> }).collect_view();
    let drawing = view! {
        <svg class="plot" viewBox=series.view_box() preserveAspectRatio="none" role="img" aria-label=spoken.to_owned()>
            {paths}
        </svg>
    };
    let below = el("ol", "ticks").attr("aria-hidden", "true");
    let below = below.children(numbers.map(|n| text("li", "", &n.to_string())));
    el("figure", "").with([drawing.into_any()]).child(below).child(text("figcaption", "", caption))
}
