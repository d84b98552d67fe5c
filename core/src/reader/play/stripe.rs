//! Played stripe readers: one that types, one that reports, and an MSR605.

use super::{Fault, Played};
use crate::reader::check::{Prompt, Which};

/// Numbers that acquirers publish for tests; 101: stripe only, 201: with a chip.
const PLAIN: [&str; 2] = ["%B6200000000000047^TEST/CARD^28121010000000000?", ";6222020000000000000=29121010000000000?"];
const CHIP: [&str; 2] = ["%B6200000000000047^TEST/CARD^28122010000000000?", ";6222020000000000000=29122010000000000?"];

/// Tracks 1 and 2 of the card that is swiped; nothing when it cannot be read.
fn tracks(fault: Fault, card: Which) -> Option<[&'static str; 2]> {
    let tracks = if fault == Fault::ChipCards { CHIP } else { PLAIN };
    (!fault.spoils(card)).then_some(tracks)
}

/// A keyboard wedge.
pub(super) struct Keys(pub Fault);

impl Played for Keys {
    fn receive(&mut self, _: &[u8]) -> Vec<u8> {
        Vec::new()
    }

    fn present(&mut self, prompt: Prompt) -> Vec<u8> {
        let [one, two] = tracks(self.0, prompt.card).unwrap_or(["%E?", ";E?"]);
        format!("{one}{two}\r").into_bytes()
    }
}

/// A MagTek reader in HID mode.
pub(super) struct Reports(pub Fault);

impl Played for Reports {
    fn receive(&mut self, _: &[u8]) -> Vec<u8> {
        Vec::new()
    }

    fn present(&mut self, prompt: Prompt) -> Vec<u8> {
        let tracks = tracks(self.0, prompt.card);
        let bad = u8::from(tracks.is_none());
        let texts = tracks.unwrap_or_default();
        let length = |text: &str| u8::try_from(text.len()).unwrap_or_default();
        let mut report = vec![bad, bad, 0];
        report.extend(texts.map(length));
        report.extend([0, 0]);
        for (n, text) in texts.into_iter().chain([""]).enumerate() {
            report.extend(text.bytes());
            report.resize(7 + 110 * (n + 1), 0);
        }
        report
    }
}

/// An MSR605.
pub(super) struct Msr {
    fault: Fault,
    /// What the reader waits for a card to do, and the card that has been swiped.
    armed: Option<u8>,
}

impl Msr {
    pub(super) fn new(fault: Fault) -> Self {
        Self { fault, armed: None }
    }
}

impl Played for Msr {
    fn receive(&mut self, bytes: &[u8]) -> Vec<u8> {
        let (Some(command), true) = (bytes.get(1), self.fault != Fault::Silent) else { return Vec::new() };
        self.armed = matches!(command, 0x86 | 0x72 | 0x6D).then_some(*command);
        match command {
            0x65 => vec![0x1B, 0x79],
            0x87 => vec![0x1B, if self.fault == Fault::SelfTest { 0x41 } else { 0x30 }],
            _ => Vec::new(),
        }
    }

    fn present(&mut self, prompt: Prompt) -> Vec<u8> {
        match (self.armed.take(), tracks(self.fault, prompt.card)) {
            (Some(0x86), _) => vec![0x1B, 0x30],
            (Some(0x72), Some([one, two])) => format!("\x1bs\x1b\x01{one}\x1b\x02{two}\x1b\x03?\x1c\x1b0").into_bytes(),
            (Some(0x72), None) => b"\x1bs\x1b\x01\x1b\x02\x1b\x03?\x1c\x1b1".to_vec(),
            (Some(_), _) => b"\x1bs\x1b\x01\x00\x1b\x02\x00\x1b\x03\x00?\x1c\x1b1".to_vec(),
            (None, _) => Vec::new(),
        }
    }
}
