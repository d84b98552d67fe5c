//! A played PN532 with cards at its antenna.

use super::{Fault, Played};
use crate::reader::check::{Prompt, Which};
use crate::reader::frame::pn53x;

/// A radio chip.
pub(super) struct Chip {
    fault: Fault,
    /// The card at the antenna.
    card: Option<Which>,
}

impl Chip {
    pub(super) fn new(fault: Fault) -> Self {
        Self { fault, card: None }
    }

    /// Answer to a command without its frame, as the chip's code and data; nothing to what has none.
    fn answer(&mut self, command: &[u8]) -> Option<Vec<u8>> {
        let broken = self.fault == Fault::SelfTest;
        let seen = self.card.is_some_and(|card| !self.fault.spoils(card));
        Some(match command {
            [0x02, ..] => vec![0x03, 0x32, 0x01, 0x06, 0x07],
            [0x14, ..] => vec![0x15],
            [0x00, 0x00, echo @ ..] => [&[0x01, 0x00], echo].concat(),
            [0x00, 0x02, ..] if broken => vec![0x01, 0xFF],
            [0x00, ..] => vec![0x01, 0x00],
            [0x32, ..] => vec![0x33],
            [0x4A, 0x01, 0x00] if seen => {
                vec![0x4B, 1, 1, 0x00, 0x04, 0x20, 4, 0x08, 1, 2, 3, 6, 0x75, 0x77, 0x81, 0x02, 0x80]
            }
            [0x4A, ..] => vec![0x4B, 0],
            [0x40, ..] => vec![0x41, 0x00, 0x6A, 0x82],
            // The card is taken away once it has been let go.
            [0x52, ..] => {
                self.card = None;
                vec![0x53, 0x00]
            }
            _ => return None,
        })
    }
}

impl Played for Chip {
    fn receive(&mut self, bytes: &[u8]) -> Vec<u8> {
        let start = bytes.windows(3).position(|head| head == [0x00, 0x00, 0xFF]);
        let frame = start.and_then(|at| bytes.get(at + 3..)).unwrap_or_default();
        let ([length, _, 0xD4, rest @ ..], true) = (frame, self.fault != Fault::Silent) else { return Vec::new() };
        let command = rest.get(..usize::from(*length).saturating_sub(1)).unwrap_or_default();
        let Some(answer) = self.answer(command) else { return Vec::new() };
        [&[0x00, 0x00, 0xFF, 0x00, 0xFF, 0x00], &pn53x::wrap_as(pn53x::FROM_CHIP, &answer)[..]].concat()
    }

    fn present(&mut self, prompt: Prompt) -> Vec<u8> {
        self.card = Some(prompt.card);
        Vec::new()
    }
}
