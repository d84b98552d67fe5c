//! Blocks of the first program's pages, drawn for a case that is not the one under way.

use super::parts::{more, note};
use crate::components::{Element, el, icon, text};
use crate::tools::Tools;
use crate::view::{Act, Bar, Block, Choice, FactLine, Look, Tone};
use leptos::prelude::*;
use pos_doctor_core::case::Event;
use pos_doctor_core::content::Ui;
use pos_doctor_core::content::ui::fill;

/// What happens to the case.
pub type Add = std::rc::Rc<dyn Fn(Event)>;

/// All blocks; whatever would lead out of the page or print it is left out.
pub fn blocks(tools: Tools, list: &[Block], add: &Add) -> Vec<AnyView> {
    list.iter().filter_map(|block| one(tools, block, add)).map(Element::view).collect()
}

fn one(tools: Tools, block: &Block, add: &Add) -> Option<Element> {
    Some(match block {
        Block::Text(line) => text("p", "", line),
        Block::Heading(line) => text("h3", "", line),
        Block::Note(tone, line) => note(tone.class(), line),
        Block::Numbered(lines) => items("ol", "steps", lines),
        Block::Bullets(lines) => items("ul", "bullets", lines),
        Block::Donts(list) => donts(tools, list),
        Block::Say(label, line) => {
            el("figure", "say").child(text("figcaption", "", label)).child(text("blockquote", "", line))
        }
        Block::Answers(list) => choices(list, "answers", "answer", "data-answer", add)?,
        Block::Tiles(list) => choices(list, "tiles", "tile", "data-answer", add)?,
        Block::Buttons(list) => choices(list, "buttons", "button", "data-act", add)?,
        Block::Bars(list) => bars(tools, list),
        Block::More(title, inner) => more(title, blocks(tools, inner, add)),
        Block::Card(id, inner) => el("section", "card").attr("data-card", id).with(blocks(tools, inner, add)),
        Block::Facts(list) => facts(list),
        Block::Cells(_) | Block::Search => return None,
    })
}

fn items(tag: &'static str, class: &str, lines: &[String]) -> Element {
    el(tag, class).children(lines.iter().map(|line| text("li", "", line)))
}

fn donts(tools: Tools, list: &[(String, String)]) -> Element {
    let item = |(dont, why): &(String, String)| {
        let words = el("span", "").child(text("b", "", dont)).text(" ").child(text("small", "", why));
        el("li", "").with(icon("cross")).child(words)
    };
    el("ul", "donts").attr("aria-label", tools.ui(Ui::RedLines)).children(list.iter().map(item))
}

fn choices(list: &[Choice], class: &str, each: &str, name: &'static str, add: &Add) -> Option<Element> {
    let offered = list.iter().filter_map(|choice| match choice.act {
        Act::Add(event) => Some(el("li", "").child(press(choice, each, name, event, add))),
        _ => None,
    });
    let offered: Vec<Element> = offered.collect();
    (!offered.is_empty()).then(|| el("ul", class).children(offered.into_iter()))
}

fn press(choice: &Choice, each: &str, name: &'static str, event: Event, add: &Add) -> Element {
    let class = match choice.look {
        Look::Primary => format!("{each} primary"),
        Look::Quiet if each == "answer" => "answer unsure".to_owned(),
        Look::Quiet => "quiet".to_owned(),
        Look::Plain => each.to_owned(),
    };
    let add = add.clone();
    let mut label = text("span", "label", &choice.label);
    if !choice.hint.is_empty() {
        label = label.child(text("small", "", &choice.hint));
    }
    let button = el("button", &class).attr("type", "button").attr(name, &choice.id);
    button.on_click(move || add(event)).child(label)
}

/// Causes with a bar each, percentages told.
pub fn bars(tools: Tools, list: &[Bar]) -> Element {
    let item = |bar: &Bar| {
        let percent = fill(tools.ui(Ui::Percent), &[("percent", &bar.percent.to_string())]);
        let word = text("span", "word", &bar.word).text(" ").text(&percent);
        let width = format!("fill w{}", (bar.percent + 2) / 5 * 5);
        let track = el("span", "track").attr("aria-hidden", "true").child(el("span", &width));
        el("li", "").attr("data-cause", &bar.id).child(text("span", "name", &bar.name)).child(word).child(track)
    };
    el("ol", "bars").children(list.iter().map(item))
}

/// What was said, to be read only.
pub fn facts(list: &[FactLine]) -> Element {
    el("ol", "facts").children(list.iter().map(line))
}

/// One line of it.
pub fn line(fact: &FactLine) -> Element {
    let said = el("li", "").attr("data-fact", &fact.id).child(text("span", "what", &fact.what));
    said.child(text("span", "value", &fact.value))
}

/// The frame around a step in its colour.
pub fn tone_class(tone: Tone) -> String {
    format!("card {}", tone.class())
}
