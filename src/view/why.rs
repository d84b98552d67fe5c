//! Why this step, now: from the same numbers as the choice itself.

use super::scene::{Scene, percent};
use super::{Act, Block, Choice, Page, causes};
use crate::route::Route;
use pos_doctor_core::case::Step;
use pos_doctor_core::content::{SourceId, Ui};
use pos_doctor_core::diagnose::{Advice, Next, Reason};

/// The page.
pub fn page(s: &Scene) -> Page {
    let mut page = Page { id: "why".into(), title: s.ui(Ui::WhyNow), ..Page::default() };
    let Some(advice) = s.advice() else { return page };
    page.blocks.push(Block::Text(reason(s, advice)));
    page.blocks.extend(own_reason(s, advice.next.step()).map(Block::Text));
    page.blocks.extend([Block::Heading(s.ui(Ui::WhatWeThink)), Block::Bars(causes::exact(s))]);
    let sources = s.sources(&sources(s, advice.next.step()));
    if !sources.is_empty() {
        page.blocks.extend([Block::Heading(s.ui(Ui::Sources)), Block::Bullets(sources)]);
    }
    page.blocks.extend([Block::Heading(s.ui(Ui::Assumed)), Block::Text(s.ui(Ui::AssumedText))]);
    let back = Choice::new("step", s.ui(Ui::ToStep), Act::Go(Route::Case(s.case.events.len()))).primary();
    let mut buttons = vec![back];
    if weighed(advice.reason) {
        buttons.push(Choice::new("proof", s.ui(Ui::HowGood), Act::Go(Route::tool("proof"))));
    }
    page.blocks.push(Block::Buttons(buttons));
    page
}

/// Whether the step was chosen by weighing it against others, so that a proof can be asked for.
fn weighed(reason: Reason) -> bool {
    !matches!(reason, Reason::Flag(_) | Reason::First | Reason::Over)
}

fn reason(s: &Scene, advice: &Advice) -> String {
    match advice.reason {
        Reason::Flag(flag) => {
            let name = s.w.flags.get(flag.index()).map_or("", |f| &f.name);
            s.fill(Ui::BecauseFlag, &[("flag", name)])
        }
        Reason::First => s.ui(Ui::BecauseFirst),
        Reason::PutOff => s.ui(Ui::BecausePutOff),
        Reason::ForReport => s.ui(Ui::BecauseForReport),
        Reason::Before(step) => s.fill(Ui::BecauseBefore, &[("step", &s.step_name(step))]),
        Reason::Splits { saves } => {
            let minutes = (saves + 0.5).max(1.0) as u32;
            s.fill(Ui::BecauseSplits, &[("minutes", &minutes.to_string())])
        }
        Reason::Repairs { chance } => {
            let number = percent(chance);
            s.fill(Ui::BecauseRepairs, &[("likely", &s.likely(number)), ("percent", &number.to_string())])
        }
        Reason::NothingPays => s.ui(Ui::BecauseNothingPays),
        Reason::Over => s.ui(Ui::BecauseOver),
    }
}

/// What the author of the step says about it.
fn own_reason(s: &Scene, next: Next) -> Option<String> {
    let (step, why) = match next {
        Next::Ask(q) => (Step::Question(q), s.question(q).map(|w| &w.why)),
        Next::Do(a) => (Step::Action(a), s.action(a).map(|w| &w.why)),
        _ => return None,
    };
    Some(s.fill(Ui::StepAndWhy, &[("step", &s.step_name(step)), ("why", why?)]))
}

fn sources(s: &Scene, next: Next) -> Vec<SourceId> {
    match next {
        Next::Ask(q) => s.k.question(q).map(|q| q.sources.clone()),
        Next::Do(a) => s.k.action(a).map(|a| a.sources.clone()),
        Next::HandOver { cause: Some(cause), .. } => s.k.cause(cause).map(|c| c.sources.clone()),
        _ => None,
    }
    .unwrap_or_default()
}
