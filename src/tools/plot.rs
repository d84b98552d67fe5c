//! Drawings of a live test, each with a text beside it: the cards of a counting test, the same on the page of the test
//! and in the report; and how long the reader took to answer.

use super::Tools;
use crate::components::{Element, el, text};
use leptos::prelude::*;
use pos_doctor_core::content::tools::Device;
use pos_doctor_core::content::ui::fill;
use pos_doctor_core::reader::check::{Millis, Report};
use pos_doctor_core::report::{Plot, series};
use std::ops::Range;

/// From here on an answer is called slow: our judgement, no document names a limit.
const SLOW: Millis = 500;

/// The cards of a counting test.
pub fn drawn(plot: &Plot) -> Element {
    let paths = vec![("good", plot.series.columns(true)), ("bad", plot.series.columns(false))];
    figure(paths, plot.series.numbers(), &plot.spoken, &plot.caption)
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
    // Quick answers stay low: the whole height is for a slow one.
    let paths = vec![("good", series::times(&report.answers, slowest.max(SLOW)))];
    Some(figure(paths, 1..report.answers.len() + 1, &spoken.collect::<String>(), &caption))
}

/// Columns of some classes, a number below each, and what they mean.
fn figure(paths: Vec<(&'static str, String)>, numbers: Range<usize>, spoken: &str, caption: &str) -> Element {
    let paths = paths.into_iter().map(|(class, outline)| view! { <path class=class d=outline /> }).collect_view();
    let size = series::view_box(numbers.len());
    let drawing = view! {
        <svg class="plot" viewBox=size preserveAspectRatio="none" role="img" aria-label=spoken.to_owned()>
            {paths}
        </svg>
    };
    let below = el("ol", "ticks").attr("aria-hidden", "true");
    let below = below.children(numbers.map(|n| text("li", "", &n.to_string())));
    el("figure", "").with([drawing.into_any()]).child(below).child(text("figcaption", "", caption))
}
