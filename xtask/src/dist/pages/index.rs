//! The first page of a language, and all red lines.

use super::Tongue;
use super::frame::Page;
use super::markup::{element, esc, list, text};
use super::symptom::path;
use pos_doctor_core::content::words::SymptomWords;
use pos_doctor_core::content::{Guard, GuardId, Symptom, Ui};

/// All symptoms, in the order of the app.
pub(super) fn start(t: &Tongue) -> Page {
    let mut symptoms: Vec<_> = t.k.symptoms.iter().zip(&t.w.symptoms).collect();
    symptoms.sort_by_key(|(symptom, _)| symptom.order);
    let item = |(symptom, words): &(&Symptom, &SymptomWords)| {
        let label = esc(&words.name) + "<br>" + &text("small", &words.hint);
        element("a", &format!(" href=\"{}.html\"", path(symptom)), &label)
    };
    let items: Vec<_> = symptoms.iter().map(item).collect();
    let red_lines = text("h2", t.ui(Ui::RedLinesShort)) + &t.donts(&first(t));
    Page {
        path: "index".to_owned(),
        title: t.words.start.to_owned(),
        about: t.words.start_about.to_owned(),
        body: list("ul", "ways", &items) + &red_lines + &super::guide::ways(t),
        app: "#/".to_owned(),
        answers: false,
    }
}

fn first(t: &Tongue) -> Vec<GuardId> {
    super::guidance::FIRST_RED_LINES.iter().filter_map(|id| t.k.find_guard(id)).collect()
}

/// Those that always hold, then the others.
pub(super) fn red_lines(t: &Tongue) -> Page {
    let all = || (0u16..).map(GuardId).zip(&t.k.guards);
    let ids = |wanted: fn(&Guard) -> bool| all().filter(|(_, g)| wanted(g)).map(|(id, _)| id).collect::<Vec<_>>();
    let section = |title: Ui, guards: &[GuardId]| text("h2", t.ui(title)) + &t.donts(guards);
    let body = section(Ui::Always, &ids(|guard| guard.when.is_empty()))
        + &section(Ui::IfItHappens, &ids(|guard| !guard.when.is_empty()));
    Page {
        path: "red-lines".to_owned(),
        title: t.ui(Ui::RedLinesTitle).to_owned(),
        about: t.words.red_lines_about.to_owned(),
        body,
        app: "#/red-lines".to_owned(),
        answers: false,
    }
}
