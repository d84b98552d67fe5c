//! ID TECH MiniMag in HID mode, product 0500: status of three tracks, three lengths, encode type, total length, then the
//! tracks one behind the other. Products 0510 and 2010 send MagTek's layout.

use super::magtek;
use super::wedge::Track;
use crate::reader::Reject;

/// Bytes of a report.
pub const REPORT: usize = 509;
/// Where the tracks start.
const TRACKS: usize = 9;

/// Reads a report.
pub fn read(report: &[u8]) -> Result<[Track; 3], Reject> {
    if report.len() > REPORT {
        return Err(Reject::length("a report has 509 bytes"));
    }
    let cut = Reject::truncated("a report has 509 bytes");
    let [s1, s2, s3, l1, l2, l3, ..] = *report.first_chunk::<TRACKS>().ok_or(cut)?;
    let mut rest = report.get(TRACKS..REPORT).ok_or(cut)?;
    let mut next = |status: u8, length: u8| {
        let track = magtek::track(status, length.into(), rest)?;
        rest = rest.get(usize::from(length)..).unwrap_or_default();
        Ok(track)
    };
    Ok([next(s1, l1)?, next(s2, l2)?, next(s3, l3)?])
}
