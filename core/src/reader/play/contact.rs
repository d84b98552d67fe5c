//! A played GemPC Twin with cards in its slot.

use super::{Fault, Played};
use crate::reader::check::{Prompt, Which};
use crate::reader::frame::gempc;

/// A contact reader.
pub(super) struct Gem {
    fault: Fault,
    /// The card in the slot.
    card: Option<Which>,
}

impl Gem {
    pub(super) fn new(fault: Fault) -> Self {
        Self { fault, card: None }
    }

    /// Kind, status, error and data of an answer.
    fn answer(&mut self, kind: u8) -> (u8, u8, &'static [u8]) {
        let spoilt = self.card.is_some_and(|card| self.fault.spoils(card));
        match kind {
            0x65 => (0x81, if self.card.is_some() { 1 } else { 2 }, &[]),
            0x6B => (0x83, 0, b"GemTwr2-V2.00"),
            0x62 if spoilt => (0x80, 0x41, &[]),
            0x62 => (0x80, 0, &[0x3B, 0x60, 0x00, 0x00]),
            0x6F => (0x80, 0, &[0x6A, 0x82]),
            // The card is taken out once the power is off.
            _ => {
                self.card = None;
                (0x81, 1, &[])
            }
        }
    }
}

impl Played for Gem {
    fn receive(&mut self, bytes: &[u8]) -> Vec<u8> {
        let ([0x03, 0x06, kind, _, _, _, _, _, seq, ..], true) = (bytes, self.fault != Fault::Silent) else {
            return Vec::new();
        };
        let (reply, status, data) = self.answer(*kind);
        let length = u8::try_from(data.len()).unwrap_or_default();
        let head = [reply, length, 0, 0, 0, 0, *seq, status, 0xFE, 0];
        gempc::wrap(&[&head, data].concat())
    }

    fn present(&mut self, prompt: Prompt) -> Vec<u8> {
        self.card = Some(prompt.card);
        vec![0x50, 0x03]
    }
}
