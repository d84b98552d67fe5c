//! Readers deliver bytes in any portions: a stream split at every byte gives the same messages.

use pos_doctor_core::reader::frame::acs::{self, Acs};
use pos_doctor_core::reader::frame::ccid::{Ccid, Event};
use pos_doctor_core::reader::frame::codepay::CodePay;
use pos_doctor_core::reader::frame::gempc::{GemPc, Item};
use pos_doctor_core::reader::frame::mis::Mis;
use pos_doctor_core::reader::frame::opc::Opc;
use pos_doctor_core::reader::frame::pn53x::{Frame, Pn53x};
use pos_doctor_core::reader::frame::poslink::PosLink;
use pos_doctor_core::reader::frame::rcs380::Rcs380;
use pos_doctor_core::reader::frame::{Deframer, Framing};

fn bytes(hex: &str) -> Vec<u8> {
    let pairs = hex.as_bytes().chunks(2).map(|two| std::str::from_utf8(two).unwrap());
    pairs.map(|two| u8::from_str_radix(two, 16).unwrap()).collect()
}

/// All portions of all sizes give what the whole gives, and noise before it is skipped.
fn check<F: Framing>(
    framing: impl Fn() -> F,
    hex: &str,
    noise: &str,
    expected: usize,
    summary: fn(&F::Item) -> String,
) {
    let (stream, noise) = (bytes(hex), bytes(noise));
    let feed = |portions: Vec<&[u8]>| {
        let mut deframer = Deframer::new(framing());
        let items: Vec<_> = portions.into_iter().flat_map(|portion| deframer.feed(portion)).collect();
        items.iter().filter_map(|item| item.as_ref().ok().map(summary)).collect::<Vec<_>>()
    };
    let whole = feed(vec![&stream]);
    assert_eq!(whole.len(), expected, "{whole:?}");
    for at in 0..=stream.len() {
        assert_eq!(feed(vec![&stream[..at], &stream[at..]]), whole, "split at {at}");
    }
    assert_eq!(feed(stream.chunks(1).collect()), whole, "byte by byte");
    assert_eq!(feed(vec![&noise, &stream]), whole, "behind noise");
    // Noise without end neither grows nor hides what follows it for longer than one message.
    let endless = noise.repeat(20_000 / noise.len());
    assert_eq!(feed(vec![&endless, &stream]), whole, "behind much noise");
}

fn frame(frame: &Frame) -> String {
    match frame {
        Frame::Ack => "ack".into(),
        Frame::Nack => "nack".into(),
        Frame::Error => "error".into(),
        Frame::Data { tfi, cmd, data } => format!("{tfi:02X}{cmd:02X}+{}", data.len()),
    }
}

#[test]
pub fn chip_frames() {
    let stream = "0000FF00FF000000FF06FAD50333020707E50000FF01FF7F81000000FFFF000000FFFFFF0006FAD50333020707E500";
    check(|| Pn53x, stream, "5555000000", 5, frame);
    check(|| Rcs380, "0000FF00FF000000FFFFFF0300FDD62A01FF00", "5500", 2, frame);
}

#[test]
pub fn ccid_dresses() {
    let event = |event: &Event| match event {
        Event::Message(message) => format!("{} {}", message.kind.name(), message.seq),
        Event::Card(came) => format!("card {came}"),
        Event::HardwareError => "hardware".into(),
    };
    check(|| Ccid, "650000000000050000005003800400000000060000003B600000", "5000", 3, event);
    let gem = |item: &Item| match item {
        Item::Message(message, fits) => format!("{} {fits}", message.kind.name()),
        Item::Nak => "nak".into(),
        Item::Card(came) => format!("card {came}"),
        Item::MoreTime => "time".into(),
    };
    check(|| GemPc, "81031516500303066500000000000500000065500203068100000000000502000083", "4142", 6, gem);
    let acs = |item: &acs::Item| match item {
        acs::Item::Message(message, fits) => format!("{} {fits}", message.kind.name()),
        acs::Item::Status(status, fits) => format!("status {status} {fits}"),
    };
    check(|| Acs, "02000003026F050000000003000000FF00480000DE0302810000000000020000008303", "4103", 3, acs);
}

#[test]
pub fn till_frames() {
    check(|| Mis, "06020004DF01010003D8020004DF01010003D8", "4142", 2, |data| data.len().to_string());
    check(|| CodePay, "55AA000000000000CC3355AA020000000002CC33", "55CC", 2, |frame| format!("{frame:?}"));
    check(|| Opc, "0201F1000001000003F20201F2000001000003F1", "4103", 2, |frame| format!("{frame:?}"));
    check(|| PosLink, "06024130301C312E3238034B", "0615", 1, |text| text.len().to_string());
}
