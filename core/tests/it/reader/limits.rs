//! What may be sent: everything that each encoder can emit stands in a list that was written by hand, and nothing else.

use pos_doctor_core::reader::command::apdu::Apdu;
use pos_doctor_core::reader::command::{acs, codepay, gempc, msr, opc, pn532, poslink, start};
use std::collections::BTreeSet;

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect()
}

fn check(emitted: impl IntoIterator<Item = String>, allowed: impl IntoIterator<Item = String>) {
    let (emitted, allowed): (BTreeSet<_>, BTreeSet<_>) = (emitted.into_iter().collect(), allowed.into_iter().collect());
    assert!(!allowed.is_empty());
    assert_eq!(emitted.difference(&allowed).next(), None, "sent, and not allowed");
    assert_eq!(allowed.difference(&emitted).next(), None, "allowed, and never sent: take it off the list");
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split_whitespace().map(str::to_owned)
}

#[test]
fn stripe_readers() {
    let list = "1B61 1B65 1B87 1B86 1B81 1B82 1B83 1B84 1B85 1B74 1B76 1B64 1B6C 1B72 1B6D";
    check(msr::Command::ALL.map(|command| hex(command.serial().bytes())), words(list));
    let report = |word: String| format!("C2{word}{}", "00".repeat(61));
    check(msr::Command::ALL.map(|command| hex(command.hid().bytes())), words(list).map(report));
    for (set, list) in [(start::Set::One, "1B5D 1B545D 1B425D 1B6A 1B30"), (start::Set::Two, "1B72 1B70 1B71 1B30")] {
        let emitted = start::Command::ALL.into_iter().filter_map(|command| command.serial(set));
        check(emitted.map(|bytes| hex(bytes.bytes())), words(list));
    }
}

/// Writing, erasing, coercivity and keys, in whatever family the letters mean that.
#[test]
fn no_stripe_command_writes() {
    for letter in [0x77, 0x6E, 0x63, 0x78, 0x79, 0x7A, 0x6F, 0x62] {
        assert!(!msr::Command::ALL.iter().any(|command| command.serial().bytes() == [0x1B, letter]), "{letter:02X}");
    }
    for set in [start::Set::One, start::Set::Two] {
        for bytes in start::Command::ALL.into_iter().filter_map(|command| command.serial(set)) {
            assert!(!matches!(bytes.bytes(), [0x1B, 0x73..=0x76, ..]), "{bytes:?}");
        }
    }
}

/// SELECT of the published identifiers and two directories, and GET RESPONSE. No READ RECORD, no GET PROCESSING OPTIONS.
fn apdus() -> BTreeSet<String> {
    let aids = "A000000333010101 A000000333010102 A000000333010103 A000000333010106 A000000333010108 A0000000031010 \
        A0000000032010 A0000000032020 A0000000038010 A0000000041010 A0000000043060 A0000000046000 A0000000042203 \
        A000000025 A000000790 A000000065 A0000001523010 A0000001524010 A000000658 A000000524 \
        315041592E5359532E4444463031 325041592E5359532E4444463031";
    let selects = words(aids).map(|aid| format!("00A40400{:02X}{aid}00", aid.len() / 2));
    selects.chain((0..=255).map(|length| format!("00C00000{length:02X}"))).collect()
}

fn pn532_contents() -> BTreeSet<String> {
    let fixed = "02 04 14010000 0000066C69626E6663 0001 0002 0006 00072F 3205FF0110 4A0100 4A010300 5200 320100";
    words(fixed).chain(apdus().into_iter().map(|apdu| format!("4001{apdu}"))).collect()
}

/// What a PN532 frame carries, after its checks were made by hand.
fn content(frame: &[u8]) -> String {
    let length = usize::from(frame[3]);
    assert_eq!(frame[..3], [0, 0, 0xFF]);
    assert_eq!(frame[3].wrapping_add(frame[4]), 0);
    assert_eq!(frame[5], 0xD4);
    assert_eq!(frame.len(), length + 7);
    assert_eq!(frame[5..frame.len() - 1].iter().fold(0_u8, |sum, byte| sum.wrapping_add(*byte)), 0);
    hex(&frame[6..frame.len() - 2])
}

#[test]
fn contactless_chips() {
    let control = ["0000FF00FF00".to_owned(), format!("5555{}", "00".repeat(14))];
    let (frames, others): (Vec<_>, Vec<_>) =
        pn532::Command::all().map(|command| command.frame()).partition(|frame| frame.bytes().get(5) == Some(&0xD4));
    check(others.iter().map(|frame| hex(frame.bytes())), control);
    check(frames.iter().map(|frame| content(frame.bytes())), pn532_contents());
}

/// Header and payload of a CCID command to slot 0, without its number.
fn ccid(message: &[u8]) -> String {
    let length = u32::from_le_bytes(message[1..5].try_into().unwrap()) as usize;
    assert_eq!(message.len(), 10 + length);
    assert_eq!(message[5], 0, "another slot");
    assert_eq!(message[7..10], [0; 3]);
    format!("{:02X}:{}", message[0], hex(&message[10..]))
}

fn xor(bytes: &[u8]) -> u8 {
    bytes.iter().fold(0, |sum, byte| sum ^ byte)
}

#[test]
fn contact_readers() {
    for seq in [0, 1, 255] {
        let gem = gempc::Command::all().map(|command| {
            let frame = command.frame(seq);
            let bytes = frame.bytes();
            assert_eq!((&bytes[..2], xor(bytes)), (&[0x03, 0x06][..], 0));
            ccid(&bytes[2..bytes.len() - 1])
        });
        let selects = apdus().into_iter().map(|apdu| format!("6F:{apdu}"));
        check(gem, words("65: 62: 63: 6B:02").chain(selects));
        let acs = acs::Command::all().filter_map(|command| command.frame(seq)).map(|frame| {
            let bytes = frame.bytes();
            assert_eq!((bytes[0], bytes[bytes.len() - 1], xor(&bytes[1..bytes.len() - 1])), (0x02, 0x03, 0));
            ccid(&bytes[1..bytes.len() - 2])
        });
        let radio = |content: String| format!("6F:FF000000{:02X}D4{content}", content.len() / 2 + 1);
        check(acs, words("62: 6F:FF00480000").chain(pn532_contents().into_iter().map(radio)));
    }
}

#[test]
fn card_commands_are_selects_and_get_response_only() {
    let instructions: BTreeSet<String> = apdus().iter().map(|apdu| apdu[..4].to_owned()).collect();
    assert_eq!(instructions.into_iter().collect::<Vec<_>>(), ["00A4", "00C0"]);
    assert_eq!(Apdu::all().count(), apdus().len());
}

#[test]
fn till_links() {
    check([hex(codepay::handshake().bytes())], words("55AA010000000001CC33"));
    check([hex(poslink::initialize().bytes())], words("024130301C312E3238034B"));
    let expected = |n: u16| {
        let [high, low] = n.to_be_bytes();
        format!("0201F100{high:02X}{low:02X}000003{:02X}", 0x01 ^ 0xF1 ^ high ^ low ^ 0x03)
    };
    check((0..=u16::MAX).map(|n| hex(opc::handshake(n).bytes())), (0..=u16::MAX).map(expected));
}
