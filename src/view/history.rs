//! What was said and done so far, each with a way to change it.

use super::scene::Scene;
use super::{Act, Block, Choice, FactLine, Look, Page};
use crate::route::Route;
use pos_doctor_core::case::{Event, Step};
use pos_doctor_core::content::Ui;
use pos_doctor_core::diagnose::Fact;

/// The page to check all answers.
pub fn page(s: &Scene) -> Page {
    let mut page = Page { id: "history".into(), title: s.ui(Ui::HistoryTitle), ..Page::default() };
    let lines = lines(s);
    if lines.is_empty() {
        page.blocks.push(Block::Text(s.ui(Ui::HistoryEmpty)));
    } else {
        page.blocks.extend([Block::Text(s.ui(Ui::HistoryText)), Block::Facts(lines)]);
    }
    let put_off = put_off(s);
    if !put_off.is_empty() {
        page.blocks.extend([Block::Heading(s.ui(Ui::PutOff)), Block::Cells(put_off)]);
    }
    if !s.case.unknown.is_empty() {
        page.blocks.push(Block::Text(s.ui(Ui::SetAside)));
    }
    let next = Choice::new("step", s.ui(Ui::ToNextStep), Act::Go(Route::Case(s.case.events.len()))).primary();
    page.blocks.push(Block::Buttons(vec![next]));
    page
}

/// Steps that were skipped or kept for later, to be taken after all.
fn put_off(s: &Scene) -> Vec<Choice> {
    let Some(facts) = s.advice().map(|a| &a.facts) else { return Vec::new() };
    let steps = facts.later.iter().chain(&facts.skipped);
    let cell = |step: &Step| {
        let id = step.format(s.k)?;
        Some(Choice::new(id.clone(), s.step_name(*step), Act::Go(Route::Step(id))).hint(s.ui(Ui::DoItNow)))
    };
    steps.filter_map(cell).collect()
}

/// One line for each event.
pub fn lines(s: &Scene) -> Vec<FactLine> {
    (0..).zip(&s.case.events).filter_map(|(n, event)| line(s, n, *event)).collect()
}

fn line(s: &Scene, n: usize, event: Event) -> Option<FactLine> {
    let (what, value) = match event {
        Event::Symptom(id) => (s.ui(Ui::Symptom), s.w.symptoms.get(id.index())?.name.clone()),
        Event::Answer(q, answer) => (s.question(q)?.ask.clone(), s.answer(q, answer)),
        Event::Text(id) => (s.ui(Ui::ScreenShows), s.k.text(id)?.variants.first()?.clone()),
        Event::Code(id) => (s.ui(Ui::CodeShown), s.k.code(id)?.id.clone()),
        Event::Tried(a, fixed) => {
            (s.action(a)?.instruction.clone(), s.ui(if fixed { Ui::Helped } else { Ui::NotHelped }))
        }
        Event::Seen(id) => (s.w.alerts.get(id.index())?.title.clone(), s.ui(Ui::DoneSo)),
        Event::Handed(to) => (s.ui(Ui::HandedTitle), s.w.addressees.get(to.index())?.name.clone()),
        Event::Reopened => (s.ui(Ui::WentOn), String::new()),
        Event::Skipped(step) => (s.step_name(step), s.ui(Ui::Skipped)),
        Event::Later(step) => (s.step_name(step), s.ui(Ui::KeptForLater)),
        Event::Heard(cause, _) => (s.ui(Ui::SoundsLike), s.cause_name(cause)),
        Event::Unsure(q) => (s.question(q)?.ask.clone(), s.ui(Ui::LeftOpen)),
    };
    let change = Choice::new(format!("change:{n}"), s.ui(Ui::Change), Act::Go(Route::Case(n)));
    Some(FactLine { id: event.format(s.k)?, what, value, change: Some(change) })
}

/// The case at a glance, beside the step on wide screens.
pub fn aside(s: &Scene) -> Vec<Block> {
    let lines = lines(s).into_iter().map(|l| FactLine { change: l.change.map(compact), ..l }).collect::<Vec<_>>();
    if lines.is_empty() {
        return Vec::new();
    }
    let all = Choice::new("history", s.ui(Ui::HistoryTitle), Act::Go(Route::History));
    vec![
        Block::Heading(s.ui(Ui::ThisCase)),
        Block::Facts(lines),
        Block::Heading(s.ui(Ui::Causes)),
        Block::Bars(s.bars(5, false)),
        Block::Cells(vec![all]),
    ]
}

fn compact(choice: Choice) -> Choice {
    Choice { look: Look::Quiet, ..choice }
}

/// A fact as one says it: question and answer, code, text, or what did not help.
pub fn fact_name(s: &Scene, fact: Fact) -> String {
    match fact {
        Fact::Symptom(id) => s.w.symptoms.get(id.index()).map(|w| w.name.clone()).unwrap_or_default(),
        Fact::Answer(q, a) => {
            let ask = s.question(q).map_or("", |w| &w.ask);
            s.fill(Ui::QuestionAnswer, &[("question", ask), ("answer", &s.answer(q, Some(a)))])
        }
        Fact::Code(id) => {
            let code = s.k.code(id).map_or("", |c| &c.id);
            s.fill(Ui::QuestionAnswer, &[("question", &s.ui(Ui::CodeShown)), ("answer", code)])
        }
        Fact::Text(id) => {
            let text = s.k.text(id).and_then(|t| t.variants.first()).map_or("", |v| v);
            s.fill(Ui::QuestionAnswer, &[("question", &s.ui(Ui::ScreenShows)), ("answer", text)])
        }
        Fact::Heard(cause, _) => {
            s.fill(Ui::QuestionAnswer, &[("question", &s.ui(Ui::SoundsLike)), ("answer", &s.cause_name(cause))])
        }
        Fact::Failed(a) => {
            let action = s.action(a).map_or("", |w| &w.instruction);
            s.fill(Ui::QuestionAnswer, &[("question", action), ("answer", &s.ui(Ui::NotHelped))])
        }
    }
}
