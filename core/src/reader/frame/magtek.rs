//! MagTek swipe reader in HID mode (manual 99875191): one report of 337 bytes for every swipe, also an unreadable one.

use super::wedge::Track;
use crate::reader::Reject;
use crate::secret::Secret;

/// Bytes of a report.
pub const REPORT: usize = 337;
/// Bytes of a track's place in it.
const PLACE: usize = 110;
/// Where the first track stands.
const TRACKS: usize = 7;
/// Encode types by number.
const ENCODINGS: [&str; 8] = ["ISO/ABA", "AAMVA", "CADL", "blank", "other", "undetermined", "none", "JIS II"];

/// One swipe.
pub struct Swipe {
    /// The three tracks.
    pub tracks: [Track; 3],
    /// What the reader takes the card for.
    pub encoding: &'static str,
}

/// Reads a report.
pub fn read(report: &[u8]) -> Result<Swipe, Reject> {
    if report.len() > REPORT {
        return Err(Reject::length("a report has 337 bytes"));
    }
    let cut = Reject::truncated("a report has 337 bytes");
    let header = report.first_chunk::<TRACKS>().ok_or(cut)?;
    let mut places = report.get(TRACKS..REPORT).ok_or(cut)?.chunks_exact(PLACE);
    let [s1, s2, s3, l1, l2, l3, encoding] = *header;
    let mut next = |status: u8, length: u8| track(status, length.into(), places.next().unwrap_or_default());
    let tracks = [next(s1, l1)?, next(s2, l2)?, next(s3, l3)?];
    let encoding = ENCODINGS.get(usize::from(encoding)).ok_or(Reject::range("an encode type is 0 to 7"))?;
    Ok(Swipe { tracks, encoding })
}

/// Bit 0 of the status says that the track could not be decoded; length 0 without it, that there is none.
pub(super) fn track(status: u8, length: usize, place: &[u8]) -> Result<Track, Reject> {
    let text = place.get(..length).ok_or(Reject::length("a track is longer than its place"))?;
    Ok(match (status & 1, text) {
        (1, _) => Track::Error,
        (_, []) => Track::Absent,
        (_, text) => Track::Text(Secret::new(text)),
    })
}
