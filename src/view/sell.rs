//! Safe ways to take money meanwhile.

use super::scene::Scene;
use super::{Block, Page};
use pos_doctor_core::case::Case;
use pos_doctor_core::content::Ui;
use pos_doctor_core::diagnose::{Facts, workarounds};

/// What is tempting at such a moment, and wrong whatever the fault is.
const NEVER: [(Ui, Ui); 3] = [
    (Ui::SellNotPreauth, Ui::SellNotPreauthWhy),
    (Ui::SellNotCardData, Ui::SellNotCardDataWhy),
    (Ui::SellNotPromise, Ui::SellNotPromiseWhy),
];

/// The page.
pub fn page(s: &Scene) -> Page {
    let mut page = Page { id: "sell".into(), title: s.ui(Ui::SellTitle), ..Page::default() };
    let facts = s.advice.map_or_else(|| Facts::of(s.k, &Case::default()), |a| a.facts.clone());
    let ways = workarounds(s.k, &facts);
    page.blocks.push(Block::Text(s.ui(if ways.is_empty() { Ui::SellNone } else { Ui::SellText })));
    for id in ways {
        if let (Some(way), Some(words)) = (s.k.workaround(id), s.w.workarounds.get(id.index())) {
            let blocks = vec![Block::Heading(words.instruction.clone()), Block::Text(words.note.clone())];
            page.blocks.push(Block::Card(format!("way:{}", way.id), blocks));
        }
    }
    page.blocks.extend(s.donts_now(9));
    page.blocks.push(Block::Donts(NEVER.map(|(dont, why)| (s.ui(dont), s.ui(why))).to_vec()));
    page.blocks.push(Block::Cells(vec![super::alert::customer(s, "customer")]));
    page
}
