//! What is looked up: topics, codes and screen texts, one's own words.

mod heard;
mod proof;
mod say;

use super::Tools;
use crate::view::topics;
use leptos::prelude::*;

/// The page at a path, if it is one of this area.
pub fn page(tools: Tools, path: &str) -> Option<AnyView> {
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    Some(match first {
        "look" => say::page(tools, rest),
        "proof" => proof::page(tools),
        "topics" => tools.article(&tools.scene(topics::page)),
        "topic" => tools.article(&tools.scene(|scene| topics::topic(scene, rest))),
        _ => return None,
    })
}
