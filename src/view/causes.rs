//! The causes in question, and what spoke for and against each.

use super::ask::why_link;
use super::history::fact_name;
use super::scene::{Scene, headline, percent};
use super::{Bar, Block, Page};
use pos_doctor_core::content::{CauseId, Ui};
use pos_doctor_core::diagnose::{Influence, explain};

/// Less than this is not worth a line.
const LEAST: f64 = 0.02;
const MOST: usize = 8;

/// The page.
pub fn page(s: &Scene) -> Page {
    let mut page = Page { id: "causes".into(), title: s.ui(Ui::CausesTitle), ..Page::default() };
    let Some(advice) = s.advice() else { return page };
    page.blocks.push(Block::Text(s.ui(Ui::CausesText)));
    let flags = advice.facts.flags.numbers().filter_map(|n| s.w.flags.get(usize::from(n)));
    let flags: Vec<_> = flags.map(|f| headline(&f.name)).collect();
    if !flags.is_empty() {
        page.blocks.extend([Block::Heading(s.ui(Ui::AlsoTrue)), Block::Bullets(flags)]);
    }
    let ranked = advice.belief.ranked().into_iter().zip(s.bars(MOST, false));
    for ((cause, _), bar) in ranked.take_while(|((_, p), _)| *p >= LEAST) {
        page.blocks.push(one(s, cause, bar));
    }
    page.blocks.push(why_link(s));
    page
}

fn one(s: &Scene, cause: CauseId, bar: Bar) -> Block {
    let words = s.w.causes.get(cause.index());
    let mut more = vec![Block::Text(words.map(|c| c.means.clone()).unwrap_or_default())];
    if let Some(advice) = s.advice() {
        let influences = explain(s.k, &advice.facts, s.setting, cause);
        more.extend(reasons(s, Ui::SpeaksFor, influences.iter().filter(|i| i.factor >= 1.25)));
        more.extend(reasons(s, Ui::SpeaksAgainst, influences.iter().filter(|i| i.factor <= 0.8)));
    }
    Block::Card(format!("cause:{}", bar.id), vec![Block::Bars(vec![bar]), Block::More(s.ui(Ui::ForAndAgainst), more)])
}

fn reasons<'i>(s: &Scene, title: Ui, influences: impl Iterator<Item = &'i Influence>) -> Vec<Block> {
    let lines: Vec<_> = influences.map(|i| format!("{}{}", fact_name(s, i.fact), strength(s, i.factor))).collect();
    if lines.is_empty() { Vec::new() } else { vec![Block::Text(s.ui(title)), Block::Bullets(lines)] }
}

fn strength(s: &Scene, factor: f64) -> String {
    let strong = factor >= 4.0 || factor <= 0.25;
    if strong { s.ui(Ui::Strongly) } else { String::new() }
}

/// The most probable ones with their percentages, for the page that explains.
pub fn exact(s: &Scene) -> Vec<Bar> {
    let worth = percent(LEAST);
    s.bars(3, true).into_iter().filter(|b| b.percent >= worth).collect()
}
