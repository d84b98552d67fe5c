//! Something to do.

use super::ask::{put_off, why_link};
use super::place::Place;
use super::scene::Scene;
use super::{Block, Choice, Page};
use pos_doctor_core::case::{Event, Step};
use pos_doctor_core::content::{ActionId, Ui};

/// The page that says how.
pub fn page(s: &Scene, id: ActionId, place: Place) -> Page {
    let (Some(action), Some(words)) = (s.k.action(id), s.action(id)) else { return Page::default() };
    let mut page = Page {
        id: format!("action:{}", action.id),
        eyebrow: s.ui(Ui::DoNow),
        title: words.instruction.clone(),
        icon: action.icon.clone(),
        ..Page::default()
    };
    if !words.steps.is_empty() {
        page.blocks.push(Block::Numbered(words.steps.clone()));
    }
    page.blocks.push(Block::More(s.ui(Ui::WhyDo), vec![Block::Text(words.why.clone()), why_link(s)]));
    page.blocks.extend(s.donts_now(3));
    let own = |own: &str, usual: Ui| if own.is_empty() { s.ui(usual) } else { own.to_owned() };
    let result = |fixed: bool, key: char, label: String| {
        let event = Event::Tried(id, fixed);
        let name = if fixed { "fixed" } else { "failed" };
        Choice::new(name, label, place.act(event)).key(Some(key)).chosen(place.chosen(event))
    };
    let fixed = result(true, '1', own(&words.fixed, Ui::Fixed));
    let fixed = if place.is_review() { fixed } else { fixed.primary() };
    page.blocks.push(Block::Buttons(vec![fixed, result(false, '2', own(&words.failed, Ui::Failed))]));
    page.blocks.extend(put_off(s, Step::Action(id), place));
    page
}
