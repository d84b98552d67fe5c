//! Five cases out of a dozen, in an order that the clock decides. What is right, the engine says.

use super::super::parts::{article, button, buttons, h2, link, note};
use super::super::store;
use crate::browser::page;
use crate::components::{Element, el, icon, text};
use crate::tools::Tools;
use leptos::prelude::*;
use pos_doctor_core::content::tools::Shop;
use pos_doctor_core::content::tools::guide::{QuizWords, Told};
use pos_doctor_core::content::ui::fill;
use pos_doctor_core::shop::chores::Marks;
use pos_doctor_core::shop::quiz::{Verdict, judge, shuffled};

type Card = Told<QuizWords>;

/// Five minutes' worth.
const CARDS: usize = 5;

/// How far somebody is.
#[derive(Clone, Copy, Default)]
struct Run {
    /// Number of the card in this run.
    at: usize,
    right: usize,
    /// The choice that was made on it.
    chosen: Option<usize>,
}

/// The page.
pub fn page(tools: Tools) -> AnyView {
    let seed = RwSignal::new(tools.now().0.unsigned_abs());
    let run = RwSignal::new(Run::default());
    let body = move || {
        let seed_now = seed.get();
        let order = shuffled(tools.tool.guide.quiz.len(), seed_now);
        let cards: Vec<&Card> = order.iter().take(CARDS).filter_map(|n| tools.tool.guide.quiz.get(*n)).collect();
        let now = run.get();
        match cards.get(now.at) {
            Some(card) => question(tools, card, seed_now, run, cards.len()),
            None => end(tools, now.right, cards.len(), move || {
                run.set(Run::default());
                seed.update(|seed| *seed += 1);
            }),
        }
    };
    article("quiz", tools.t(Shop::QuizTitle)).with([body.into_any()]).view()
}

fn question(tools: Tools, card: &Card, seed: u64, run: RwSignal<Run>, all: usize) -> AnyView {
    let now = run.get_untracked();
    let count = [("number", (now.at + 1).to_string()), ("all", all.to_string())];
    let count: Vec<_> = count.iter().map(|(name, n)| (*name, n.as_str())).collect();
    let order = shuffled(card.words.choices.len(), seed + now.at as u64);
    let verdict = |choice: usize| card.means.get(choice).and_then(|means| judge(tools.k, &card.facts, means));
    let choices = order.into_iter().filter_map(|n| {
        let right = verdict(n) == Some(Verdict::Right);
        let press = move || {
            run.update(|run| {
                run.right += usize::from(right && run.chosen.is_none());
                run.chosen = run.chosen.or(Some(n));
            });
            page::refocus("[data-verdict]");
        };
        let choice = text("button", "answer", card.words.choices.get(n)?).attr("type", "button");
        let pressed = if now.chosen == Some(n) { "true" } else { "false" };
        let choice = choice.attr("data-answer", card.means.get(n)?).attr("aria-pressed", pressed).on_click(press);
        Some(el("li", "").child(choice))
    });
    let mut body = el("div", "stack")
        .child(note("eyebrow", &fill(tools.t(Shop::QuizCount), &count)))
        .child(h2(&card.words.story))
        .child(note("", tools.t(Shop::QuizAsk)))
        .child(el("ul", "answers").children(choices));
    if let Some(chosen) = now.chosen {
        body = body.child(judged(tools, card, verdict(chosen))).child(buttons([button(
            "next",
            "button primary",
            tools.t(Shop::QuizNext),
            move || {
                run.update(|run| *run = Run { at: run.at + 1, right: run.right, chosen: None });
                page::refocus("h1");
            },
        )]));
    }
    body.view()
}

/// What is said about a choice: the red line that it crosses, and what comes first instead.
fn judged(tools: Tools, card: &Card, verdict: Option<Verdict>) -> Element {
    let place = |class: &str, word| el("div", class).attr("tabindex", "-1").child(text("b", "", tools.t(word)));
    let right = card.means.iter().position(|means| judge(tools.k, &card.facts, means) == Some(Verdict::Right));
    let best = right.and_then(|at| card.words.choices.get(at)).map_or("", String::as_str);
    let better = || note("", &fill(tools.t(Shop::QuizBetter), &[("choice", best)]));
    let because = note("", &card.words.because);
    match verdict {
        Some(Verdict::Right) => place("note green", Shop::QuizRight).attr("data-verdict", "right").child(because),
        Some(Verdict::Forbidden(guard)) => {
            let words = tools.words.guards.get(guard.index());
            let line = words.map_or(String::new(), |words| format!("{}: {}", words.dont, words.why));
            let place = place("note red", Shop::QuizWrong).attr("data-verdict", "forbidden");
            place.with(icon("cross")).child(note("", &line)).child(better()).child(because)
        }
        Some(Verdict::NotNow) | None => {
            place("note amber", Shop::QuizNotNow).attr("data-verdict", "not-now").child(better()).child(because)
        }
    }
}

fn end(tools: Tools, right: usize, all: usize, again: impl Fn() + 'static) -> AnyView {
    let passed = right == all;
    if passed {
        // The monthly checklist knows it from here.
        let mut marks = Marks::parse(&store::read(store::CHECKS));
        marks.set("staff_quiz", Some(store::today(tools)));
        store::write(store::CHECKS, &marks.format());
    }
    let count = [("right", right.to_string()), ("all", all.to_string())];
    let count: Vec<_> = count.iter().map(|(name, n)| (*name, n.as_str())).collect();
    let (class, word) = if passed { ("note green", Shop::QuizAll) } else { ("note plain", Shop::QuizSome) };
    el("div", "stack")
        .attr("data-score", &format!("{right}/{all}"))
        .child(h2(&fill(tools.t(Shop::QuizEnd), &count)))
        .child(note(class, tools.t(word)))
        .child(buttons([
            button("again", "button primary", tools.t(Shop::QuizAgain), again),
            link("cards", "button", "#/training", tools.t(Shop::TrainingTitle)),
        ]))
        .view()
}
