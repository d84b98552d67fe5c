//! What stands around every page: header, announcements, back, what is always within reach.

use super::choice::{Kind, choice};
use super::icon::icon;
use super::{block, blocks};
use crate::app::App;
use crate::browser::page;
use crate::route::Route;
use crate::view::Page;
use leptos::prelude::*;
use pos_doctor_core::content::Ui;

/// The whole app.
#[component]
pub fn Shell(app: App) -> impl IntoView {
    let current = app.page();
    view! {
        <a class="skip-link" href="#main" on:click=move |event| { event.prevent_default(); page::focus("h1"); }>
            {move || app.ui(Ui::SkipLink)}
        </a>
        <Header app />
        <div role="status">{move || announcements(app)}</div>
        <main id="main">{move || current.with(|page| draw(app, page))}</main>
    }
}

#[component]
fn Header(app: App) -> impl IntoView {
    let logo = app.config.logo.clone().map(|logo| view! { <img class="logo" src=logo alt="" /> });
    view! {
        <header class="top">
            <a class="brand" href="#/" data-act="home">{logo}<b>{move || app.scene(|scene| scene.name())}</b></a>
            <button type="button" class="quiet" data-act="language" lang=move || if app.english.get() { "zh-CN" } else { "en" }
                on:click=move |_| app.switch_language()>
                {move || app.ui(Ui::OtherLanguage)}
            </button>
        </header>
    }
}

/// Outages that the bank announces, and words of the app to the visitor.
fn announcements(app: App) -> impl IntoView {
    let (english, stale) = (app.english.get(), !app.online.get());
    let stale = if stale { app.ui(Ui::Stale) } else { "" };
    let held = app.config.notices.iter().filter(|n| n.holds(app.now.get()));
    let outages = held.map(|n| view! { <p class="note amber" data-note="outage">{n.text.get(english)} {stale}</p> });
    let word = app.notice.get().map(|word| {
        view! {
            <p class="note plain" data-note="word">
                {app.ui(word)}
                <button type="button" class="quiet" data-act="dismiss" on:click=move |_| app.notice.set(None)>
                    {app.ui(Ui::Dismiss)}
                </button>
            </p>
        }
    });
    (outages.collect_view(), word)
}

fn draw(app: App, page: &Page) -> impl IntoView + use<> {
    let home = page.id == "home";
    let bar = (!home).then(|| back_bar(app, page.left.clone()));
    let title = page.title.clone();
    let eyebrow = (!page.eyebrow.is_empty()).then(|| view! { <p class="eyebrow">{page.eyebrow.clone()}</p> });
    let picture = (!page.icon.is_empty()).then(|| view! { <div class="picture">{icon(&page.icon)}</div> });
    let reach = page.reach.iter().map(|c| choice(app, c, Kind::Reach)).collect_view();
    let reach =
        (!page.reach.is_empty()).then(|| view! { <nav class="reach" aria-label=app.ui(Ui::Reach)>{reach}</nav> });
    let aside = (!page.aside.is_empty())
        .then(|| view! { <aside class="glance" aria-label=app.ui(Ui::ThisCase)>{blocks(app, &page.aside)}</aside> });
    view! {
        {bar}
        <div class="columns">
            <article class=format!("page {}", page.tone.class()) class:home=home data-step=page.id.clone()>
                {eyebrow}{picture}
                <h1 tabindex="-1">{title}</h1>
                {block::blocks(app, &page.blocks)}
            </article>
            {aside}
        </div>
        {reach}
    }
}

fn back_bar(app: App, left: String) -> impl IntoView {
    let parent = app.route.with(|route: &Route| route.parent(app.session.len())).to_string();
    view! {
        <div class="bar-top">
            <a class="back" href=parent data-act="back" on:click=move |event| { event.prevent_default(); app.back(); }>
                {icon("back")}{app.ui(Ui::Back)}
            </a>
            <span class="left">{left}</span>
        </div>
    }
}
