//! What was written, reduced to what counts: one spelling, no tags, no invisible characters, places of breaks.

use super::fold::fold_char;
use super::pinyin::Sounds;
use crate::content::Phrases;

/// One character that counts, or a syllable typed as pinyin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    pub kind: Kind,
    /// Place of the character in the text.
    pub at: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Char(char),
    Syllable(u16),
    /// Between Latin words.
    Space,
    /// Comma and the like.
    Pause,
    /// End of a sentence.
    Stop,
}

impl Unit {
    /// A Latin letter or a digit.
    pub fn is_ascii(&self) -> bool {
        matches!(self.kind, Kind::Char(c) if c.is_ascii_alphanumeric())
    }

    pub fn is_break(&self) -> bool {
        matches!(self.kind, Kind::Pause | Kind::Stop)
    }
}

/// Units of a text or of a phrase.
pub fn units(phrases: &Phrases, text: &[char]) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(c) = text.get(at) {
        let kind = kind(phrases, *c, text.get(at + 1));
        if let Some(kind) = kind {
            push(&mut units, Unit { kind, at });
        }
        at += 1;
    }
    while units.last().is_some_and(|u| u.kind == Kind::Space) {
        units.pop();
    }
    units
}

/// Spaces count between Latin words only, and one break is enough.
fn push(units: &mut Vec<Unit>, unit: Unit) {
    let last = units.last().copied();
    let latin = last.is_some_and(|u| u.is_ascii());
    if unit.kind == Kind::Space && !latin {
        return;
    }
    if last.is_some_and(|u| u.kind == Kind::Space) && !unit.is_ascii() {
        units.pop();
    }
    if unit.kind == Kind::Pause && units.last().is_none_or(Unit::is_break) {
        return;
    }
    units.push(unit);
}

fn kind(phrases: &Phrases, c: char, next: Option<&char>) -> Option<Kind> {
    let folded = fold_char(c);
    match folded {
        '\n' | '\r' => Some(Kind::Stop),
        _ if c == '\n' || c == '\r' => Some(Kind::Stop),
        '。' | '!' | '?' | ';' | '｡' => Some(Kind::Stop),
        '.' if next.is_none_or(|n| n.is_whitespace()) => Some(Kind::Stop),
        ',' | ':' | '、' | '…' | '~' | '—' | '.' => Some(Kind::Pause),
        ' ' => Some(Kind::Space),
        // A minus belongs to the error numbers of drivers.
        '-' if next.is_some_and(char::is_ascii_digit) => Some(Kind::Char('-')),
        c if c.is_alphanumeric() => Some(Kind::Char(simplified(phrases, c))),
        c if ignored(c) => None,
        _ => Some(Kind::Pause),
    }
}

/// Quotes, brackets, hyphens, and what cannot be seen: control characters, marks of direction, joiners.
fn ignored(c: char) -> bool {
    let unseen = c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}');
    unseen || "'’‘\"“”()[]{}《》『』<>-_/+*#&@".contains(c)
}

fn simplified(phrases: &Phrases, c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    let place = phrases.variants.binary_search_by_key(&c, |(form, _)| *form);
    place.ok().and_then(|at| phrases.variants.get(at)).map_or(c, |(_, plain)| *plain)
}

/// The text with a space in the place of every tag.
pub fn without_tags(text: &[char]) -> Vec<char> {
    let mut plain = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(c) = text.get(at) {
        let tag = tag_length(text, at);
        plain.push(if tag > 0 { ' ' } else { *c });
        at += tag.max(1).max(program_length(text, at));
    }
    plain
}

/// Length of a script or style that starts here, with its closing tag; nobody's words are in there.
fn program_length(text: &[char], at: usize) -> usize {
    let ahead: String = text.iter().skip(at).take(7).flat_map(|c| c.to_lowercase()).collect();
    if !ahead.starts_with("<script") && !ahead.starts_with("<style") {
        return 0;
    }
    let close = text.windows(2).skip(at + 1).position(|pair| pair == ['<', '/']);
    close.map_or(text.len() - at, |n| n + 1)
}

/// Length of a tag that starts here; 0 when none does.
fn tag_length(text: &[char], at: usize) -> usize {
    const LONGEST: usize = 200;
    let opens = text.get(at) == Some(&'<');
    let named = text.get(at + 1).is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
    if !opens || !named {
        return 0;
    }
    text.iter().skip(at).take(LONGEST).position(|c| *c == '>').map_or(0, |n| n + 1)
}

/// Drop Latin letters that only repeat the sound of the next character: 刷ka卡.
pub fn without_doubles(sounds: &Sounds, units: &mut Vec<Unit>) {
    let mut from = 0;
    while let Some((start, length)) = latin_run(units, from) {
        let run: Vec<char> = letters(units, start, length);
        let next = units.get(start + length).and_then(|u| match u.kind {
            Kind::Char(c) => Some(c),
            _ => None,
        });
        let after = start > 0 && units.get(start - 1).is_some_and(|u| matches!(u.kind, Kind::Char(_)));
        let spelled = sounds.spell(&run).filter(|s| s.len() == 1);
        let same = spelled.zip(next).is_some_and(|(s, c)| s.iter().any(|(n, _)| sounds.readings(c).any(|r| r == *n)));
        from = start + length;
        if after && same {
            units.drain(start..start + length);
            from = start;
        }
    }
}

/// First run of Latin letters at or after `from`: start and length.
fn latin_run(units: &[Unit], from: usize) -> Option<(usize, usize)> {
    let letter = |u: &Unit| matches!(u.kind, Kind::Char(c) if c.is_ascii_alphabetic());
    let start = from + units.iter().skip(from).position(letter)?;
    Some((start, units.iter().skip(start).take_while(|u| letter(u)).count()))
}

fn letters(units: &[Unit], start: usize, length: usize) -> Vec<char> {
    let run = units.iter().skip(start).take(length);
    run.filter_map(|u| if let Kind::Char(c) = u.kind { Some(c) } else { None }).collect()
}

/// The text read as pinyin, when most of its Latin letters can be.
pub fn as_pinyin(sounds: &Sounds, units: &[Unit]) -> Option<Vec<Unit>> {
    const MOSTLY: usize = 65;
    let (mut all, mut spelled, mut syllables) = (0, 0, 0);
    let mut out = Vec::with_capacity(units.len());
    let mut at = 0;
    while let Some(unit) = units.get(at) {
        let run = latin_run(units, at).filter(|(start, _)| *start == at);
        let Some((start, length)) = run else {
            if unit.kind != Kind::Space {
                out.push(*unit);
            }
            at += 1;
            continue;
        };
        all += length;
        match sounds.spell(&letters(units, start, length)) {
            Some(list) => {
                spelled += length;
                syllables += list.len();
                let mut place = start;
                for (syllable, letters) in list {
                    let from = units.get(place).map_or(0, |u| u.at);
                    out.push(Unit { kind: Kind::Syllable(syllable), at: from });
                    place += letters;
                }
            }
            None => out.extend(units.iter().skip(start).take(length)),
        }
        at = start + length;
    }
    (syllables >= 2 && spelled * 100 >= all * MOSTLY).then_some(out)
}
