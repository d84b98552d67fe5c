//! Export, import and delete all of a list, the same for every list.

use super::parts::{button, note};
use super::store;
use crate::browser::{clock, file};
use crate::components::el;
use crate::tools::Tools;
use leptos::prelude::*;
use pos_doctor_core::content::tools::Shop;
use pos_doctor_core::content::ui::fill;
use pos_doctor_core::shop::{Entry, Import, ImportTrouble};

/// The buttons, and what came of them. `after` is told whenever the list has changed.
pub fn transfer<T: Entry + 'static>(
    tools: Tools,
    key: &'static str,
    after: impl Fn() + Copy + Send + Sync + 'static,
) -> AnyView {
    let said = RwSignal::new(String::new());
    let sure = RwSignal::new(false);
    let export = move || {
        let name = format!("{}-{}.jsonl", T::KIND, store::today(tools));
        let well = file::save(&name, "application/jsonl", &store::book::<T>(key).format());
        said.set(tools.t(if well { Shop::Exported } else { Shop::NotExported }).to_owned());
    };
    let import = move |event: leptos::ev::Event| {
        file::picked(&event, move |text| {
            let result = text.map(|text| store::change::<T, _>(key, |book| book.import(&text)));
            said.set(result.map_or_else(|| tools.t(Shop::ImportUnreadable).to_owned(), |r| told(tools, r)));
            after();
        });
    };
    let delete = move || {
        if !sure.get_untracked() {
            return sure.set(true);
        }
        store::write(key, "");
        sure.set(false);
        said.set(tools.t(Shop::AllDeleted).to_owned());
        after();
    };
    let pick = view! {
        <label class="button pick"><span class="label">{tools.t(Shop::Import)}</span>
            <input type="file" accept=".jsonl,.json,.txt" data-act="import" on:change=import /></label>
    };
    let delete_label = move || tools.t(if sure.get() { Shop::ReallyDelete } else { Shop::DeleteAll });
    let delete = view! {
        <button type="button" class="quiet" data-act="delete-all" on:click=move |_| delete()>{delete_label}</button>
    };
    let buttons = el("ul", "buttons")
        .child(el("li", "").child(button("export", "button", tools.t(Shop::Export), export)))
        .child(el("li", "").with([pick.into_any()]))
        .child(el("li", "").with([delete.into_any()]));
    let status = view! { <p role="status" class="said">{move || said.get()}</p> };
    let kept = note("", tools.t(Shop::KeptHere));
    el("div", "stack").child(kept).child(buttons).with([status.into_any()]).view()
}

/// What an import did, or why it did nothing.
fn told(tools: Tools, result: Result<Import, ImportTrouble>) -> String {
    let word = match result {
        Ok(import) => {
            let number = |n: usize| n.to_string();
            let values =
                [("added", number(import.added)), ("renewed", number(import.renewed)), ("same", number(import.same))];
            let values: Vec<_> = values.iter().map(|(name, n)| (*name, n.as_str())).collect();
            let done = fill(tools.t(Shop::Imported), &values);
            let unread = fill(tools.t(Shop::ImportedUnread), &[("unread", &number(import.unread))]);
            return if import.unread == 0 { done } else { done + &unread };
        }
        Err(ImportTrouble::Empty) => Shop::ImportEmpty,
        Err(ImportTrouble::Foreign) => Shop::ImportForeign,
        Err(ImportTrouble::OtherKind) => Shop::ImportOther,
        Err(ImportTrouble::Newer) => Shop::ImportNewer,
        Err(ImportTrouble::TooMany) => Shop::ImportMany,
    };
    tools.t(word).to_owned()
}

/// Says that the browser keeps nothing, while that is so.
pub fn held(tools: Tools, key: &'static str) -> Option<AnyView> {
    store::is_held(key).then(|| note("note red", tools.t(Shop::NotKept)).attr("role", "alert").view())
}

/// A name for a new entry.
pub fn new_id() -> String {
    clock::new_id()
}
