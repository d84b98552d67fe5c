//! `#/c/TOKEN`: somebody has sent a case. What it holds is shown; nothing is replaced before that was asked.

use super::draw::facts;
use super::parts::{article, button, buttons, link, note};
use super::store;
use crate::browser::address;
use crate::components::{Element, el, text};
use crate::route::Route;
use crate::session::tests;
use crate::tools::Tools;
use crate::view::{case_lines, has_findings};
use leptos::prelude::*;
use pos_doctor_core::content::tools::Desk;
use pos_doctor_core::content::ui::fill;
use pos_doctor_core::token::{self, Found, Opened, Parcel, TestNote, Trouble, Unknown};

/// The page.
pub fn page(tools: Tools, token: &str) -> AnyView {
    match open(tools, token) {
        Ok(opened) => received(tools, token, opened),
        Err(trouble) => refused(tools, trouble),
    }
}

/// A token, or parameters in words.
pub fn open(tools: Tools, token: &str) -> Result<Opened, Trouble> {
    if token::is_plain(token) { Ok(token::plain(tools.k, token)) } else { token::read(tools.k, token.trim()) }
}

fn received(tools: Tools, token: &str, opened: Opened) -> AnyView {
    let parcel = opened.parcel.clone();
    let mut page = article("opened", tools.t(Desk::OpenedTitle)).child(text("p", "", tools.t(Desk::OpenedText)));
    page = page.children(changed(tools, &opened).into_iter());
    let lines = tools.look_at(&parcel.case, tools.now(), false, case_lines);
    page = if lines.is_empty() {
        page.child(text("p", "", tools.t(Desk::OpenedEmpty)))
    } else {
        page.with(facts(tools, lines))
    };
    page = page.children(test_list(tools, &parcel.tests).into_iter());
    let own = tools.case.get_untracked();
    let here = has_findings(tools.k, &own);
    let same = own.events == parcel.case.events;
    if here && !same {
        page = page.child(note("amber", tools.t(Desk::OpenedKeepsOwn)));
    }
    let label = tools.t(if here && !same { Desk::OpenInstead } else { Desk::OpenIt });
    let take = button("take", "button primary", label, move || take_up(tools, &parcel, same));
    let only_look = link("look", "button", &format!("#/desk/{token}"), tools.t(Desk::OnlyLook));
    let back = link("own", "button", "#/", tools.t(Desk::ToOwn));
    page.child(buttons([take, only_look, back])).view()
}

/// What differs from the day when the link was made.
pub fn changed(tools: Tools, opened: &Opened) -> Option<Element> {
    if opened.unknown.is_empty() {
        return opened.other_revision.then(|| note("plain", tools.t(Desk::OpenedOlder)).attr("data-note", "older"));
    }
    let lines = Unknown::told(&opened.unknown, tools.words, tools.tool);
    let list = el("ul", "bullets").children(lines.iter().map(|line| text("li", "", line)));
    let title = text("p", "", tools.t(Desk::OpenedUnknown));
    Some(el("section", "note amber").attr("data-note", "unknown").child(title).child(list))
}

/// Live tests in words.
pub fn test_list(tools: Tools, tests: &[TestNote]) -> Option<Element> {
    let items = tests.iter().map(|test| {
        let line = test_words(tools, test);
        text("li", "", &line).attr("data-test", test.found.id())
    });
    let list = el("ul", "bullets").children(items);
    (!tests.is_empty()).then(|| el("section", "stack").child(text("h2", "", tools.t(Desk::TestsTitle))).child(list))
}

/// A live test in a sentence.
pub fn test_words(tools: Tools, test: &TestNote) -> String {
    let found = tools.t(match test.found {
        Found::Undecided => Desk::FoundUndecided,
        Found::Works => Desk::FoundWorks,
        Found::WorksChipCard => Desk::FoundWorksChipCard,
        Found::FirstCard => Desk::FoundFirstCard,
        Found::SecondCard => Desk::FoundSecondCard,
        Found::Head => Desk::FoundHead,
        Found::NoAnswer => Desk::FoundNoAnswer,
        Found::DeviceFaulty => Desk::FoundDeviceFaulty,
        Found::LinkLost => Desk::FoundLinkLost,
        Found::Answers => Desk::FoundAnswers,
    });
    let (cards, good) = (test.cards.to_string(), test.good.to_string());
    fill(tools.t(Desk::TestLine), &[("found", found), ("cards", &cards), ("good", &good)])
}

/// Make it the case under way, and go where it begins.
fn take_up(tools: Tools, parcel: &Parcel, same: bool) {
    if !same {
        tools.replace(parcel.case.clone());
        parcel.tests.iter().for_each(|test| tests::keep(*test, None));
    }
    let start = parcel.start.and_then(|step| step.format(tools.k));
    let begin = parcel.case.events.len();
    address::go(&start.map_or(if begin == 0 { Route::Home } else { Route::Case(begin) }, Route::Step));
    if store::set_mode(tools.english, parcel.english, parcel.elder) {
        address::reload();
    }
}

/// Why it does not open, and what to do.
fn refused(tools: Tools, trouble: Trouble) -> AnyView {
    let name = match trouble {
        Trouble::Empty => "empty",
        Trouble::TooLong => "too_long",
        Trouble::NotALink => "not_a_link",
        Trouble::Damaged => "damaged",
        Trouble::Newer => "newer",
    };
    let page = article("bad-link", tools.t(Desk::BadLinkTitle));
    page.child(note("amber", trouble_words(tools, trouble)).attr("data-note", name))
        .child(text("p", "", tools.t(Desk::NothingLost)))
        .child(buttons([
            link("own", "button primary", "#/", tools.t(Desk::ToStart)),
            link("k", "button", "#/k", tools.t(Desk::CodeTitle)),
        ]))
        .view()
}

/// What is wrong with a link.
pub fn trouble_words(tools: Tools, trouble: Trouble) -> &'static str {
    tools.t(match trouble {
        Trouble::Empty | Trouble::NotALink => Desk::BadNotALink,
        Trouble::TooLong => Desk::BadTooLong,
        Trouble::Damaged => Desk::BadDamaged,
        Trouble::Newer => Desk::BadNewer,
    })
}
