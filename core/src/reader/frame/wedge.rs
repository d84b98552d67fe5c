//! Keyboard wedge (MagTek 99875206): the reader types the tracks. A bad track's data are replaced by `E`, a blank track is
//! not typed at all, and a carriage return ends the line.

use crate::reader::Reject;
use crate::secret::Secret;

/// Characters of the longest line: three tracks of 79, 40 and 107 and its end.
pub const LIMIT: usize = 256;

/// One track of a swipe.
pub enum Track {
    /// The reader could decode it. Text with sentinels.
    Text(Secret),
    /// There is something, and the reader could not decode it.
    Error,
    /// Blank, or not sent.
    Absent,
}

/// Which track a start sentinel opens: `@`, `&`, `#` and `!` open tracks of other character sets.
pub(crate) fn number(sentinel: u8) -> Option<usize> {
    match sentinel {
        b'%' => Some(0),
        b';' | b'@' => Some(1),
        b'+' | b'#' | b'&' | b'!' => Some(2),
        _ => None,
    }
}

/// Reads a line, with or without its end. A line that stops within a track is refused as truncated: swipe again.
pub fn read(line: &[u8]) -> Result<[Track; 3], Reject> {
    if line.is_empty() {
        return Err(Reject::truncated("nothing was typed"));
    }
    if line.len() > LIMIT {
        return Err(Reject::length("longer than any swipe"));
    }
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    let mut rest = line.strip_suffix(b"\r").unwrap_or(line);
    if !rest.iter().all(|byte| (0x20..0x7F).contains(byte)) {
        return Err(Reject::range("a swipe is typed in plain letters, digits and signs"));
    }
    let mut tracks = [Track::Absent, Track::Absent, Track::Absent];
    while let Some(sentinel) = rest.first() {
        let place = number(*sentinel).ok_or(Reject::format("a track starts with % ; + or a rarer sentinel"))?;
        let end =
            rest.iter().position(|byte| *byte == b'?').ok_or(Reject::truncated("the line ends within a track"))?;
        let (text, after) = rest.split_at_checked(end + 1).unwrap_or_default();
        match tracks.get_mut(place) {
            Some(track @ Track::Absent) => *track = one(text),
            _ => return Err(Reject::format("the same track twice")),
        }
        rest = after;
    }
    Ok(tracks)
}

fn one(text: &[u8]) -> Track {
    // With caps lock on, everything comes in the other case.
    let text = Secret::from_vec(text.to_ascii_uppercase());
    if matches!(text.expose(), [_, b'E', b'?']) { Track::Error } else { Track::Text(text) }
}
