//! `#/support`: bank staff prepare a link for a model, a symptom, what is known already.

use super::parts::{article, button, live, note, select, tick};
use super::share::share_box;
use crate::components::{el, text};
use crate::tools::Tools;
use leptos::prelude::*;
use pos_doctor_core::case::{Event, Step};
use pos_doctor_core::content::tools::Desk;
use pos_doctor_core::content::{QuestionId, Ui};
use pos_doctor_core::token::plain;

/// What has been chosen, in stable ids; empty for nothing.
#[derive(Clone, Copy)]
struct Form {
    symptom: RwSignal<String>,
    terminal: RwSignal<String>,
    language: RwSignal<String>,
    elder: RwSignal<bool>,
    start: RwSignal<String>,
    /// The fact about to be added: `question` or `code`, and its value.
    question: RwSignal<String>,
    answer: RwSignal<String>,
    facts: RwSignal<Vec<(String, String)>>,
}

/// The page.
pub fn page(tools: Tools) -> AnyView {
    let text_signal = || RwSignal::new(String::new());
    let form = Form {
        symptom: text_signal(),
        terminal: text_signal(),
        language: RwSignal::new(if tools.english { "en" } else { "zh-CN" }.to_owned()),
        elder: RwSignal::new(false),
        start: text_signal(),
        question: text_signal(),
        answer: text_signal(),
        facts: RwSignal::new(Vec::new()),
    };
    let parcel = move || plain(tools.k, &parameters(form)).parcel;
    let languages = [("zh-CN", "中文"), ("en", "English")].map(|(id, name)| (id.to_owned(), name.to_owned()));
    article("support", tools.t(Desk::BuilderTitle))
        .child(text("p", "", tools.t(Desk::BuilderText)))
        .with([
            select("symptom", tools.t(Desk::CodeSymptom), form.symptom, symptoms(tools)),
            select("terminal", tools.t(Desk::Model), form.terminal, terminals(tools)),
            facts(tools, form),
            select("start", tools.t(Desk::StartStep), form.start, steps(tools)),
            select("language", tools.t(Desk::Language), form.language, languages.to_vec()),
            tick("elder", tools.ui(Ui::ElderMode), form.elder),
        ])
        .child(text("h2", "", tools.t(Desk::BuilderResult)))
        .with([share_box(tools, parcel), readable(tools, form)])
        .child(note("plain", tools.t(Desk::BuilderEmbed)))
        .view()
}

/// The choice as readable parameters.
fn parameters(form: Form) -> String {
    let mut pairs = vec![
        ("symptom".to_owned(), form.symptom.get()),
        ("terminal".to_owned(), form.terminal.get()),
        ("start".to_owned(), form.start.get()),
        ("lang".to_owned(), form.language.get()),
        ("elder".to_owned(), if form.elder.get() { "1".to_owned() } else { String::new() }),
    ];
    pairs.extend(form.facts.get());
    let chosen = pairs.iter().filter(|(_, value)| !value.is_empty());
    chosen.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}

/// The same link in words, for those who write help pages by hand.
fn readable(tools: Tools, form: Form) -> AnyView {
    let shown = live(move || text("code", "", &format!("#/c/{}", parameters(form))).view());
    super::parts::more(tools.t(Desk::Readable), [el("p", "link-text").with([shown]).view()]).view()
}

fn none(tools: Tools) -> (String, String) {
    (String::new(), tools.t(Desk::NotSaid).to_owned())
}

fn symptoms(tools: Tools) -> Vec<(String, String)> {
    let known = tools.k.symptoms.iter().zip(&tools.words.symptoms);
    std::iter::once(none(tools)).chain(known.map(|(s, words)| (s.id.clone(), words.name.clone()))).collect()
}

/// Kinds of terminal, with the bank's own model names.
fn terminals(tools: Tools) -> Vec<(String, String)> {
    let labels = tools.k.find_question("terminal").map(|q| answers(tools, q)).unwrap_or_default();
    let named = labels.into_iter().map(|(id, label)| {
        let model = tools.config.terminals.iter().find(|(kind, _)| *kind == id);
        let label = model.map_or(label.clone(), |(_, names)| format!("{label} · {}", names.get(tools.english)));
        (id, label)
    });
    std::iter::once(none(tools)).chain(named).collect()
}

fn answers(tools: Tools, q: QuestionId) -> Vec<(String, String)> {
    let (Some(question), Some(words)) = (tools.k.question(q), tools.words.questions.get(q.index())) else {
        return Vec::new();
    };
    question.answers.iter().zip(&words.answers).map(|(a, label)| (a.id.clone(), label.clone())).collect()
}

/// Every question, and what may be known beside: a code.
fn questions(tools: Tools) -> Vec<(String, String)> {
    let code = ("code".to_owned(), tools.ui(Ui::CodeShown).to_owned());
    let all = tools.k.questions.iter().zip(&tools.words.questions);
    let all = all.map(|(q, words)| (q.id.clone(), words.ask.clone()));
    [none(tools), code].into_iter().chain(all).collect()
}

fn steps(tools: Tools) -> Vec<(String, String)> {
    let next = (String::new(), tools.t(Desk::StartNext).to_owned());
    let name = |step: Step, label: &str| Some((step.format(tools.k)?, label.to_owned()));
    let questions = (0u16..).zip(&tools.words.questions);
    let questions = questions.filter_map(|(n, words)| name(Step::Question(QuestionId(n)), &words.ask));
    let actions = (0u16..).zip(&tools.words.actions);
    let actions =
        actions.filter_map(|(n, words)| name(Step::Action(pos_doctor_core::content::ActionId(n)), &words.instruction));
    std::iter::once(next).chain(questions).chain(actions).collect()
}

/// Known facts: choose a question, then its answer.
fn facts(tools: Tools, form: Form) -> AnyView {
    let pick = select("fact", tools.t(Desk::KnownFact), form.question, questions(tools));
    let value = live(move || {
        let question = form.question.get();
        let options = match question.as_str() {
            "" => return ().into_any(),
            "code" => tools.k.codes.iter().map(|c| (c.id.clone(), c.id.clone())).collect(),
            id => tools.k.find_question(id).map(|q| answers(tools, q)).unwrap_or_default(),
        };
        form.answer.set(options.first().map(|(id, _)| id.clone()).unwrap_or_default());
        let add = button("add-fact", "button", tools.t(Desk::AddFact), move || {
            let fact = (form.question.get_untracked(), form.answer.get_untracked());
            form.facts.update(|facts| {
                facts.retain(|(name, _)| *name != fact.0);
                facts.push(fact);
            });
            form.question.set(String::new());
        });
        let pick = select("fact-value", tools.t(Desk::FactValue), form.answer, options);
        el("div", "stack").with([pick]).child(add).view()
    });
    let chosen = live(move || {
        let items = form.facts.get().into_iter().map(|(name, value)| {
            let words = fact_words(tools, &name, &value);
            let gone = name.clone();
            let remove = move || form.facts.update(|facts| facts.retain(|(n, _)| *n != gone));
            super::parts::fact(&words.0, &words.1).child(button("remove-fact", "button", tools.t(Desk::Remove), remove))
        });
        el("ul", "facts").children(items).view()
    });
    el("div", "stack").with([pick, value, chosen]).view()
}

/// Question and answer in words.
fn fact_words(tools: Tools, name: &str, value: &str) -> (String, String) {
    let case = plain(tools.k, &format!("{name}={value}")).parcel.case;
    match case.events.first() {
        Some(Event::Answer(q, Some(a))) => {
            let words = tools.words.questions.get(q.index());
            let answer = words.and_then(|w| w.answers.get(usize::from(*a)));
            (words.map(|w| w.ask.clone()).unwrap_or_default(), answer.cloned().unwrap_or_default())
        }
        _ => (tools.ui(Ui::CodeShown).to_owned(), value.to_owned()),
    }
}
