//! Checklists by day, week, month and season, with marks on this device and reminders for the phone's calendar.

use super::parts::{article, button, buttons, h2, note, print, sources};
use super::store;
use crate::browser::file;
use crate::components::{el, icon, text};
use crate::tools::Tools;
use leptos::prelude::*;
use pos_doctor_core::content::tools::Shop;
use pos_doctor_core::content::tools::guide::{CheckWords, Told};
use pos_doctor_core::content::ui::fill;
use pos_doctor_core::shop::chores::Marks;
use pos_doctor_core::shop::ics::{self, Every, Reminder};
use pos_doctor_core::shop::{Day, Wall};

type Check = Told<CheckWords>;

/// How often, its heading, and how its reminder is called and repeated.
const ROUNDS: [(&str, Shop, Shop, Every); 4] = [
    ("day", Shop::ChecksDay, Shop::ChecksRemindDay, Every::Day),
    ("week", Shop::ChecksWeek, Shop::ChecksRemindWeek, Every::Week),
    ("month", Shop::ChecksMonth, Shop::ChecksRemindMonth, Every::Month),
    ("season", Shop::ChecksSeason, Shop::ChecksRemindSeason, Every::Season),
];

/// The page.
pub fn page(tools: Tools) -> AnyView {
    let marks = RwSignal::new(Marks::parse(&store::read(store::CHECKS)));
    let groups = ROUNDS.into_iter().map(|(every, title, _, _)| group(tools, every, title, marks));
    let all: Vec<_> = tools.tool.guide.check.iter().flat_map(|check| check.sources.iter().copied()).collect();
    let mut named = Vec::new();
    all.into_iter().for_each(|id| {
        if !named.contains(&id) {
            named.push(id)
        }
    });
    article("checks", tools.t(Shop::ChecksTitle))
        .child(note("", tools.t(Shop::ChecksText)))
        .with([held(tools, marks)])
        .with(groups)
        .child(note("note plain", tools.t(Shop::ChecksUnsaid)))
        .child(el("div", "screen").child(buttons([
            button("calendar", "button", tools.t(Shop::ChecksCalendar), move || save_calendar(tools)),
            print(tools, false),
        ])))
        .child(sources(tools, &named))
        .view()
}

fn held(tools: Tools, marks: RwSignal<Marks>) -> AnyView {
    (move || {
        marks.track();
        super::transfer::held(tools, store::CHECKS)
    })
    .into_any()
}

fn group(tools: Tools, every: &'static str, title: Shop, marks: RwSignal<Marks>) -> AnyView {
    let checks: Vec<&'static Check> = tools.tool.guide.check.iter().filter(|check| check.every == every).collect();
    let today = store::today(tools);
    let all = checks.len();
    let ids: Vec<_> = checks.iter().map(|check| check.id.as_str()).collect();
    let count = move || {
        let done = marks.with(|marks| ids.iter().filter(|id| marks.done(id, every, today).is_some()).count());
        fill(tools.t(Shop::ChecksDone), &[("done", &done.to_string()), ("all", &all.to_string())])
    };
    let items = checks.into_iter().map(|check| item(tools, check, today, marks));
    let heading = h2(tools.t(title)).text(" ").child(el("small", "").attr("role", "status").with([count.into_any()]));
    el("section", "stack").child(heading).child(el("ul", "checks").with(items)).view()
}

fn item(tools: Tools, check: &'static Check, today: Day, marks: RwSignal<Marks>) -> AnyView {
    let done = move || marks.with(|marks| marks.done(&check.id, &check.every, today));
    let press = move |_| {
        let now = done().is_none().then_some(today);
        marks.update(|marks| marks.set(&check.id, now));
        store::write(store::CHECKS, &marks.with_untracked(Marks::format));
    };
    let when =
        move || done().map(|day| text("em", "", &fill(tools.t(Shop::ChecksOn), &[("day", &day.to_string())])).view());
    let pressed = move || if done().is_some() { "true" } else { "false" };
    view! {
        <li>
            <button type="button" class="answer" data-check=check.id.as_str() aria-pressed=pressed on:click=press>
                <span class="box" aria-hidden="true">{icon("check")}</span>
                <span class="label">{check.words.instruction.as_str()}<small>{check.words.why.as_str()}</small>{when}</span>
            </button>
        </li>
    }
    .into_any()
}

/// One reminder for each round: half an hour before closing, on the next such day.
fn save_calendar(tools: Tools) {
    let now = store::now(tools);
    let reminders: Vec<_> =
        ROUNDS.into_iter().map(|(every, _, title, rule)| reminder(tools, every, title, rule, now)).collect();
    file::save("checks.ics", "text/calendar", &ics::calendar(tools.t(Shop::ChecksTitle), &reminders, now));
}

fn reminder(tools: Tools, every: &str, title: Shop, rule: Every, now: Wall) -> Reminder {
    const TIME: i64 = 20 * 60 + 30;
    let points = tools.tool.guide.check.iter().filter(|check| check.every == every);
    let text = points.map(|check| format!("- {}", check.words.instruction)).collect::<Vec<_>>().join("\n");
    let start = Wall((now.day().0 + 1) * 1440 + TIME);
    Reminder { uid: format!("checks-{every}@pos-doctor"), start, every: rule, title: tools.t(title).into(), text }
}
