//! Words of a screen, named in the code by a number and in `content/` by a key: neither can be there without the other.

use super::source::{Map, UiText};

/// An enum of words and the list of their keys.
macro_rules! keys {
    ($(#[$doc:meta])* $words:ident: $($name:ident = $key:literal),* $(,)?) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u16)]
        pub enum $words { $($name),* }

        impl $words {
            /// The keys in `content/`, in the order of the numbers.
            pub const KEYS: &'static [&'static str] = &[$($key),*];

            /// All words, in the same order.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];
        }
    };
}
pub(super) use keys;

/// The texts of one language in the order of their keys; one that is missing is empty.
pub(super) fn in_order(keys: &[&str], texts: &Map<UiText>, pick: fn(&UiText) -> &String) -> Vec<String> {
    keys.iter().map(|key| texts.get(*key).map(pick).cloned().unwrap_or_default()).collect()
}

/// Texts without a place in the app, and places without a text: key and what is wrong with it.
pub(super) fn mismatches<'a>(
    keys: &'a [&'a str],
    texts: &'a Map<UiText>,
) -> impl Iterator<Item = (&'a str, &'static str)> {
    let useless = texts.keys().map(String::as_str).filter(|key| !keys.contains(key));
    let missing = keys.iter().copied().filter(|key| !texts.contains_key(*key));
    useless
        .map(|key| (key, "the app has no place for this text"))
        .chain(missing.map(|key| (key, "the app needs this text; it is missing")))
}
