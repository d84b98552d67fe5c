//! NXP PN531 / PN532 / PN533: `00 00 FF LEN LCS TFI data DCS 00`, with a longer form for more than 255 bytes.
//! The same frames run over a serial line and over USB bulk transfers.

use super::{Framing, Scan, sum};
use crate::reader::Reject;
use crate::secret::Secret;

/// From the host to the chip.
pub const TO_CHIP: u8 = 0xD4;
/// From the chip to the host.
pub const FROM_CHIP: u8 = 0xD5;

/// A frame.
pub enum Frame {
    /// Information: frame identifier, command (a reply has the command's number plus one), data.
    Data {
        /// `TFI`: direction.
        tfi: u8,
        /// Command or reply code.
        cmd: u8,
        /// What follows; may be card data.
        data: Secret,
    },
    /// The last frame arrived. From the host it also stops a running command.
    Ack,
    /// Send the last frame again.
    Nack,
    /// The chip did not understand the command.
    Error,
}

/// Finds frames.
pub struct Pn53x;

impl Framing for Pn53x {
    type Item = Frame;
    const LIMIT: usize = 300;

    fn scan(&self, bytes: &[u8]) -> Scan<Frame> {
        match start(bytes) {
            Err(scan) => scan,
            Ok(rest) => after_start(rest, Self::LIMIT),
        }
    }
}

/// Skips to `00 FF`; any number of 00, or a wake-up call, may stand before it.
pub(super) fn start(bytes: &[u8]) -> Result<&[u8], Scan<Frame>> {
    match bytes.windows(2).position(|pair| pair == [0x00, 0xFF]) {
        Some(0) => Ok(bytes.get(2..).unwrap_or_default()),
        Some(at) => Err(Scan::Skip(at)),
        // Zeros at the end may be the preamble of a frame to come; so may a single one.
        None if bytes == [0x00] => Err(Scan::More),
        None => Err(Scan::Skip(bytes.len() - usize::from(bytes.last() == Some(&0x00)))),
    }
}

fn after_start(rest: &[u8], limit: usize) -> Scan<Frame> {
    match *rest {
        [0x00, 0xFF, ..] => short(rest, Frame::Ack),
        [0xFF, 0x00, ..] => short(rest, Frame::Nack),
        [0xFF, 0xFF, high, low, lcs, ref body @ ..] => {
            let length = usize::from(high) << 8 | usize::from(low);
            information(7, length, sum(&[high, low, lcs]), body, limit, [TO_CHIP, FROM_CHIP])
        }
        [] | [_] | [0xFF, 0xFF, ..] => Scan::More,
        [length, lcs, ref body @ ..] => {
            information(4, length.into(), sum(&[length, lcs]), body, limit, [TO_CHIP, FROM_CHIP])
        }
    }
}

/// ACK and NACK have a postamble and nothing else.
pub(super) fn short(rest: &[u8], frame: Frame) -> Scan<Frame> {
    match rest.get(2) {
        None => Scan::More,
        Some(0x00) => Scan::Found(5, Ok(frame)),
        Some(_) => Scan::Found(4, Err(Reject::format("no 00 behind an acknowledgement"))),
    }
}

/// The part behind the length: identifier, data, checksum, postamble. `head` counts the bytes before it.
pub(super) fn information(
    head: usize,
    length: usize,
    lcs: u8,
    body: &[u8],
    limit: usize,
    tfis: [u8; 2],
) -> Scan<Frame> {
    if lcs != 0 {
        return Scan::Found(2, Err(Reject::checksum("the length checksum is wrong")));
    }
    if length == 0 || head + length + 2 > limit {
        return Scan::Found(2, Err(Reject::length("an empty frame, or one longer than this reader sends")));
    }
    let Some((covered, [postamble, ..])) = body.split_at_checked(length + 1) else { return Scan::More };
    let used = head + length + 2;
    if *postamble != 0 {
        return Scan::Found(used - 1, Err(Reject::format("no 00 at the end of a frame")));
    }
    if sum(covered) != 0 {
        return Scan::Found(used, Err(Reject::checksum("the data checksum is wrong")));
    }
    Scan::Found(used, frame(covered.get(..length).unwrap_or_default(), tfis))
}

fn frame(content: &[u8], tfis: [u8; 2]) -> Result<Frame, Reject> {
    match content {
        [0x7F] => Ok(Frame::Error),
        [tfi, cmd, data @ ..] if tfis.contains(tfi) => {
            Ok(Frame::Data { tfi: *tfi, cmd: *cmd, data: Secret::new(data) })
        }
        [tfi] if tfis.contains(tfi) => Err(Reject::length("a frame without a command")),
        _ => Err(Reject::unknown("a frame identifier that no document lists")),
    }
}

/// Wraps a command for the chip. Fails, with an empty frame, beyond 254 bytes: no command of ours is that long.
pub fn wrap(command: &[u8]) -> Vec<u8> {
    wrap_as(TO_CHIP, command)
}

/// The same in either direction: a played chip speaks too.
pub(crate) fn wrap_as(tfi: u8, command: &[u8]) -> Vec<u8> {
    let Some(length) = u8::try_from(command.len() + 1).ok().filter(|length| *length != 0xFF) else { return Vec::new() };
    let dcs = 0_u8.wrapping_sub(tfi).wrapping_sub(sum(command));
    let mut frame = vec![0x00, 0x00, 0xFF, length, 0_u8.wrapping_sub(length), tfi];
    frame.extend_from_slice(command);
    frame.extend_from_slice(&[dcs, 0x00]);
    frame
}
