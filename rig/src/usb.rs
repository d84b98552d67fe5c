//! Simulated USB devices: what they say of themselves, and what they do with transfers.

pub mod acm;
pub mod ccid;
pub mod descriptor;
pub mod pn533;

use crate::fault::Wanted;
use crate::scene::{Millis, Move};

/// Bytes of a packet at full speed.
pub const PACKET: usize = 64;

/// How a device shows itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity {
    /// Vendor.
    pub vendor: u16,
    /// Product.
    pub product: u16,
    /// Name of the maker.
    pub maker: &'static str,
    /// Name of the device.
    pub name: &'static str,
}

/// The first eight bytes of a control transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setup {
    /// Direction, type and recipient.
    pub kind: u8,
    /// What is asked.
    pub request: u8,
    /// A number.
    pub value: u16,
    /// Another one; mostly an interface.
    pub index: u16,
    /// Bytes that are sent or expected.
    pub length: u16,
}

impl Setup {
    /// From a transfer, with the data behind it.
    pub fn read(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let (&[kind, request, v0, v1, i0, i1, l0, l1], data) = bytes.split_first_chunk::<8>()?;
        let number = |low, high| u16::from_le_bytes([low, high]);
        Some((Self { kind, request, value: number(v0, v1), index: number(i0, i1), length: number(l0, l1) }, data))
    }
}

/// The device refuses: the pipe stalls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stall;

/// A device.
pub trait Gadget {
    /// How it shows itself.
    fn identity(&self) -> Identity;
    /// Device descriptor and configuration, as bytes.
    fn descriptors(&self) -> Vec<u8>;
    /// Somebody opens it.
    fn opened(&mut self);
    /// A control transfer: data in, or nothing, or a stall.
    fn control(&mut self, setup: Setup, data: &[u8]) -> Result<Vec<u8>, Stall>;
    /// Data for an outgoing endpoint.
    fn outgoing(&mut self, now: Millis, endpoint: u8, data: &[u8]);
    /// The next message of an incoming endpoint, if there is one; a message ends a transfer.
    fn incoming(&mut self, endpoint: u8) -> Option<Vec<u8>>;
    /// Time passes; true when somebody pulled the plug.
    fn tick(&mut self, now: Millis) -> bool;
    /// Somebody moves a card by hand.
    fn moved(&mut self, to: Move);
}

/// A USB device by name: `pn533`, `ccid`, or a serial family, which then comes as a CDC-ACM device.
pub fn gadget(name: &str, wanted: Wanted) -> Option<Box<dyn Gadget>> {
    Some(match name {
        "pn533" => Box::new(pn533::Pn533::new(wanted)),
        "ccid" => Box::new(ccid::ChipCardReader),
        _ => Box::new(acm::Acm::new(crate::family::Family::of(name)?, wanted)),
    })
}

/// Standard requests that every device answers; the rest stalls.
pub fn standard(setup: Setup, descriptors: &[u8]) -> Result<Vec<u8>, Stall> {
    // Bytes of a device descriptor; the configuration follows it.
    let (device, configuration) = descriptors.split_at_checked(18).ok_or(Stall)?;
    let found = match (setup.kind, setup.request, setup.value >> 8) {
        (0x80, 0x06, 1) => device,
        (0x80, 0x06, 2) => configuration,
        (0x80, 0x00, _) => &[0, 0],
        _ => return Err(Stall),
    };
    Ok(found.iter().copied().take(setup.length.into()).collect())
}
