//! Who must act, how to reach them, what to say: ready to read out.

use super::alert::tone;
use super::ask::why_link;
use super::place::Place;
use super::scene::{Scene, headline};
use super::{Act, Block, Choice, Page, Tone};
use crate::route::Route;
use pos_doctor_core::case::Event;
use pos_doctor_core::content::words::CauseWords;
use pos_doctor_core::content::{AddresseeId, CauseId, FlagId, Ui};

/// The page of a handover.
pub fn page(s: &Scene, to: AddresseeId, cause: Option<CauseId>, flag: Option<FlagId>, place: Place) -> Page {
    let (Some(addressee), Some(words)) = (s.k.addressee(to), s.w.addressees.get(to.index())) else {
        return fallback(s);
    };
    let about = cause.or_else(|| s.k.flag(flag?)?.cause);
    let cause = about.and_then(|c| s.w.causes.get(c.index()));
    let mut page = Page {
        id: format!("handover:{}", addressee.id),
        tone: flag.map_or(Tone::Plain, |f| tone(s.k, f)),
        eyebrow: s.ui(Ui::HandOverTo),
        title: headline(&words.name),
        icon: "phone".into(),
        ..Page::default()
    };
    page.blocks.push(Block::Text(s.told(&words.reach)));
    page.blocks.extend(call(s, &words.reach));
    page.blocks.extend(found(s, about, flag));
    let say = cause.map(|c| s.told(&c.say)).unwrap_or_else(|| s.told(&s.ui(Ui::SayUnknown)));
    page.blocks.push(Block::Say(s.ui(Ui::SayTitle), say.clone()));
    if let Some(keep) = cause.map(|c| &c.keep).filter(|k| !k.is_empty()) {
        page.blocks.extend([Block::Heading(s.ui(Ui::KeepTitle)), Block::Text(s.told(keep))]);
    }
    if !s.device.is_empty() {
        let other = Choice::new("devices", s.ui(Ui::OtherDevice), Act::Go(Route::Tool("devices".to_owned())));
        page.blocks
            .push(Block::Card("device".into(), vec![Block::Text(s.device.to_owned()), Block::Cells(vec![other])]));
    }
    page.blocks.extend(s.donts_now(5));
    if page.tone == Tone::Amber {
        page.blocks.push(super::alert::sales(s));
    }
    page.blocks.extend(others(s));
    page.blocks.push(why_link(s));
    page.blocks.push(s.take_along());
    page.blocks.push(buttons(s, to, place, &words.name, &summary(s, cause, &say)));
    page
}

/// A button that dials, where the bank has given its number.
fn call(s: &Scene, reach: &str) -> Option<Block> {
    let hotline = s.config.hotline(s.now).filter(|_| reach.contains("{hotline}"))?;
    let label = s.fill(Ui::CallNumber, &[("number", &hotline.number)]);
    let call = Choice::new("call", label, Act::Call(hotline.dial())).icon("phone");
    Some(Block::Buttons(vec![call]))
}

/// What we believe, in a sentence.
fn found(s: &Scene, cause: Option<CauseId>, flag: Option<FlagId>) -> Option<Block> {
    if let Some(flag) = flag {
        return Some(Block::Text(headline(&s.w.flags.get(flag.index())?.name)));
    }
    let words = s.w.causes.get(cause?.index())?;
    let likely = s.likely(super::scene::percent(s.advice()?.belief.of(cause?)));
    let title = s.fill(Ui::FoundCause, &[("likely", &likely), ("cause", &words.name)]);
    Some(Block::Card("cause".into(), vec![Block::Heading(title), Block::Text(words.means.clone())]))
}

fn others(s: &Scene) -> Option<Block> {
    let bars = s.bars(4, false).into_iter().filter(|b| b.percent >= 5).collect::<Vec<_>>();
    (bars.len() > 1).then(|| Block::More(s.ui(Ui::OtherCauses), vec![Block::Bars(bars)]))
}

fn buttons(s: &Scene, to: AddresseeId, place: Place, name: &str, summary: &str) -> Block {
    let mut list = vec![
        Choice::new("share", s.ui(Ui::Share), Act::Share(summary.to_owned())),
        Choice::new("print", s.ui(Ui::Print), Act::Print),
    ];
    if !place.is_review() {
        let label = s.fill(Ui::Contacted, &[("name", name)]);
        list.insert(0, Choice::new("handed", label, Act::Add(Event::Handed(to))).key(Some('1')).primary());
    }
    Block::Buttons(list)
}

/// The case in words, for a message to support. Only what was picked: nothing that was typed.
fn summary(s: &Scene, cause: Option<&CauseWords>, say: &str) -> String {
    let mut lines = vec![s.name(), say.to_owned()];
    lines.extend(cause.map(|c| s.fill(Ui::SummaryCause, &[("cause", &c.name)])));
    lines.extend(super::history::lines(s).into_iter().map(|f| match f.value.as_str() {
        "" => format!("- {}", f.what),
        value => format!("- {} {value}", f.what),
    }));
    lines.push(s.fill(Ui::Revision, &[("revision", &s.k.revision.to_string())]));
    lines.join("\n")
}

/// When nothing can be advised, which sound content prevents: the number on the terminal always helps.
pub fn fallback(s: &Scene) -> Page {
    let home = Choice::new("home", s.ui(Ui::Home), Act::Go(Route::Home)).primary();
    Page {
        id: "fallback".into(),
        title: s.ui(Ui::FallbackTitle),
        icon: "phone".into(),
        blocks: vec![Block::Text(s.hotline()), Block::Buttons(vec![home])],
        ..Page::default()
    }
}
