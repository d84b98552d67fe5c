//! Keys as a typing reader presses them. Read from the place of a key, never from what an input method made of it: with
//! a Chinese input method on, `;` would arrive full-width and letters not at all.

/// What a key types on the American layout that readers imitate; letters in capitals, Enter as a carriage return.
///
/// `code` is the key's place as UI Events names it: `KeyA`, `Digit1`, `Semicolon`.
pub fn typed(code: &str, shift: bool) -> Option<u8> {
    if let Some(letter) = code.strip_prefix("Key") {
        return single(letter).filter(u8::is_ascii_uppercase);
    }
    if let Some(digit) = code.strip_prefix("Digit").and_then(single).filter(u8::is_ascii_digit) {
        let above = b")!@#$%^&*(".get(usize::from(digit - b'0')).copied();
        return if shift { above } else { Some(digit) };
    }
    if let Some(digit) = code.strip_prefix("Numpad").and_then(single).filter(u8::is_ascii_digit) {
        return Some(digit);
    }
    let (_, [plain, shifted]) = SIGNS.iter().find(|(name, _)| *name == code)?;
    Some(if shift { *shifted } else { *plain })
}

fn single(text: &str) -> Option<u8> {
    match text.as_bytes() {
        [byte] => Some(*byte),
        _ => None,
    }
}

/// Keys with signs on them: alone, and with shift.
const SIGNS: [(&str, &[u8; 2]); 20] = [
    ("Enter", b"\r\r"),
    ("NumpadEnter", b"\r\r"),
    ("Space", b"  "),
    ("Minus", b"-_"),
    ("Equal", b"=+"),
    ("BracketLeft", b"[{"),
    ("BracketRight", b"]}"),
    ("Backslash", b"\\|"),
    ("Semicolon", b";:"),
    ("Quote", b"'\""),
    ("Backquote", b"`~"),
    ("Comma", b",<"),
    ("Period", b".>"),
    ("Slash", b"/?"),
    ("NumpadAdd", b"++"),
    ("NumpadSubtract", b"--"),
    ("NumpadMultiply", b"**"),
    ("NumpadDivide", b"//"),
    ("NumpadDecimal", b".."),
    ("NumpadEqual", b"=="),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_of_a_swipe_has_a_key() {
        let keys = [
            ("Digit5", true, b'%'),
            ("KeyB", false, b'B'),
            ("KeyB", true, b'B'),
            ("Digit6", false, b'6'),
            ("Digit6", true, b'^'),
            ("Slash", false, b'/'),
            ("Slash", true, b'?'),
            ("Semicolon", false, b';'),
            ("Equal", false, b'='),
            ("Equal", true, b'+'),
            ("Space", false, b' '),
            ("Digit3", true, b'#'),
            ("Digit2", true, b'@'),
            ("Digit7", true, b'&'),
            ("Digit1", true, b'!'),
            ("Digit0", true, b')'),
            ("Numpad7", false, b'7'),
            ("Enter", false, b'\r'),
        ];
        for (code, shift, byte) in keys {
            assert_eq!(typed(code, shift), Some(byte), "{code}");
        }
    }

    #[test]
    fn other_keys_type_nothing() {
        for code in ["", "Tab", "Escape", "F1", "ShiftLeft", "ArrowUp", "KeyAB", "Key", "Digit", "Keyé", "Backspace"] {
            assert_eq!(typed(code, false), None, "{code}");
        }
    }
}
