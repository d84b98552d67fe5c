//! Links between till and terminal. Their frames carry payments: what is not known to be harmless is counted, not shown.

use crate::reader::data::{hex, mask, tlv};
use crate::reader::frame::{
    self, Framing, Recording, codepay as wiseasy, mis as mainland, opc as wizar, poslink as pax,
};
use crate::reader::{Reject, Tree};
use crate::secret::Secret;

/// Acknowledges, in front of a frame.
const ACK: u8 = 0x06;

pub fn mis(bytes: &[u8]) -> Result<Tree, Reject> {
    exchange(&mainland::Mis, bytes, mis_frame)
}

pub fn codepay(bytes: &[u8]) -> Result<Tree, Reject> {
    exchange(&wiseasy::CodePay, bytes, |frame| {
        let meaning = match frame.kind {
            wiseasy::HEARTBEAT => "heartbeat",
            wiseasy::HANDSHAKE => "handshake",
            wiseasy::CONFIRM => "handshake_confirm",
            _ => "other",
        };
        Ok(named(&hex::write(&[frame.kind]), meaning, frame.data_len))
    })
}

pub fn opc(bytes: &[u8]) -> Result<Tree, Reject> {
    exchange(&wizar::Opc, bytes, |frame| {
        let meaning = match frame.kind {
            wizar::HANDSHAKE => "handshake",
            wizar::CONFIRM => "handshake_confirm",
            0x01 => "from_till",
            0x02 => "from_terminal",
            0x03 => "ack",
            0xC1 => "cancel",
            _ => "other",
        };
        Ok(named(&hex::write(&[frame.kind]), meaning, frame.data_len))
    })
}

pub fn poslink(bytes: &[u8]) -> Result<Tree, Reject> {
    exchange(&pax::PosLink, bytes, |text| {
        let command = pos_command(text.expose());
        let meaning = match command.as_deref() {
            Some("A00") => "initialize",
            Some("A01") => "initialize_response",
            _ => "other",
        };
        Ok(named(&command.unwrap_or_default(), meaning, text.len()))
    })
}

/// A request starts with its command, an answer with one character of status before it.
fn pos_command(text: &[u8]) -> Option<String> {
    let mut fields = text.split(|byte| *byte == 0x1C);
    let command = |field: &[u8]| match field {
        [letter, a, b] if letter.is_ascii_uppercase() && a.is_ascii_digit() && b.is_ascii_digit() => {
            Some(String::from_utf8_lossy(field).into_owned())
        }
        _ => None,
    };
    let first = fields.next()?;
    command(first).or_else(|| fields.next().filter(|_| first.len() == 1).and_then(command))
}

fn named(kind: &str, meaning: &str, data_len: usize) -> Tree {
    Tree::table().with("type", kind).with("meaning", meaning).with("data_len", data_len)
}

/// All frames, each with what is wrong with it; and whether an acknowledgement stands in front.
fn exchange<F: Framing>(
    framing: &F,
    bytes: &[u8],
    explain: impl Fn(F::Item) -> Result<Tree, Reject>,
) -> Result<Tree, Reject> {
    let Recording { items, unfinished, .. } = frame::all(framing, bytes);
    let leading_ack = bytes.first() == Some(&ACK);
    if items.is_empty() && unfinished == 0 && bytes != [ACK] {
        let nothing = Reject::truncated("nothing was received");
        return Err(if bytes.is_empty() { nothing } else { Reject::format("no frame of this link") });
    }
    let cut = (unfinished > 0).then(|| Err(Reject::truncated("the frame is not whole")));
    let frames: Vec<Tree> = items.into_iter().map(|item| item.and_then(&explain)).chain(cut).map(one).collect();
    Ok(Tree::table().with("frames", frames).with("leading_ack", leading_ack))
}

fn one(frame: Result<Tree, Reject>) -> Tree {
    match frame {
        Ok(tree) => Tree::table().with("ok", true).and(tree),
        Err(reject) => Tree::table().with("ok", false).with("reason", reject.reason.name()),
    }
}

fn mis_frame(data: Secret) -> Result<Tree, Reject> {
    let objects = fields(data.expose(), 0)?;
    let value = |tag: &str| objects.iter().find(|(name, _)| name == tag).map(|(_, value)| value.clone());
    let meaning = match value("DF01").as_deref() {
        Some("00") => "request",
        Some("01" | "02") => "response",
        _ => "other",
    };
    let kind = value("DF02");
    let objects = objects.into_iter().fold(Tree::table(), |table, (tag, value)| table.with(&tag, value));
    let tree = Tree::table().with_some("type", kind).with("meaning", meaning).with("data_len", data.len());
    Ok(tree.with("tlv", objects))
}

/// Objects of the link by tag, each value fit to be seen. Containers are opened.
fn fields(mut bytes: &[u8], depth: u8) -> Result<Vec<(String, String)>, Reject> {
    let mut found = Vec::new();
    while let Some(object) = tlv::next(&mut bytes).map_err(|_| Reject::length("an object is longer than the frame"))? {
        match object.tag {
            0xDF06 if depth == 0 => found.extend(fields(object.value, 1)?),
            tag => found.push((format!("{tag:04X}"), shown(tag, object.value))),
        }
    }
    Ok(found)
}

/// Direction, trade, random number, response, serial, terminal, merchant, masked card number, desk, operator.
const HARMLESS: [u32; 10] = [0xDF01, 0xDF02, 0xDF04, 0xDF07, 0xDF11, 0xDF12, 0xDF13, 0xDF1E, 0xDF46, 0xDF47];

fn shown(tag: u32, value: &[u8]) -> String {
    if !HARMLESS.contains(&tag) {
        return format!("({} bytes)", value.len());
    }
    let readable = !value.is_empty() && value.iter().all(|byte| (0x20..0x7F).contains(byte));
    if readable { mask::plain(value) } else { mask::plain(hex::write(value).as_bytes()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_of_pax_are_found_in_requests_and_answers() {
        assert_eq!(pos_command(b"A00\x1c1.28").as_deref(), Some("A00"));
        assert_eq!(pos_command(b"0\x1cA01\x1c1.28\x1c000000").as_deref(), Some("A01"));
        assert_eq!(pos_command(b"00\x1cA01"), None);
        assert_eq!(pos_command(b""), None);
    }
}
