//! A code or screen text that is part of the case: to be looked up, or taken out.

use super::scene::Scene;
use super::{Act, Block, Choice, Page};
use pos_doctor_core::case::Event;
use pos_doctor_core::content::Ui;

/// The page of the n-th event.
pub fn page(s: &Scene, n: usize, event: Event) -> Page {
    let shown = match event {
        Event::Text(id) => s.k.text(id).and_then(|text| text.variants.first()),
        Event::Code(id) => s.k.code(id).map(|code| &code.id),
        _ => None,
    };
    let shown = shown.cloned().unwrap_or_default();
    let look = Choice::new("look", s.ui(Ui::LookTitle), Act::Look(shown.clone()));
    let remove = Choice::new("remove", s.ui(Ui::TakeOut), Act::Remove(n)).quiet();
    Page {
        id: "reading".into(),
        title: s.ui(Ui::ScreenShows),
        blocks: vec![Block::Say(s.ui(Ui::ScreenShows), shown), Block::Buttons(vec![look, remove])],
        ..Page::default()
    }
}
