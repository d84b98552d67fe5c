//! Safe ways to take money meanwhile.

use super::scene::Scene;
use super::{Act, Block, Choice, Page};
use crate::route::Route;
use pos_doctor_core::case::Case;
use pos_doctor_core::content::{Ui, WorkaroundId};
use pos_doctor_core::diagnose::{Facts, workarounds_within};

/// What is tempting at such a moment, and wrong whatever the fault is.
const NEVER: [(Ui, Ui); 3] = [
    (Ui::SellNotPreauth, Ui::SellNotPreauthWhy),
    (Ui::SellNotCardData, Ui::SellNotCardDataWhy),
    (Ui::SellNotPromise, Ui::SellNotPromiseWhy),
];

/// The page.
pub fn page(s: &Scene) -> Page {
    let mut page = Page { id: "sell".into(), title: s.ui(Ui::SellTitle), ..Page::default() };
    let facts = s.advice().map_or_else(|| Facts::of(s.k, &Case::default()), |a| a.facts.clone());
    let ways = ways(s, &facts, f64::INFINITY);
    page.blocks.push(Block::Text(s.ui(if ways.is_empty() { Ui::SellNone } else { Ui::SellText })));
    page.blocks.extend(counter(s));
    page.blocks.extend(ways);
    page.blocks.extend(s.donts_now(9));
    page.blocks.push(Block::Donts(NEVER.map(|(dont, why)| (s.ui(dont), s.ui(why))).to_vec()));
    page.blocks.push(Block::Cells(vec![super::alert::customer(s, "customer")]));
    page
}

/// A card for each way that takes at most so many minutes.
pub fn ways(s: &Scene, facts: &Facts, minutes: f64) -> Vec<Block> {
    let card = |id: WorkaroundId| {
        let (way, words) = (s.k.workaround(id)?, s.w.workarounds.get(id.index())?);
        let blocks = vec![Block::Heading(words.instruction.clone()), Block::Text(words.note.clone())];
        Some(Block::Card(format!("way:{}", way.id), blocks))
    };
    workarounds_within(s.k, facts, minutes).into_iter().filter_map(card).collect()
}

/// Whether somebody waits, or nobody is left: a running case goes on accordingly.
fn counter(s: &Scene) -> Option<Block> {
    const ASKED: &str = "at_counter";
    let words = s.question(s.k.find_question(ASKED)?).filter(|_| s.is_running())?;
    let ask = Choice::new(ASKED, words.ask.clone(), Act::Go(Route::Step(format!("question:{ASKED}"))));
    Some(Block::Cells(vec![ask.hint(words.how.clone()).icon("person")]))
}
