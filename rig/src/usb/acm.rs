//! A serial family behind a CDC-ACM interface (USB CDC 1.2, PSTN 1.2): what a page on Android, where the system has no
//! driver for it, talks to over WebUSB.

use super::descriptor::{self, Interface};
use super::{Gadget, Identity, Setup, Stall, standard};
use crate::bench::{Bench, Happening};
use crate::family::Family;
use crate::fault::Wanted;
use crate::scene::{Millis, Move};
use std::collections::VecDeque;

const NOTICES: u8 = 0x83;
const OUT: u8 = 0x02;
const IN: u8 = 0x82;
const SET_LINE_CODING: u8 = 0x20;
const GET_LINE_CODING: u8 = 0x21;
const SET_CONTROL_LINES: u8 = 0x22;

/// The device.
pub struct Acm {
    bench: Bench,
    speed: u32,
    /// Speed, stop bits (0 one, 2 two), parity, data bits.
    coding: [u8; 7],
    said: VecDeque<Vec<u8>>,
    notices: VecDeque<Vec<u8>>,
}

impl Acm {
    /// A family, with a fault.
    pub fn new(family: &Family, wanted: Wanted) -> Self {
        // Nobody has set the line yet: another speed than any reader's.
        let coding = [0xB0, 0x04, 0x00, 0x00, 0, 0, 8];
        let (said, notices) = (VecDeque::new(), VecDeque::new());
        Self { bench: Bench::new(family, wanted), speed: family.speed, coding, said, notices }
    }
}

impl Gadget for Acm {
    fn identity(&self) -> Identity {
        // The product id that pid.codes keeps for tests.
        Identity { vendor: 0x1209, product: 0x0001, maker: "pid.codes", name: "CDC-ACM test device" }
    }

    fn descriptors(&self) -> Vec<u8> {
        // Header, call management, abstract control with line coding and serial state, union of interfaces 0 and 1.
        let extra = [
            &[5, 0x24, 0x00, 0x10, 0x01][..],
            &[5, 0x24, 0x01, 0x00, 1],
            &[4, 0x24, 0x02, 0x02],
            &[5, 0x24, 0x06, 0, 1],
        ]
        .concat();
        let control = Interface { class: [0x02, 0x02, 0x00], extra, endpoints: vec![[NOTICES, 3, 16]] };
        let data = Interface { class: [0x0A, 0, 0], extra: Vec::new(), endpoints: vec![[OUT, 2, 0], [IN, 2, 0]] };
        descriptor::device(self.identity(), 0x02, &[control, data])
    }

    fn opened(&mut self) {
        self.said.clear();
        self.notices.clear();
        self.bench.opened();
    }

    fn control(&mut self, setup: Setup, data: &[u8]) -> Result<Vec<u8>, Stall> {
        match (setup.kind, setup.request) {
            (0x21, SET_LINE_CODING) => {
                self.coding = data.try_into().map_err(|_| Stall)?;
                let [s0, s1, s2, s3, ..] = self.coding;
                self.bench.set_mismatch(u32::from_le_bytes([s0, s1, s2, s3]) != self.speed);
                Ok(Vec::new())
            }
            (0xA1, GET_LINE_CODING) => Ok(self.coding.to_vec()),
            (0x21, SET_CONTROL_LINES) => {
                // The other side is ready when we are: carrier and data set ready.
                let state = if setup.value & 1 == 1 { 0x03 } else { 0x00 };
                self.notices.push_back(vec![0xA1, 0x20, 0, 0, 0, 0, 2, 0, state, 0]);
                Ok(Vec::new())
            }
            _ => standard(setup, &self.descriptors()),
        }
    }

    fn outgoing(&mut self, now: Millis, endpoint: u8, data: &[u8]) {
        if endpoint == OUT {
            self.bench.receive(now, data);
        }
    }

    fn incoming(&mut self, endpoint: u8) -> Option<Vec<u8>> {
        match endpoint {
            IN => self.said.pop_front(),
            NOTICES => self.notices.pop_front(),
            _ => None,
        }
    }

    fn tick(&mut self, now: Millis) -> bool {
        let mut pulled = false;
        for happening in self.bench.tick(now) {
            match happening {
                Happening::Says(bytes) => self.said.push_back(bytes),
                Happening::Unplugs => pulled = true,
            }
        }
        pulled
    }

    fn moved(&mut self, to: Move) {
        self.bench.moved(to);
    }
}
