//! Paste what a reader sent, see what it means. What comes out is masked; what was pasted is kept nowhere.

use super::super::Tools;
use super::part::{button, line, page, select};
use crate::browser::page as browser_page;
use crate::components::element::{Element, el, text};
use leptos::prelude::*;
use pos_doctor_core::content::tools::Device;
use pos_doctor_core::reader::decode::Kind;
use pos_doctor_core::reader::{Tree, decode as explain};

/// The page.
pub fn decode(tools: Tools) -> AnyView {
    let kind = RwSignal::new(Kind::MsrIso.name().to_owned());
    let said: RwSignal<Option<Tree>> = RwSignal::new(None);
    let kinds = Kind::ALL.iter().map(|kind| (kind.name().to_owned(), kind.name().to_owned())).collect();
    let field: NodeRef<leptos::html::Textarea> = NodeRef::new();
    let run = move || {
        let Some(field) = field.get_untracked() else { return };
        // People paste with spaces and over several lines.
        let hex: String = field.value().split_whitespace().collect();
        field.set_value("");
        let tree = kind.with_untracked(|kind| explain(kind, &hex));
        said.set(Some(tree));
        browser_page::refocus("#decoded");
    };
    let result = move || said.with(|said| said.as_ref().map(|tree| shown(tools, tree).view()));
    let input = view! {
        <label class="field-label" for="hex">{tools.t(Device::DecodeHex)}</label>
        <textarea id="hex" class="field-input" rows="4" autocomplete="off" spellcheck="false" node_ref=field></textarea>
    };
    page("decode", tools.t(Device::DecodeTitle))
        .child(line(tools.t(Device::DecodeText)))
        .with([select("kind", tools.t(Device::DecodeKind), kinds, kind), input.into_any()])
        .child(button("decode", tools.t(Device::DecodeButton), true, run))
        .child(
            el("div", "decoded")
                .attr("id", "decoded")
                .attr("tabindex", "-1")
                .attr("role", "status")
                .with([result.into_any()]),
        )
        .view()
}

fn shown(tools: Tools, tree: &Tree) -> Element {
    let understood = tree.get("ok") == Some(&Tree::Bool(true));
    let word = if understood { Device::Decoded } else { Device::NotDecoded };
    el("section", "card").child(text("h2", "", tools.t(word))).child(branch(tree))
}

/// A table as terms and meanings, a list as a list, all else as text.
fn branch(tree: &Tree) -> Element {
    match tree {
        Tree::Table(entries) => el("dl", "tree")
            .children(entries.iter().flat_map(|(key, value)| [text("dt", "", key), el("dd", "").child(branch(value))])),
        Tree::List(items) => el("ol", "bullets").children(items.iter().map(|item| el("li", "").child(branch(item)))),
        Tree::Text(words) => text("span", "", words),
        other => text("span", "", &other.to_string()),
    }
}
