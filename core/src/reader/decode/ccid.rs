//! CCID messages in their three dresses, and the answer to reset that they carry.

use super::accepted;
use crate::reader::data::{atr as reset, hex, mask};
use crate::reader::frame::ccid::{self as messages, Event, Icc, Kind, Message};
use crate::reader::frame::{self, acs as acs_frames, gempc as gempc_frames};
use crate::reader::{Reject, Tree};

/// What an exchange adds up to.
#[derive(Default)]
struct Exchange {
    messages: Vec<Tree>,
    events: Vec<Tree>,
    checksums_fit: bool,
    /// Numbers of commands that asked a card something: their answers are card data.
    asked: Vec<u8>,
}

pub fn usb(bytes: &[u8]) -> Result<Tree, Reject> {
    let mut exchange = Exchange::default();
    frame::all(&messages::Ccid, bytes).whole()?.iter().for_each(|event| exchange.event(event));
    Ok(exchange.tree())
}

pub fn acs(bytes: &[u8]) -> Result<Tree, Reject> {
    let mut exchange = Exchange { checksums_fit: true, ..Exchange::default() };
    for item in frame::all(&acs_frames::Acs, bytes).whole()? {
        match item {
            acs_frames::Item::Message(message, fits) => exchange.checked(&message, fits),
            acs_frames::Item::Status(status, fits) => {
                exchange.checksums_fit &= fits;
                exchange.messages.push(arrival(status));
            }
        }
    }
    let fit = exchange.checksums_fit;
    Ok(exchange.tree().with("checksum_ok", fit))
}

pub fn gempc(bytes: &[u8]) -> Result<Tree, Reject> {
    let mut exchange = Exchange { checksums_fit: true, ..Exchange::default() };
    for item in frame::all(&gempc_frames::GemPc, bytes).whole()? {
        match item {
            gempc_frames::Item::Message(message, fits) => exchange.checked(&message, fits),
            gempc_frames::Item::Nak => exchange.messages.push(Tree::table().with("message", "NAK")),
            gempc_frames::Item::Card(came) => exchange.event(&Event::Card(came)),
            gempc_frames::Item::MoreTime => {}
        }
    }
    let fit = exchange.checksums_fit;
    Ok(exchange.tree().with("checksum_ok", fit))
}

/// The short frame with which an ACS reader says how the last one arrived.
fn arrival(status: u8) -> Tree {
    let tree = Tree::table().with("message", "Status").with("failed", status != 0);
    match status {
        0 => tree.with("text", "accepted"),
        _ => tree.with("error", hex::write(&[status])).with("text", "not accepted"),
    }
}

impl Exchange {
    fn checked(&mut self, message: &Message, fits: bool) {
        self.checksums_fit &= fits;
        self.message(message);
    }

    fn event(&mut self, event: &Event) {
        match event {
            Event::Message(message) => self.message(message),
            Event::Card(came) => self.events.push(if *came { "inserted" } else { "removed" }.into()),
            Event::HardwareError => self.messages.push(Tree::table().with("message", "HardwareError")),
        }
    }

    fn message(&mut self, message: &Message) {
        self.asked.retain(|seq| *seq != message.seq || message.kind.is_reply());
        if message.kind == Kind::XfrBlock {
            self.asked.push(message.seq);
        }
        let tree = Tree::table()
            .with("message", message.kind.name())
            .with("length", message.data.len())
            .with("slot", message.slot)
            .with("seq", message.seq);
        let tree = if message.kind.is_reply() { self.reply(tree, message) } else { command(tree, message) };
        self.messages.push(tree);
    }

    fn reply(&self, tree: Tree, message: &Message) -> Tree {
        let failure = message.failure();
        let text = match failure {
            Some(error) => Some(messages::error_text(error).to_owned()),
            None if message.wants_time() => Some("the reader asks for more time".to_owned()),
            None => reader_text(message),
        };
        let may_be_reset = message.kind == Kind::DataBlock && failure.is_none() && !self.asked.contains(&message.seq);
        let atr = reset_answer(message).filter(|_| may_be_reset);
        tree.with_some("icc", message.icc().map(icc))
            .with("failed", failure.is_some())
            .with_some("error", failure.map(|error| hex::write(&[error])))
            .with_some("text", text)
            .with_some("atr", atr)
    }

    fn tree(self) -> Tree {
        Tree::table().with("messages", self.messages).with("events", self.events)
    }
}

fn command(tree: Tree, message: &Message) -> Tree {
    let power = match (message.kind, message.detail) {
        (Kind::IccPowerOn, [0, ..]) => Some("auto"),
        (Kind::IccPowerOn, [1, ..]) => Some("5V"),
        (Kind::IccPowerOn, [2, ..]) => Some("3V"),
        (Kind::IccPowerOn, [3, ..]) => Some("1.8V"),
        _ => None,
    };
    tree.with_some("power", power)
}

fn icc(icc: Icc) -> &'static str {
    match icc {
        Icc::Active => "active",
        Icc::Present => "present",
        Icc::Absent => "absent",
    }
}

/// Name and firmware of the reader itself. An answer that could be a card's is not text of the reader.
fn reader_text(message: &Message) -> Option<String> {
    let bytes = message.data.expose();
    let bytes = bytes.strip_suffix(&[0x90, 0x00]).or(bytes.strip_suffix(&[0x00])).unwrap_or(bytes);
    let readable = bytes.len() >= 3 && bytes.iter().all(|byte| (0x20..0x7F).contains(byte));
    let of_reader = match message.kind {
        Kind::EscapeReply => true,
        Kind::DataBlock => bytes.starts_with(b"ACR") || bytes.starts_with(b"ACS"),
        _ => false,
    };
    (readable && of_reader).then(|| mask::plain(bytes))
}

fn reset_answer(message: &Message) -> Option<Tree> {
    reset::read(message.data.expose()).ok().map(|atr| accepted(explain(&atr)))
}

pub fn atr(bytes: &[u8]) -> Result<Tree, Reject> {
    reset::read(bytes).map(|atr| explain(&atr))
}

fn explain(atr: &reset::Atr<'_>) -> Tree {
    let mut tree = Tree::table().with("convention", if atr.inverse { "inverse" } else { "direct" });
    for byte in atr.interface.iter().filter(|byte| byte.round <= 3) {
        tree = tree.with(&format!("T{}{}", byte.letter, byte.round), hex::write(&[byte.value]));
    }
    let protocols: Vec<Tree> = atr.protocols.iter().map(|protocol| format!("T={protocol}").into()).collect();
    tree.with("protocols", protocols)
        .with("historical", hex::write(atr.historical))
        .with("tck", atr.tck.map(|tck| hex::write(&[tck])))
        .with("tck_ok", atr.tck_ok)
        .with("F", atr.f())
        .with("D", atr.d())
        .with("specific_mode", atr.specific_mode())
}
