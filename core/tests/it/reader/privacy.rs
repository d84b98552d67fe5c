//! The canary: whatever goes in, seven digits of a card number in a row, a name or discretionary data never come out.

use super::vectors;
use pos_doctor_core::reader::decode;
use pos_doctor_core::reader::decode::Kind;

const PAN: &str = "6217920468135794";
const NAME: &str = "ZHANGSAN";
const DISCRETIONARY: &str = "7531864209";

fn track_1() -> String {
    format!("%B{PAN}^{NAME}/QIQI^2912201{DISCRETIONARY}?")
}

fn track_2() -> String {
    format!(";{PAN}=2912201{DISCRETIONARY}?")
}

fn check(kind: &str, hex: &str) -> String {
    let said = decode(kind, hex).to_string();
    for secret in [PAN, DISCRETIONARY] {
        let digits = secret.as_bytes().windows(7).map(|run| std::str::from_utf8(run).unwrap());
        digits.for_each(|run| assert!(!said.contains(run), "{kind} {hex}: {said}"));
    }
    assert!(!said.contains(&NAME[2..7]), "{kind} {hex}: {said}");
    // Their hexadecimal spelling is no better.
    let spelled = hex_of(PAN.as_bytes());
    assert!(!said.contains(&spelled[..14]), "{kind} {hex}: {said}");
    said
}

fn hex_of(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect()
}

fn xor(bytes: &[u8]) -> u8 {
    bytes.iter().fold(0, |sum, byte| sum ^ byte)
}

/// Characters of a track with parity and LRC.
fn characters(text: &str, width: u8) -> Vec<u8> {
    let base = if width == 5 { 0x30 } else { 0x20 };
    let mut values: Vec<u8> = text.bytes().map(|c| c - base).collect();
    values.push(xor(&values));
    values.iter().map(|v| v | u8::from(v.count_ones() % 2 == 0) << (width - 1)).collect()
}

/// Bits in bytes, the first one most significant.
fn packed(characters: &[u8], width: u8, backward: bool) -> Vec<u8> {
    let mut bits: Vec<u8> = characters.iter().flat_map(|c| (0..width).map(move |bit| c >> bit & 1)).collect();
    if backward {
        bits.reverse();
    }
    bits.chunks(8).map(|byte| (0..8).fold(0, |all, at| all << 1 | byte.get(at).copied().unwrap_or(0))).collect()
}

fn record() -> Vec<u8> {
    let mut inner = vec![0x57, 0x12];
    let track = format!("{PAN}D2912201{DISCRETIONARY}F");
    inner.extend(
        track.as_bytes().chunks(2).map(|two| u8::from_str_radix(std::str::from_utf8(two).unwrap(), 16).unwrap()),
    );
    inner[1] = (inner.len() - 2) as u8;
    inner.extend([0x5A, 0x08]);
    inner
        .extend(PAN.as_bytes().chunks(2).map(|two| u8::from_str_radix(std::str::from_utf8(two).unwrap(), 16).unwrap()));
    for (tag, text) in [([0x5F, 0x20], format!("{NAME}/QIQI")), ([0x9F, 0x1F], DISCRETIONARY.to_owned())] {
        inner.extend(tag);
        inner.push(text.len() as u8);
        inner.extend(text.bytes());
    }
    inner.extend([0x50, PAN.len() as u8]);
    inner.extend(PAN.bytes());
    [&[0x70, inner.len() as u8], &inner[..], &[0x90, 0x00]].concat()
}

fn pn53x(tfi: u8, content: &[u8]) -> Vec<u8> {
    let data = [&[tfi], content].concat();
    let sum = data.iter().fold(0_u8, |sum, byte| sum.wrapping_add(*byte));
    let length = data.len() as u8;
    [&[0, 0, 0xFF, length, length.wrapping_neg()], &data[..], &[sum.wrapping_neg(), 0]].concat()
}

fn rcs380(content: &[u8]) -> Vec<u8> {
    let data = [&[0xD7], content].concat();
    let sum = |bytes: &[u8]| bytes.iter().fold(0_u8, |sum, byte| sum.wrapping_add(*byte)).wrapping_neg();
    let length = (data.len() as u16).to_le_bytes();
    [&[0, 0, 0xFF, 0xFF, 0xFF], &length[..], &[sum(&length)], &data, &[sum(&data), 0]].concat()
}

fn ccid(kind: u8, data: &[u8]) -> Vec<u8> {
    [&[kind], &(data.len() as u32).to_le_bytes()[..], &[0, 1, 0, 0, 0], data].concat()
}

/// One or more messages of every kind that can carry a card.
fn canaries() -> Vec<(&'static str, Vec<u8>)> {
    let (one, two) = (track_1(), track_2());
    let iso = [b"\x1bs\x1b\x01", one.as_bytes(), b"\x1b\x02", two.as_bytes(), b"\x1b\x03?\x1c\x1b0"].concat();
    let bits_1 = characters(&one, 7);
    let bits_2 = characters(&two, 5);
    let raw = [&b"\x1bs\x1b\x01\x00\x1b\x02"[..], &[bits_2.len() as u8], &bits_2, b"\x1b\x03\x00?\x1c\x1b0"].concat();
    let mut report = vec![0, 0, 0, one.len() as u8, two.len() as u8, 0, 0];
    for track in [one.as_bytes(), two.as_bytes(), b""] {
        report.extend(track);
        report.resize(report.len() + 110 - track.len(), 0);
    }
    let block = ccid(0x80, &record());
    let text = ccid(0x83, PAN.as_bytes());
    let field = [&[0xDF, 0x1E, PAN.len() as u8], PAN.as_bytes()].concat();
    let mut mis = vec![0x02, 0x00, 0x19];
    mis.extend(&field);
    mis.push(0x03);
    mis.push(xor(&mis[1..]));
    let mut pos = [b"\x02T01\x1c", two.as_bytes(), b"\x03"].concat();
    pos.push(xor(&pos[1..]));
    vec![
        ("msr-iso", iso),
        ("msr-raw", raw),
        ("stripe-bits", bits_1.clone()),
        ("stripe-bits", bits_2.clone()),
        ("stripe-bits", packed(&bits_1, 7, false)),
        ("stripe-bits", packed(&bits_2, 5, true)),
        ("magtek-hid", report),
        ("wedge", [one.as_bytes(), two.as_bytes(), b"\r"].concat()),
        ("emv-tlv", record()),
        ("ccid", [ccid(0x6F, &[0, 0xB2, 1, 0x0C, 0]), block.clone()].concat()),
        ("ccid", block.clone()),
        ("ccid", text.clone()),
        ("gempc", {
            let frame = [&[0x03, 0x06], &text[..]].concat();
            [&frame[..], &[xor(&frame)]].concat()
        }),
        ("acs-serial", [&[0x02], &block[..], &[xor(&block), 0x03]].concat()),
        ("pn53x", pn53x(0xD5, &[&[0x41, 0x00], &record()[..]].concat())),
        ("pn53x", pn53x(0xD5, &[&[0x43, 0x00], PAN.as_bytes()].concat())),
        ("rcs380", rcs380(&[&[0x05, 0, 0, 0, 0, 8], &record()[..]].concat())),
        ("mis", mis),
        ("poslink", pos),
    ]
}

#[test]
fn canaries_are_understood_and_stay_inside() {
    for (kind, bytes) in canaries() {
        let said = check(kind, &hex_of(&bytes));
        assert!(said.starts_with(r#"{"ok":true"#), "{kind}: {said}");
        assert!(!said.contains(r#""reason""#), "the canary of {kind} must be a good message: {said}");
    }
}

#[test]
fn what_may_leave_does_leave() {
    for kind in ["msr-iso", "msr-raw", "stripe-bits", "magtek-hid", "wedge", "emv-tlv"] {
        let (_, bytes) = canaries().into_iter().find(|(k, _)| *k == kind).unwrap();
        let said = check(kind, &hex_of(&bytes));
        assert!(said.contains(r#""pan_last4":"5794""#), "{kind}: {said}");
        assert!(said.contains(r#""expiry":"2912","service_code":"201","chip_card":true"#), "{kind}: {said}");
    }
}

#[test]
fn canaries_stay_inside_when_cut_or_corrupted() {
    for (kind, bytes) in canaries() {
        for end in 0..bytes.len() {
            check(kind, &hex_of(&bytes[..end]));
        }
        for at in 0..bytes.len() {
            for change in [0x01, 0x02, 0x08, 0x0F, 0x15, 0x20, 0x40, 0x80, 0xFF] {
                let mut corrupted = bytes.clone();
                corrupted[at] ^= change;
                check(kind, &hex_of(&corrupted));
            }
        }
    }
}

#[test]
fn canaries_given_to_the_wrong_kind_stay_inside() {
    for kind in Kind::ALL {
        for (_, bytes) in canaries() {
            check(kind.name(), &hex_of(&bytes));
        }
    }
}

#[test]
fn published_test_numbers_in_the_vectors_stay_inside() {
    for (kind, hex, _) in vectors::all() {
        let said = decode(kind, hex).to_string();
        for secret in ["6200000", "6222020", "4761739", "0000047", "TEST"] {
            assert!(!said.contains(secret), "{kind} {hex}: {said}");
        }
    }
}
