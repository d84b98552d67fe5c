//! The NXP PN53x behind its frames: commands in, replies out. Stands alone in PN532 and PN533, and inside ACS readers.

use crate::card;
use crate::fault::Fault;
use crate::scene::{Millis, Scene};

/// Time in which a chip with limited retries gives up looking for a card.
const LOOK: Millis = 100;

/// The chip.
pub struct Chip {
    /// `32` for a PN532, `33` for a PN533.
    ic: u8,
    /// It looks for a card, until then.
    looking: Option<Millis>,
    limited: bool,
}

/// What came of a command.
pub enum Reply {
    /// This, at once: reply code and data.
    Now(Vec<u8>),
    /// Something, later: ask [`Chip::found`].
    Later,
    /// The chip does not know the command.
    Unknown,
}

impl Chip {
    /// A chip of a kind.
    pub fn new(ic: u8) -> Self {
        Self { ic, looking: None, limited: false }
    }

    /// A command without its frame.
    pub fn command(&mut self, command: &[u8], scene: &mut Scene) -> Reply {
        self.looking = None;
        let failed = scene.fault == Fault::SelfTest;
        Reply::Now(match command {
            [0x02] => {
                scene.begin();
                vec![0x03, self.ic, 0x01, 0x06, 0x07]
            }
            [0x14, 0x01, ..] => vec![0x15],
            [0x04] => vec![0x05, 0x00, u8::from(scene.present().is_some()), 0x00, 0x80],
            [0x00, 0x00, data @ ..] => [&[0x01, 0x00], data].concat(),
            [0x00, 0x01 | 0x02] => vec![0x01, if failed { 0xFF } else { 0x00 }],
            [0x00, 0x06] => vec![0x01, u8::from(scene.present().is_none())],
            [0x00, 0x07, _] => vec![0x01, if scene.fault == Fault::Dead { 0x02 } else { 0x00 }],
            [0x32, item, ..] => {
                self.limited |= *item == 0x05;
                vec![0x33]
            }
            [0x4A, 0x01, speed, ..] => {
                self.looking = Some(if self.limited { scene.now + LOOK } else { Millis::MAX });
                // Both test cards are of type A.
                return if *speed == 0 { Reply::Later } else { Reply::Now(vec![0x4B, 0x00]) };
            }
            [0x40, 0x01, apdu @ ..] => exchanged(apdu, scene),
            [0x52, _] => {
                scene.let_go();
                vec![0x53, 0x00]
            }
            _ => return Reply::Unknown,
        })
    }

    /// Stops looking for a card.
    pub fn stop(&mut self) {
        self.looking = None;
    }

    /// What became of looking for a card, once something did.
    pub fn found(&mut self, scene: &mut Scene) -> Option<Vec<u8>> {
        let until = self.looking?;
        let reply = match scene.look() {
            Some(_) => [&[0x4B], &card::TARGET[..]].concat(),
            None if scene.now >= until => vec![0x4B, 0x00],
            None => return None,
        };
        self.looking = None;
        Some(reply)
    }
}

/// A command for the card: status, and what it answered. `01` is silence.
fn exchanged(apdu: &[u8], scene: &Scene) -> Vec<u8> {
    match scene.present() {
        Some(shown) if shown.readable => [&[0x41, 0x00], card::apdu(apdu)].concat(),
        _ => vec![0x41, 0x01],
    }
}
