//! base64url without padding (RFC 4648, section 5), strict: one text for each byte string, so that a changed character is
//! never without consequence.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The characters for these bytes.
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let padded = chunk.iter().chain(&[0, 0]).take(3);
        let group = padded.fold(0u32, |group, byte| group << 8 | u32::from(*byte));
        for n in 0..=chunk.len() {
            let at = (group >> (18 - 6 * n)) & 63;
            text.extend(ALPHABET.get(at as usize).map(|c| char::from(*c)));
        }
    }
    text
}

/// The bytes of these characters; `None` for anything that [`encode`] would not have written.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    for chunk in text.as_bytes().chunks(4) {
        let mut group = 0u32;
        for c in chunk {
            let value = ALPHABET.iter().position(|a| a == c)?;
            group = group << 6 | u32::try_from(value).ok()?;
        }
        // Whole bytes of a group; what is left over must be zero.
        let spare = match chunk.len() {
            4 => 0,
            3 => 2,
            2 => 4,
            _ => return None,
        };
        if group & ((1 << spare) - 1) != 0 {
            return None;
        }
        let count = chunk.len() - 1;
        bytes.extend((group >> spare).to_be_bytes().iter().skip(4 - count));
    }
    Some(bytes)
}
