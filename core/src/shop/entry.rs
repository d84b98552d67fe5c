//! What people type into the fields of a form, made sound, or what is the matter with it.

use super::wall::{Day, Wall};
use crate::text::cut_cards;

/// A field of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    When,
    Amount,
    LastFour,
    Reference,
    Terminal,
    Note,
    Name,
    Model,
    Serial,
    Bought,
    Warranty,
    Acquirer,
    Repair,
}

/// What is the matter with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// It must not be empty.
    Missing,
    NotAmount,
    /// Beyond [`MOST_FEN`].
    HugeAmount,
    /// No day or time of any calendar.
    NoSuchTime,
    /// Later than now.
    Future,
    /// Longer ago than anybody can look up.
    LongAgo,
    NotFourDigits,
    /// A whole card number: it must not be written down anywhere.
    CardNumber,
    /// More than the field holds.
    TooLong,
    /// The warranty ends before the terminal was bought.
    BeforeBought,
}

/// 9 999 999.99: more digits than a terminal's amount field takes in one sale are a slip of the finger.
pub const MOST_FEN: u64 = 999_999_999;
/// Clocks of phone and terminal differ; a sale "in ten minutes" has just happened.
const CLOCKS_DIFFER: i64 = 15;
/// Two years, in minutes.
const TWO_YEARS: i64 = 731 * 1440;
const LINE: usize = 60;
const NOTE: usize = 500;

/// `88`, `1,234.50`, `￥88.5元`, in half or full width, as fen.
pub fn amount(text: &str) -> Result<u64, Trouble> {
    let plain: String = text.chars().map(half_width).filter(|c| !matches!(c, ' ' | ',' | '\u{a5}' | '元')).collect();
    if plain.is_empty() {
        return Err(Trouble::Missing);
    }
    let (whole, cents) = plain.split_once('.').unwrap_or((&plain, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(cents) || cents.len() > 2 || whole.len() + cents.len() == 0 {
        return Err(Trouble::NotAmount);
    }
    let value = |text: &str| text.bytes().fold(0u64, |n, b| n.saturating_mul(10).saturating_add(u64::from(b - b'0')));
    let fen = value(whole).saturating_mul(100).saturating_add(value(&format!("{cents:0<2}")));
    match fen {
        0 => Err(Trouble::NotAmount),
        fen if fen > MOST_FEN => Err(Trouble::HugeAmount),
        fen => Ok(fen),
    }
}

/// Fen as `1234.50`.
pub fn money(fen: u64) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}

/// When a sale happened; `now` is what the wall shows.
pub fn when(text: &str, now: Wall) -> Result<Wall, Trouble> {
    if text.trim().is_empty() {
        return Err(Trouble::Missing);
    }
    let wall = Wall::parse(text).ok_or(Trouble::NoSuchTime)?;
    match now.0 - wall.0 {
        ago if ago < -CLOCKS_DIFFER => Err(Trouble::Future),
        ago if ago > TWO_YEARS => Err(Trouble::LongAgo),
        _ => Ok(wall),
    }
}

/// A day that may be left open.
pub fn day(text: &str) -> Result<Option<Day>, Trouble> {
    match text.trim() {
        "" => Ok(None),
        text => Day::parse(text).map(Some).ok_or(Trouble::NoSuchTime),
    }
}

/// The last four digits of a card, or nothing.
pub fn last_four(text: &str) -> Result<String, Trouble> {
    let digits: String = text.chars().map(half_width).filter(|c| !matches!(c, ' ' | '*')).collect();
    if cut_cards(&digits).1 > 0 {
        return Err(Trouble::CardNumber);
    }
    let sound = digits.is_empty() || digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
    if sound { Ok(digits) } else { Err(Trouble::NotFourDigits) }
}

/// One line of free text. Card numbers are refused, not cut: who typed one must know.
pub fn line(text: &str) -> Result<String, Trouble> {
    free(text, LINE)
}

/// Several lines of free text.
pub fn note(text: &str) -> Result<String, Trouble> {
    free(text, NOTE)
}

/// A trace or reference number, or a wallet's order number, which is longer than any card number.
pub fn reference(text: &str) -> Result<String, Trouble> {
    let text: String = text.trim().chars().map(half_width).collect();
    let order = text.len() > LONGEST_CARD && text.bytes().all(|b| b.is_ascii_digit());
    if order && text.len() <= LINE { Ok(text) } else { free(&text, LINE) }
}

const LONGEST_CARD: usize = 19;

fn free(text: &str, most: usize) -> Result<String, Trouble> {
    let text: String = text.trim().chars().filter(|c| !c.is_control() || *c == '\n').collect();
    if text.chars().count() > most {
        return Err(Trouble::TooLong);
    }
    if cut_cards(&text).1 > 0 { Err(Trouble::CardNumber) } else { Ok(text) }
}

/// Digits, dots and the like as typed on a Chinese keyboard.
fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '\u{ffe5}' => '\u{a5}',
        '。' => '.',
        c => c,
    }
}

/// Collects what is the matter while a form is read.
#[derive(Debug, Default)]
pub(super) struct Troubles(pub Vec<(Field, Trouble)>);

impl Troubles {
    /// The value, or its default with the trouble noted.
    pub(super) fn take<T: Default>(&mut self, field: Field, value: Result<T, Trouble>) -> T {
        value.unwrap_or_else(|trouble| {
            self.0.push((field, trouble));
            T::default()
        })
    }
}
