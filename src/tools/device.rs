//! Live tests of a connected card reader: choose it, test it, read the verdict; played readers to try it with; recorded
//! bytes explained. What a reader is asked and what its answers mean is core's; links are in `browser/link`.

mod board;
mod choose;
mod decode;
mod demo;
mod network;
mod part;
mod run;
mod start;
mod verdict;

use super::{Entry, Tools};
use leptos::prelude::*;
use pos_doctor_core::content::tools::Device;
use pos_doctor_core::reader::model::Model;

/// The page at a path, if it is one of this area.
pub fn page(tools: Tools, path: &str) -> Option<AnyView> {
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    Some(match first {
        "test" if rest == "network" && network::is_offered(tools) => network::network(tools),
        "test" => match Model::find(rest) {
            Some(model) => start::start(tools, model),
            None => choose::choose(tools),
        },
        "demo" => demo::demo(tools),
        "decode" => decode::decode(tools),
        _ => return None,
    })
}

/// What the list of all tools offers of this area.
pub fn entries(tools: Tools) -> Vec<Entry> {
    let entry = |path, title, hint| Entry { path, title: tools.t(title), hint: tools.t(hint) };
    vec![
        entry("test", Device::Title, Device::TestHint),
        entry("demo", Device::DemoTitle, Device::DemoHint),
        entry("decode", Device::DecodeTitle, Device::DecodeHint),
    ]
}
