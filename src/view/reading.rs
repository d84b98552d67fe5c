//! A code or screen text that is part of the case, or what one's own words sounded like: to be looked up, or taken out.

use super::scene::Scene;
use super::{Act, Block, Choice, Page};
use pos_doctor_core::case::Event;
use pos_doctor_core::content::Ui;

/// The page of the n-th event.
pub fn page(s: &Scene, n: usize, event: Event) -> Page {
    let (title, shown) = match event {
        Event::Heard(cause, _) => (Ui::SoundsLike, Some(s.cause_name(cause))),
        Event::Text(id) => (Ui::ScreenShows, s.k.text(id).and_then(|text| text.variants.first()).cloned()),
        Event::Code(id) => (Ui::ScreenShows, s.k.code(id).map(|code| code.id.clone())),
        _ => (Ui::ScreenShows, None),
    };
    let shown = shown.unwrap_or_default();
    let look = Choice::new("look", s.ui(Ui::LookTitle), Act::Look(shown.clone()));
    let remove = Choice::new("remove", s.ui(Ui::TakeOut), Act::Remove(n)).quiet();
    // A cause is nobody's reading: there is nothing to look up.
    let look = (title == Ui::ScreenShows).then_some(look);
    Page {
        id: "reading".into(),
        title: s.ui(title),
        blocks: vec![Block::Say(s.ui(title), shown), Block::Buttons(look.into_iter().chain([remove]).collect())],
        ..Page::default()
    }
}
