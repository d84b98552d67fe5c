//! Hexadecimal, as transcripts and the decode format write bytes.

use crate::reader::Reject;
use crate::secret::Secret;

/// Reads pairs of hexadecimal digits, either case, without spaces.
pub fn read(text: &str) -> Result<Secret, Reject> {
    let digits = text.as_bytes();
    if digits.len() % 2 == 1 {
        return Err(Reject::format("an odd number of hexadecimal digits"));
    }
    let bytes: Option<Vec<u8>> = digits.chunks_exact(2).map(byte).collect();
    bytes.map(Secret::from_vec).ok_or(Reject::format("not a hexadecimal digit"))
}

fn byte(pair: &[u8]) -> Option<u8> {
    let digit = |c: &u8| char::from(*c).to_digit(16).and_then(|d| u8::try_from(d).ok());
    match pair {
        [high, low] => Some(digit(high)? << 4 | digit(low)?),
        _ => None,
    }
}

/// Writes bytes in capitals.
pub fn write(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn bytes_survive_writing_and_reading() {
        let all: Vec<u8> = (0..=255).collect();
        assert!(read(&write(&all)).unwrap().expose() == all);
        assert!(read("aF0b").unwrap().expose() == [0xAF, 0x0B]);
    }

    #[test]
    fn odd_lengths_and_strange_digits_are_refused() {
        for text in ["1", "0g", "é1", "1B 3", "+1"] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
