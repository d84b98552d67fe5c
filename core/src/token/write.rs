//! From a case to a token.

use super::bits::{Writer, crc};
use super::record::{Record, StepRecord, more, put_more, tag};
use super::{MOST_CARDS, Parcel, VERSION, base64};
use crate::content::{Knowledge, Numbers};

/// A token, and what did not get into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    pub token: String,
    /// Lines of an older or newer content for which there are no numbers here.
    pub left_out: usize,
}

/// Write a case, and what travels with it, as a token.
pub fn write(k: &Knowledge, parcel: &Parcel) -> Written {
    let numbers = Numbers::read(k);
    let mut bits = Writer::default();
    bits.put(VERSION.into(), 8);
    bits.put(k.revision & 0xffff, 16);
    bits.put(parcel.english.map_or(0, |english| 1 + u32::from(english)), 2);
    bits.put(parcel.elder.into(), 1);
    let events = parcel.case.events.iter().map(|event| Record::of(&numbers, *event));
    let aside = parcel.case.unknown.iter().map(|line| Record::from_aside(line));
    let mut left_out = 0;
    for record in events.chain(aside) {
        match record {
            Some(record) => record.write(&mut bits),
            None => left_out += 1,
        }
    }
    if let Some(start) = parcel.start.and_then(|step| StepRecord::of(&numbers, step)) {
        put_more(&mut bits, more::START);
        start.write(&mut bits);
    }
    for test in &parcel.tests {
        put_more(&mut bits, more::TEST);
        bits.put(test.found as u32, 5);
        bits.put(test.cards.min(MOST_CARDS).into(), 5);
        bits.put(test.good.min(MOST_CARDS).into(), 5);
    }
    bits.put(tag::END, 4);
    let mut bytes = bits.finish();
    let sum = crc(&bytes);
    bytes.extend(sum.to_be_bytes());
    Written { token: base64::encode(&bytes), left_out }
}
