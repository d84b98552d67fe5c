//! A question.

use super::place::Place;
use super::scene::Scene;
use super::{Act, Block, Choice, Page};
use crate::route::Route;
use pos_doctor_core::case::{Event, Step};
use pos_doctor_core::content::{LiveTest, Question, QuestionId, Ui};

/// The page that asks it.
pub fn page(s: &Scene, id: QuestionId, place: Place) -> Page {
    let (Some(question), Some(words)) = (s.k.question(id), s.question(id)) else { return Page::default() };
    let mut page = Page { id: format!("question:{}", question.id), title: words.ask.clone(), ..Page::default() };
    if !words.how.is_empty() {
        page.blocks.push(Block::Text(words.how.clone()));
    }
    if let Some(live) = question.live {
        let test = match live {
            LiveTest::Reader => "test",
            LiveTest::Network => "test/network",
        };
        let test = Choice::new("test", s.ui(Ui::TestNow), Act::Go(Route::tool(test))).primary();
        page.blocks.push(Block::Buttons(vec![test]));
    }
    page.blocks.push(Block::Answers(answers(s, id, question, place)));
    if question.id == "on_screen" {
        let look = Choice::new("look", s.ui(Ui::LookTitle), Act::Go(Route::tool("look")));
        page.blocks.push(Block::Cells(vec![look.hint(s.ui(Ui::LookHint)).icon("search")]));
    }
    page.blocks.push(Block::More(s.ui(Ui::WhyAsk), vec![Block::Text(words.why.clone()), why_link(s)]));
    page.blocks.extend(s.donts_now(2));
    page.blocks.extend(put_off(s, Step::Question(id), place));
    page
}

fn answers(s: &Scene, id: QuestionId, question: &Question, place: Place) -> Vec<Choice> {
    let numbered = (0u8..).zip(&question.answers).map(|(n, answer)| {
        let key = char::from_digit(u32::from(n) + 1, 10);
        let hint = if question.id == "terminal" { models(s, &answer.id) } else { String::new() };
        choice(s, id, Some(n), &answer.id, place).key(key).hint(hint)
    });
    numbered.chain([choice(s, id, None, "?", place).key(Some('0')).quiet()]).collect()
}

fn choice(s: &Scene, q: QuestionId, answer: Option<u8>, id: &str, place: Place) -> Choice {
    let event = Event::Answer(q, answer);
    Choice::new(id, s.answer(q, answer), place.act(event)).chosen(place.chosen(event))
}

/// The bank's models of this kind of terminal.
fn models(s: &Scene, kind: &str) -> String {
    let models = s.config.terminals.iter().find(|(id, _)| id == kind);
    models.map(|(_, names)| names.get(s.english).to_owned()).unwrap_or_default()
}

/// To the page with the reasons; the key W opens it.
pub fn why_link(s: &Scene) -> Block {
    Block::Cells(vec![Choice::new("why", s.ui(Ui::WhyNow), Act::Go(Route::Why)).key(Some('w'))])
}

/// Later, or not at all. Looking back, a step that was done cannot be put off any more.
pub fn put_off(s: &Scene, step: Step, place: Place) -> Option<Block> {
    let later = Choice::new("later", s.ui(Ui::Later), place.act(Event::Later(step))).quiet();
    let skip = Choice::new("skip", s.ui(Ui::Skip), place.act(Event::Skipped(step))).quiet();
    (!place.is_review()).then_some(Block::Buttons(vec![later, skip]))
}
