//! CodePay / PayCloud terminal (developer.codepay.us): `55 AA`, type, acknowledgement, number, length, data, exclusive-or
//! from the type on, `CC 33`. A heartbeat every two seconds, and an answer to a handshake.

use crate::reader::{Reader, skip_to, take, xor};
use crate::scene::{Millis, Scene};

const HEARTBEAT: u8 = 0x00;
const HANDSHAKE: u8 = 0x01;
const CONFIRM: u8 = 0x02;
const EVERY: Millis = 2_000;
/// Bytes of a frame without data; there are none here.
const FRAME: usize = 10;

#[derive(Default)]
struct CodePay {
    next: Millis,
    number: u8,
}

/// A new one.
pub fn new() -> Box<dyn Reader> {
    Box::new(CodePay { next: EVERY, number: 0 })
}

impl Reader for CodePay {
    fn turn(&mut self, heard: &mut Vec<u8>, scene: &mut Scene) {
        if scene.now >= self.next {
            self.next = scene.now + EVERY;
            self.number = self.number.wrapping_add(1);
            say(HEARTBEAT, self.number, scene);
        }
        skip_to(heard, |byte| byte == 0x55);
        while heard.len() >= FRAME {
            let frame = take(heard, FRAME);
            if let [0x55, 0xAA, HANDSHAKE, _, number, 0, 0, check, 0xCC, 0x33] = frame[..]
                && check == xor(&[HANDSHAKE, number])
            {
                say(CONFIRM, number, scene);
            }
            skip_to(heard, |byte| byte == 0x55);
        }
    }
}

fn say(kind: u8, number: u8, scene: &mut Scene) {
    scene.say(&[0x55, 0xAA, kind, 0, number, 0, 0, xor(&[kind, number]), 0xCC, 0x33]);
}
