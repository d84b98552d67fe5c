//! One step of the case: the next one, or one that was answered before.

use super::place::Place;
use super::scene::Scene;
use super::{Act, Block, Choice, Page, act, alert, ask, end, handover, history, home, reading};
use crate::route::Route;
use pos_doctor_core::case::{Event, Step};
use pos_doctor_core::content::{Set, Ui};
use pos_doctor_core::diagnose::guard::{forbidden, permit};
use pos_doctor_core::diagnose::{Next, advise};

/// The n-th step.
pub fn page(s: &Scene, n: usize) -> Page {
    let mut page = match s.case.events.get(n) {
        Some(event) => review(s, n, *event),
        None => next(s),
    };
    page.aside = history::aside(s);
    page
}

fn next(s: &Scene) -> Page {
    if s.case.events.is_empty() {
        return home::symptoms(s, Place::Next);
    }
    let mut page = match s.next() {
        Some(next) => show(s, next, Place::Next),
        None => handover::fallback(s),
    };
    page.left = time_left(s);
    page.blocks.extend(topic(s));
    page
}

fn show(s: &Scene, next: Next, place: Place) -> Page {
    match next {
        Next::Alert(id) => alert::page(s, id, place),
        Next::Ask(id) => ask::page(s, id, place),
        Next::Do(id) => act::page(s, id, place),
        Next::HandOver { to, cause, flag } => handover::page(s, to, cause, flag, place),
        Next::End(ending) => end::page(s, ending),
    }
}

/// What was answered at the n-th step, to be looked at or changed.
fn review(s: &Scene, n: usize, event: Event) -> Page {
    let place = Place::At(n, event);
    let mut page = match event {
        Event::Symptom(_) => home::symptoms(s, place),
        Event::Answer(q, _) => permitted(s, Step::Question(q), place),
        Event::Tried(a, _) => permitted(s, Step::Action(a), place),
        Event::Skipped(step) | Event::Later(step) => permitted(s, step, place),
        Event::Seen(id) => alert::page(s, id, place),
        Event::Handed(_) => handed(s, n, place),
        Event::Text(_) | Event::Code(_) | Event::Heard(..) => reading::page(s, n, event),
        Event::Unsure(q) => permitted(s, Step::Question(q), place),
        Event::Reopened => Page { title: s.ui(Ui::WentOn), ..Page::default() },
    };
    page.eyebrow = s.ui(Ui::LookingBack);
    let end = s.case.events.len();
    let on = Choice::new("on", s.ui(Ui::ToNextStep), Act::Go(Route::Case(end))).primary();
    page.blocks.push(Block::Buttons(vec![on]));
    page
}

/// A step outside the plan is shown only if no red line that is in force now forbids it.
fn permitted(s: &Scene, step: Step, place: Place) -> Page {
    let (acts, next) = match step {
        Step::Question(q) => (s.k.question(q).map(|q| q.acts), Next::Ask(q)),
        Step::Action(a) => (s.k.action(a).map(|a| a.acts), Next::Do(a)),
    };
    let flags = s.advice().map_or(Set::EMPTY, |a| a.facts.heeded(s.k));
    match acts.and_then(|acts| permit(forbidden(s.k, flags), acts, next)) {
        Some(next) => show(s, next.step(), place),
        None => barred(s),
    }
}

fn barred(s: &Scene) -> Page {
    let mut page = Page { id: "barred".into(), title: s.ui(Ui::BarredTitle), icon: "shield".into(), ..Page::default() };
    page.blocks.extend(s.donts_now(9));
    page
}

/// The handover as it was advised then.
fn handed(s: &Scene, n: usize, place: Place) -> Page {
    let mut then = s.case.clone();
    then.events.truncate(n);
    match advise(s.k, &then, s.setting).map(|a| a.next.step()) {
        Some(Next::HandOver { to, cause, flag }) => handover::page(s, to, cause, flag, place),
        _ => Page { title: s.ui(Ui::HandedTitle), ..Page::default() },
    }
}

/// A step that the merchant asked for.
pub fn forced(s: &Scene, id: &str) -> Page {
    if let Some(page) = id.strip_prefix("symptom:").and_then(|name| home::symptom(s, name)) {
        return page;
    }
    let Some(step) = Step::parse(s.k, id) else {
        return super::plain::missing(s, "unknown", Ui::UnknownTitle, Ui::UnknownText);
    };
    let mut page = match s.next() {
        // An alert is never walked around.
        Some(next @ Next::Alert(_)) => show(s, next, Place::Next),
        _ => permitted(s, step, Place::Next),
    };
    page.aside = history::aside(s);
    page
}

fn time_left(s: &Scene) -> String {
    // Nobody can tell how long danger or a question of money takes: the engine says 0 then.
    let Some(advice) = s.advice().filter(|a| s.is_running() && a.minutes > 0.0) else { return String::new() };
    let minutes = (advice.minutes + 0.5).max(1.0) as u32;
    s.fill(Ui::MinutesLeft, &[("minutes", &minutes.to_string())])
}

/// A symptom that is also a request has its answer in words as well.
fn topic(s: &Scene) -> Option<Block> {
    let symptom = s.advice()?.facts.symptom()?;
    let topic = s.k.symptom(symptom)?.topic?;
    let (id, words) = (&s.k.topic(topic)?.id, s.w.topics.get(topic.index())?);
    let cell = Choice::new(format!("topic:{id}"), words.title.clone(), Act::Go(Route::tool(&format!("topic/{id}"))));
    Some(Block::Cells(vec![cell.hint(s.ui(Ui::TopicHint))]))
}
