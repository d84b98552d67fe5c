//! The end of a case.

use super::scene::Scene;
use super::{Act, Block, Choice, Page, Tone};
use crate::route::Route;
use pos_doctor_core::case::Event;
use pos_doctor_core::content::{ActionId, AddresseeId, ResolvedId, Ui};
use pos_doctor_core::diagnose::End;

/// The page of an ending.
pub fn page(s: &Scene, end: End) -> Page {
    match end {
        End::Repaired(action) => repaired(s, action),
        End::Resolved(id) => resolved(s, id),
        End::Handed(to) => handed(s, to),
    }
}

fn repaired(s: &Scene, action: ActionId) -> Page {
    let what = s.action(action).map(|a| a.instruction.clone()).unwrap_or_default();
    let mut page = ending("end:repaired", Tone::Green, s.ui(Ui::RepairedTitle), "check");
    page.blocks.push(Block::Text(s.fill(Ui::RepairedText, &[("action", &what)])));
    let cases = Choice::new("cases", s.ui(Ui::Cases), Act::Go(Route::Tool("cases".to_owned())));
    page.blocks.push(Block::Cells(vec![cases]));
    page.blocks.extend(s.donts_now(3));
    page.blocks.push(goodbye(s, vec![]));
    page
}

fn resolved(s: &Scene, id: ResolvedId) -> Page {
    let (Some(ending_of), Some(words)) = (s.k.ending(id), s.w.resolved.get(id.index())) else { return Page::default() };
    let mut page = ending(&format!("end:{}", ending_of.id), Tone::Green, words.title.clone(), "check");
    page.blocks.push(Block::Text(words.text.clone()));
    page.blocks.extend(s.donts_now(3));
    page.blocks.push(goodbye(s, vec![]));
    page
}

fn handed(s: &Scene, to: AddresseeId) -> Page {
    let name = s.w.addressees.get(to.index()).map(|a| a.name.clone()).unwrap_or_default();
    let mut page = ending("end:handed", Tone::Plain, s.fill(Ui::HandedTo, &[("name", &name)]), "person");
    page.blocks.push(Block::Text(s.ui(Ui::HandedText)));
    page.blocks.extend(s.donts_now(5));
    let last = s.case.events.len().saturating_sub(1);
    let again = Choice::new("handover", s.ui(Ui::SeeHandover), Act::Go(Route::Case(last)));
    let go_on = Choice::new("reopen", s.ui(Ui::GoOn), Act::Add(Event::Reopened)).key(Some('2'));
    page.blocks.push(Block::Cells(vec![again]));
    page.blocks.push(s.take_along());
    page.blocks.push(goodbye(s, if blocked(s) { vec![] } else { vec![go_on] }));
    page
}

fn ending(id: &str, tone: Tone, title: String, icon: &str) -> Page {
    Page { id: id.to_owned(), tone, title, icon: icon.to_owned(), ..Page::default() }
}

/// A terminal that must not be used any more is not searched any further.
fn blocked(s: &Scene) -> bool {
    let raised = |n: u16| s.k.flags.get(usize::from(n)).is_some_and(|f| f.blocks);
    s.advice().is_some_and(|a| a.facts.flags.numbers().any(raised))
}

fn goodbye(s: &Scene, mut more: Vec<Choice>) -> Block {
    more.push(Choice::new("again", s.ui(Ui::Again), Act::Again));
    more.push(Choice::new("new", s.ui(Ui::NewCase), Act::Go(Route::Home)));
    Block::Buttons(more)
}
