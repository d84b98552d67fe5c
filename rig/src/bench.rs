//! A reader, the shopkeeper and one fault, on a line. Time is handed in: a test plays it as fast as it likes.

use crate::family::Family;
use crate::fault::{Fault, Wanted};
use crate::reader::Reader;
use crate::scene::{Millis, Move, Scene};

/// How often time has to be handed in, in milliseconds.
pub const TICK: Millis = 20;
/// What comes instead of an answer, or before it. No message of any family starts with one of these bytes.
const JUNK: [u8; 5] = [0x41, 0x54, 0x2B, 0x7E, 0x4F];
/// Delay of a slow reader, and between its pieces.
const LATE: Millis = 250;

/// What comes out of a bench.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happening {
    /// The reader says this.
    Says(Vec<u8>),
    /// Somebody pulls the plug.
    Unplugs,
}

/// A bench.
pub struct Bench {
    reader: Box<dyn Reader>,
    scene: Scene,
    heard: Vec<u8>,
    /// What has been said and has not yet come out, in order.
    coming: std::collections::VecDeque<(Millis, Happening)>,
    /// Answers that are still whole, for faults that strike in the middle of a conversation.
    whole: usize,
    dead: bool,
    /// The host's speed is another one than the reader's.
    mismatch: bool,
}

impl Bench {
    /// A reader of a family, with a fault.
    pub fn new(family: &Family, wanted: impl Into<Wanted>) -> Self {
        let Wanted { fault, after } = wanted.into();
        Self {
            reader: (family.reader)(),
            scene: Scene::new(fault),
            heard: Vec::new(),
            coming: std::collections::VecDeque::new(),
            whole: after.unwrap_or(family.whole),
            dead: false,
            mismatch: false,
        }
    }

    /// The port was opened, or opened again: a new conversation with a reader that kept its power.
    pub fn opened(&mut self) {
        self.heard.clear();
        self.coming.clear();
        self.scene.begin();
    }

    /// Whether the host has set another speed than the reader's.
    pub fn set_mismatch(&mut self, mismatch: bool) {
        self.mismatch = mismatch;
    }

    /// Somebody moves a card by hand.
    pub fn moved(&mut self, to: Move) {
        self.scene.moved(to);
    }

    /// Bytes from the host.
    pub fn receive(&mut self, now: Millis, bytes: &[u8]) {
        let deaf = self.mismatch || self.scene.fault == Fault::WrongSpeed;
        self.heard.extend(bytes.iter().map(|byte| if deaf { mangle(*byte) } else { *byte }));
        self.turn(now);
    }

    /// Time passes. What comes out of it.
    pub fn tick(&mut self, now: Millis) -> Vec<Happening> {
        self.turn(now);
        let mut due = Vec::new();
        while self.coming.front().is_some_and(|(when, _)| *when <= now) {
            due.extend(self.coming.pop_front().map(|(_, happening)| happening));
        }
        due
    }

    fn turn(&mut self, now: Millis) {
        self.scene.now = now;
        self.reader.turn(&mut self.heard, &mut self.scene);
        for (when, bytes) in self.scene.said() {
            self.spoil(when, bytes);
        }
    }

    fn spoil(&mut self, when: Millis, bytes: Vec<u8>) {
        if self.dead {
            return;
        }
        match self.scene.fault {
            Fault::Silent => {}
            Fault::Slow => {
                let middle = bytes.len().div_ceil(2);
                bytes.chunks(middle.max(1)).zip(1..).for_each(|(part, n)| self.put(when + LATE * n / 2, part.to_vec()));
            }
            Fault::Garbage => self.put(when, JUNK.to_vec()),
            Fault::Noise => self.put(when, [&JUNK, &bytes[..]].concat()),
            Fault::Split => bytes.iter().zip(0..).for_each(|(byte, n)| self.put(when + 2 * n, vec![*byte])),
            Fault::HalfWay | Fault::Unplugged if self.whole == 0 => {
                self.dead = true;
                if self.scene.fault == Fault::Unplugged {
                    self.coming.push_back((when, Happening::Unplugs));
                } else {
                    let (half, _) = bytes.split_at(bytes.len() / 2);
                    self.put(when, half.to_vec());
                }
            }
            _ => {
                self.whole = self.whole.saturating_sub(1);
                self.put(when, bytes);
            }
        }
    }

    /// In order: nothing overtakes what was said before.
    fn put(&mut self, when: Millis, bytes: Vec<u8>) {
        let deaf = self.mismatch || self.scene.fault == Fault::WrongSpeed;
        let bytes = if deaf { bytes.into_iter().map(mangle).collect() } else { bytes };
        let last = self.coming.back().map_or(0, |(last, _)| *last);
        self.coming.push_back((when.max(last), Happening::Says(bytes)));
    }
}

/// A byte as the other side sees it at another speed: something, but not this.
fn mangle(byte: u8) -> u8 {
    byte.rotate_left(3) | 0xE0
}
