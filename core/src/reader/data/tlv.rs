//! BER-TLV as EMV uses it (ISO/IEC 8825-1, EMV Book 3 annex B). Keeps nothing: borrowed slices, and a caller that knows its tags.

use crate::reader::Reject;

/// Templates within templates that we follow.
const DEPTH: usize = 8;

/// One data object.
pub struct Object<'a> {
    /// Up to three bytes, most significant first.
    pub tag: u32,
    /// Its value is a sequence of objects.
    pub constructed: bool,
    /// Its value. Never printed: it may be card data.
    pub value: &'a [u8],
}

/// Takes the next object; `None` at the end. Zero bytes between objects are legal padding.
pub fn next<'a>(rest: &mut &'a [u8]) -> Result<Option<Object<'a>>, Reject> {
    let padding = rest.iter().take_while(|byte| **byte == 0).count();
    let mut bytes = rest.get(padding..).unwrap_or_default();
    let Some(first) = bytes.first().copied() else {
        *rest = &[];
        return Ok(None);
    };
    let tag = tag(&mut bytes)?;
    let length = length(&mut bytes)?;
    let (value, after) =
        bytes.split_at_checked(length).ok_or(Reject::truncated("an object is longer than what is there"))?;
    *rest = after;
    Ok(Some(Object { tag, constructed: first & 0x20 != 0, value }))
}

fn byte(bytes: &mut &[u8]) -> Result<u8, Reject> {
    let (first, rest) = bytes.split_first().ok_or(Reject::truncated("the bytes end within a tag or a length"))?;
    *bytes = rest;
    Ok(*first)
}

/// Takes a tag of one to three bytes; data object lists hold tags without values and need it too.
pub fn tag(bytes: &mut &[u8]) -> Result<u32, Reject> {
    let first = byte(bytes)?;
    let mut tag = u32::from(first);
    if first & 0x1F != 0x1F {
        return Ok(tag);
    }
    for _ in 0..2 {
        let more = byte(bytes)?;
        tag = tag << 8 | u32::from(more);
        if more & 0x80 == 0 {
            return Ok(tag);
        }
    }
    Err(Reject::format("a tag of more than three bytes"))
}

/// Definite lengths of one to three bytes; the indefinite form is not for cards.
fn length(bytes: &mut &[u8]) -> Result<usize, Reject> {
    match byte(bytes)? {
        short @ 0..=0x7F => Ok(short.into()),
        0x81 => Ok(byte(bytes)?.into()),
        0x82 => Ok(usize::from(byte(bytes)?) << 8 | usize::from(byte(bytes)?)),
        _ => Err(Reject::length("a length that EMV does not use")),
    }
}

/// Visits every object, outer before inner, in order. The outermost template may be cut off; within it everything must fit.
pub fn walk<'a>(bytes: &'a [u8], mut visit: impl FnMut(&Object<'a>)) -> Result<(), Reject> {
    let mut open = vec![bytes];
    while let Some(rest) = open.last_mut() {
        let Some(object) = next(rest).map_err(|reject| within(reject, open.len()))? else {
            open.pop();
            continue;
        };
        visit(&object);
        if object.constructed {
            if open.len() >= DEPTH {
                return Err(Reject::format("templates are nested too deeply"));
            }
            open.push(object.value);
        }
    }
    Ok(())
}

/// Inside a template nothing can be missing at the end: a child that is too long contradicts its parent.
fn within(reject: Reject, depth: usize) -> Reject {
    match reject.reason {
        crate::reader::Reason::Truncated if depth > 1 => {
            Reject::length("an object is longer than the template around it")
        }
        _ => reject,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::reader::Reason;

    fn tags(bytes: &[u8]) -> Result<Vec<u32>, Reason> {
        let mut seen = Vec::new();
        walk(bytes, |object| seen.push(object.tag)).map(|()| seen).map_err(|reject| reject.reason)
    }

    #[test]
    fn objects_are_visited_from_outside_in() {
        assert_eq!(tags(&[0x6F, 5, 0x84, 1, 9, 0x50, 0]), Ok(vec![0x6F, 0x84, 0x50]));
        assert_eq!(tags(&[0x70, 6, 0, 0, 0x9F, 0x4D, 0, 0]), Ok(vec![0x70, 0x9F4D]));
        assert_eq!(tags(&[0xBF, 0x0C, 0x81, 2, 0x61, 0]), Ok(vec![0xBF0C, 0x61]));
    }

    #[test]
    fn defects_are_named() {
        assert_eq!(tags(&[0x6F, 0x12, 0x84, 0x1F, 0xA0]), Err(Reason::Truncated));
        assert_eq!(tags(&[0x6F, 3, 0x84, 0x1F, 0xA0]), Err(Reason::Length));
        assert_eq!(tags(&[0x6F, 0x80, 0, 0]), Err(Reason::Length));
        assert_eq!(tags(&[0x9F, 0x81, 0x81, 0x01, 0]), Err(Reason::Format));
        assert_eq!(tags(&[0x5F]), Err(Reason::Truncated));
    }

    #[test]
    fn nesting_has_a_limit() {
        let mut bytes = Vec::new();
        for _ in 0..40 {
            bytes.insert(0, u8::try_from(bytes.len()).unwrap());
            bytes.insert(0, 0x61);
        }
        assert_eq!(tags(&bytes), Err(Reason::Format));
    }
}
