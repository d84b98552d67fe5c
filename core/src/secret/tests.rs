//! What secrets must not be able to do is checked by the compiler: see `cannot!`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::*;

/// Does not compile when the type has the trait: then two implementations would fit.
macro_rules! cannot {
    ($type:ty: $($trait:path),+) => {$(
        const _: fn() = || {
            trait Unless<A> { fn seen() {} }
            impl<T: ?Sized> Unless<()> for T {}
            struct Has;
            impl<T: ?Sized + $trait> Unless<Has> for T {}
            let _ = <$type as Unless<_>>::seen;
        };
    )+};
}

cannot!(Secret: std::fmt::Debug, std::fmt::Display, Clone, PartialEq, serde::Serialize, AsRef<[u8]>, std::ops::Deref);
cannot!(Buffer: std::fmt::Debug, std::fmt::Display, Clone, PartialEq, serde::Serialize, AsRef<[u8]>, std::ops::Deref);
cannot!(Pan: std::fmt::Debug, std::fmt::Display, Clone, PartialEq, serde::Serialize, AsRef<[u8]>, std::ops::Deref);

#[test]
fn card_numbers_are_checked_by_luhn_and_leave_four_digits() {
    for (number, ok) in [
        ("4111111111111111", true),
        ("6200000000000047", true),
        ("6222020000000000000", true),
        ("6222020000000000001", false),
    ] {
        let pan = Pan::read(number.as_bytes()).unwrap();
        assert_eq!(pan.luhn_ok(), ok, "{number}");
        assert_eq!(pan.last_four().to_string(), number[number.len() - 4..]);
    }
}

#[test]
fn only_eight_to_nineteen_digits_are_a_card_number() {
    for text in ["", "1234567", "12345678901234567890", "1234567890123D", "１２３４５６７８"] {
        assert!(Pan::read(text.as_bytes()).is_none(), "{text}");
    }
    assert!(Pan::read(b"12345678").is_some());
}

#[test]
fn a_buffer_takes_what_fits_and_overwrites_what_it_forgets() {
    let mut buffer = Buffer::new(6);
    assert_eq!(buffer.push(b"4111111"), 6);
    assert!(buffer.is_full());
    buffer.consume(4);
    assert_eq!(buffer.expose(), b"11");
    let stale = {
        buffer.bytes.resize(6, 0xFF);
        buffer.expose()[..2].to_vec()
    };
    assert_eq!(stale, b"11");
    buffer.clear();
    assert!(buffer.is_empty());
    assert_eq!(buffer.bytes.capacity(), 6, "clearing must not give up the memory that it overwrote");
}

#[test]
fn a_buffer_never_moves() {
    let mut buffer = Buffer::new(64);
    let place = buffer.bytes.as_ptr();
    for round in 0..100 {
        buffer.push(&[b'4'; 40]);
        buffer.consume(round % 50);
    }
    assert_eq!(buffer.bytes.as_ptr(), place, "a buffer that moves leaves a copy behind");
}
