//! Lists with a form of their own: what not to do, how probable, what was said.

use super::choice::{Kind, choice};
use super::icon::icon;
use crate::app::App;
use crate::view::{Bar, FactLine};
use leptos::prelude::*;
use pos_doctor_core::content::Ui;
use pos_doctor_core::content::ui::fill;

/// What not to do, and in half a sentence what would happen.
pub fn donts(app: App, list: &[(String, String)]) -> AnyView {
    let item = |(dont, why): &(String, String)| {
        view! { <li>{icon("cross")}<span><b>{dont.clone()}</b> <small>{why.clone()}</small></span></li> }
    };
    let list = list.iter().map(item).collect_view();
    view! { <ul class="donts" aria-label=app.ui(Ui::RedLines)>{list}</ul> }.into_any()
}

/// Causes with a bar each. The width is one of twenty classes: the policy allows no style in the markup.
pub fn bars(app: App, list: &[Bar]) -> AnyView {
    let item = |bar: &Bar| {
        let width = format!("fill w{}", (bar.percent + 2) / 5 * 5);
        let exact = bar.exact.then(|| fill(app.ui(Ui::Percent), &[("percent", &bar.percent.to_string())]));
        view! {
            <li data-cause=bar.id.clone()>
                <span class="name">{bar.name.clone()}</span>
                <span class="word">{bar.word.clone()} {exact}</span>
                <span class="track" aria-hidden="true"><span class=width></span></span>
            </li>
        }
    };
    let list = list.iter().map(item).collect_view();
    view! { <ol class="bars">{list}</ol> }.into_any()
}

/// What was said, with a way to change each.
pub fn facts(app: App, list: &[FactLine]) -> AnyView {
    let item = |line: &FactLine| {
        let change = line.change.as_ref().map(|c| choice(app, c, Kind::Button));
        view! {
            <li data-fact=line.id.clone()>
                <span class="what">{line.what.clone()}</span>
                <span class="value">{line.value.clone()}</span>
                {change}
            </li>
        }
    };
    let list = list.iter().map(item).collect_view();
    view! { <ol class="facts">{list}</ol> }.into_any()
}
