//! No bytes panic: each prefix, each single-byte corruption, random bytes, for every kind of message.

use super::vectors;
use pos_doctor_core::reader::decode;
use pos_doctor_core::reader::decode::Kind;

/// A small generator, so that a failure can be repeated.
struct Random(u64);

impl Random {
    fn byte(&mut self) -> u8 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 40) as u8
    }
}

/// Says something sensible: a verdict, and a reason when the verdict is no.
fn check(kind: &str, hex: &str) -> String {
    let said = decode(kind, hex).to_string();
    let reasons = ["truncated", "length", "checksum", "parity", "lrc", "format", "range", "unknown"];
    let refused = reasons.iter().any(|r| said.starts_with(&format!(r#"{{"ok":false,"reason":"{r}","detail":""#)));
    assert!(refused || said.starts_with(r#"{"ok":true"#), "{kind} {hex}: {said}");
    said
}

#[test]
pub fn every_prefix_is_explained_or_refused() {
    for (kind, hex, _) in vectors::all() {
        (0..hex.len()).for_each(|end| drop(check(kind, &hex[..end])));
    }
}

#[test]
pub fn every_single_byte_corruption_is_explained_or_refused() {
    for (kind, hex, _) in vectors::all().filter(|(_, hex, _)| hex.len() < 300) {
        for at in (0..hex.len().saturating_sub(1)).step_by(2).filter(|at| !hex[*at..at + 2].contains('|')) {
            for value in 0..=255_u8 {
                check(kind, &format!("{}{value:02X}{}", &hex[..at], &hex[at + 2..]));
            }
        }
    }
}

#[test]
pub fn a_corrupted_frame_with_a_check_value_is_never_taken_for_the_original() {
    let frames = [
        ("gempc", "03066500000000000500000065"),
        ("acs-serial", "02630000000000020000006103"),
        ("mis", "020004DF01010003D8"),
        ("codepay", "55AA010000000001CC33"),
        ("opc", "0201F1000001000003F2"),
        ("poslink", "024130301C312E3238034B"),
        ("stripe-bits", "CB8AF61B"),
        ("atr", "3BE000FF81317C4192"),
    ];
    for (kind, hex) in frames {
        let original = decode(kind, hex).to_string();
        for at in 0..hex.len() / 2 {
            for bit in 0..8 {
                let byte = u8::from_str_radix(&hex[at * 2..at * 2 + 2], 16).unwrap() ^ 1 << bit;
                let corrupted = format!("{}{byte:02X}{}", &hex[..at * 2], &hex[at * 2 + 2..]);
                // The last two bits of the packed stripe only fill its last byte.
                if (kind, at) != ("stripe-bits", 3) {
                    assert_ne!(decode(kind, &corrupted).to_string(), original, "{kind} {corrupted}");
                }
            }
        }
    }
}

fn random_rounds(rounds: usize) {
    let mut random = Random(7);
    for _ in 0..rounds {
        for kind in Kind::ALL {
            let mut hex = String::new();
            // Half of the inputs start like a message of the kind, so that more than the first check is reached.
            if random.byte().is_multiple_of(2) {
                let of_kind: Vec<_> = vectors::all().filter(|(k, ..)| *k == kind.name()).collect();
                let start = of_kind[usize::from(random.byte()) % of_kind.len()].1;
                let end = usize::from(random.byte()) % (start.len() + 1);
                hex.push_str(&start[..end - end % 2]);
            }
            (0..random.byte() % 80).for_each(|_| hex.push_str(&format!("{:02X}", random.byte())));
            check(kind.name(), &hex);
        }
    }
}

#[test]
pub fn random_bytes_are_explained_or_refused() {
    // POS_LONG_TESTS=1 makes it a million inputs.
    random_rounds(if std::env::var_os("POS_LONG_TESTS").is_some() { 1_000_000 / Kind::ALL.len() } else { 500 });
}

#[test]
pub fn very_long_input_is_bounded() {
    for kind in Kind::ALL {
        assert!(check(kind.name(), &"00".repeat(40_000)).contains("\"length\""), "{}", kind.name());
        for filling in ["00", "FF", "02", "1B", "3B", "61FF", "30", "03", "0000FF"] {
            check(kind.name(), &filling.repeat(4_000));
        }
    }
}
