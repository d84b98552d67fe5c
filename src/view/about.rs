//! What this is, where it comes from, what it keeps, and what it does not promise.

use super::scene::Scene;
use super::{Act, Block, Choice, Offer, Page, Tone, home};
use crate::route::Route;
use pos_doctor_core::config::Why;
use pos_doctor_core::content::Ui;

/// The page.
pub fn page(s: &Scene) -> Page {
    let mut page = Page { id: "about".into(), title: s.ui(Ui::About), ..Page::default() };
    if s.install {
        page.blocks.push(home::offer(s, Offer::Install));
    }
    page.blocks.extend(part(s, Ui::WhatItIs, s.ui(Ui::WhatItIsText)));
    if let Some(operator) = &s.config.operator {
        page.blocks.extend(part(s, Ui::Operator, operator.get(s.english).to_owned()));
    }
    page.blocks.extend(part(s, Ui::Assumed, s.ui(Ui::AssumedText)));
    page.blocks.push(Block::Cells(vec![tool(s, "map", Ui::Map)]));
    page.blocks.extend(part(s, Ui::Privacy, s.ui(Ui::PrivacyText)));
    if let Some(own) = &s.config.privacy {
        page.blocks.push(Block::Text(own.get(s.english).to_owned()));
    }
    page.blocks.push(Block::Cells(vec![tool(s, "cases", Ui::Cases)]));
    page.blocks.push(Block::Buttons(vec![Choice::new("forget", s.ui(Ui::Forget), Act::Forget)]));
    page.blocks.extend(part(s, Ui::Disclaimer, s.ui(Ui::DisclaimerText)));
    page.blocks.extend(part(s, Ui::Licence, s.ui(Ui::LicenceText)));
    page.blocks.push(Block::Text(s.fill(Ui::Revision, &[("revision", &s.k.revision.to_string())])));
    page.blocks.extend(ignored(s));
    page.blocks.push(Block::More(s.ui(Ui::Sources), vec![Block::Bullets(s.w.sources.clone())]));
    let elder = if s.elder { Ui::NormalMode } else { Ui::ElderMode };
    page.blocks.push(Block::Buttons(vec![Choice::new("elder", s.ui(elder), Act::Elder).icon("person")]));
    page
}

/// A heading with its text.
fn part(s: &Scene, title: Ui, text: String) -> [Block; 2] {
    [Block::Heading(s.ui(title)), Block::Text(text)]
}

/// The way to a page of the second program.
fn tool(s: &Scene, path: &str, name: Ui) -> Choice {
    Choice::new(path, s.ui(name), Act::Go(Route::tool(path)))
}

/// What the bank set and we could not use, in plain words.
fn ignored(s: &Scene) -> Vec<Block> {
    let lines = s.config.ignored.iter().map(|i| {
        let why = s.ui(reason(i.why));
        s.fill(Ui::IgnoredLine, &[("place", &i.place), ("why", &why)])
    });
    let lines: Vec<_> = lines.collect();
    if lines.is_empty() {
        return Vec::new();
    }
    vec![Block::Heading(s.ui(Ui::Ignored)), Block::Note(Tone::Amber, s.ui(Ui::IgnoredText)), Block::Bullets(lines)]
}

fn reason(why: Why) -> Ui {
    match why {
        Why::Unreadable => Ui::IgnoredUnreadable,
        Why::Unknown => Ui::IgnoredUnknown,
        Why::NotText => Ui::IgnoredNotText,
        Why::TooLong => Ui::IgnoredTooLong,
        Why::NotList => Ui::IgnoredNotList,
        Why::NotFile => Ui::IgnoredNotFile,
        Why::NotColour => Ui::IgnoredNotColour,
        Why::LowContrast => Ui::IgnoredLowContrast,
        Why::NotNumber => Ui::IgnoredNotNumber,
        Why::NotHours => Ui::IgnoredNotHours,
        Why::NotTime => Ui::IgnoredNotTime,
        Why::NotWho => Ui::IgnoredNotWho,
        Why::NotOrigin => Ui::IgnoredNotOrigin,
    }
}
