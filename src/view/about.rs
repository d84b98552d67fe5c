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
    let mut part = |title: Ui, text: String| page.blocks.extend([Block::Heading(s.ui(title)), Block::Text(text)]);
    part(Ui::WhatItIs, s.ui(Ui::WhatItIsText));
    if let Some(operator) = &s.config.operator {
        part(Ui::Operator, operator.get(s.english).to_owned());
    }
    part(Ui::Assumed, s.ui(Ui::AssumedText));
    part(Ui::Privacy, s.ui(Ui::PrivacyText));
    if let Some(own) = &s.config.privacy {
        page.blocks.push(Block::Text(own.get(s.english).to_owned()));
    }
    let cases = Choice::new("cases", s.ui(Ui::Cases), Act::Go(Route::Tool("cases".to_owned())));
    page.blocks.push(Block::Cells(vec![cases]));
    page.blocks.push(Block::Buttons(vec![Choice::new("forget", s.ui(Ui::Forget), Act::Forget)]));
    let mut part = |title: Ui, text: String| page.blocks.extend([Block::Heading(s.ui(title)), Block::Text(text)]);
    part(Ui::Disclaimer, s.ui(Ui::DisclaimerText));
    part(Ui::Licence, s.ui(Ui::LicenceText));
    page.blocks.push(Block::Text(s.fill(Ui::Revision, &[("revision", &s.k.revision.to_string())])));
    page.blocks.extend(ignored(s));
    page.blocks.push(Block::More(s.ui(Ui::Sources), vec![Block::Bullets(s.w.sources.clone())]));
    let elder = if s.elder { Ui::NormalMode } else { Ui::ElderMode };
    page.blocks.push(Block::Buttons(vec![Choice::new("elder", s.ui(elder), Act::Elder).icon("person")]));
    page
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
