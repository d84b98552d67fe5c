//! The text form of a stored case: a line about it, then its events.

use pos_doctor_core::case::Case;
use pos_doctor_core::config::Moment;
use pos_doctor_core::content::Knowledge;

/// A case as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub case: Case,
    pub since: Moment,
    /// The content it was made with.
    pub revision: u32,
}

/// The first word of the first line; another form gets another word.
const FORM: &str = "pos1";

impl Record {
    /// A case in which nothing has happened.
    pub fn empty(now: Moment) -> Self {
        Self { case: Case::default(), since: now, revision: 0 }
    }

    /// The text form. The language is for whoever supports the merchant; it does not matter here.
    pub fn format(&self, k: &Knowledge, english: bool) -> String {
        let language = if english { "en" } else { "zh-CN" };
        format!("{FORM} {} {language} {}\n{}", self.revision, self.since.0, self.case.format(k))
    }

    /// `None` when this is no stored case, or one of which nothing means anything any more.
    pub fn parse(k: &Knowledge, text: &str) -> Option<Self> {
        let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
        let mut words = first.split(' ');
        let form = words.next()?;
        let revision = words.next()?.parse().ok()?;
        let since = Moment(words.nth(1)?.parse().ok()?);
        let case = Case::parse(k, rest);
        let lost = case.events.is_empty() && !case.unknown.is_empty();
        (form == FORM && !lost).then_some(Self { case, since, revision })
    }

    /// Whether parts of it mean nothing in the content of today.
    pub fn is_older(&self, k: &Knowledge) -> bool {
        self.revision != k.revision && !self.case.unknown.is_empty()
    }
}
