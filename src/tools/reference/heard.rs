//! What was understood, in words.

use crate::view::Scene;
use pos_doctor_core::content::Ui;
use pos_doctor_core::content::phrases::Meaning;
use pos_doctor_core::content::ui::fill;

/// A fact as a line: what it is about and what it says. `None` for what is shown elsewhere.
pub fn line(s: &Scene, meaning: Meaning) -> Option<(String, String)> {
    Some(match meaning {
        Meaning::Symptom(id) => (s.ui(Ui::Symptom), s.w.symptoms.get(id.index())?.name.clone()),
        Meaning::Answer(question, answer) => (s.question(question)?.ask.clone(), s.answer(question, Some(answer))),
        Meaning::Text(id) => (s.ui(Ui::ScreenShows), s.k.text(id)?.variants.first()?.clone()),
        Meaning::Code(id) => (s.ui(Ui::CodeShown), s.k.code(id)?.id.clone()),
        Meaning::Tried(id) => (s.action(id)?.instruction.clone(), s.ui(Ui::NotHelped)),
        Meaning::Cause(id) => (String::new(), s.cause_name(id)),
        Meaning::Topic(_) | Meaning::Guard(_) | Meaning::Again | Meaning::Once | Meaning::Gone | Meaning::Told(_) => {
            return None;
        }
    })
}

/// The visitor's own words, quoted.
pub fn quote(sentence: &str, words: &str) -> String {
    if words.is_empty() { String::new() } else { fill(sentence, &[("words", words)]) }
}
