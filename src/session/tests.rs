//! Live tests of this tab's case in short form, kept for its link and its report: in sessionStorage, as long as the tab.

use super::shelf::OWN;
use crate::browser::storage;
use pos_doctor_core::report::series::Series;
use pos_doctor_core::token::{Found, TestNote};

/// One test a line: the case it belongs to, what was found, cards, cards that read, and each of them if it counted.
pub(super) const TESTS: &str = "pos.tests";
/// Older ones make room; a token has space for all of them.
const MOST: usize = 12;

/// Keep a test with the case of this tab.
pub fn keep(test: TestNote, series: Option<&Series>) {
    let series = series.map(|series| format!(" {}", series.format())).unwrap_or_default();
    let line = format!("{} {} {} {}{series}", own(), test.found.id(), test.cards, test.good);
    let before = storage::session(TESTS).unwrap_or_default();
    let mut lines: Vec<&str> = before.lines().chain([line.as_str()]).collect();
    lines.drain(..lines.len().saturating_sub(MOST));
    storage::set_session(TESTS, &lines.join("\n"));
}

/// The tests of this tab's case, in their order.
pub fn kept() -> Vec<(TestNote, Option<Series>)> {
    let own = own();
    let lines = storage::session(TESTS).unwrap_or_default();
    lines.lines().filter_map(|line| read(line.strip_prefix(&own)?.strip_prefix(' ')?)).collect()
}

/// In the place of the name of a case: there was none yet.
const NONE: &str = "-";

fn own() -> String {
    storage::session(OWN).unwrap_or_else(|| NONE.to_owned())
}

/// The first case of this tab is about what was tested before it began.
pub(super) fn adopt(id: &str) {
    let lines = storage::session(TESTS).unwrap_or_default();
    let named = lines.lines().map(|line| match line.strip_prefix(NONE) {
        Some(rest) => format!("{id}{rest}"),
        None => line.to_owned(),
    });
    storage::set_session(TESTS, &named.collect::<Vec<_>>().join("\n"));
}

fn read(line: &str) -> Option<(TestNote, Option<Series>)> {
    let mut words = line.splitn(4, ' ');
    let name = words.next()?;
    let found = Found::ALL.into_iter().find(|found| found.id() == name)?;
    let mut number = || words.next()?.parse().ok();
    let test = TestNote { found, cards: number()?, good: number()? };
    Some((test, words.next().and_then(Series::parse)))
}
