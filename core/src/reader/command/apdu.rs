//! Commands for the chip of a card: selecting an application, and fetching the rest of an answer. Nothing else.
//!
//! A chip that answers SELECT at all proves contacts or antenna, reader and chip. Reading records and GET PROCESSING
//! OPTIONS would tell more about the card than we need, and the latter counts as a transaction.

/// A payment application that we may ask a card for (EMV registered identifiers).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aid {
    bytes: &'static [u8],
    /// What it is.
    pub name: &'static str,
}

const fn aid(bytes: &'static [u8], name: &'static str) -> Aid {
    Aid { bytes, name }
}

impl Aid {
    /// In the order in which a Chinese shop would meet them.
    pub const ALL: [Self; 22] = [
        aid(&[0xA0, 0, 0, 3, 0x33, 1, 1, 1], "UnionPay debit"),
        aid(&[0xA0, 0, 0, 3, 0x33, 1, 1, 2], "UnionPay credit"),
        aid(&[0xA0, 0, 0, 3, 0x33, 1, 1, 3], "UnionPay quasi-credit"),
        aid(&[0xA0, 0, 0, 3, 0x33, 1, 1, 6], "UnionPay e-cash"),
        aid(&[0xA0, 0, 0, 3, 0x33, 1, 1, 8], "UnionPay US debit"),
        aid(&[0xA0, 0, 0, 0, 3, 0x10, 0x10], "Visa"),
        aid(&[0xA0, 0, 0, 0, 3, 0x20, 0x10], "Visa Electron"),
        aid(&[0xA0, 0, 0, 0, 3, 0x20, 0x20], "V PAY"),
        aid(&[0xA0, 0, 0, 0, 3, 0x80, 0x10], "Plus"),
        aid(&[0xA0, 0, 0, 0, 4, 0x10, 0x10], "Mastercard"),
        aid(&[0xA0, 0, 0, 0, 4, 0x30, 0x60], "Maestro"),
        aid(&[0xA0, 0, 0, 0, 4, 0x60, 0x00], "Cirrus"),
        aid(&[0xA0, 0, 0, 0, 4, 0x22, 0x03], "Mastercard US debit"),
        aid(&[0xA0, 0, 0, 0, 0x25], "American Express"),
        aid(&[0xA0, 0, 0, 7, 0x90], "American Express China"),
        aid(&[0xA0, 0, 0, 0, 0x65], "JCB"),
        aid(&[0xA0, 0, 0, 1, 0x52, 0x30, 0x10], "Discover"),
        aid(&[0xA0, 0, 0, 1, 0x52, 0x40, 0x10], "Discover"),
        aid(&[0xA0, 0, 0, 6, 0x58], "Mir"),
        aid(&[0xA0, 0, 0, 5, 0x24], "RuPay"),
        aid(b"1PAY.SYS.DDF01", "contact directory"),
        aid(b"2PAY.SYS.DDF01", "contactless directory"),
    ];

    /// Lists the applications of a card in its slot.
    pub const CONTACT: Self = aid(b"1PAY.SYS.DDF01", "contact directory");
    /// Lists the applications of a card at the antenna.
    pub const CONTACTLESS: Self = aid(b"2PAY.SYS.DDF01", "contactless directory");
}

/// A command for a chip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Apdu {
    /// Select an application, or a directory, by name.
    Select(Aid),
    /// Fetch so many bytes of the last answer (protocol T=0).
    GetResponse(u8),
}

impl Apdu {
    /// Everything that this encoder can say.
    pub fn all() -> impl Iterator<Item = Self> {
        Aid::ALL.into_iter().map(Self::Select).chain((0..=u8::MAX).map(Self::GetResponse))
    }

    /// Its bytes, to be wrapped by the encoder of a reader.
    pub(super) fn bytes(self) -> Vec<u8> {
        match self {
            Self::Select(Aid { bytes, .. }) => {
                let length = u8::try_from(bytes.len()).unwrap_or_default();
                [&[0x00, 0xA4, 0x04, 0x00, length], bytes, &[0x00]].concat()
            }
            Self::GetResponse(length) => vec![0x00, 0xC0, 0x00, 0x00, length],
        }
    }
}
