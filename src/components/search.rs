//! The box for codes and screen texts.

use super::blocks;
use crate::app::App;
use crate::browser::{address, page};
use crate::route::Route;
use crate::view::look;
use leptos::prelude::*;
use pos_doctor_core::content::Ui;

/// `live`: with the results below, as one types. Otherwise the results are a page away.
#[component]
pub fn Search(app: App, live: bool) -> impl IntoView {
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if live {
            page::focus(".results");
        } else {
            address::go(&Route::Look(String::new()));
        }
    };
    view! {
        <form class="search" role="search" on:submit=submit>
            <label for="box">{app.ui(Ui::SearchLabel)}</label>
            <div class="field">
                <input id="box" type="search" autocomplete="off" maxlength="200" data-key="/" placeholder=app.ui(Ui::SearchExample)
                    prop:value=app.state.with_untracked(|state| state.query.clone()) on:input=move |event| app.state.update(|state| state.query = page::written(&event)) />
                <button type="submit" class="button primary" data-act="search">{app.ui(Ui::SearchButton)}</button>
            </div>
        </form>
        {live.then(|| view! {
            <div class="results" tabindex="-1" aria-live="polite">
                {move || {
                    let results = app.state.with(|state| look::results(&state.scene(), &state.query));
                    blocks(app, &results).collect::<Vec<_>>()
                }}
            </div>
        })}
    }
}
