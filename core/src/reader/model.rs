//! The readers that a live test knows, as the merchant names them: how each is connected, what it is asked, how its
//! messages are explained. The merchant chooses; nothing is ever found out by trying.

use super::check::Manner;
use super::decode::Kind;

/// How a serial line is set up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Bits per second.
    pub baud: u32,
    /// 1 or 2.
    pub stop_bits: u8,
    /// Request to send; nothing: as the system leaves it.
    pub rts: Option<bool>,
    /// Data terminal ready.
    pub dtr: Option<bool>,
}

/// How a reader reaches the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wire {
    /// It types. Every browser hears that.
    Keys,
    /// A serial port, 8 data bits, no parity, no flow control; or a USB device that behaves like one.
    Serial(Line),
    /// USB bulk transfers.
    Usb,
    /// HID reports.
    Hid,
}

/// USB ids, vendor and product.
pub type Ids = &'static [(u16, u16)];

const PLAIN: Line = Line { baud: 9_600, stop_bits: 1, rts: None, dtr: None };
/// Port-powered readers take their power from these two.
const POWERED: Line = Line { rts: Some(true), dtr: Some(true), ..PLAIN };
const FAST: Line = Line { baud: 115_200, ..PLAIN };
/// With RTS high a plug-and-play text would arrive first.
const GEMPC: Line = Line { baud: 115_200, stop_bits: 2, rts: Some(false), dtr: None };

macro_rules! models {
    ($($model:ident = $name:literal, $about:literal, $wire:expr, $manner:expr, $kind:ident, $ids:expr;)+) => {
        /// A family of readers.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Model { $(#[doc = $about] $model),+ }

        impl Model {
            /// All of them, the most common on Chinese counters first.
            pub const ALL: &[Self] = &[$(Self::$model),+];

            /// Its name in addresses, reports and content.
            pub fn name(self) -> &'static str {
                match self { $(Self::$model => $name),+ }
            }

            /// How it is connected.
            pub fn wire(self) -> Wire {
                match self { $(Self::$model => $wire),+ }
            }

            /// How a card meets it; nothing where no card is part of the test.
            pub fn manner(self) -> Option<Manner> {
                match self { $(Self::$model => $manner),+ }
            }

            /// How its messages are explained.
            pub fn kind(self) -> Kind {
                match self { $(Self::$model => Kind::$kind),+ }
            }

            /// USB ids that name the reader itself; empty where only its cable has one.
            pub fn ids(self) -> Ids {
                match self { $(Self::$model => $ids),+ }
            }
        }
    };
}

models! {
    Wedge = "wedge", "Types the stripe like a keyboard.", Wire::Keys, Some(Manner::Swipe), Wedge, &[];
    MagTek = "magtek", "MagTek in HID mode, and ID TECH products with the same reports.",
        Wire::Hid, Some(Manner::Swipe), MagTekHid, &[(0x0801, 0x0002), (0x0ACD, 0x0510), (0x0ACD, 0x2010)];
    IdTech = "idtech", "ID TECH MiniMag with reports of its own.",
        Wire::Hid, Some(Manner::Swipe), MagTekHid, &[(0x0ACD, 0x0500)];
    Msr = "msr", "MSR206, MSR605.", Wire::Serial(PLAIN), Some(Manner::Swipe), MsrIso, &[];
    MsrHid = "msr-hid", "MSR605X.", Wire::Hid, Some(Manner::Swipe), MsrIso, &[(0x0801, 0x0003)];
    StartOne = "start1", "Bank stripe reader of the START type, first command set.",
        Wire::Serial(POWERED), Some(Manner::Swipe), Wedge, &[];
    StartTwo = "start2", "Bank stripe reader of the START type, second command set.",
        Wire::Serial(POWERED), Some(Manner::Swipe), Wedge, &[];
    GemPc = "gempc", "GemPC Twin on a serial cable.", Wire::Serial(GEMPC), Some(Manner::Insert), GemPc, &[];
    Acs = "acs", "ACR122S, ACR122L, ACR1281S.", Wire::Serial(PLAIN), Some(Manner::Tap), AcsSerial, &[];
    Pn532 = "pn532", "PN532 board on a serial cable.", Wire::Serial(FAST), Some(Manner::Tap), Pn53x, &[];
    Pn533 = "pn533", "PN533 and its like on USB.", Wire::Usb, Some(Manner::Tap), Pn53x,
        &[(0x04CC, 0x2533), (0x04E6, 0x5591), (0x04E6, 0x5594), (0x1FD3, 0x0608)];
    CodePay = "codepay", "CodePay / PayCloud terminal on a till cable.", Wire::Serial(FAST), None, CodePay, &[];
    Opc = "opc", "Terminal of the wizarPOS type on a till cable.", Wire::Serial(FAST), None, Opc, &[];
    PosLink = "poslink", "PAX terminal with POSLINK on a till cable.", Wire::Serial(PLAIN), None, PosLink, &[];
    Mis = "mis", "Mainland terminal on a till cable: listened to only.", Wire::Serial(PLAIN), None, Mis, &[];
}

impl Model {
    /// The model of a name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|model| model.name() == name)
    }

    /// Writes to stripes too, though not for us: shown to engineers only.
    pub fn for_engineers(self) -> bool {
        matches!(self, Self::Msr | Self::MsrHid | Self::Pn532 | Self::Pn533 | Self::Opc | Self::PosLink | Self::Mis)
    }

    /// One card many times makes sense, for a share or a time to plot.
    pub fn counts(self) -> bool {
        matches!(self, Self::Wedge | Self::MagTek | Self::IdTech | Self::Pn532 | Self::Pn533)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_and_differ() {
        for (n, model) in Model::ALL.iter().enumerate() {
            assert_eq!(Model::find(model.name()), Some(*model));
            assert!(Model::ALL.iter().skip(n + 1).all(|other| other.name() != model.name()));
        }
    }

    #[test]
    fn hid_and_usb_readers_are_known_by_their_ids() {
        for model in Model::ALL {
            let named = matches!(model.wire(), Wire::Hid | Wire::Usb);
            assert_eq!(named, !model.ids().is_empty(), "{}", model.name());
        }
    }
}
