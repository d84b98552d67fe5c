//! Mainland cash-register link (MIS): `02`, length as two BCD bytes, data, `03`, exclusive-or from the length through `03`.
//! The data are objects with tags DFxx. We listen only: even "sign on" would be a transaction with the acquirer.

use super::{Framing, Scan, xor};
use crate::reader::Reject;
use crate::secret::Secret;

/// Finds frames; the item is the data between length and `03`.
pub struct Mis;

impl Framing for Mis {
    type Item = Secret;
    const LIMIT: usize = 2048;

    fn scan(&self, bytes: &[u8]) -> Scan<Secret> {
        match *bytes {
            [0x02, high, low, ..] => match (bcd(high), bcd(low)) {
                (Some(high), Some(low)) => frame(bytes, high * 100 + low),
                _ => Scan::Found(3, Err(Reject::range("the length is not in decimal digits"))),
            },
            [0x02, ..] => Scan::More,
            _ => Scan::Skip(1),
        }
    }
}

fn bcd(byte: u8) -> Option<usize> {
    let (tens, ones) = (byte >> 4, byte & 0x0F);
    (tens < 10 && ones < 10).then_some(usize::from(tens) * 10 + usize::from(ones))
}

fn frame(bytes: &[u8], length: usize) -> Scan<Secret> {
    if length + 5 > Mis::LIMIT {
        return Scan::Found(3, Err(Reject::length("longer than any message of this link")));
    }
    let Some((body, [end, lrc, ..])) = bytes.split_at_checked(length + 3) else { return Scan::More };
    if *end != 0x03 {
        return Scan::Found(1, Err(Reject::format("no 03 where the length says")));
    }
    let covered = body.get(1..).unwrap_or_default();
    let data = body.get(3..).unwrap_or_default();
    let item = if xor(covered) ^ end == *lrc { Ok(Secret::new(data)) } else { Err(Reject::lrc("the LRC is wrong")) };
    Scan::Found(length + 5, item)
}
