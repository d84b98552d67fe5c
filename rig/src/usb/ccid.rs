//! A chip card reader of the smart-card class (ACR39U by its numbers). Browsers list it and refuse to claim it, so it
//! never has to answer anything but who it is.

use super::descriptor::{self, Interface};
use super::{Gadget, Identity, Setup, Stall, standard};
use crate::scene::{Millis, Move};

/// The device.
pub struct ChipCardReader;

impl Gadget for ChipCardReader {
    fn identity(&self) -> Identity {
        Identity { vendor: 0x072F, product: 0xB100, maker: "ACS", name: "ACR39U ICC Reader" }
    }

    fn descriptors(&self) -> Vec<u8> {
        // The class descriptor (CCID 1.1, 5.1): one slot, 5 V, T=0 and T=1, short APDUs.
        let mut extra = vec![0x36, 0x21, 0x10, 0x01, 0x00, 0x01, 0x03, 0, 0, 0];
        extra.resize(0x36, 0);
        let endpoints = vec![[0x81, 3, 16], [0x02, 2, 0], [0x82, 2, 0]];
        descriptor::device(self.identity(), 0x00, &[Interface { class: [0x0B, 0, 0], extra, endpoints }])
    }

    fn opened(&mut self) {}

    fn control(&mut self, setup: Setup, _: &[u8]) -> Result<Vec<u8>, Stall> {
        standard(setup, &self.descriptors())
    }

    fn outgoing(&mut self, _: Millis, _: u8, _: &[u8]) {}

    fn incoming(&mut self, _: u8) -> Option<Vec<u8>> {
        None
    }

    fn tick(&mut self, _: Millis) -> bool {
        false
    }

    fn moved(&mut self, _: Move) {}
}
