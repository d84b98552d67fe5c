//! What the shop's own pages read out, for paper and for browsers without a program: training cards, how a payment
//! works, checklists. The quiz is left out: its answers are the engine's.

use super::Tongue;
use super::frame::Page;
use super::markup::{element, esc, link, list, paragraph, plain_list, text};
use super::symptom::path;
use pos_doctor_core::content::SourceId;
use pos_doctor_core::content::tools::Shop;
use pos_doctor_core::content::tools::guide::{CheckWords, LessonWords, PaymentWords, Told};

/// The headings of the checklists, in the order of the app.
const ROUNDS: [(&str, Shop); 4] = [
    ("day", Shop::ChecksDay),
    ("week", Shop::ChecksWeek),
    ("month", Shop::ChecksMonth),
    ("season", Shop::ChecksSeason),
];

/// The three pages.
pub(super) fn pages(t: &Tongue) -> Vec<Page> {
    vec![training(t), payment(t), checks(t)]
}

/// The ways to them, for the first page.
pub(super) fn ways(t: &Tongue) -> String {
    let way = |page: &Page| link(&format!("{}.html", page.path), &page.title);
    text("h2", t.tool.get(Shop::Title)) + &list("ul", "ways", &pages(t).iter().map(way).collect::<Vec<_>>())
}

fn page(t: &Tongue, path: &str, title: Shop, about: Shop, body: String, sources: Vec<SourceId>) -> Page {
    Page {
        path: path.to_owned(),
        title: t.tool.get(title).to_owned(),
        about: t.tool.get(about).to_owned(),
        body: paragraph(t.tool.get(about)) + &body + &t.sources(&sources),
        app: format!("#/{path}"),
        answers: false,
    }
}

/// All sources of some entries, each once.
fn sources<W>(entries: &[Told<W>]) -> Vec<SourceId> {
    let mut once = Vec::new();
    for id in entries.iter().flat_map(|entry| &entry.sources) {
        if !once.contains(id) {
            once.push(*id);
        }
    }
    once
}

fn training(t: &Tongue) -> Page {
    let never = t.tool.get(Shop::LessonNever);
    let card = |lesson: &Told<LessonWords>| {
        let words = &lesson.words;
        let never = text("b", never) + " " + &text("small", &words.never);
        text("h2", &words.title) + &plain_list("ol", "", &words.text) + &list("ul", "donts", &[never])
    };
    let lessons = &t.tool.guide.lesson;
    let body = lessons.iter().map(card).collect();
    page(t, "training", Shop::TrainingTitle, Shop::TrainingHint, body, sources(lessons))
}

fn payment(t: &Tongue) -> Page {
    let steps = &t.tool.guide.payment;
    let step = |(number, step): (usize, &Told<PaymentWords>)| {
        let words = &step.words;
        let ways: Vec<String> = step.symptoms.iter().filter_map(|id| symptom(t, id)).collect();
        let trouble = text("b", t.tool.get(Shop::PaymentTrouble)) + "<br>" + &esc(&words.trouble);
        text("h2", &format!("{number} {}", words.title))
            + &paragraph(&words.text)
            + &element("p", "", &trouble)
            + &list("ul", "ways", &ways)
    };
    let body = (1..).zip(steps).map(step).collect();
    page(t, "payment", Shop::PaymentTitle, Shop::PaymentText, body, sources(steps))
}

/// The way to a symptom's page.
fn symptom(t: &Tongue, id: &str) -> Option<String> {
    let at = t.k.find_symptom(id)?;
    Some(link(&format!("{}.html", path(t.k.symptoms.get(at.index())?)), &t.w.symptoms.get(at.index())?.name))
}

fn checks(t: &Tongue) -> Page {
    let checks = &t.tool.guide.check;
    let item =
        |check: &Told<CheckWords>| text("b", &check.words.instruction) + "<br>" + &text("small", &check.words.why);
    let round = |(every, title): &(&str, Shop)| {
        let items: Vec<String> = checks.iter().filter(|check| check.every == *every).map(item).collect();
        text("h2", t.tool.get(*title)) + &list("ul", "", &items)
    };
    let body = ROUNDS.iter().map(round).collect::<String>() + &paragraph(t.tool.get(Shop::ChecksUnsaid));
    page(t, "checks", Shop::ChecksTitle, Shop::ChecksHint, body, sources(checks))
}
