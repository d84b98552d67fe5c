//! GemPC Twin on a serial line (framing as in the CCID driver's serial part): `03 06`, a CCID message, exclusive-or of
//! everything before it. It reports cards by itself and asks for time before it powers one.

use super::ccid::{self, Command};
use crate::card;
use crate::reader::{Reader, skip_to, take, xor};
use crate::scene::Scene;

/// `50 02` a card went, `50 03` a card came.
const WENT: [u8; 2] = [0x50, 0x02];
const CAME: [u8; 2] = [0x50, 0x03];
const NAK: [u8; 3] = [0x03, 0x15, 0x16];
/// A single byte from 80 upwards: wait on.
const MORE_TIME: [u8; 1] = [0x81];

#[derive(Default)]
struct GemPc {
    there: bool,
    powered: bool,
}

/// A new one.
pub fn new() -> Box<dyn Reader> {
    Box::new(GemPc::default())
}

impl Reader for GemPc {
    fn turn(&mut self, heard: &mut Vec<u8>, scene: &mut Scene) {
        let there = scene.present().is_some();
        if there != self.there {
            scene.say(if there { &CAME } else { &WENT });
            (self.there, self.powered) = (there, false);
        }
        skip_to(heard, |byte| byte == 0x03);
        while let Some((command, length)) = heard.strip_prefix(&[0x03, 0x06]).and_then(ccid::read) {
            let Some(check) = heard.get(length + 2).copied() else { return };
            let fits = xor(&take(heard, length + 2)) == check;
            take(heard, 1);
            if fits {
                self.hear(&command, scene)
            } else {
                scene.say(&NAK)
            }
            skip_to(heard, |byte| byte == 0x03);
        }
    }
}

impl GemPc {
    fn hear(&mut self, command: &Command, scene: &mut Scene) {
        match command.kind {
            0x65 => {
                let there = scene.look().is_some();
                say(0x81, command, [self.status(there), 0], &[], scene);
            }
            0x6B if command.data == [0x02] => say(0x83, command, [2, 0], b"GemTwr2-V2.00", scene),
            0x62 => {
                scene.say(&MORE_TIME);
                self.power(command, scene);
            }
            0x63 => {
                self.powered = false;
                scene.let_go();
                say(0x81, command, [1, 0], &[], scene);
            }
            0x6F if self.powered => say(0x80, command, [0, 0], card::apdu(&command.data), scene),
            // Command failed: the card does not answer.
            0x6F => say(0x80, command, [0x42, 0xFE], &[], scene),
            _ => say(0x81, command, [0x42, 0x00], &[], scene),
        }
    }

    fn power(&mut self, command: &Command, scene: &mut Scene) {
        let shown = scene.present();
        self.powered = shown.is_some_and(|shown| shown.readable);
        if self.powered {
            say(0x80, command, [0, 0], &card::ATR, scene);
        } else {
            say(0x80, command, [0x40 | self.status(shown.is_some()), 0xFE], &[], scene);
        }
    }

    fn status(&self, there: bool) -> u8 {
        match (there, self.powered) {
            (true, true) => 0,
            (true, false) => 1,
            (false, _) => 2,
        }
    }
}

fn say(kind: u8, command: &Command, status: [u8; 2], data: &[u8], scene: &mut Scene) {
    let mut frame = [&[0x03, 0x06], &ccid::answer(kind, command.seq, status, data)[..]].concat();
    frame.push(xor(&frame));
    scene.say_after(10, &frame);
}
