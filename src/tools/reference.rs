//! What is looked up: topics, codes and screen texts, one's own words.

mod heard;
mod say;

use super::Tools;
use crate::route::Route;
use crate::view::{Act, Block, Choice, topics};
use leptos::prelude::*;

/// What answers a topic by doing something: topic and tool.
const DOING: [(&str, &str); 10] = [
    ("wrong_charge", "sales"),
    ("contingency", "plan"),
    ("prevention_daily", "checks"),
    ("prevention_environment", "checks"),
    ("training", "training"),
    ("how_payment_works", "payment"),
    ("warranty", "devices"),
    ("evidence_for_support", "devices"),
    ("impostors", "training"),
    ("pickup_codes", "customer"),
];

/// The page at a path, if it is one of this area.
pub fn page(tools: Tools, path: &str) -> Option<AnyView> {
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    Some(match first {
        "look" => say::page(tools, rest),
        "topics" => tools.article(&tools.scene(topics::page)),
        "topic" => topic(tools, rest),
        _ => return None,
    })
}

/// A topic, and the tool that goes with it.
fn topic(tools: Tools, id: &str) -> AnyView {
    let mut page = tools.scene(|scene| topics::topic(scene, id));
    let path = DOING.iter().find(|(topic, _)| *topic == id).map(|(_, path)| *path);
    let entry = super::entries(tools).into_iter().find(|entry| Some(entry.path) == path);
    page.blocks.extend(entry.map(|entry| {
        let cell = Choice::new(entry.path, entry.title, Act::Go(Route::tool(entry.path)));
        Block::Cells(vec![cell.hint(entry.hint)])
    }));
    tools.article(&page)
}
