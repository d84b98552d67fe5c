//! Lists with a form of their own: what not to do, how probable, what was said.

use super::Draw;
use super::choice::{Kind, choice};
use super::element::{Element, el, text};
use super::icon::icon;
use crate::view::{Bar, FactLine};
use pos_doctor_core::content::Ui;
use pos_doctor_core::content::ui::fill;

/// What not to do, and in half a sentence what would happen.
pub fn donts(draw: Draw, list: &[(String, String)]) -> Element {
    let item = |(dont, why): &(String, String)| {
        let words = el("span", "").child(text("b", "", dont)).text(" ").child(text("small", "", why));
        el("li", "").with(icon("cross")).child(words)
    };
    el("ul", "donts").attr("aria-label", draw.ui(Ui::RedLines)).children(list.iter().map(item))
}

/// Causes with a bar each. The width is one of twenty classes: the policy allows no style in the markup.
pub fn bars(draw: Draw, list: &[Bar]) -> Element {
    let item = |bar: &Bar| {
        let mut word = text("span", "word", &bar.word);
        if bar.exact {
            word = word.text(" ").text(&fill(draw.ui(Ui::Percent), &[("percent", &bar.percent.to_string())]));
        }
        let width = format!("fill w{}", (bar.percent + 2) / 5 * 5);
        let track = el("span", "track").attr("aria-hidden", "true").child(el("span", &width));
        el("li", "").attr("data-cause", &bar.id).child(text("span", "name", &bar.name)).child(word).child(track)
    };
    el("ol", "bars").children(list.iter().map(item))
}

/// What was said, with a way to change each.
pub fn facts(draw: Draw, list: &[FactLine]) -> Element {
    let item = |line: &FactLine| {
        let said = el("li", "").attr("data-fact", &line.id).child(text("span", "what", &line.what));
        let said = said.child(text("span", "value", &line.value));
        said.children(line.change.iter().map(|c| choice(draw, c, Kind::Button)))
    };
    el("ol", "facts").children(list.iter().map(item))
}
