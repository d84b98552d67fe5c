//! Chinese bank stripe readers of the START type, in both command sets (headers of public drivers). The second set is the
//! one in which a careless question for the firmware would open a write: it answers to no such thing here.

use crate::reader::{Reader, skip_to, take};
use crate::scene::{Scene, Shown, Turn};

const ESC: u8 = 0x1B;

/// Commands of a set, and whether they read; the longer ones first.
type Commands = &'static [(&'static [u8], bool)];

struct Start {
    commands: Commands,
    answer: fn(Shown) -> Vec<u8>,
    waiting: bool,
}

const ONE: Commands = &[
    (&[ESC, 0x42, 0x5D], true),
    (&[ESC, 0x54, 0x5D], true),
    (&[ESC, 0x5D], true),
    (&[ESC, 0x6A], false),
    (&[ESC, 0x30], false),
];
const TWO: Commands = &[(&[ESC, 0x71], true), (&[ESC, 0x70], true), (&[ESC, 0x72], true), (&[ESC, 0x30], false)];

/// One that speaks set 1.
pub fn one() -> Box<dyn Reader> {
    Box::new(Start { commands: ONE, answer: with_lead, waiting: false })
}

/// One that speaks set 2.
pub fn two() -> Box<dyn Reader> {
    Box::new(Start { commands: TWO, answer: with_sentinels, waiting: false })
}

/// The lead of the command, digits with `A` where `=` is expected, `1C`; `7F` for what could not be read.
fn with_lead(shown: Shown) -> Vec<u8> {
    let [_, two] = shown.card.tracks;
    let digits = two.trim_matches([';', '?']).replace('=', "A");
    let track = if shown.readable { digits.as_bytes() } else { &[0x7F] };
    [&[ESC, 0x42, 0x5D], track, &[0x1C]].concat()
}

/// As on the stripe, and a carriage return; zeros for what could not be read.
fn with_sentinels(shown: Shown) -> Vec<u8> {
    let [_, two] = shown.card.tracks;
    format!("{}\r", if shown.readable { two } else { ";00000?" }).into_bytes()
}

impl Reader for Start {
    fn turn(&mut self, heard: &mut Vec<u8>, scene: &mut Scene) {
        skip_to(heard, |byte| byte == ESC);
        while let Some((command, reads)) = self.commands.iter().find(|(command, _)| heard.starts_with(command)) {
            take(heard, command.len());
            self.waiting = *reads;
            if *reads {
                scene.want_swipe(Turn::Next)
            } else {
                scene.cancel_swipe()
            }
            skip_to(heard, |byte| byte == ESC);
        }
        // Longer than any command of the set, and none of them: not understood.
        if heard.len() > 3 {
            take(heard, 1);
        }
        if self.waiting
            && let Some(shown) = scene.swiped()
        {
            self.waiting = false;
            scene.say(&(self.answer)(shown));
        }
    }
}
