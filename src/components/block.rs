//! The blocks of a page.

use super::Draw;
use super::choice::{Kind, choice};
use super::element::{Element, el, text};
use super::list::{bars, donts, facts};
use super::search::search;
use crate::view::{Block, Choice};
use leptos::prelude::*;

/// All blocks, in order.
pub fn blocks<'a>(draw: Draw, list: &'a [Block]) -> impl Iterator<Item = AnyView> + use<'a> {
    list.iter().map(move |b| block(draw, b))
}

fn block(draw: Draw, block: &Block) -> AnyView {
    match block {
        Block::Text(line) => text("p", "", line),
        Block::Heading(line) => text("h2", "", line),
        Block::Note(tone, line) => text("p", &format!("note {}", tone.class()), line),
        Block::Numbered(lines) => items("ol", "steps", lines),
        Block::Bullets(lines) => items("ul", "bullets", lines),
        Block::Donts(list) => donts(draw, list),
        Block::Say(label, line) => {
            el("figure", "say").child(text("figcaption", "", label)).child(text("blockquote", "", line))
        }
        Block::Answers(list) => choices(draw, list, "answers", Kind::Answer),
        Block::Tiles(list) => choices(draw, list, "tiles", Kind::Tile),
        Block::Buttons(list) => choices(draw, list, "buttons", Kind::Button),
        Block::Cells(list) => choices(draw, list, "cells", Kind::Cell),
        Block::Bars(list) => bars(draw, list),
        Block::Facts(list) => facts(draw, list),
        Block::More(title, inner) => {
            el("details", "").child(text("summary", "", title)).child(el("div", "").with(blocks(draw, inner)))
        }
        Block::Card(id, inner) => el("section", "card").attr("data-card", id).with(blocks(draw, inner)),
        Block::Search => search(draw),
    }
    .view()
}

fn items(tag: &'static str, class: &str, lines: &[String]) -> Element {
    el(tag, class).children(lines.iter().map(|line| text("li", "", line)))
}

fn choices(draw: Draw, list: &[Choice], class: &str, kind: Kind) -> Element {
    el("ul", class).children(list.iter().map(|c| el("li", "").child(choice(draw, c, kind))))
}
