//! Every message of `core/tests/data/reader_vectors.txt` is explained as that file says.

use pos_doctor_core::reader::decode;

/// Kind, hexadecimal, expected JSON.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let lines = include_str!("../../data/reader_vectors.txt").lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| match line.split('\t').collect::<Vec<_>>()[..] {
        [kind, hex, expected] => (kind, hex, expected),
        _ => panic!("what is `{line}`?"),
    })
}

fn check(kind: &str, hex: &str, expected: &str) {
    assert_eq!(decode(kind, hex).to_string(), expected, "{kind} {hex}");
}

#[test]
pub fn known_messages_are_explained() {
    let mut count = 0;
    for (kind, hex, expected) in all() {
        check(kind, hex, expected);
        check(kind, &hex.to_lowercase(), expected);
        count += 1;
    }
    assert!(count > 150, "looked at {count} messages only");
}

#[test]
pub fn every_kind_has_messages_that_are_understood_and_messages_that_are_not() {
    for kind in decode::Kind::ALL {
        let of_kind = |part: &str| all().filter(|(k, _, said)| *k == kind.name() && said.contains(part)).count();
        assert!(of_kind("{\"ok\":true") >= 2, "{}", kind.name());
        assert!(of_kind("\"ok\":false") >= 1, "{}", kind.name());
    }
}

#[test]
pub fn an_unknown_kind_is_refused() {
    assert!(decode("swipe", "00").to_string().starts_with(r#"{"ok":false,"reason":"unknown""#));
}
