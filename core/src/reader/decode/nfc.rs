//! Contactless readers.

use crate::reader::command::pn532 as commands;
use crate::reader::data::hex;
use crate::reader::frame::pn53x::{Frame, Pn53x};
use crate::reader::frame::{self, pn53x as framing, rcs380 as sony};
use crate::reader::{Reject, Tree};

/// Bytes of data that are shown at most.
const SHOWN: usize = 16;

pub fn pn53x(bytes: &[u8]) -> Result<Tree, Reject> {
    let frames = frame::all(&Pn53x, bytes).whole()?;
    Ok(Tree::table().with("frames", listed(&frames, pn53x_payload)).and(first(&frames, pn53x_reply)))
}

pub fn rcs380(bytes: &[u8]) -> Result<Tree, Reject> {
    let (frames, error) = match bytes.strip_suffix(&sony::ERROR) {
        Some(frames) => (frames, Some(Frame::Error)),
        None => (bytes, None),
    };
    let mut frames = match (frames, &error) {
        ([], Some(_)) => Vec::new(),
        _ => frame::all(&sony::Rcs380, frames).whole()?,
    };
    frames.extend(error);
    Ok(Tree::table().with("frames", listed(&frames, rcs380_payload)).and(first(&frames, rcs380_reply)))
}

/// True for commands whose data come from, or go to, a card.
type IsPayload = fn(cmd: u8, len: usize) -> bool;

fn listed(frames: &[Frame], is_payload: IsPayload) -> Vec<Tree> {
    frames.iter().map(|frame| one(frame, is_payload)).collect()
}

fn one(frame: &Frame, is_payload: IsPayload) -> Tree {
    let kind = |name: &str| Tree::table().with("kind", name);
    match frame {
        Frame::Ack => kind("ack"),
        Frame::Nack => kind("nack"),
        Frame::Error => kind("error"),
        Frame::Data { tfi, cmd, data } => {
            let shown = data.expose().get(..data.len().min(SHOWN)).map(hex::write);
            kind("data")
                .with("tfi", hex::write(&[*tfi]))
                .with("cmd", hex::write(&[*cmd]))
                .with("data_len", data.len())
                .with_some("data", shown.filter(|_| !is_payload(*cmd, data.len())))
        }
    }
}

/// What the first reply that we know says.
fn first(frames: &[Frame], known: fn(tfi: u8, cmd: u8, data: &[u8]) -> Option<Tree>) -> Tree {
    let said = frames.iter().find_map(|frame| match frame {
        Frame::Data { tfi, cmd, data } => known(*tfi, *cmd, data.expose()),
        _ => None,
    });
    said.unwrap_or(Tree::table())
}

/// From 40 upwards cards are exchanged with, listed (with their serial numbers) or imitated. Selecting and releasing name
/// a target only, a request for a list names a speed, and a lone status byte is no payload.
fn pn53x_payload(cmd: u8, len: usize) -> bool {
    match cmd {
        0x00..=0x3F | 0x44..=0x45 | 0x52..=0x55 => false,
        0x4A => len > 3,
        _ => cmd.is_multiple_of(2) || len > 1,
    }
}

fn pn53x_reply(tfi: u8, cmd: u8, data: &[u8]) -> Option<Tree> {
    match (tfi, cmd) {
        (framing::FROM_CHIP, 0x03) => {
            commands::firmware(data).map(|chip| Tree::table().with("firmware", firmware(&chip)))
        }
        (framing::FROM_CHIP, 0x4B) => {
            commands::targets(data).map(|found| Tree::table().with("targets", targets(&found)))
        }
        _ => None,
    }
}

fn firmware(chip: &commands::Firmware) -> Tree {
    let name = chip.name().map_or_else(|| hex::write(&[chip.ic]), str::to_owned);
    Tree::table()
        .with("ic", name)
        .with("version", format!("{}.{}", chip.version, chip.revision))
        .with("iso14443a", chip.support & 1 != 0)
        .with("iso14443b", chip.support & 2 != 0)
        .with("iso18092", chip.support & 4 != 0)
}

fn targets(found: &[commands::Target]) -> Vec<Tree> {
    let one = |target: &commands::Target| {
        Tree::table()
            .with("number", target.number)
            .with_some("sens_res", target.sens_res.map(|bytes| hex::write(&bytes)))
            .with_some("sel_res", target.sel_res.map(|byte| hex::write(&[byte])))
            .with("iso14443_4", target.iso14443_4)
    };
    found.iter().map(one).collect()
}

/// InCommRF and what target mode would exchange; a status alone and a request of one byte are no payload.
fn rcs380_payload(cmd: u8, len: usize) -> bool {
    match cmd {
        0x04 => len > 3,
        0x05 => len > 5,
        _ => cmd >= 0x40,
    }
}

fn rcs380_reply(tfi: u8, cmd: u8, data: &[u8]) -> Option<Tree> {
    match (tfi, cmd, data) {
        (sony::FROM_READER, 0x05, [a, b, c, d, ..]) => {
            let status = u32::from_le_bytes([*a, *b, *c, *d]);
            Some(Tree::table().with("status", format!("{status:08X}")).with("status_name", status_name(status)))
        }
        (sony::FROM_READER, 0x21, [low, high]) => {
            let version = format!("{high:X}.{low:02X}");
            Some(Tree::table().with("firmware", Tree::table().with("ic", "RC-S380").with("version", version)))
        }
        _ => None,
    }
}

/// Names of the bits, as public drivers know them.
fn status_name(status: u32) -> String {
    const NAMES: [(u32, &str); 12] = [
        (0x1, "protocol"),
        (0x2, "parity"),
        (0x4, "crc"),
        (0x8, "collision"),
        (0x10, "overflow"),
        (0x40, "temperature"),
        (0x80, "receive_timeout"),
        (0x100, "crypto"),
        (0x200, "rfca"),
        (0x400, "rf_off"),
        (0x800, "transmit_timeout"),
        (0x8000_0000, "length"),
    ];
    let set: Vec<&str> = NAMES.iter().filter(|(bit, _)| status & bit != 0).map(|(_, name)| *name).collect();
    match (status, set.is_empty()) {
        (0, _) => "ok".to_owned(),
        (_, true) => "other".to_owned(),
        _ => set.join(" "),
    }
}
