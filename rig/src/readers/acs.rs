//! ACS contactless readers on a serial line (communication manual of the ACR122S): `02`, a CCID message, its exclusive-or,
//! `03`. A short status frame says that a command arrived; commands for the radio chip are wrapped in APDUs.

use super::ccid::{self, Command};
use super::chip::{Chip, Reply};
use crate::reader::{Reader, skip_to, take, xor};
use crate::scene::Scene;

const ARRIVED: [u8; 4] = [0x02, 0x00, 0x00, 0x03];
const WRONG_CHECK: [u8; 4] = [0x02, 0xFF, 0xFF, 0x03];

struct Acs {
    chip: Chip,
    /// Number of the command whose answer waits for a card.
    owing: Option<u8>,
}

/// A new one.
pub fn new() -> Box<dyn Reader> {
    Box::new(Acs { chip: Chip::new(0x32), owing: None })
}

impl Reader for Acs {
    fn turn(&mut self, heard: &mut Vec<u8>, scene: &mut Scene) {
        skip_to(heard, |byte| byte == 0x02);
        while let Some((command, length)) = heard.strip_prefix(&[0x02]).and_then(ccid::read) {
            let Some([check, end]) = heard.get(length + 1..length + 3).and_then(|two| two.first_chunk().copied())
            else {
                return;
            };
            let message = take(heard, length + 3);
            let fits = message.get(1..=length).is_some_and(|message| xor(message) == check) && end == 0x03;
            if fits {
                scene.say(&ARRIVED);
                self.hear(&command, scene);
            } else {
                scene.say(&WRONG_CHECK);
            }
            skip_to(heard, |byte| byte == 0x02);
        }
        if let Some(seq) = self.owing
            && let Some(reply) = self.chip.found(scene)
        {
            self.owing = None;
            say(0x80, seq, &wrapped(&reply), scene);
        }
    }
}

impl Acs {
    fn hear(&mut self, command: &Command, scene: &mut Scene) {
        self.owing = None;
        let seq = command.seq;
        match (command.kind, &command.data[..]) {
            (0x65 | 0x63, _) => say(0x81, seq, &[], scene),
            (0x62, _) => {
                scene.begin();
                say(0x80, seq, &[0x3B, 0x00], scene);
            }
            (0x6F, [0xFF, 0x00, 0x48, 0x00, 0x00]) => say(0x80, seq, b"ACR122S101", scene),
            (0x6F, [0xFF, 0x00, 0x00, 0x00, _, 0xD4, content @ ..]) => match self.chip.command(content, scene) {
                Reply::Now(reply) => say(0x80, seq, &wrapped(&reply), scene),
                Reply::Later => self.owing = Some(seq),
                Reply::Unknown => say(0x80, seq, &[0x63, 0x00], scene),
            },
            _ => say(0x80, seq, &[0x6D, 0x00], scene),
        }
    }
}

fn wrapped(reply: &[u8]) -> Vec<u8> {
    [&[0xD5], reply, &[0x90, 0x00]].concat()
}

fn say(kind: u8, seq: u8, data: &[u8], scene: &mut Scene) {
    let message = ccid::answer(kind, seq, [0, 0], data);
    scene.say_after(10, &[&[0x02], &message[..], &[xor(&message), 0x03]].concat());
}
