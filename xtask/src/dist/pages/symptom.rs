//! One page for each thing that a merchant sees.

use super::Tongue;
use super::frame::Page;
use super::guidance::Guidance;
use super::markup::paragraph;
use pos_doctor_core::case::Event;
use pos_doctor_core::content::ui::fill;
use pos_doctor_core::content::words::SymptomWords;
use pos_doctor_core::content::{Symptom, SymptomId};

/// All of them.
pub(super) fn pages(t: &Tongue) -> Vec<Page> {
    let all = (0u16..).map(SymptomId).zip(&t.k.symptoms).zip(&t.w.symptoms);
    all.filter_map(|((id, symptom), words)| page(t, id, symptom, words)).collect()
}

fn page(t: &Tongue, id: SymptomId, symptom: &Symptom, words: &SymptomWords) -> Option<Page> {
    let guidance = Guidance::new(t, Event::Symptom(id))?;
    let values = [("name", &*words.name), ("hint", &*words.hint)];
    Some(Page {
        path: path(symptom),
        title: fill(t.words.what_to_do, &values),
        about: fill(t.words.symptom_about, &values),
        body: paragraph(&words.hint) + &guidance.html(true),
        app: format!("#/step/symptom:{}", symptom.id),
        answers: true,
    })
}

/// Below the language's folder, without the ending.
pub(super) fn path(symptom: &Symptom) -> String {
    format!("symptom/{}", symptom.id)
}
