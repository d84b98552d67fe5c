//! PAX terminal with POSLINK (public SDK sources): `02`, text fields between `1C`, `03`, exclusive-or behind the `02`. It
//! acknowledges A00 and introduces itself with A01.

use crate::reader::{Reader, skip_to, take, xor};
use crate::scene::Scene;

const ACK: [u8; 1] = [0x06];
const NAK: [u8; 1] = [0x15];
const INTRODUCTION: &[u8] = b"0\x1cA01\x1c1.28\x1c000000\x1cOK\x1cTEST0001\x1cS300\x1cV1";

struct PosLink;

/// A new one.
pub fn new() -> Box<dyn Reader> {
    Box::new(PosLink)
}

impl Reader for PosLink {
    fn turn(&mut self, heard: &mut Vec<u8>, scene: &mut Scene) {
        skip_to(heard, |byte| byte == 0x02);
        while let Some(end) = heard.iter().position(|byte| *byte == 0x03).filter(|end| heard.len() > end + 1) {
            let frame = take(heard, end + 2);
            match frame.get(1..) {
                Some([covered @ .., check]) if xor(covered) == *check => {
                    scene.say(&ACK);
                    if covered.starts_with(b"A00") {
                        introduce(scene);
                    }
                }
                _ => scene.say(&NAK),
            }
            skip_to(heard, |byte| byte == 0x02);
        }
    }
}

fn introduce(scene: &mut Scene) {
    let covered = [INTRODUCTION, &[0x03]].concat();
    scene.say_after(50, &[&[0x02], &covered[..], &[xor(&covered)]].concat());
}
