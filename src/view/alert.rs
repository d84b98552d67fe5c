//! What comes before any other step.

use super::place::Place;
use super::scene::Scene;
use super::{Act, Block, Choice, Page, Tone};
use crate::route::Route;
use pos_doctor_core::case::Event;
use pos_doctor_core::content::{AlertId, FlagClass, FlagId, GuardId, Knowledge, Set, Ui};
use pos_doctor_core::diagnose::Advice;

/// The page of an alert.
pub fn page(s: &Scene, id: AlertId, place: Place) -> Page {
    let (Some(alert), Some(words)) = (s.k.alert(id), s.w.alerts.get(id.index())) else { return Page::default() };
    let seen = Event::Seen(id);
    let mut page = Page {
        id: format!("alert:{}", alert.id),
        tone: tone(s.k, alert.flag),
        eyebrow: s.ui(Ui::FirstThis),
        title: words.title.clone(),
        icon: "warning".into(),
        ..Page::default()
    };
    page.blocks.extend(first_aid(s, id, s.advice(), &guards(s.k, Set::one(alert.flag.0))));
    if !place.is_review() {
        let done = Choice::new("seen", words.done.clone(), place.act(seen)).key(Some('1'));
        page.blocks.push(Block::Buttons(vec![done.primary()]));
    }
    if page.tone == Tone::Amber {
        page.blocks.push(sales(s));
    }
    page
}

/// What to do at once, other ways to sell where the alert asks for them, and what not to do.
pub fn first_aid(s: &Scene, id: AlertId, advice: Option<&Advice>, guards: &[GuardId]) -> Vec<Block> {
    let (Some(alert), Some(words)) = (s.k.alert(id), s.w.alerts.get(id.index())) else { return Vec::new() };
    let mut blocks = vec![Block::Numbered(words.now.clone())];
    if let (Some(minutes), Some(advice)) = (alert.sell_within, advice) {
        blocks.extend(super::sell::ways(s, &advice.facts, minutes));
    }
    blocks.extend((!guards.is_empty()).then(|| Block::Donts(s.donts(guards))));
    blocks
}

/// Where an unclear sale is noted, and what the customer is shown meanwhile.
pub fn sales(s: &Scene) -> Block {
    let go = |path: &str| Act::Go(Route::Tool(path.to_owned()));
    let note = Choice::new("note-sale", s.ui(Ui::SalesNote), go("sales/new")).hint(s.ui(Ui::SalesNoteHint));
    Block::Cells(vec![note.icon("clock"), customer(s, "customer/unclear")])
}

/// A card to be shown to the customer.
pub fn customer(s: &Scene, path: &str) -> Choice {
    let card = Choice::new("customer-card", s.ui(Ui::CustomerCard), Act::Go(Route::Tool(path.to_owned())));
    card.hint(s.ui(Ui::CustomerCardHint)).icon("person")
}

/// Amber for money, red for everything else that stops the search.
pub fn tone(k: &Knowledge, flag: FlagId) -> Tone {
    match k.flag(flag).map(|f| f.class) {
        Some(FlagClass::Money) => Tone::Amber,
        Some(FlagClass::Limit) | None => Tone::Plain,
        Some(FlagClass::Safety | FlagClass::Security) => Tone::Red,
    }
}

/// Red lines that these flags put in force.
pub fn guards(k: &Knowledge, flags: Set) -> Vec<GuardId> {
    let all = (0u16..).map(GuardId).zip(&k.guards);
    all.filter(|(_, g)| g.when.meets(flags)).map(|(id, _)| id).collect()
}
