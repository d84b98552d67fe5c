//! The answer to GET PROCESSING OPTIONS: which records hold the card's data (EMV Book 3). We explain it, we never ask for it.

use super::tlv;
use crate::reader::Reject;

/// One entry of the application file locator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Short file identifier, 1 to 30.
    pub sfi: u8,
    /// First record, from 1.
    pub first: u8,
    /// Last record.
    pub last: u8,
    /// How many of them are signed (offline data authentication).
    pub oda: u8,
}

/// Groups of four bytes.
pub fn read(bytes: &[u8]) -> Result<Vec<Entry>, Reject> {
    let (groups, rest) = bytes.as_chunks::<4>();
    if groups.is_empty() {
        return Err(Reject::truncated("a file locator has at least four bytes"));
    }
    if !rest.is_empty() {
        return Err(Reject::length("a file locator has groups of four bytes"));
    }
    groups.iter().copied().map(entry).collect()
}

fn entry([file, first, last, oda]: [u8; 4]) -> Result<Entry, Reject> {
    let sfi = file >> 3;
    let in_range = file & 7 == 0 && (1..=30).contains(&sfi) && first >= 1 && last >= first;
    if in_range && oda <= last - first + 1 {
        Ok(Entry { sfi, first, last, oda })
    } else {
        Err(Reject::range("file 1 to 30, records from 1 upwards, no more signed ones than there are"))
    }
}

/// Application interchange profile and file locator.
pub struct Options {
    /// What the card can do: two bytes.
    pub aip: [u8; 2],
    /// Where its data are.
    pub afl: Vec<Entry>,
}

/// Format 1 (tag 80) or format 2 (tag 77), without the status word.
pub fn options(bytes: &[u8]) -> Result<Options, Reject> {
    let mut rest = bytes;
    let outer = tlv::next(&mut rest)?.ok_or(Reject::truncated("nothing there"))?;
    if !rest.is_empty() {
        return Err(Reject::length("bytes after the answer"));
    }
    match outer.tag {
        0x80 => {
            let (aip, afl) = outer.value.split_first_chunk().ok_or(Reject::truncated("no interchange profile"))?;
            Ok(Options { aip: *aip, afl: read(afl)? })
        }
        0x77 => format_2(outer.value),
        _ => Err(Reject::format("an answer to GET PROCESSING OPTIONS starts with 80 or 77")),
    }
}

fn format_2(mut rest: &[u8]) -> Result<Options, Reject> {
    let (mut aip, mut afl) = (None, Vec::new());
    while let Some(object) = tlv::next(&mut rest)? {
        match object.tag {
            0x82 => {
                aip = Some(object.value.try_into().map_err(|_| Reject::length("an interchange profile has two bytes"))?)
            }
            0x94 => afl = read(object.value)?,
            _ => {}
        }
    }
    Ok(Options { aip: aip.ok_or(Reject::format("no interchange profile"))?, afl })
}
