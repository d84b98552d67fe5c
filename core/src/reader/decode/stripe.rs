//! Stripes and the readers that read them.

use super::answer;
use crate::reader::data::{hex, mask, stripe, track};
use crate::reader::frame::msr::{self, Form, Reading};
use crate::reader::frame::wedge::Track;
use crate::reader::frame::{magtek, msr_hid, wedge as line};
use crate::reader::{Reject, Tree};
use crate::secret::Secret;

pub fn msr_iso(bytes: &[u8]) -> Result<Tree, Reject> {
    whole(bytes, Form::Iso).map(|reading| iso(&reading))
}

pub fn msr_raw(bytes: &[u8]) -> Result<Tree, Reject> {
    let reading = whole(bytes, Form::Raw)?;
    let tracks = reading.tracks.each_ref().map(|track| track.as_ref().map(|track| answer(bits(track.expose()))));
    Ok(head(&reading).with("tracks", Vec::from(tracks.map(Tree::from))))
}

fn whole(bytes: &[u8], form: Form) -> Result<Reading, Reject> {
    if bytes.is_empty() {
        return Err(Reject::truncated("nothing was received"));
    }
    msr::read(bytes, form)
}

fn head(reading: &Reading) -> Tree {
    let status = reading.status.map(|status| hex::write(&[status]));
    Tree::table().with("complete", reading.complete()).with("status", status)
}

fn iso(reading: &Reading) -> Tree {
    let shown = |(n, track): (usize, &Option<Secret>)| Tree::from(track.as_ref().map(|text| text_track(n, text)));
    let tracks: Vec<Tree> = reading.tracks.iter().enumerate().map(shown).collect();
    head(reading).with("tracks", tracks)
}

fn text_track(n: usize, text: &Secret) -> Tree {
    Tree::table().with("masked", mask::track(text.expose())).with_some("card", card(n, text))
}

/// Track 3 is never taken apart.
fn card(n: usize, text: &Secret) -> Option<Tree> {
    track::card(text.expose()).filter(|_| n < 2)?.tree()
}

pub fn msr_hid(parts: &[Secret]) -> Result<Tree, Reject> {
    let mut joiner = msr_hid::Joiner::default();
    let mut payload = None;
    for report in parts.iter().flat_map(|part| reports(part)) {
        payload = joiner.feed(report)?;
    }
    let bytes = payload.as_ref().map_or(joiner.so_far(), Secret::expose);
    let tree = match msr::read(bytes, Form::Iso) {
        // Only an answer to "read ISO" has tracks; anything else is complete when its last fragment has come.
        Ok(reading) if payload.is_some() == reading.complete() || bytes.starts_with(&[0x1B, 0x73]) => iso(&reading),
        Err(reject) if bytes.starts_with(&[0x1B, 0x73]) => return Err(reject),
        _ => other_payload(bytes, payload.is_some()),
    };
    Ok(tree.with("payload_length", bytes.len()))
}

/// An empty message is one report too: the joiner then says what is wrong with it.
fn reports(part: &Secret) -> Vec<&[u8]> {
    if part.is_empty() { vec![&[]] } else { part.expose().chunks(msr_hid::REPORT).collect() }
}

fn other_payload(bytes: &[u8], complete: bool) -> Tree {
    let status = match bytes {
        [0x1B, status @ (0x30 | 0x31 | 0x32 | 0x34 | 0x39 | 0x41)] => Some(hex::write(&[*status])),
        _ => None,
    };
    Tree::table().with("complete", complete).with("status", status).with("tracks", vec![Tree::Null; 3])
}

pub fn bits(bytes: &[u8]) -> Result<Tree, Reject> {
    let stripe = stripe::read(bytes)?;
    let card = stripe.sound().and_then(|text| card(0, text));
    Ok(Tree::table()
        .with("masked", mask::track(stripe.text.expose()))
        .with("bits_per_char", stripe.bits_per_char)
        .with("parity_ok", stripe.parity_ok)
        .with("lrc_ok", stripe.lrc_ok)
        .with("direction", if stripe.backward { "backward" } else { "forward" })
        .with_some("card", card))
}

pub fn magtek_hid(report: &[u8]) -> Result<Tree, Reject> {
    let swipe = magtek::read(report)?;
    Ok(Tree::table().with("tracks", tracks(&swipe.tracks)).with("encode_type", swipe.encoding))
}

pub fn wedge(text: &[u8]) -> Result<Tree, Reject> {
    Ok(Tree::table().with("tracks", tracks(&line::read(text)?)))
}

fn tracks(tracks: &[Track; 3]) -> Vec<Tree> {
    tracks.iter().enumerate().map(|(n, track)| decoded(n, track)).collect()
}

fn decoded(n: usize, track: &Track) -> Tree {
    let said = |word: &str| Tree::table().with("decode", word);
    match track {
        Track::Text(text) => said("ok").with_some("card", card(n, text)),
        Track::Error => said("error"),
        Track::Absent => said("absent"),
    }
}
