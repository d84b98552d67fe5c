//! MSR206 / MSR605 answers to "read ISO" and "read raw" (MSR605 Programmer's Manual):
//! `1B 73`, tracks behind markers `1B 01` to `1B 03`, `3F 1C`, `1B` status.

use crate::reader::Reject;
use crate::secret::Secret;

/// Bytes of the longest answer: three raw tracks of 255 bytes and what is around them.
pub const LIMIT: usize = 800;

/// Which of the two answers; only the question tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Text with sentinels; a track's text never holds 1B.
    Iso,
    /// Bits with a count in front; only the counts delimit them.
    Raw,
}

/// An answer, as far as it has come.
pub struct Reading {
    /// Nothing: not sent, blank, or reported unreadable.
    pub tracks: [Option<Secret>; 3],
    /// The byte at the end.
    pub status: Option<u8>,
}

impl Reading {
    /// The status has come: nothing will follow.
    pub fn complete(&self) -> bool {
        self.status.is_some()
    }
}

/// `30`: the last command went well.
pub const STATUS_OK: u8 = 0x30;

/// Reads an answer from its first byte. One that ends early is incomplete; one that cannot become an answer is refused.
pub fn read(bytes: &[u8], form: Form) -> Result<Reading, Reject> {
    let mut reading = Reading { tracks: [None, None, None], status: None };
    let Some(mut rest) = expect(bytes, &[0x1B, 0x73])? else { return Ok(reading) };
    for (track, marker) in reading.tracks.iter_mut().zip(1..) {
        match rest {
            // Markers at the end may be missing altogether.
            [0x3F, ..] => break,
            [0x1B, 0x01..=0x03, ..] => {}
            [] | [0x1B] => return Ok(reading),
            _ => return Err(Reject::format("neither a track nor the end of the answer")),
        }
        let Some(after) = expect(rest, &[0x1B, marker])? else { return Ok(reading) };
        let taken = match form {
            Form::Iso => text(after)?,
            Form::Raw => counted(after),
        };
        let Some((content, after)) = taken else { return Ok(reading) };
        *track = (!content.is_empty()).then(|| Secret::new(content));
        rest = after;
    }
    reading.status = ending(rest)?;
    Ok(reading)
}

/// Takes fixed bytes; `None` when the answer ends before or within them.
fn expect<'a>(bytes: &'a [u8], fixed: &[u8]) -> Result<Option<&'a [u8]>, Reject> {
    if let Some(rest) = bytes.strip_prefix(fixed) {
        return Ok(Some(rest));
    }
    if fixed.starts_with(bytes) { Ok(None) } else { Err(Reject::format("not an answer of this reader")) }
}

/// What a track holds, and what follows it; nothing while it is not whole.
type Taken<'a> = Option<(&'a [u8], &'a [u8])>;

/// Text up to the next marker or to the ending field, whose first byte looks like an end sentinel.
fn text(bytes: &[u8]) -> Result<Taken<'_>, Reject> {
    // Some clones are said to send 1B 2B in the place of an unreadable track.
    if let Some(rest) = bytes.strip_prefix(&[0x1B, 0x2B]) {
        return Ok(Some((&[], rest)));
    }
    let Some(end) = bytes.iter().position(|byte| !(0x20..=0x5F).contains(byte)) else { return Ok(None) };
    match bytes.get(end) {
        Some(0x1B) if bytes.get(end + 1).is_none_or(|next| *next <= 0x03 || *next == 0x2B) => {
            Ok(bytes.split_at_checked(end))
        }
        Some(0x1C) => {
            let end = end.checked_sub(1).filter(|at| bytes.get(*at) == Some(&0x3F));
            end.map(|at| bytes.split_at_checked(at)).ok_or(Reject::format("the ending field is not 3F 1C"))
        }
        Some(0x1B) => Err(Reject::format("an escape within a track")),
        _ => Err(Reject::range("a track holds only 20 to 5F")),
    }
}

/// A count and as many bytes.
fn counted(bytes: &[u8]) -> Taken<'_> {
    let (count, rest) = bytes.split_first()?;
    rest.split_at_checked((*count).into())
}

/// `3F 1C 1B` status, and nothing behind it.
fn ending(bytes: &[u8]) -> Result<Option<u8>, Reject> {
    match expect(bytes, &[0x3F, 0x1C, 0x1B])? {
        None | Some([]) => Ok(None),
        Some([status @ (0x30 | 0x31 | 0x32 | 0x34 | 0x39 | 0x41)]) => Ok(Some(*status)),
        Some([_]) => Err(Reject::unknown("a status that the manual does not list")),
        Some(_) => Err(Reject::length("bytes after the status")),
    }
}
