//! Something to press: a link where it leads to a page, else a button.

use super::Draw;
use super::element::{Element, el, text};
use super::icon::icon;
use crate::view::{Act, Choice, Look};
use pos_doctor_core::content::Ui;

/// Where a choice stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Answer,
    Tile,
    Button,
    Cell,
    Reach,
}

impl Kind {
    fn class(self, look: Look) -> &'static str {
        match (self, look) {
            (Self::Answer, Look::Quiet) => "answer unsure",
            (Self::Answer, _) => "answer",
            (Self::Tile, _) => "tile",
            (Self::Button, Look::Primary) => "button primary",
            (Self::Button, Look::Plain) => "button",
            (_, Look::Quiet) => "quiet",
            (Self::Cell, _) => "cell",
            (Self::Reach, _) => "reach-link",
        }
    }

    /// What a choice is called by in tests: answers and other things to press are told apart.
    fn name(self) -> &'static str {
        match self {
            Self::Answer | Self::Tile => "data-answer",
            Self::Button | Self::Cell | Self::Reach => "data-act",
        }
    }
}

/// Draw a choice.
pub fn choice(draw: Draw, choice: &Choice, kind: Kind) -> Element {
    let class = kind.class(choice.look);
    let pressable = match &choice.act {
        Act::Go(route) => el("a", class).attr("href", &route.to_string()),
        Act::Call(number) => el("a", class).attr("href", &format!("tel:{number}")),
        act => {
            let act = act.clone();
            el("button", class).attr("type", "button").on_click(move || draw.act(act.clone()))
        }
    };
    let named = pressable.attr(kind.name(), &choice.id);
    let keyed = match choice.key {
        Some(key) => named.attr("data-key", key.encode_utf8(&mut [0; 4])),
        None => named,
    };
    let marked = if choice.chosen { keyed.attr("aria-pressed", "true") } else { keyed };
    fill(draw, marked, choice, kind)
}

fn fill(draw: Draw, element: Element, choice: &Choice, kind: Kind) -> Element {
    let mut label = text("span", "label", &choice.label);
    if !choice.hint.is_empty() {
        label = label.child(text("small", "", &choice.hint));
    }
    if choice.chosen {
        label = label.child(text("em", "", draw.ui(Ui::ChosenBefore)));
    }
    let mut element = element.with(icon(choice.icon)).child(label);
    if let Some(key) = choice.key.filter(|_| kind != Kind::Tile) {
        // A help for the eye; screen readers have their own ways to move.
        element = element.child(text("kbd", "", key.encode_utf8(&mut [0; 4])).attr("aria-hidden", "true"));
    }
    if kind == Kind::Cell { element.with(icon("next")) } else { element }
}
