//! wizarPOS terminal (public OPC samples): `02`, version, four control bytes, length, data, `03`, exclusive-or from the
//! version on. It answers a handshake with the same number.

use crate::reader::{Reader, skip_to, take, xor};
use crate::scene::Scene;

const ASK: u8 = 0xF1;
const ANSWER: u8 = 0xF2;
/// Bytes of a frame without data; there are none here.
const FRAME: usize = 10;

struct Opc;

/// A new one.
pub fn new() -> Box<dyn Reader> {
    Box::new(Opc)
}

impl Reader for Opc {
    fn turn(&mut self, heard: &mut Vec<u8>, scene: &mut Scene) {
        skip_to(heard, |byte| byte == 0x02);
        while heard.len() >= FRAME {
            let frame = take(heard, FRAME);
            if let [0x02, version, ASK, c1, s1, s0, 0, 0, 0x03, check] = frame[..]
                && check == xor(&[version, ASK, c1, s1, s0, 0x03])
            {
                let answer = [0x02, version, ANSWER, c1, s1, s0, 0, 0, 0x03];
                scene.say(&[&answer[..], &[xor(&[version, ANSWER, c1, s1, s0, 0x03])]].concat());
            }
            skip_to(heard, |byte| byte == 0x02);
        }
    }
}
