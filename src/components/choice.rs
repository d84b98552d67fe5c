//! Something to press: a link where it leads to a page, else a button.

use super::icon::icon;
use crate::app::App;
use crate::view::{Act, Choice, Look};
use leptos::prelude::*;
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

    /// Answers and other choices are told apart in tests.
    fn is_answer(self) -> bool {
        matches!(self, Self::Answer | Self::Tile)
    }
}

/// Draw a choice.
pub fn choice(app: App, choice: &Choice, kind: Kind) -> AnyView {
    let class = kind.class(choice.look);
    let answer = kind.is_answer().then(|| choice.id.clone());
    let name = (!kind.is_answer()).then(|| choice.id.clone());
    let key = choice.key.map(String::from).or_else(|| (choice.id == "why").then(|| "w".to_owned()));
    let inner = inner(app, choice, kind);
    let address = match &choice.act {
        Act::Go(route) => Some(route.to_string()),
        Act::Call(number) => Some(format!("tel:{number}")),
        _ => None,
    };
    if let Some(address) = address {
        return view! { <a class=class href=address data-act=name data-answer=answer data-key=key>{inner}</a> }
            .into_any();
    }
    let act = choice.act.clone();
    let pressed = choice.chosen.then_some("true");
    view! {
        <button type="button" class=class data-act=name data-answer=answer data-key=key aria-pressed=pressed
            on:click=move |_| app.act(act.clone())>{inner}</button>
    }
    .into_any()
}

fn inner(app: App, choice: &Choice, kind: Kind) -> impl IntoView + use<> {
    let picture = (!choice.icon.is_empty()).then(|| icon(choice.icon));
    let hint = (!choice.hint.is_empty()).then(|| view! { <small>{choice.hint.clone()}</small> });
    let chosen = choice.chosen.then(|| view! { <em>{app.ui(Ui::ChosenBefore)}</em> });
    // The key is a help for the eye; screen readers have their own ways to move.
    let key =
        choice.key.filter(|_| kind != Kind::Tile).map(|key| view! { <kbd aria-hidden="true">{key.to_string()}</kbd> });
    let chevron = (kind == Kind::Cell).then(|| icon("next"));
    view! { {picture}<span class="label">{choice.label.clone()}{hint}{chosen}</span>{key}{chevron} }
}
