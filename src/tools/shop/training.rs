//! Training cards, and a quiz that the engine judges.

mod quiz;

use super::parts::{article, buttons, cell, cells, lines, link, note, print, sources};
use crate::components::{el, icon, text};
use crate::tools::Tools;
use leptos::prelude::*;
use pos_doctor_core::content::tools::Shop;
use pos_doctor_core::content::tools::guide::{LessonWords, Told};

type Lesson = Told<LessonWords>;

/// The list, a card, or the quiz.
pub fn page(tools: Tools, id: &str) -> AnyView {
    let lessons = &tools.tool.guide.lesson;
    match lessons.iter().position(|lesson| lesson.id == id).and_then(|at| Some((at, lessons.get(at)?))) {
        _ if id == "quiz" => quiz::page(tools),
        Some((at, lesson)) => card(tools, lesson, lessons.get(at + 1)),
        None => list(tools),
    }
}

fn list(tools: Tools) -> AnyView {
    let lessons = tools.tool.guide.lesson.iter();
    let line = lessons
        .map(|l| cell(&format!("lesson:{}", l.id), &format!("#/training/{}", l.id), &l.words.title, &l.words.never));
    article("training", tools.t(Shop::TrainingTitle))
        .child(note("", tools.t(Shop::TrainingText)))
        .child(buttons([link("quiz", "button primary", "#/training/quiz", tools.t(Shop::QuizStart))]))
        .child(cells(line))
        .view()
}

fn card(tools: Tools, lesson: &Lesson, next: Option<&Lesson>) -> AnyView {
    let (to, label) = match next {
        Some(next) => (format!("#/training/{}", next.id), Shop::LessonNext),
        None => ("#/training/quiz".to_owned(), Shop::QuizStart),
    };
    let never =
        el("span", "").child(text("b", "", tools.t(Shop::LessonNever))).child(text("small", "", &lesson.words.never));
    article(&format!("lesson:{}", lesson.id), &lesson.words.title)
        .child(lines("ol", "steps", lesson.words.text.iter().map(String::as_str)))
        .child(el("ul", "donts").child(el("li", "").with(icon("cross")).child(never)))
        .child(buttons([link("next", "button primary", &to, tools.t(label)), print(tools, false)]))
        .child(sources(tools, &lesson.sources))
        .view()
}
