//! What a chip says when an application is selected, or in a record: applications, languages, what it wants to know.
//!
//! Tags that hold card data (57, 5A, 5F20, 9F1F, 9F6B, 56) are looked into and never copied; what is unknown is skipped.

use super::card::{Card, Expiry};
use super::service_code::ServiceCode;
use super::track::dates;
use super::{sw, tlv};
use crate::reader::Reject;
use crate::secret::{Pan, Secret};

/// An application that a card offers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Application {
    /// Application identifier, 5 to 16 bytes.
    pub aid: Vec<u8>,
    /// Its name, not yet masked for showing.
    pub label: Option<Vec<u8>>,
    /// 1 is first; 0 says that the issuer has no preference.
    pub priority: Option<u8>,
}

/// Everything of interest in an answer.
#[derive(Debug, Default)]
pub struct Answer {
    /// Applications with an identifier, in order.
    pub applications: Vec<Application>,
    /// Preferred languages, two letters each.
    pub language: Option<Vec<u8>>,
    /// Data the card wants from the terminal: tag and length.
    pub pdol: Option<Vec<(u32, u8)>>,
    /// Where the card keeps its log: file and number of records.
    pub log_entry: Option<[u8; 2]>,
    /// What may leave about the card.
    pub card: Card,
}

/// Reads an answer with or without its status word.
pub fn read(bytes: &[u8]) -> Result<Answer, Reject> {
    let objects = without_status(bytes)?;
    let mut answer = Answer::default();
    let mut defect = None;
    tlv::walk(objects, |object| {
        if let Err(reject) = answer.take(object) {
            defect.get_or_insert(reject);
        }
    })?;
    answer.applications.retain(|app| is_aid(&app.aid));
    defect.map_or(Ok(answer), Err)
}

/// The objects, when behind them there is a status word or nothing. Behind a template nothing else may stand.
fn without_status(bytes: &[u8]) -> Result<&[u8], Reject> {
    let (mut rest, mut seen, mut template) = (bytes, 0, false);
    while !rest.is_empty() {
        if seen > 0 && sw::StatusWord::read(rest).is_ok() {
            let end = bytes.len().saturating_sub(rest.len());
            return Ok(bytes.get(..end).unwrap_or_default());
        }
        let Some(object) = tlv::next(&mut rest)? else { break };
        if template {
            return Err(Reject::length("bytes after the template"));
        }
        template = object.constructed;
        seen += 1;
    }
    if seen == 0 { Err(Reject::truncated("no data object")) } else { Ok(bytes) }
}

/// Registered identifiers start with A to F. A card number that stands in a wrong place, or a directory's name, does not.
fn is_aid(aid: &[u8]) -> bool {
    (5..=16).contains(&aid.len()) && aid.first().is_some_and(|byte| *byte >= 0xA0)
}

/// One to four codes of two small letters; anything else, such as a name that stands in a wrong place, is dropped.
fn is_language(value: &[u8]) -> bool {
    matches!(value.len(), 2 | 4 | 6 | 8) && value.iter().all(u8::is_ascii_lowercase)
}

impl Answer {
    fn take(&mut self, object: &tlv::Object<'_>) -> Result<(), Reject> {
        let value = object.value;
        match object.tag {
            0x6F | 0x61 | 0x70 => self.applications.push(Application::default()),
            0x84 | 0x4F => self.application(|app| app.aid = value.to_vec()),
            0x50 => self.application(|app| app.label = Some(value.to_vec())),
            0x87 => self.application(|app| app.priority = value.first().map(|byte| byte & 0x0F)),
            0x5F2D => self.language = is_language(value).then(|| value.to_vec()),
            0x9F38 => self.pdol = Some(object_list(value)?),
            0x9F4D => self.log_entry = value.try_into().ok(),
            _ => self.card = self.card.or(card(object)),
        }
        Ok(())
    }

    /// Changes the application that is being described; an object outside of any template starts one.
    fn application(&mut self, change: impl FnOnce(&mut Application)) {
        if self.applications.is_empty() {
            self.applications.push(Application::default());
        }
        self.applications.last_mut().map(change);
    }
}

/// Tags and lengths without values.
fn object_list(mut bytes: &[u8]) -> Result<Vec<(u32, u8)>, Reject> {
    let mut list = Vec::new();
    while !bytes.is_empty() {
        let within = Reject::length("a data object list ends within an entry");
        let tag = tlv::tag(&mut bytes).map_err(|_| within)?;
        let (length, rest) = bytes.split_first().ok_or(within)?;
        list.push((tag, *length));
        bytes = rest;
    }
    Ok(list)
}

/// What may leave of an object that holds card data.
fn card(object: &tlv::Object<'_>) -> Card {
    let digits = || unpack(object.value);
    match object.tag {
        0x5A => Pan::read(digits().expose()).map(|pan| Card::of_pan(&pan)).unwrap_or_default(),
        0x57 | 0x9F6B => track_2(digits().expose()),
        0x5F24 => Card { expiry: digits().expose().get(..4).and_then(Expiry::read), ..Card::default() },
        0x5F30 => Card { service_code: digits().expose().get(1..).and_then(ServiceCode::read), ..Card::default() },
        _ => Card::default(),
    }
}

/// The track 2 equivalent: as on the stripe, without sentinels.
fn track_2(text: &[u8]) -> Card {
    let mut fields = text.splitn(2, |byte| *byte == b'=');
    let pan = fields.next().and_then(Pan::read).map(|pan| Card::of_pan(&pan)).unwrap_or_default();
    fields.next().map(|rest| pan.or(dates(rest, b'='))).unwrap_or_default()
}

/// Two digits a byte; D separates, F fills up.
fn unpack(bytes: &[u8]) -> Secret {
    let mut text = Vec::with_capacity(bytes.len() * 2);
    let halves = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0x0F]);
    text.extend(halves.take_while(|half| *half != 0x0F).map(|half| if half == 0x0D { b'=' } else { b'0' + half }));
    Secret::from_vec(text)
}
