//! The blocks of a page.

use super::choice::{Kind, choice};
use super::list::{bars, donts, facts};
use super::search::Search;
use crate::app::App;
use crate::view::{Block, Choice, Tone};
use leptos::prelude::*;

/// All blocks, in order.
pub fn blocks(app: App, list: &[Block]) -> AnyView {
    list.iter().map(|b| block(app, b)).collect_view().into_any()
}

fn block(app: App, block: &Block) -> AnyView {
    match block {
        Block::Text(text) => view! { <p>{text.clone()}</p> }.into_any(),
        Block::Heading(text) => view! { <h2>{text.clone()}</h2> }.into_any(),
        Block::Note(tone, text) => note(*tone, text.clone()),
        Block::Numbered(lines) => view! { <ol class="steps">{items(lines)}</ol> }.into_any(),
        Block::Bullets(lines) => view! { <ul class="bullets">{items(lines)}</ul> }.into_any(),
        Block::Donts(list) => donts(app, list),
        Block::Say(label, text) => say(label.clone(), text.clone()),
        Block::Answers(list) => choices(app, list, "answers", Kind::Answer),
        Block::Tiles(list) => choices(app, list, "tiles", Kind::Tile),
        Block::Buttons(list) => choices(app, list, "buttons", Kind::Button),
        Block::Cells(list) => choices(app, list, "cells", Kind::Cell),
        Block::Bars(list) => bars(app, list),
        Block::Facts(list) => facts(app, list),
        Block::More(title, inner) => more(title.clone(), blocks(app, inner)),
        Block::Card(id, inner) => {
            view! { <section class="card" data-card=id.clone()>{blocks(app, inner)}</section> }.into_any()
        }
        Block::Search(live) => view! { <Search app live=*live /> }.into_any(),
    }
}

fn items(lines: &[String]) -> AnyView {
    lines.iter().map(|line| view! { <li>{line.clone()}</li> }).collect_view().into_any()
}

fn note(tone: Tone, text: String) -> AnyView {
    view! { <p class=format!("note {}", tone.class())>{text}</p> }.into_any()
}

fn say(label: String, text: String) -> AnyView {
    view! { <figure class="say"><figcaption>{label}</figcaption><blockquote>{text}</blockquote></figure> }.into_any()
}

fn more(title: String, inner: AnyView) -> AnyView {
    view! { <details><summary>{title}</summary><div>{inner}</div></details> }.into_any()
}

fn choices(app: App, list: &[Choice], class: &'static str, kind: Kind) -> AnyView {
    let list = list.iter().map(|c| view! { <li>{choice(app, c, kind)}</li> }).collect_view();
    view! { <ul class=class>{list}</ul> }.into_any()
}
