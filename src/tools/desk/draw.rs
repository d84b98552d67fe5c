//! Blocks of the first program's pages, drawn for a case that is not the one under way.

use crate::components::{Draw, blocks};
use crate::tools::Tools;
use crate::view::{Act, Bar, Block, Choice, FactLine};
use leptos::prelude::*;

/// Blocks, with what pressing in them does.
pub fn drawn(tools: Tools, list: &[Block], press: impl Fn(Act) + Send + Sync + 'static) -> Vec<AnyView> {
    blocks(Draw::new(tools.words, Callback::new(press)), list).collect()
}

/// The blocks without whatever would lead out of the page, print or send it: what is left answers the step.
pub fn answering(list: &[Block]) -> Vec<Block> {
    list.iter().filter_map(answers).collect()
}

fn answers(block: &Block) -> Option<Block> {
    let kept = |list: &[Choice]| {
        let kept: Vec<Choice> = list.iter().filter(|choice| matches!(choice.act, Act::Add(_))).cloned().collect();
        (!kept.is_empty()).then_some(kept)
    };
    Some(match block {
        Block::Answers(list) => Block::Answers(kept(list)?),
        Block::Tiles(list) => Block::Tiles(kept(list)?),
        Block::Buttons(list) => Block::Buttons(kept(list)?),
        Block::Cells(_) | Block::Search => return None,
        Block::More(title, inner) => Block::More(title.clone(), answering(inner)),
        Block::Card(id, inner) => Block::Card(id.clone(), answering(inner)),
        block => block.clone(),
    })
}

/// What was said, to be read only.
pub fn facts(tools: Tools, lines: Vec<FactLine>) -> Vec<AnyView> {
    let lines = lines.into_iter().map(|line| FactLine { change: None, ..line }).collect();
    drawn(tools, &[Block::Facts(lines)], |_| ())
}

/// Causes with a bar each.
pub fn bars(tools: Tools, bars: Vec<Bar>) -> Vec<AnyView> {
    drawn(tools, &[Block::Bars(bars)], |_| ())
}
