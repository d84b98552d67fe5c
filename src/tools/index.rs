//! The list of all tools.

use super::{Entry, Tools, desk, device, shop};
use crate::components::icon;
use leptos::prelude::*;
use pos_doctor_core::content::Ui;
use pos_doctor_core::content::tools::{Desk, Device, Shop};

/// The page.
pub fn page(tools: Tools) -> AnyView {
    view! {
        <article class="page plain" data-step="tools">
            <h1 tabindex="-1">{tools.ui(Ui::ToolsTitle)}</h1>
            {group(tools.t(Shop::Title), shop::entries(tools))}
            {group(tools.t(Device::Title), device::entries(tools))}
            {group(tools.t(Desk::Title), desk::entries(tools))}
        </article>
    }
    .into_any()
}

fn group(title: &'static str, entries: Vec<Entry>) -> impl IntoView {
    (!entries.is_empty()).then(|| {
        view! {
            <h2>{title}</h2>
            <ul class="cells">{entries.into_iter().map(cell).collect_view()}</ul>
        }
    })
}

fn cell(entry: Entry) -> impl IntoView {
    view! {
        <li>
            <a class="cell" href=format!("#/{}", entry.path) data-act=entry.path>
                <span class="label">{entry.title}<small>{entry.hint}</small></span>
                {icon("next")}
            </a>
        </li>
    }
}
