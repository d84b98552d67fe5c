//! The first screen, and the list of what people see.

use super::place::Place;
use super::scene::{Scene, has_findings};
use super::{Act, Block, Choice, Offer, Page, plain};
use crate::route::Route;
use pos_doctor_core::case::{Case, Event};
use pos_doctor_core::content::{Symptom, SymptomId, Ui};
use pos_doctor_core::diagnose::Next;

/// So many symptoms before "more"; they are two thirds of all cases.
const FIRST: usize = 6;

/// The home page.
pub fn page(s: &Scene) -> Page {
    let mut page = Page { id: "home".into(), title: s.ui(Ui::HomeTitle), ..Page::default() };
    // Never during a case: what it needs next may be gone with the old version.
    if s.update && !s.is_running() {
        page.blocks.push(offer(s, Offer::Update));
    }
    page.blocks.extend(due(s));
    page.blocks.push(Block::Search);
    page.blocks.extend(resume(s));
    page.blocks.push(Block::Heading(s.ui(Ui::PickSymptom)));
    let mut first = tiles(s, Act::Begin);
    let rest = first.split_off(first.len().min(FIRST));
    page.blocks.push(Block::Tiles(first));
    page.blocks.push(Block::More(s.ui(Ui::MoreSymptoms), vec![Block::Tiles(rest)]));
    page.blocks.push(Block::Cells(vec![
        Choice::new("sell", s.ui(Ui::SellTitle), Act::Go(Route::Sell)).icon("paper").hint(s.ui(Ui::SellHint)),
        Choice::new("topics", s.ui(Ui::TopicsTitle), Act::Go(Route::tool("topics")))
            .icon("clock")
            .hint(s.ui(Ui::TopicsHint)),
        Choice::new("tools", s.ui(Ui::ToolsTitle), Act::Go(Route::tool("tools")))
            .icon("paper")
            .hint(s.ui(Ui::ToolsHint)),
    ]));
    // Who has just been helped may want it again.
    if s.install && matches!(s.next(), Some(Next::End(_))) {
        page.blocks.push(offer(s, Offer::Install));
    }
    page.blocks.push(Block::Heading(s.ui(Ui::RedLinesShort)));
    page.blocks.push(Block::Donts(plain::first_red_lines(s)));
    let elder = if s.elder { Ui::NormalMode } else { Ui::ElderMode };
    page.blocks.push(Block::Buttons(vec![
        Choice::new("elder", s.ui(elder), Act::Elder).icon("person"),
        Choice::new("about", s.ui(Ui::About), Act::Go(Route::About)).quiet(),
    ]));
    page
}

/// Sales that are still unclear at closing time.
fn due(s: &Scene) -> Option<Block> {
    let title = s.fill(Ui::SalesDue, &[("count", s.sales_due?)]);
    let cell = Choice::new("sales-due", title, Act::Go(Route::Tool("sales".to_owned())));
    Some(Block::Cells(vec![cell.icon("warning").hint(s.ui(Ui::SalesDueHint))]))
}

/// A line that takes up an offer.
pub fn offer(s: &Scene, offer: Offer) -> Block {
    let (title, hint) = match offer {
        Offer::Update => (Ui::Update, Ui::UpdateNow),
        Offer::Install => (Ui::Install, Ui::InstallHint),
    };
    let cell = Choice::new(offer.id(), s.ui(title), Act::Accept(offer)).icon("phone").hint(s.ui(hint));
    Block::Cells(vec![cell])
}

/// The whole list as a page: the first step of a case, to be answered or changed.
pub fn symptoms(s: &Scene, place: Place) -> Page {
    let mut page = Page { id: "symptoms".into(), title: s.ui(Ui::PickSymptom), ..Page::default() };
    let mut tiles = tiles(s, |event| place.act(event));
    for (tile, (id, _)) in tiles.iter_mut().zip(ordered(s)) {
        tile.chosen = place.chosen(Event::Symptom(id));
    }
    page.blocks.push(Block::Tiles(tiles));
    page
}

/// One symptom as a page of its own, for links from outside. It begins nothing by itself: a case may be under way.
pub fn symptom(s: &Scene, name: &str) -> Option<Page> {
    let id = s.k.find_symptom(name)?;
    let words = s.w.symptoms.get(id.index())?;
    let begin = Choice::new("begin", s.ui(Ui::BeginHere), Act::Begin(Event::Symptom(id))).primary().key(Some('1'));
    Some(Page {
        id: format!("symptom:{name}"),
        title: words.name.clone(),
        icon: icon(name).to_owned(),
        blocks: vec![Block::Text(words.hint.clone()), Block::Buttons(vec![begin])],
        ..Page::default()
    })
}

fn ordered<'a>(s: &Scene<'a>) -> Vec<(SymptomId, &'a Symptom)> {
    let all = || (0u16..).map(SymptomId).zip(&s.k.symptoms);
    // A sort would be quicker, and add more to the download than the whole page.
    (0..=u8::MAX).flat_map(|order| all().filter(move |(_, symptom)| symptom.order == order)).collect()
}

/// A tile for each symptom, in the order of the list.
pub fn tiles(s: &Scene, act: impl Fn(Event) -> Act) -> Vec<Choice> {
    let tile = |(n, (id, symptom)): (u32, (SymptomId, &Symptom))| {
        let words = s.w.symptoms.get(id.index())?;
        let tile = Choice::new(symptom.id.clone(), words.name.clone(), act(Event::Symptom(id)));
        Some(tile.hint(words.hint.clone()).icon(icon(&symptom.id)).key(char::from_digit(n, 10)))
    };
    (1..).zip(ordered(s)).filter_map(tile).collect()
}

/// Drawings that help to find one's own line in the list.
fn icon(symptom: &str) -> &'static str {
    match symptom {
        "no_read" => "insert",
        "card_fault_text" | "some_cards" => "card",
        "no_network" => "network",
        "liquid_heat_battery" => "liquid",
        "tamper" => "shield",
        "printer_scanner" | "settlement" => "paper",
        "outcome" => "clock",
        "visitor" => "person",
        "qr" => "phone",
        "read_then_failed" => "tap",
        _ => "terminal",
    }
}

/// The case that is under way here, or the one stored last.
fn resume(s: &Scene) -> Option<Block> {
    let (case, act) = if s.is_running() {
        (s.case, Act::Go(Route::Case(s.case.events.len())))
    } else {
        (s.saved.filter(|c| has_findings(s.k, c) && !is_over(c))?, Act::Resume)
    };
    let cell = Choice::new("resume", s.ui(Ui::Resume), act).icon("clock").hint(what(s, case));
    Some(Block::Cells(vec![cell]))
}

fn is_over(case: &Case) -> bool {
    matches!(case.events.last(), Some(Event::Handed(_) | Event::Tried(_, true)))
}

/// What a case is about: its symptom, else its first code or text.
fn what(s: &Scene, case: &Case) -> String {
    let about = case.events.iter().find_map(|e| match e {
        Event::Symptom(id) => s.w.symptoms.get(id.index()).map(|w| w.name.clone()),
        Event::Code(id) => s.k.code(*id).map(|c| c.id.clone()),
        Event::Text(id) => s.k.text(*id).and_then(|t| t.variants.first().cloned()),
        _ => None,
    });
    about.unwrap_or_default()
}
