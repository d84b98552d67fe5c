//! The bits of a stripe (ISO/IEC 7811): 5 or 7 bits a character, least significant first, odd parity last, an LRC
//! character at the end. Readers pack these bits in several ways and people swipe in both directions, so every reading
//! is tried; the right one is the one whose sentinels, parity and LRC all fit.

use super::mask::UNREADABLE;
use crate::reader::Reject;
use crate::secret::Secret;
use zeroize::Zeroizing;

/// Bytes of the longest message we look at: a track 3 with one character a byte has 107.
const LONGEST: usize = 512;
/// Characters that a reading in the middle of noise must have before we believe it.
const BELIEVABLE: usize = 8;
/// `%` among the characters of 7 bits.
const START_7: u8 = 0x05;
/// `;` among the characters of 5 bits.
const START_5: u8 = 0x0B;

/// A track as read, or misread.
pub struct Stripe {
    /// Text with both sentinels. Characters of wrong parity are marked unreadable.
    pub text: Secret,
    /// 5 (digits) or 7 (letters and digits).
    pub bits_per_char: u8,
    /// Every character has odd parity.
    pub parity_ok: bool,
    /// The columns of all characters, LRC included, are even. False too when the LRC is missing.
    pub lrc_ok: bool,
    /// The first bit came last: the card was swiped the other way.
    pub backward: bool,
}

impl Stripe {
    /// The text, only if every check says that it was read correctly.
    pub fn sound(&self) -> Option<&Secret> {
        (self.parity_ok && self.lrc_ok).then_some(&self.text)
    }

    /// How good a reading is: all checks, parity, one of both, none; then the share of readable characters.
    fn rank(&self) -> (u8, usize) {
        let class = u8::from(self.parity_ok) * 2 + u8::from(self.lrc_ok);
        (class, self.text.expose().iter().filter(|c| **c != UNREADABLE).count())
    }
}

/// Finds the best reading.
pub fn read(bytes: &[u8]) -> Result<Stripe, Reject> {
    if bytes.is_empty() {
        return Err(Reject::truncated("no bits"));
    }
    if bytes.len() > LONGEST {
        return Err(Reject::length("longer than any track"));
    }
    let mut best: Option<Stripe> = None;
    for stripe in readings(bytes) {
        if best.as_ref().is_none_or(|best| best.rank() < stripe.rank()) {
            best = Some(stripe);
        }
    }
    best.ok_or_else(|| no_reading(bytes))
}

/// A track that starts well was cut off; anything else is no track.
fn no_reading(bytes: &[u8]) -> Reject {
    if ways(bytes).any(|(bits, width, _)| starts_well(&bits, width)) {
        return Reject::truncated("a start sentinel, good characters, and no end sentinel");
    }
    Reject::format("no start sentinel with an end sentinel behind it, in any packing or direction")
}

fn starts_well(bits: &Bits, width: u8) -> bool {
    let Some(bits) = bits.iter().position(|bit| *bit == 1).and_then(|first| bits.get(first..)) else { return false };
    let mut all = bits.chunks_exact(width.into()).map(|chunk| Char::of(chunk, width));
    let start = if width == 7 { START_7 } else { START_5 };
    let sentinel = all.next().is_some_and(|c| c.value == start && c.odd);
    // A swipe that stopped leaves zeros, which have no odd parity.
    sentinel && all.next().is_some_and(|c| c.odd)
}

fn readings(bytes: &[u8]) -> impl Iterator<Item = Stripe> {
    ways(bytes).filter_map(|(bits, width, backward)| reading(&bits, width, backward))
}

/// Every packing, character width and direction, the bits in the order of a forward swipe.
fn ways(bytes: &[u8]) -> impl Iterator<Item = (Bits, u8, bool)> {
    let ways = [5, 7].into_iter().flat_map(|width| [false, true].map(|backward| (width, backward)));
    ways.flat_map(move |(width, backward)| {
        let packings = [one_a_byte(bytes, width), Some(eight_a_byte(bytes, false)), Some(eight_a_byte(bytes, true))];
        packings.into_iter().flatten().map(move |mut bits| {
            if backward {
                bits.reverse();
            }
            (bits, width, backward)
        })
    })
}

/// Bits in the order of the stripe, each a byte of 0 or 1; they are card data.
type Bits = Zeroizing<Vec<u8>>;

/// One character a byte, in its low bits.
fn one_a_byte(bytes: &[u8], width: u8) -> Option<Bits> {
    let fits = bytes.iter().all(|byte| byte >> width == 0);
    fits.then(|| spread(bytes, |byte| (0..width).map(move |bit| byte >> bit & 1)))
}

/// Eight bits a byte; the first one least or most significant.
fn eight_a_byte(bytes: &[u8], most_first: bool) -> Bits {
    let place = move |bit| if most_first { 7 - bit } else { bit };
    spread(bytes, |byte| (0..8).map(move |bit| byte >> place(bit) & 1))
}

fn spread<I: Iterator<Item = u8>>(bytes: &[u8], bits: impl Fn(u8) -> I) -> Bits {
    let mut all = Zeroizing::new(Vec::with_capacity(bytes.len() * 8));
    all.extend(bytes.iter().flat_map(|byte| bits(*byte)));
    all
}

fn reading(bits: &Bits, width: u8, backward: bool) -> Option<Stripe> {
    let first = bits.iter().position(|bit| *bit == 1)?;
    let from = |start: usize| characters(bits.get(start..)?, width, backward);
    from(first).or_else(|| (first + 1..bits.len()).filter_map(from).find(believable))
}

/// Noise before the start sentinel hides where characters begin. A reading from anywhere must then prove itself.
fn believable(stripe: &Stripe) -> bool {
    stripe.sound().is_some_and(|text| text.len() >= BELIEVABLE)
}

/// Characters from a start sentinel to the end sentinel, and the LRC behind it.
fn characters(bits: &[u8], width: u8, backward: bool) -> Option<Stripe> {
    let (start, end, base) = if width == 7 { (START_7, 0x1F, 0x20) } else { (START_5, 0x0F, 0x30) };
    let mut all = bits.chunks_exact(width.into()).map(|chunk| Char::of(chunk, width));
    let mut sum = all.next().filter(|c| c.value == start && c.odd)?.raw;
    let mut text = Vec::with_capacity(bits.len() / usize::from(width));
    text.push(start + base);
    let mut ended = false;
    for c in all.by_ref() {
        sum ^= c.raw;
        text.push(if c.odd { c.value + base } else { UNREADABLE });
        ended = c.odd && c.value == end;
        if ended {
            break;
        }
    }
    if !ended {
        drop(Secret::from_vec(text));
        return None;
    }
    let lrc = all.next();
    let parity_ok = !text.contains(&UNREADABLE) && lrc.as_ref().is_none_or(|c| c.odd);
    // The parity bits are not part of the columns: the LRC has a parity of its own.
    let columns = (1 << (width - 1)) - 1;
    let lrc_ok = lrc.is_some_and(|c| c.odd && (sum ^ c.raw) & columns == 0);
    Some(Stripe { text: Secret::from_vec(text), bits_per_char: width, parity_ok, lrc_ok, backward })
}

struct Char {
    raw: u8,
    value: u8,
    odd: bool,
}

impl Char {
    fn of(bits: &[u8], width: u8) -> Self {
        let raw = bits.iter().rev().fold(0, |raw, bit| raw << 1 | bit);
        Self { raw, value: raw & ((1 << (width - 1)) - 1), odd: raw.count_ones() % 2 == 1 }
    }
}
