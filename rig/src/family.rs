//! The table of serial families.

use crate::fault::Fault;
use crate::reader::Reader;
use crate::readers::{acs, codepay, gempc, mis, msr, opc, pn53x, poslink, start};

/// A family of readers on a serial line.
pub struct Family {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is.
    pub title: &'static str,
    /// Speed of its line, always with eight data bits and no parity.
    pub speed: u32,
    /// Stop bits of its line.
    pub stop_bits: u8,
    /// Vendor and product of the cable with which it is often sold. They say nothing of the reader.
    pub cable: (u16, u16),
    /// A new one.
    pub reader: fn() -> Box<dyn Reader>,
    /// Messages before faults that strike in the middle of a conversation.
    pub whole: usize,
    /// Which faults it can have beside those of the line.
    pub faults: &'static [Fault],
}

/// Faults of a line: every family can have them.
pub const OF_THE_LINE: [Fault; 9] = [
    Fault::None,
    Fault::Silent,
    Fault::Slow,
    Fault::Garbage,
    Fault::Noise,
    Fault::Split,
    Fault::WrongSpeed,
    Fault::HalfWay,
    Fault::Unplugged,
];
const CARDS: &[Fault] = &[Fault::DamagedCards, Fault::Dead, Fault::CardA, Fault::CardB];
const CARDS_AND_TEST: &[Fault] = &[Fault::DamagedCards, Fault::Dead, Fault::CardA, Fault::CardB, Fault::SelfTest];

const FTDI: (u16, u16) = (0x0403, 0x6001);
const CH340: (u16, u16) = (0x1A86, 0x7523);
const PL2303: (u16, u16) = (0x067B, 0x2303);

const fn row(
    (name, title): (&'static str, &'static str),
    (speed, stop_bits): (u32, u8),
    cable: (u16, u16),
    reader: fn() -> Box<dyn Reader>,
    whole: usize,
    faults: &'static [Fault],
) -> Family {
    Family { name, title, speed, stop_bits, cable, reader, whole, faults }
}

/// All of them.
pub static ALL: [Family; 11] = [
    row(("msr605", "MSR605 stripe reader-writer"), (9_600, 1), PL2303, msr::new, 3, CARDS_AND_TEST),
    row(("start1", "START-type bank stripe reader, set 1"), (9_600, 1), PL2303, start::one, 1, CARDS),
    row(("start2", "START-type bank stripe reader, set 2"), (9_600, 1), PL2303, start::two, 1, CARDS),
    row(("pn532", "PN532 NFC module"), (115_200, 1), CH340, pn53x::serial, 9, CARDS_AND_TEST),
    row(("gempc", "GemPC Twin chip card reader"), (115_200, 2), FTDI, gempc::new, 4, CARDS),
    row(("acs", "ACS contactless reader (ACR122S)"), (9_600, 1), PL2303, acs::new, 6, CARDS),
    row(("codepay", "CodePay / PayCloud terminal"), (115_200, 1), FTDI, codepay::new, 0, &[]),
    row(("mis", "mainland cash-register link, terminal side"), (9_600, 1), CH340, mis::new, 0, &[]),
    row(("opc", "wizarPOS terminal"), (115_200, 1), FTDI, opc::new, 0, &[]),
    row(("poslink", "PAX terminal with POSLINK"), (9_600, 1), FTDI, poslink::new, 0, &[]),
    row(("talker", "a device that is no reader and talks without end"), (9_600, 1), CH340, mis::talker, 0, &[]),
];

impl Family {
    /// The family of a name.
    pub fn of(name: &str) -> Option<&'static Self> {
        ALL.iter().find(|family| family.name == name)
    }

    /// Whether it can have a fault.
    pub fn can_have(&self, fault: Fault) -> bool {
        OF_THE_LINE.contains(&fault) || self.faults.contains(&fault)
    }

    /// Names of the faults that it can have.
    pub fn fault_names(&self) -> String {
        let faults = OF_THE_LINE.iter().chain(self.faults);
        faults.map(|fault| fault.name()).collect::<Vec<_>>().join(" ")
    }
}
