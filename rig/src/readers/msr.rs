//! MSR605 (Programmer's Manual, revision B): ESC and a letter. Reading waits for a swipe; a reset ends the waiting.

use crate::card;
use crate::fault::Fault;
use crate::reader::{Reader, skip_to, take};
use crate::scene::{Scene, Shown, Turn};

const ESC: u8 = 0x1B;

/// What it waits for a card for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Waiting {
    Sensor,
    Text,
    Bits,
}

#[derive(Default)]
struct Msr {
    waiting: Option<Waiting>,
}

/// A new one.
pub fn new() -> Box<dyn Reader> {
    Box::new(Msr::default())
}

impl Reader for Msr {
    fn turn(&mut self, heard: &mut Vec<u8>, scene: &mut Scene) {
        skip_to(heard, |byte| byte == ESC);
        while let [ESC, letter, ..] = heard[..] {
            take(heard, 2);
            self.command(letter, scene);
            skip_to(heard, |byte| byte == ESC);
        }
        if let Some((waiting, shown)) = self.waiting.and_then(|waiting| Some((waiting, scene.swiped()?))) {
            self.waiting = None;
            scene.say(&match waiting {
                Waiting::Sensor => vec![ESC, 0x30],
                Waiting::Text => text(shown),
                Waiting::Bits => raw(shown),
            });
        }
    }
}

impl Msr {
    fn command(&mut self, letter: u8, scene: &mut Scene) {
        match letter {
            0x61 => {
                self.waiting = None;
                scene.cancel_swipe();
            }
            0x65 => {
                scene.begin();
                scene.say(&[ESC, 0x79]);
            }
            0x87 => scene.say_after(60, &[ESC, if scene.fault == Fault::SelfTest { 0x41 } else { 0x30 }]),
            0x86 => self.wait(Waiting::Sensor, Turn::Same, scene),
            0x72 => self.wait(Waiting::Text, Turn::Next, scene),
            0x6D => self.wait(Waiting::Bits, Turn::Same, scene),
            0x74 => scene.say(&[ESC, b'3', 0x53]),
            0x76 => scene.say(b"\x1bREVT3.12"),
            0x64 => scene.say(&[ESC, 0x48]),
            0x6C => scene.say(&[ESC, 0x3D, 0x16]),
            // Lamps say nothing. Whatever writes does not exist here: a test sees it in the record of what was heard.
            _ => {}
        }
    }

    fn wait(&mut self, waiting: Waiting, turn: Turn, scene: &mut Scene) {
        self.waiting = Some(waiting);
        scene.want_swipe(turn);
    }
}

/// Answer to "read ISO": tracks behind their markers, an ending field, a status.
fn text(shown: Shown) -> Vec<u8> {
    let [one, two] = if shown.readable { shown.card.tracks } else { ["", ""] };
    let status = if shown.readable { '0' } else { '1' };
    format!("\x1bs\x1b\x01{one}\x1b\x02{two}\x1b\x03?\x1c\x1b{status}").into_bytes()
}

/// Answer to "read raw": the same with counted bits.
fn raw(shown: Shown) -> Vec<u8> {
    let mut answer = b"\x1bs".to_vec();
    for (text, marker) in shown.card.tracks.into_iter().chain([""]).zip(1..) {
        let bits = if text.is_empty() { Vec::new() } else { card::bits(text, shown.readable) };
        answer.extend([ESC, marker, u8::try_from(bits.len()).unwrap_or(u8::MAX)]);
        answer.extend(bits);
    }
    answer.extend(b"?\x1c\x1b0");
    answer
}
