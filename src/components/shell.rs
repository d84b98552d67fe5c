//! What stands around every page: header, announcements, back, what is always within reach.

use super::article;
use super::choice::{Kind, choice};
use super::element::{Element, el, text};
use super::icon::icon;
use crate::app::App;
use crate::browser::page;
use crate::state::State;
use crate::view::Page;
use leptos::prelude::*;
use pos_doctor_core::content::Ui;

/// The whole app.
#[component]
pub fn Shell(app: App) -> impl IntoView {
    view! {
        <Header app />
        <div role="status">{move || announcements(app)}</div>
        <main id="main">{move || app.page.with(|(_, page)| untrack(|| draw(app, page)))}</main>
    }
}

#[component]
fn Header(app: App) -> impl IntoView {
    let logo = app.state.with_untracked(|state| state.config.logo.clone());
    let logo = logo.map(|logo| view! { <img class="logo" src=logo alt="" /> });
    view! {
        <header class="top">
            <a class="skip-link" href="#main" on:click=move |event| { event.prevent_default(); page::focus("h1"); }>
                {move || app.ui(Ui::SkipLink)}
            </a>
            <a class="brand" href="#/" data-act="home">{logo}<b>{move || app.scene(|scene| scene.name())}</b></a>
            <button type="button" class="quiet" data-act="language" lang=move || other_language(app)
                on:click=move |_| app.switch_language()>
                {move || app.ui(Ui::OtherLanguage)}
            </button>
        </header>
    }
}

fn other_language(app: App) -> &'static str {
    if app.state.with(|state| state.english) { "zh-CN" } else { "en" }
}

/// Outages that the bank announces, and words of the app to the visitor.
fn announcements(app: App) -> Vec<AnyView> {
    let (outages, word) = app.state.with(|state| (outages(state), state.notice));
    let outages = outages.iter().map(|line| text("p", "note amber", line).attr("data-note", "outage"));
    let word = word.map(|word| {
        let dismiss = text("button", "quiet", app.ui(Ui::Dismiss)).attr("type", "button").attr("data-act", "dismiss");
        let line = text("p", "note plain", app.ui(word)).attr("data-note", "word");
        line.child(dismiss.on_click(move || {
            app.say(None);
            page::refocus("h1");
        }))
    });
    outages.chain(word).map(Element::view).collect()
}

/// Without a network nobody knows whether an outage still lasts.
fn outages(state: &State) -> Vec<String> {
    let stale = if state.online && !state.stale { "" } else { state.words.ui(Ui::Stale) };
    let held = state.config.notices.iter().filter(|n| n.holds(state.now));
    held.map(|n| format!("{} {stale}", n.text.get(state.english))).collect()
}

fn draw(app: App, page: &Page) -> Vec<AnyView> {
    let mut parts = Vec::new();
    if page.id != "home" {
        parts.push(back_bar(app, &page.left));
    }
    parts.push(if page.tool.is_empty() { article(app.draw(), page) } else { second_program(app, &page.tool) });
    if !page.reach.is_empty() {
        let links = page.reach.iter().map(|c| choice(app.draw(), c, Kind::Reach));
        parts.push(el("nav", "reach").attr("aria-label", app.ui(Ui::Reach)).children(links));
    }
    parts.into_iter().map(Element::view).collect()
}

/// Room for the second program; what stands there until it arrives.
fn second_program(app: App, path: &str) -> Element {
    let place = el("div", "columns").attr("id", "tools").attr("data-path", path);
    place.child(text("p", "", app.ui(Ui::ToolsOpening)).attr("role", "status"))
}

fn back_bar(app: App, left: &str) -> Element {
    let parent = app.state.with(State::parent).to_string();
    let back = el("a", "back").attr("href", &parent).attr("data-act", "back").on_click(move || app.back());
    let back = back.with(icon("back")).text(app.ui(Ui::Back));
    el("div", "bar-top").child(back).child(text("span", "left", left))
}
