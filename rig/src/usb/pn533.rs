//! PN533 on USB: vendor class, frames as on a serial line, each in a transfer of its own (libnfc: OUT 04, IN 84).

use super::descriptor::{self, Interface};
use super::{Gadget, Identity, Setup, Stall, standard};
use crate::bench::{Bench, Happening};
use crate::family::Family;
use crate::fault::Wanted;
use crate::readers::pn53x;
use crate::scene::{Millis, Move};
use std::collections::VecDeque;

/// The chip on a cable without serial line; the rest of the row is never looked at.
static FAMILY: Family = Family {
    name: "pn533",
    title: "PN533 NFC reader",
    speed: 0,
    stop_bits: 1,
    cable: (0, 0),
    reader: pn53x::usb,
    whole: 7,
    faults: &[],
};

/// The device.
pub struct Pn533 {
    bench: Bench,
    answers: VecDeque<Vec<u8>>,
}

impl Pn533 {
    /// A new one with a fault.
    pub fn new(wanted: Wanted) -> Self {
        Self { bench: Bench::new(&FAMILY, wanted), answers: VecDeque::new() }
    }
}

impl Gadget for Pn533 {
    fn identity(&self) -> Identity {
        Identity { vendor: 0x04CC, product: 0x2533, maker: "NXP", name: "PN533" }
    }

    fn descriptors(&self) -> Vec<u8> {
        let endpoints = vec![[0x04, 2, 0], [0x84, 2, 0]];
        descriptor::device(
            self.identity(),
            0x00,
            &[Interface { class: [0xFF, 0xFF, 0xFF], extra: Vec::new(), endpoints }],
        )
    }

    fn opened(&mut self) {
        self.answers.clear();
        self.bench.opened();
    }

    fn control(&mut self, setup: Setup, _: &[u8]) -> Result<Vec<u8>, Stall> {
        standard(setup, &self.descriptors())
    }

    fn outgoing(&mut self, now: Millis, endpoint: u8, data: &[u8]) {
        if endpoint == 0x04 {
            self.bench.receive(now, data);
        }
    }

    fn incoming(&mut self, endpoint: u8) -> Option<Vec<u8>> {
        if endpoint == 0x84 { self.answers.pop_front() } else { None }
    }

    fn tick(&mut self, now: Millis) -> bool {
        let mut pulled = false;
        for happening in self.bench.tick(now) {
            match happening {
                Happening::Says(bytes) => self.answers.push_back(bytes),
                Happening::Unplugs => pulled = true,
            }
        }
        pulled
    }

    fn moved(&mut self, to: Move) {
        self.bench.moved(to);
    }
}
