//! Answer to reset (ISO/IEC 7816-3): the first thing a chip says when it gets power.

use crate::reader::Reject;

/// Bytes of the longest answer, TS included.
const LONGEST: usize = 33;
/// Clock rate conversion by the high half of TA1; 0 is reserved.
const F: [u16; 16] = [372, 372, 558, 744, 1116, 1488, 1860, 0, 0, 512, 768, 1024, 1536, 2048, 0, 0];
/// Baud rate adjustment by the low half of TA1; 0 is reserved.
const D: [u16; 16] = [0, 1, 2, 4, 8, 16, 32, 64, 12, 20, 0, 0, 0, 0, 0, 0];

/// One interface byte: its letter A to D, its round from 1, its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interface {
    /// `A`, `B`, `C` or `D`.
    pub letter: char,
    /// 1 for TA1, 2 for TA2 …
    pub round: u8,
    /// The byte.
    pub value: u8,
}

/// A parsed answer to reset. No card number is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Atr<'a> {
    /// TS 3F: bits are sent inverted.
    pub inverse: bool,
    /// Interface bytes in order.
    pub interface: Vec<Interface>,
    /// Transmission protocols offered, in order; 15 only announces global bytes and is left out.
    pub protocols: Vec<u8>,
    /// What the maker wrote: up to 15 bytes.
    pub historical: &'a [u8],
    /// Check byte, there if and only if something other than T=0 is named.
    pub tck: Option<u8>,
    /// Whether the exclusive-or from T0 to TCK is zero.
    pub tck_ok: Option<bool>,
}

/// Reads a whole answer to reset.
pub fn read(bytes: &[u8]) -> Result<Atr<'_>, Reject> {
    let (ts, rest) = bytes.split_first().ok_or(Reject::truncated("no answer to reset"))?;
    let inverse = match ts {
        0x3B => false,
        0x3F => true,
        _ => return Err(Reject::format("an answer to reset starts with 3B or 3F")),
    };
    if bytes.len() > LONGEST {
        return Err(Reject::length("an answer to reset has at most 33 bytes"));
    }
    let (interface, historical_len, after) = interface(rest)?;
    let named = named_protocols(&interface);
    let cut = || Reject::truncated("the historical bytes are cut off");
    let (historical, after) = after.split_at_checked(historical_len).ok_or_else(cut)?;
    let tck = check_byte(after, named.iter().any(|t| *t != 0))?;
    let tck_ok = tck.map(|_| rest.iter().fold(0, |sum, byte| sum ^ byte) == 0);
    Ok(Atr { inverse, interface, protocols: transmission(named), historical, tck, tck_ok })
}

/// T0 and everything that T0 and each TD announce; says how many historical bytes follow, and what follows.
fn interface(bytes: &[u8]) -> Result<(Vec<Interface>, usize, &[u8]), Reject> {
    let cut = Reject::truncated("the interface bytes are cut off");
    let (t0, mut rest) = bytes.split_first().ok_or(cut)?;
    let (mut found, mut announced) = (Vec::new(), *t0);
    for round in 1.. {
        let mut more = None;
        for (letter, bit) in [('A', 0x10), ('B', 0x20), ('C', 0x40), ('D', 0x80)] {
            if announced & bit == 0 {
                continue;
            }
            let (value, after) = rest.split_first().ok_or(cut)?;
            rest = after;
            found.push(Interface { letter, round, value: *value });
            more = (letter == 'D').then_some(*value);
        }
        match more {
            Some(td) => announced = td,
            None => break,
        }
    }
    Ok((found, usize::from(t0 & 0x0F), rest))
}

/// Protocols that the TD bytes name; without any it is T=0.
fn named_protocols(interface: &[Interface]) -> Vec<u8> {
    let mut named: Vec<u8> = Vec::new();
    for byte in interface.iter().filter(|byte| byte.letter == 'D') {
        let protocol = byte.value & 0x0F;
        if !named.contains(&protocol) {
            named.push(protocol);
        }
    }
    if named.is_empty() { vec![0] } else { named }
}

fn transmission(mut named: Vec<u8>) -> Vec<u8> {
    named.retain(|protocol| *protocol != 15);
    if named.is_empty() { vec![0] } else { named }
}

fn check_byte(rest: &[u8], expected: bool) -> Result<Option<u8>, Reject> {
    match (rest, expected) {
        ([], false) => Ok(None),
        ([tck], true) => Ok(Some(*tck)),
        ([], true) => Err(Reject::truncated("the check byte is missing")),
        _ => Err(Reject::length("bytes after the end of the answer to reset")),
    }
}

impl Atr<'_> {
    /// An interface byte by letter and round.
    pub fn find(&self, letter: char, round: u8) -> Option<u8> {
        self.interface.iter().find(|byte| byte.letter == letter && byte.round == round).map(|byte| byte.value)
    }

    /// Clock rate conversion integer; `None` for a reserved code.
    pub fn f(&self) -> Option<u16> {
        let index = self.find('A', 1).unwrap_or(0x11) >> 4;
        F.get(usize::from(index)).copied().filter(|f| *f != 0)
    }

    /// Baud rate adjustment integer; `None` for a reserved code.
    pub fn d(&self) -> Option<u16> {
        let index = self.find('A', 1).unwrap_or(0x11) & 0x0F;
        D.get(usize::from(index)).copied().filter(|d| *d != 0)
    }

    /// TA2 is there: the card fixes protocol and speed.
    pub fn specific_mode(&self) -> bool {
        self.find('A', 2).is_some()
    }
}
