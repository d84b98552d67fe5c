//! Stripe readers of Chinese bank counters (START MSR101/102 type and compatibles), from headers of public drivers.
//! An answer starts with a lead of ESC and letters, with `;` or with `02`; it ends with `1C`, or with `0D` or `03`.

use super::wedge::Track;
use crate::reader::Reject;
use crate::secret::Secret;

/// Bytes of the longest answer: tracks 2 and 3, leads and end.
pub const LIMIT: usize = 200;
const ESC: u8 = 0x1B;

/// Tracks 2 and 3 of an answer that is whole; `None` while it may still grow.
pub fn read(bytes: &[u8]) -> Result<Option<[Track; 2]>, Reject> {
    match bytes.first() {
        None => return Ok(None),
        Some(0x02 | 0x1B | b';') => {}
        Some(_) => return Err(Reject::format("not an answer of this reader")),
    }
    if bytes.len() > LIMIT {
        return Err(Reject::length("longer than two tracks"));
    }
    let Some(end) = bytes.iter().position(|byte| matches!(byte, 0x1C | 0x0D | 0x03)) else { return Ok(None) };
    let body = leadless(bytes.get(..end).unwrap_or_default());
    // Between the two tracks stands the lead of the second one, or its start sentinel behind the end of the first.
    let second = body.iter().skip(1).position(|byte| *byte == ESC).map(|at| at + 1);
    let (first, rest) = body.split_at_checked(second.unwrap_or(body.len())).unwrap_or_default();
    Ok(Some([track(first)?, track(leadless(rest))?]))
}

/// Behind an ESC stand up to two bytes of command echo, before the digits.
fn leadless(bytes: &[u8]) -> &[u8] {
    let lead = |byte: &&u8| matches!(byte, 0x02 | 0x1B | 0x5D | b'A'..=b'Z' | b'a'..=b'z');
    let count =
        if matches!(bytes.first(), Some(0x02 | 0x1B)) { bytes.iter().take(4).take_while(lead).count() } else { 0 };
    bytes.get(count..).unwrap_or_default()
}

/// `7F` or zeros stand for an unreadable track; `A` may stand for `=`.
fn track(bytes: &[u8]) -> Result<Track, Reject> {
    let inner = bytes.strip_prefix(b";").unwrap_or(bytes);
    let inner = inner.strip_suffix(b"?").unwrap_or(inner);
    if inner.is_empty() {
        return Ok(Track::Absent);
    }
    if inner == [0x7F] || (inner.len() >= 5 && inner.iter().all(|byte| *byte == b'0')) {
        return Ok(Track::Error);
    }
    if !inner.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'=' | b'A' | b':'..=b'?')) {
        return Err(Reject::range("a track of this reader holds digits and separators"));
    }
    let mut text = Vec::with_capacity(inner.len() + 2);
    text.push(b';');
    text.extend(inner.iter().map(|byte| if *byte == b'A' { b'=' } else { *byte }));
    text.push(b'?');
    Ok(Track::Text(Secret::from_vec(text)))
}
