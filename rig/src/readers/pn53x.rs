//! PN532 on a serial line (sleeps until it is woken) and PN533 (awake as long as it has USB power): NXP user manuals.
//! `00 00 FF LEN LCS D4 command DCS 00`; each frame is acknowledged before it is answered.

use super::chip::{Chip, Reply};
use crate::reader::{Reader, take};
use crate::scene::Scene;

const ACK: [u8; 6] = [0x00, 0x00, 0xFF, 0x00, 0xFF, 0x00];
const NACK: [u8; 6] = [0x00, 0x00, 0xFF, 0xFF, 0x00, 0x00];
/// Not understood.
const ERROR: [u8; 8] = [0x00, 0x00, 0xFF, 0x01, 0xFF, 0x7F, 0x81, 0x00];
/// Preamble of the longest command.
const PATIENCE: usize = 300;

struct Pn53x {
    chip: Chip,
    asleep: bool,
}

/// A PN532.
pub fn serial() -> Box<dyn Reader> {
    Box::new(Pn53x { chip: Chip::new(0x32), asleep: true })
}

/// A PN533.
pub fn usb() -> Box<dyn Reader> {
    Box::new(Pn53x { chip: Chip::new(0x33), asleep: false })
}

impl Reader for Pn53x {
    fn turn(&mut self, heard: &mut Vec<u8>, scene: &mut Scene) {
        // What wakes it is a long preamble: 55 55 as libraries send it, or many zeros.
        self.asleep &= !(heard.contains(&0x55) || heard.starts_with(&[0; 10]));
        while let Some(frame) = next(heard) {
            self.hear(frame, scene);
        }
        if let Some(reply) = self.chip.found(scene) {
            say(&reply, scene);
        }
    }
}

enum Frame {
    Command(Vec<u8>),
    Stop,
    Wrong,
}

impl Pn53x {
    fn hear(&mut self, frame: Frame, scene: &mut Scene) {
        match frame {
            _ if self.asleep => {}
            Frame::Stop => self.chip.stop(),
            Frame::Wrong => scene.say(&NACK),
            Frame::Command(command) => {
                scene.say(&ACK);
                match self.chip.command(&command, scene) {
                    Reply::Now(reply) => say(&reply, scene),
                    Reply::Later => {}
                    Reply::Unknown => scene.say(&ERROR),
                }
            }
        }
    }
}

fn say(reply: &[u8], scene: &mut Scene) {
    let content = [&[0xD5], reply].concat();
    let length = u8::try_from(content.len()).unwrap_or(u8::MAX);
    let frame =
        [&[0x00, 0x00, 0xFF, length, length.wrapping_neg()], &content[..], &[sum(&content).wrapping_neg(), 0x00]];
    scene.say_after(5, &frame.concat());
}

fn sum(bytes: &[u8]) -> u8 {
    bytes.iter().fold(0, |sum, byte| sum.wrapping_add(*byte))
}

/// The next frame, once it is whole; what stands before it is dropped.
fn next(heard: &mut Vec<u8>) -> Option<Frame> {
    let Some(start) = heard.windows(2).position(|pair| pair == [0x00, 0xFF]) else {
        // A preamble may go on.
        if heard.len() > PATIENCE {
            heard.clear();
        }
        return None;
    };
    take(heard, start);
    match *heard.get(2..)? {
        [0x00, 0xFF, ..] => {
            take(heard, 4);
            Some(Frame::Stop)
        }
        [length, check, ..] if length.wrapping_add(check) != 0 => {
            take(heard, 4);
            Some(Frame::Wrong)
        }
        [length, _, ref body @ ..] => {
            let covered = body.get(..usize::from(length) + 1)?;
            let frame = match covered {
                [0xD4, command @ .., _] if sum(covered) == 0 => Frame::Command(command.to_vec()),
                _ => Frame::Wrong,
            };
            take(heard, 4 + usize::from(length) + 1);
            Some(frame)
        }
        _ => None,
    }
}
