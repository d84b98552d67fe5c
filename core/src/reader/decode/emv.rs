//! Answers of chips.

use crate::reader::data::sw::StatusWord;
use crate::reader::data::{afl, emv, hex, mask};
use crate::reader::{Reject, Tree};

pub fn objects(bytes: &[u8]) -> Result<Tree, Reject> {
    let answer = emv::read(bytes)?;
    let applications: Vec<Tree> = answer.applications.iter().map(application).collect();
    Ok(Tree::table()
        .with_some("applications", (!applications.is_empty()).then_some(applications))
        .with_some("language", answer.language.as_deref().map(mask::plain))
        .with_some("pdol", answer.pdol.as_deref().map(object_list))
        .with_some("log_entry", answer.log_entry.map(|entry| hex::write(&entry)))
        .with_some("card", answer.card.tree()))
}

fn application(application: &emv::Application) -> Tree {
    Tree::table()
        .with("aid", hex::write(&application.aid))
        .with_some("label", application.label.as_deref().map(mask::plain))
        .with_some("priority", application.priority)
}

fn object_list(list: &[(u32, u8)]) -> Vec<Tree> {
    list.iter().map(|(tag, length)| Tree::List(vec![tag_name(*tag).into(), (*length).into()])).collect()
}

/// Tags have an even number of digits.
fn tag_name(tag: u32) -> String {
    match tag {
        0..=0xFF => format!("{tag:02X}"),
        0x100..=0xFFFF => format!("{tag:04X}"),
        _ => format!("{tag:06X}"),
    }
}

pub fn options(bytes: &[u8]) -> Result<Tree, Reject> {
    // A refusal is a status word alone.
    if let Ok(word) = StatusWord::read(bytes) {
        return Ok(Tree::table().with("sw", word.to_string()));
    }
    let (data, word) = with_status(bytes, |data| afl::options(data).map(|options| (options.aip, options.afl)))?;
    let (aip, entries) = data;
    Ok(Tree::table().with("aip", hex::write(&aip)).with("afl", located(&entries)).with_some("sw", word))
}

pub fn locator(bytes: &[u8]) -> Result<Tree, Reject> {
    let (entries, word) = with_status(bytes, afl::read)?;
    Ok(Tree::table().with("afl", located(&entries)).with_some("sw", word))
}

/// Reads data with a status word behind them, or without one.
fn with_status<T>(bytes: &[u8], read: impl Fn(&[u8]) -> Result<T, Reject>) -> Result<(T, Option<String>), Reject> {
    let Ok((data, word)) = StatusWord::split(bytes) else {
        return read(bytes).map(|value| (value, None));
    };
    match (read(data), read(bytes)) {
        (Err(_), Ok(value)) => Ok((value, None)),
        (value, _) => value.map(|value| (value, Some(word.to_string()))),
    }
}

fn located(entries: &[afl::Entry]) -> Vec<Tree> {
    let one = |entry: &afl::Entry| {
        Tree::table().with("sfi", entry.sfi).with("first", entry.first).with("last", entry.last).with("oda", entry.oda)
    };
    entries.iter().map(one).collect()
}

pub fn status(bytes: &[u8]) -> Result<Tree, Reject> {
    let word = StatusWord::read(bytes)?;
    Ok(Tree::table().with("sw", word.to_string()).with("meaning", word.meaning().name()))
}
