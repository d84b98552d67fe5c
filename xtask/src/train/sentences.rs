//! Labelled sentences to learn from, each with who wrote it: what is learned from one writer is tried on another.

use crate::project::{Project, read_text};
use anyhow::Result;
use pos_doctor_core::content::phrases::Meaning;
use pos_doctor_core::content::{Bundle, CauseId};
use pos_doctor_core::triage::measure::{Complaint, complaints};

/// Where complaints are that may be tuned on, by writer.
pub const DEV: [&str; 6] = ["dev", "dev-2", "dev-3", "dev-4", "dev-5", "dev-6"];

/// A sentence and the hunches that are right about it, the likeliest first.
#[derive(Debug, Clone)]
pub struct Sentence {
    pub writer: &'static str,
    pub text: String,
    pub means: Vec<String>,
}

/// The complaints of a writer.
pub fn written_by(project: &Project, writer: &str) -> Result<Vec<Complaint>> {
    let path = project.path(&format!("tests/data/complaints/{writer}.toml"));
    complaints(&read_text(&path)?).map_err(anyhow::Error::msg)
}

/// Everything there is to learn from.
pub fn all(project: &Project, bundle: &Bundle) -> Result<Vec<Sentence>> {
    let mut all = own(bundle);
    for writer in DEV {
        all.extend(written_by(project, writer)?.iter().map(|c| complaint(writer, c)));
    }
    Ok(all)
}

fn complaint(writer: &'static str, c: &Complaint) -> Sentence {
    let mut means = c.causes.clone();
    let money = means.first().is_some_and(|m| m == "transaction_outcome_unknown" || m == "qr_payment_pending");
    if money && c.urgency.iter().any(|u| u == "critical") {
        means.insert(0, "charge_again".to_owned());
    }
    if means.is_empty() {
        means.push("nothing".to_owned());
    }
    Sentence { writer, text: c.text.clone(), means }
}

/// Sentences of the content: the sayings, stories of cases, names and meanings of causes, phrases for situations.
fn own(bundle: &Bundle) -> Vec<Sentence> {
    let k = &bundle.knowledge;
    let published = |id: CauseId| {
        let id = k.cause(id).and_then(|c| c.rolls_up_to).unwrap_or(id);
        k.cause(id).map(|c| c.id.clone())
    };
    let sentence = |text: &str, means: Vec<String>| Sentence { writer: "content", text: text.to_owned(), means };
    let mut all: Vec<Sentence> = bundle.sayings.iter().map(|(id, text)| sentence(text, vec![id.clone()])).collect();
    for case in bundle.cases.iter().filter(|c| !c.causes.is_empty()) {
        let causes = case.causes.iter().filter_map(|id| published(k.find_cause(id)?));
        all.push(sentence(&case.story, causes.collect()));
    }
    for words in [&bundle.zh, &bundle.en] {
        for (cause, id) in words.causes.iter().zip((0u16..).map(CauseId)) {
            let means: Vec<String> = published(id).into_iter().collect();
            all.push(sentence(&cause.name, means.clone()));
            all.push(sentence(&cause.means, means));
        }
    }
    for example in &bundle.sentences {
        let phrase = bundle.phrases.phrases.get(example.phrase);
        let causes = phrase.into_iter().flat_map(|p| &p.means).filter_map(|m| match m {
            Meaning::Cause(id) => published(*id),
            _ => None,
        });
        let means: Vec<String> = causes.collect();
        if !means.is_empty() {
            all.push(sentence(&example.text, means));
        }
    }
    all
}
