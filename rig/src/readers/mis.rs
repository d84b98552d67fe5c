//! Things that only talk: the terminal's side of the mainland cash-register link (framing from public driver code), while
//! a cashier starts sales there; and a device that is no reader at all.

use crate::reader::{Reader, xor};
use crate::scene::{Millis, Scene};

const EVERY: Millis = 1_000;

struct Talker {
    next: Millis,
    every: Millis,
    message: fn() -> Vec<u8>,
}

/// The terminal's side of a cash-register link.
pub fn new() -> Box<dyn Reader> {
    Box::new(Talker { next: EVERY, every: EVERY, message: sale })
}

/// Something else that somebody plugged in: it measures, and says so all the time.
pub fn talker() -> Box<dyn Reader> {
    Box::new(Talker { next: 0, every: 100, message: || b"+0012.34 kg\r\n".to_vec() })
}

/// A question for the till: direction, kind of trade, four random digits. No merchant, no card, no amount.
fn sale() -> Vec<u8> {
    let data = [0xDF, 0x01, 0x01, 0x00, 0xDF, 0x02, 0x01, 0x01, 0xDF, 0x04, 0x04, b'1', b'2', b'3', b'4'];
    let covered = [&[0x00, 0x15], &data[..], &[0x03]].concat();
    [&[0x02], &covered[..], &[xor(&covered)]].concat()
}

impl Reader for Talker {
    fn turn(&mut self, heard: &mut Vec<u8>, scene: &mut Scene) {
        heard.clear();
        if scene.now >= self.next {
            self.next = scene.now + self.every;
            scene.say(&(self.message)());
        }
    }
}
