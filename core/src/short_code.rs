//! Ten digits to read over the phone: symptom, most probable cause, last step and addressee of a case.
//!
//! Digits only: they have no look-alikes, are typed on any keypad, and are spoken alike by everybody, which letters
//! are not between a Chinese shop and an English manual. Nine carry the essentials, the tenth is a check digit.

use crate::case::{Case, Event, Step};
use crate::content::numbers::{Kind, Numbers};
use crate::content::{ActionId, AddresseeId, CauseId, Knowledge, QuestionId, SymptomId};
use crate::diagnose::Advice;

/// What a short code says. Everything may be missing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Essentials {
    pub symptom: Option<SymptomId>,
    /// The most probable cause, or the situation that came first.
    pub cause: Option<CauseId>,
    /// The last thing that was asked or tried.
    pub step: Option<Step>,
    pub to: Option<AddresseeId>,
}

/// Why a short code cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// Not ten digits.
    Length,
    /// A digit is wrong, or two have changed places.
    Misheard,
    /// Made by a later version, or with content that this one does not have.
    Newer,
}

/// How many digits a code has.
pub const DIGITS: usize = 10;

// Room for each part, "none" included. Fixed for version 0, whose codes are below 64 * 256 * 1024 * 16 = 2^28.
const SYMPTOMS: u64 = 64;
const CAUSES: u64 = 256;
const STEPS: u64 = 1024;
const ADDRESSEES: u64 = 16;

impl Essentials {
    /// The essentials of a case.
    pub fn of(k: &Knowledge, case: &Case, advice: &Advice) -> Self {
        let step = case.events.iter().rev().find_map(|event| match *event {
            Event::Answer(q, _) => Some(Step::Question(q)),
            Event::Tried(a, _) => Some(Step::Action(a)),
            _ => None,
        });
        let handed = case.events.iter().rev().find_map(|event| match event {
            Event::Handed(to) => Some(*to),
            _ => None,
        });
        let situation = advice.facts.flags.numbers().find_map(|n| k.flag(crate::content::FlagId(n))?.cause);
        let cause = situation.or_else(|| advice.belief.ranked().first().map(|(cause, _)| *cause));
        let to = handed.or_else(|| cause.and_then(|c| k.cause(c)).map(|c| c.addressee));
        Self { symptom: advice.facts.symptom(), cause, step, to }
    }

    /// The ten digits; `None` only if a number has outgrown its room.
    pub fn write(&self, k: &Knowledge) -> Option<String> {
        let n = Numbers::read(k);
        let symptom = part(self.symptom.map(|s| n.number(Kind::Symptom, s.0)), SYMPTOMS)?;
        let cause = part(self.cause.map(|c| n.number(Kind::Cause, c.0)), CAUSES)?;
        let to = part(self.to.map(|a| n.number(Kind::Addressee, a.0)), ADDRESSEES)?;
        // Questions have odd numbers, actions even ones.
        let step = match self.step {
            None => 0,
            Some(Step::Question(q)) => u64::from(n.number(Kind::Question, q.0)?) * 2 + 1,
            Some(Step::Action(a)) => u64::from(n.number(Kind::Action, a.0)?) * 2 + 2,
        };
        let value = ((symptom * CAUSES + cause) * STEPS + step) * ADDRESSEES + to;
        let digits = format!("{value:09}");
        (step < STEPS).then(|| format!("{digits}{}", check(digits.bytes().map(|b| b - b'0'))))
    }

    /// Read a code as somebody wrote it down or typed it: spaces, hyphens and Chinese digits are fine.
    ///
    /// # Errors
    /// A [`Slip`] that can be told on the phone.
    pub fn read(k: &Knowledge, text: &str) -> Result<Self, Slip> {
        let digits: Vec<u8> =
            text.chars().filter(|c| !is_space(*c)).map(digit).collect::<Option<_>>().ok_or(Slip::Length)?;
        if digits.len() != DIGITS {
            return Err(Slip::Length);
        }
        if check(digits.iter().copied()) != 0 {
            return Err(Slip::Misheard);
        }
        let value = digits.iter().take(DIGITS - 1).fold(0u64, |value, d| value * 10 + u64::from(*d));
        Self::unpack(k, value).ok_or(Slip::Newer)
    }

    fn unpack(k: &Knowledge, value: u64) -> Option<Self> {
        let n = Numbers::read(k);
        let (rest, to) = (value / ADDRESSEES, value % ADDRESSEES);
        let (rest, step) = (rest / STEPS, rest % STEPS);
        let (symptom, cause) = (rest / CAUSES, rest % CAUSES);
        let step = match step.checked_sub(1).map(|s| (s % 2, u16::try_from(s / 2))) {
            None => None,
            Some((0, number)) => Some(Step::Question(QuestionId(n.place(Kind::Question, number.ok()?)?))),
            Some((_, number)) => Some(Step::Action(ActionId(n.place(Kind::Action, number.ok()?)?))),
        };
        Some(Self {
            symptom: place(&n, Kind::Symptom, symptom)?.map(SymptomId),
            cause: place(&n, Kind::Cause, cause)?.map(CauseId),
            step,
            to: place(&n, Kind::Addressee, to)?.map(AddresseeId),
        })
    }
}

/// In groups, as a phone number is read: `482 109 3557`.
pub fn grouped(code: &str) -> String {
    let mut text = String::new();
    for (n, c) in code.chars().enumerate() {
        if n == 3 || n == 6 {
            text.push(' ');
        }
        text.push(c);
    }
    text
}

/// 0 is "none"; everything else is one more than its number.
fn part(number: Option<Option<u16>>, room: u64) -> Option<u64> {
    let value = match number {
        None => 0,
        Some(number) => u64::from(number?) + 1,
    };
    (value < room).then_some(value)
}

/// The place of a part; the outer `None` when this content does not know the number.
fn place(n: &Numbers, kind: Kind, value: u64) -> Option<Option<u16>> {
    match value.checked_sub(1) {
        None => Some(None),
        Some(number) => n.place(kind, u16::try_from(number).ok()?).map(Some),
    }
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '.' | '·' | '－' | '—' | '_')
}

/// A digit as people write or speak it.
fn digit(c: char) -> Option<u8> {
    let chinese = |digits: &str| digits.chars().position(|d| d == c);
    let at = c.to_digit(10).map(|d| d as usize).or_else(|| chinese("０１２３４５６７８９"));
    let at = at.or_else(|| chinese("〇一二三四五六七八九")).or_else(|| chinese("零幺两叁肆伍陆柒捌玖"));
    u8::try_from(at?).ok()
}

/// Damm's quasigroup: its check digit finds every single wrong digit and every swap of neighbours.
const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

/// The check digit of digits; 0 over a whole code that is right.
fn check(digits: impl Iterator<Item = u8>) -> u8 {
    let step = |row: u8, digit: u8| DAMM.get(usize::from(row)).and_then(|row| row.get(usize::from(digit))).copied();
    digits.fold(0, |row, digit| step(row, digit).unwrap_or_default())
}
