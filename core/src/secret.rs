//! Card data that cannot leave by accident.
//!
//! Nothing here can be printed, compared, copied or serialised: there is no `Debug`, no `Display`, no `PartialEq`, no
//! `Clone` and no `Serialize`, and what is inside can be seen by this crate alone. All of it is overwritten when it is
//! dropped. What may leave is computed here and in `reader::data`: last four digits, check digit, month of expiry,
//! service code.

use zeroize::Zeroize;

/// Bytes that may hold card data.
pub struct Secret(Vec<u8>);

impl Secret {
    /// A copy of its own; the caller answers for the original.
    pub fn new(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }

    /// Takes over bytes that were collected elsewhere, without a second copy.
    pub(crate) fn from_vec(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// How many bytes there are; that is no secret.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True when there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The bytes, for parsers and maskers of this crate only.
    pub(crate) fn expose(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// What has come from a reader and is not yet a whole message. Its size is fixed: growing would leave copies behind.
pub struct Buffer {
    bytes: Vec<u8>,
    limit: usize,
}

impl Buffer {
    /// Room for `limit` bytes.
    pub fn new(limit: usize) -> Self {
        Self { bytes: Vec::with_capacity(limit), limit }
    }

    /// Appends as much as fits and says how many bytes that was.
    pub fn push(&mut self, bytes: &[u8]) -> usize {
        let room = self.limit.saturating_sub(self.bytes.len()).min(bytes.len());
        self.bytes.extend_from_slice(bytes.get(..room).unwrap_or_default());
        room
    }

    /// Forgets the first `count` bytes, and overwrites the place where the rest stood before it moved up.
    pub fn consume(&mut self, count: usize) {
        let count = count.min(self.bytes.len());
        let left = self.bytes.len() - count;
        self.bytes.copy_within(count.., 0);
        if let Some(stale) = self.bytes.get_mut(left..) {
            stale.zeroize();
        }
        self.bytes.truncate(left);
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.bytes.zeroize();
    }

    /// How many bytes are waiting.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// True when nothing is waiting.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// True when nothing more fits.
    pub fn is_full(&self) -> bool {
        self.bytes.len() >= self.limit
    }

    /// What is waiting, for parsers of this crate only.
    pub(crate) fn expose(&self) -> &[u8] {
        &self.bytes
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        self.bytes.zeroize();
    }
}

/// Digits of the longest card number (ISO/IEC 7812).
const LONGEST: usize = 19;
/// Digits of the shortest number that we call a card number.
const SHORTEST: usize = 8;

/// A card number. Asks can be made of it; it cannot be had.
pub struct Pan {
    digits: [u8; LONGEST],
    len: usize,
}

impl Pan {
    /// A number of 8 to 19 digits in ASCII; `None` for anything else.
    pub fn read(text: &[u8]) -> Option<Self> {
        let fits = (SHORTEST..=LONGEST).contains(&text.len()) && text.iter().all(u8::is_ascii_digit);
        let mut digits = [0; LONGEST];
        digits.get_mut(..text.len())?.copy_from_slice(text);
        fits.then_some(Self { digits, len: text.len() })
    }

    fn digits(&self) -> &[u8] {
        self.digits.get(..self.len).unwrap_or_default()
    }

    /// The last four digits: enough for a merchant to tell two cards apart, too few to pay with.
    pub fn last_four(&self) -> LastFour {
        LastFour(self.digits().last_chunk().copied().unwrap_or_default())
    }

    /// The check digit of ISO/IEC 7812 (Luhn). A failure is a warning only: some issuers do without it.
    pub fn luhn_ok(&self) -> bool {
        let value = |(place, digit): (usize, &u8)| {
            let digit = u32::from(digit.wrapping_sub(b'0'));
            let doubled = if place % 2 == 1 { digit * 2 } else { digit };
            if doubled > 9 { doubled - 9 } else { doubled }
        };
        self.digits().iter().rev().enumerate().map(value).sum::<u32>() % 10 == 0
    }
}

impl Drop for Pan {
    fn drop(&mut self) {
        self.digits.zeroize();
    }
}

/// The last four digits of a card number; they may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastFour([u8; 4]);

impl std::fmt::Display for LastFour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|digit| write!(f, "{}", char::from(*digit)))
    }
}

#[cfg(test)]
#[path = "secret/tests.rs"]
mod tests;
