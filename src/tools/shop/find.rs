//! Search over everything that can be read here.

use super::parts::{article, cell, cells, note};
use crate::browser::page;
use crate::components::el;
use crate::tools::Tools;
use leptos::prelude::*;
use pos_doctor_core::content::tools::Shop;
use pos_doctor_core::content::ui::fill;
use pos_doctor_core::shop::find::find;

/// More would not be read.
const MOST: usize = 20;

/// Something that can be found.
struct Place {
    to: String,
    title: &'static str,
    text: String,
    kind: Shop,
}

/// The page.
pub fn page(tools: Tools) -> AnyView {
    let places = StoredValue::new(places(tools));
    let query = RwSignal::new(tools.query.get_value());
    let results = move || query.with(|query| places.with_value(|places| results(tools, places, query)));
    let field = view! {
        <form class="search" role="search" on:submit=move |event| { event.prevent_default(); page::focus(".results"); }>
            <label for="box">{tools.t(Shop::FindLabel)}</label>
            <div class="field">
                <input id="box" type="search" autocomplete="off" maxlength="80" data-key="/" prop:value=move || query.get()
                    on:input=move |event| query.set(event_target_value(&event)) />
            </div>
        </form>
        <div class="results" tabindex="-1" aria-live="polite">{results}</div>
    };
    article("find", tools.t(Shop::FindTitle)).with([field.into_any()]).view()
}

fn results(tools: Tools, places: &[Place], query: &str) -> AnyView {
    if query.trim().is_empty() {
        return ().into_any();
    }
    let found = find(query, places.iter().map(|place| (place.title, place.text.as_str())), MOST);
    if found.is_empty() {
        return note("", tools.t(Shop::FindNothing)).view();
    }
    let count = fill(tools.t(Shop::FindCount), &[("count", &found.len().to_string())]);
    let lines = found.iter().filter_map(|n| places.get(*n));
    let lines = lines.map(|place| cell("found", &place.to, place.title, tools.t(place.kind)));
    el("div", "stack").child(note("", &count)).child(cells(lines)).view()
}

fn places(tools: Tools) -> Vec<Place> {
    let (k, w, guide) = (tools.k, tools.words, &tools.tool.guide);
    let place = |to: String, title: &'static str, text: String, kind| Place { to, title, text, kind };
    let topics = k.topics.iter().zip(&w.topics);
    let topics = topics
        .map(|(t, w)| place(format!("#/topic/{}", t.id), &w.title, w.text.join(" ") + &w.unsaid, Shop::FindTopic));
    let symptoms = k.symptoms.iter().zip(&w.symptoms);
    let symptoms =
        symptoms.map(|(s, w)| place(format!("#/step/symptom:{}", s.id), &w.name, w.hint.clone(), Shop::FindSymptom));
    let guards = w.guards.iter().map(|g| place("#/red-lines".into(), &g.dont, g.why.clone(), Shop::FindGuard));
    let ways = w.workarounds.iter().map(|w| place("#/sell".into(), &w.instruction, w.note.clone(), Shop::FindWay));
    let checks = guide
        .check
        .iter()
        .map(|c| place("#/checks".into(), &c.words.instruction, c.words.why.clone(), Shop::ChecksTitle));
    let lessons = guide.lesson.iter();
    let lessons = lessons.map(|l| {
        place(
            format!("#/training/{}", l.id),
            &l.words.title,
            l.words.text.join(" ") + &l.words.never,
            Shop::TrainingTitle,
        )
    });
    let steps = guide.payment.iter();
    let steps = steps.map(|s| {
        place("#/payment".into(), &s.words.title, format!("{} {}", s.words.text, s.words.trouble), Shop::PaymentTitle)
    });
    let cards = guide.customer.iter();
    let cards = cards.map(|c| {
        place(
            format!("#/customer/{}", c.id),
            &c.words.when,
            format!("{} {}", c.words.title, c.words.text.join(" ")),
            Shop::CustomerTitle,
        )
    });
    let pages = super::entries(tools).into_iter();
    let pages = pages.map(|e| place(format!("#/{}", e.path), e.title, e.hint.to_owned(), Shop::FindPage));
    topics
        .chain(symptoms)
        .chain(pages)
        .chain(cards)
        .chain(lessons)
        .chain(checks)
        .chain(steps)
        .chain(ways)
        .chain(guards)
        .collect()
}
