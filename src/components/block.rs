//! The blocks of a page.

use super::choice::{Kind, choice};
use super::element::{Element, el, text};
use super::list::{bars, donts, facts};
use super::search::Search;
use crate::app::App;
use crate::view::{Block, Choice};
use leptos::prelude::*;

/// All blocks, in order.
pub fn blocks<'a>(app: App, list: &'a [Block]) -> impl Iterator<Item = AnyView> + use<'a> {
    list.iter().map(move |b| block(app, b))
}

fn block(app: App, block: &Block) -> AnyView {
    match block {
        Block::Text(line) => text("p", "", line),
        Block::Heading(line) => text("h2", "", line),
        Block::Note(tone, line) => text("p", &format!("note {}", tone.class()), line),
        Block::Numbered(lines) => items("ol", "steps", lines),
        Block::Bullets(lines) => items("ul", "bullets", lines),
        Block::Donts(list) => donts(app, list),
        Block::Say(label, line) => {
            el("figure", "say").child(text("figcaption", "", label)).child(text("blockquote", "", line))
        }
        Block::Answers(list) => choices(app, list, "answers", Kind::Answer),
        Block::Tiles(list) => choices(app, list, "tiles", Kind::Tile),
        Block::Buttons(list) => choices(app, list, "buttons", Kind::Button),
        Block::Cells(list) => choices(app, list, "cells", Kind::Cell),
        Block::Bars(list) => bars(app, list),
        Block::Facts(list) => facts(app, list),
        Block::More(title, inner) => {
            el("details", "").child(text("summary", "", title)).child(el("div", "").with(blocks(app, inner)))
        }
        Block::Card(id, inner) => el("section", "card").attr("data-card", id).with(blocks(app, inner)),
        Block::Search(live) => return view! { <Search app live=*live /> }.into_any(),
    }
    .view()
}

fn items(tag: &'static str, class: &str, lines: &[String]) -> Element {
    el(tag, class).children(lines.iter().map(|line| text("li", "", line)))
}

fn choices(app: App, list: &[Choice], class: &str, kind: Kind) -> Element {
    el("ul", class).children(list.iter().map(|c| el("li", "").child(choice(app, c, kind))))
}
