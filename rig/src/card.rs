//! The two test cards. Their numbers belong to nobody: they are made up and pass the check digit.

/// A card with a stripe and a chip.
#[derive(Debug, PartialEq, Eq)]
pub struct Card {
    /// Texts of tracks 1 and 2, with sentinels. There is no track 3.
    pub tracks: [&'static str; 2],
}

/// Card A, the one that makes trouble: a chip card by its service code. The digits of both differ, so that a test can look
/// for any few of them in places where none may be.
pub static A: Card = Card {
    tracks: ["%B6217920468135798^ZHANGSAN/QIQI^2912201753186420900000?", ";6217920468135798=29122017531864209?"],
};

/// Card B, known to work: a plain stripe card by its service code.
pub static B: Card =
    Card { tracks: ["%B6200981357246806^LISI/WUWU^2812101864209753100000?", ";6200981357246806=28121018642097531?"] };

/// Answer to reset of a contact chip: T=0, with historical bytes.
pub const ATR: [u8; 11] = [0x3B, 0x67, 0x00, 0x00, 0x86, 0x60, 0x22, 0x22, 0x27, 0x80, 0x01];

/// What a reader of type A cards lists: one target, SENS_RES, SEL_RES with the bit of bank cards, serial number, ATS.
pub const TARGET: [u8; 16] =
    [0x01, 0x01, 0x00, 0x04, 0x20, 0x04, 0x08, 0xA1, 0xB2, 0xC3, 0x06, 0x75, 0x77, 0x81, 0x02, 0x80];

/// What the chip answers to the directory of payment applications: one, UnionPay debit.
const DIRECTORY: [u8; 52] = [
    0x6F, 0x30, 0x84, 0x0E, 0x32, 0x50, 0x41, 0x59, 0x2E, 0x53, 0x59, 0x53, 0x2E, 0x44, 0x44, 0x46, 0x30, 0x31, 0xA5,
    0x1E, 0xBF, 0x0C, 0x1B, 0x61, 0x19, 0x4F, 0x08, 0xA0, 0x00, 0x00, 0x03, 0x33, 0x01, 0x01, 0x01, 0x50, 0x0A, 0x50,
    0x42, 0x4F, 0x43, 0x20, 0x44, 0x45, 0x42, 0x49, 0x54, 0x87, 0x01, 0x01, 0x90, 0x00,
];

/// What the chip answers to a command.
pub fn apdu(command: &[u8]) -> &'static [u8] {
    match command {
        [0x00, 0xA4, 0x04, 0x00, 0x0E, b'2', b'P', ..] => &DIRECTORY,
        // Protocol T=0: the answer waits to be fetched.
        [0x00, 0xA4, 0x04, 0x00, 0x0E, b'1', b'P', ..] => &[0x61, 0x34],
        [0x00, 0xC0, 0x00, 0x00, _] => &DIRECTORY,
        [0x00, 0xA4, 0x04, 0x00, ..] => &[0x6A, 0x82],
        _ => &[0x6D, 0x00],
    }
}

/// Bits of a track as the head delivers them, eight to a byte, the first one most significant: lead-in, characters with
/// odd parity, check character, lead-out. Track 1 has six bits a character, track 2 four (ISO 7811).
pub fn bits(text: &str, readable: bool) -> Vec<u8> {
    let (width, base) = if text.starts_with('%') { (6, 0x20) } else { (4, 0x30) };
    let mut values: Vec<u8> = text.bytes().map(|c| c.wrapping_sub(base) & ((1 << width) - 1)).collect();
    values.push(values.iter().fold(0, |sum, value| sum ^ value));
    let mut bits = vec![false; 12];
    for (n, value) in values.into_iter().enumerate() {
        let data = (0..width).map(|bit| value >> bit & 1 == 1);
        let parity = value.count_ones().is_multiple_of(2);
        // Where the stripe is scratched, every third character lacks its parity.
        let scratched = !readable && n % 3 == 1;
        bits.extend(data.chain([parity != scratched]));
    }
    bits.extend([false; 12]);
    bits.chunks(8)
        .map(|eight| eight.iter().enumerate().fold(0, |byte, (at, bit)| byte | u8::from(*bit) << (7 - at)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// ISO 7811 by hand: `;1=?` is B 1 D F, check character 8, each with odd parity.
    #[test]
    fn a_short_track_has_the_bits_of_the_standard() {
        // 1101 0 | 1000 0 | 1011 0 | 1111 1 | 0001 0 between zeros.
        let bits = bits(";1=?", true);
        let text: String = bits.iter().map(|byte| format!("{byte:08b}")).collect();
        assert_eq!(text.trim_matches('0'), "110101000010110111110001");
    }

    #[test]
    fn the_numbers_pass_the_check_digit_and_are_on_both_tracks() {
        for card in [&A, &B] {
            let [one, two] = card.tracks;
            let pan: String = two.chars().skip(1).take_while(char::is_ascii_digit).collect();
            assert!(one.starts_with(&format!("%B{pan}^")));
            let digits = pan.bytes().rev().map(|c| u32::from(c - b'0')).enumerate();
            let sum: u32 = digits.map(|(n, d)| if n % 2 == 0 { d } else { d * 2 / 10 + d * 2 % 10 }).sum();
            assert_eq!(sum % 10, 0, "{pan}");
        }
    }
}
