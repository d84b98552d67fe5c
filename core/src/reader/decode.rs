//! Explains what a reader or a card sent: the one function behind `cargo xtask decode` and the app's decode page.
//!
//! Deliberately wider than what the live test may say: explaining sends nothing. What comes out is masked, whatever goes
//! in: no seven digits of a card number in a row, no name, no discretionary data.

mod ccid;
mod emv;
mod nfc;
mod stripe;
mod till;

use super::data::hex;
use super::{Reject, Tree};
use crate::secret::Secret;

macro_rules! kinds {
    ($($kind:ident = $name:literal, $about:literal, $way:expr;)+) => {
        /// Kinds of messages that can be explained.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Kind { $(#[doc = $about] $kind),+ }

        impl Kind {
            /// All of them, in the order of the published format.
            pub const ALL: &[Self] = &[$(Self::$kind),+];

            /// The name in the decode format.
            pub fn name(self) -> &'static str {
                match self { $(Self::$kind => $name),+ }
            }

            fn way(self) -> Way {
                match self { $(Self::$kind => $way),+ }
            }
        }
    };
}

/// Characters of the longest input: a paste of something else must not keep a page busy.
const LONGEST: usize = 1 << 16;

/// How a kind treats `|`, and who explains it.
enum Way {
    /// Each message by itself.
    Each(fn(&[u8]) -> Result<Tree, Reject>),
    /// All messages as one exchange.
    Joined(fn(&[u8]) -> Result<Tree, Reject>),
    /// All messages as one exchange in which the borders matter.
    Parts(fn(&[Secret]) -> Result<Tree, Reject>),
}

kinds! {
    MsrIso = "msr-iso", "MSR206/605: answer to \"read ISO\".", Way::Joined(stripe::msr_iso);
    MsrHid = "msr-hid", "MSR605X: HID reports that carry such an answer.", Way::Parts(stripe::msr_hid);
    MsrRaw = "msr-raw", "MSR206/605: answer to \"read raw\".", Way::Joined(stripe::msr_raw);
    StripeBits = "stripe-bits", "Bits of one track.", Way::Each(stripe::bits);
    MagTekHid = "magtek-hid", "MagTek swipe reader: HID report.", Way::Joined(stripe::magtek_hid);
    Wedge = "wedge", "Keyboard wedge: the typed line.", Way::Joined(stripe::wedge);
    Pn53x = "pn53x", "PN531, PN532, PN533: frames.", Way::Each(nfc::pn53x);
    RcS380 = "rcs380", "Sony RC-S380: frames.", Way::Each(nfc::rcs380);
    Ccid = "ccid", "CCID messages.", Way::Joined(ccid::usb);
    AcsSerial = "acs-serial", "ACS readers on a serial line.", Way::Joined(ccid::acs);
    GemPc = "gempc", "GemPC Twin on a serial line.", Way::Joined(ccid::gempc);
    Atr = "atr", "Answer to reset.", Way::Joined(ccid::atr);
    EmvTlv = "emv-tlv", "Answer of a chip to SELECT or READ RECORD.", Way::Each(emv::objects);
    EmvGpo = "emv-gpo", "Answer of a chip to GET PROCESSING OPTIONS.", Way::Each(emv::options);
    EmvAfl = "emv-afl", "Application file locator.", Way::Each(emv::locator);
    Sw = "sw", "Status word.", Way::Each(emv::status);
    Mis = "mis", "Mainland cash-register link.", Way::Joined(till::mis);
    CodePay = "codepay", "CodePay / PayCloud till link.", Way::Joined(till::codepay);
    Opc = "opc", "wizarPOS till link.", Way::Joined(till::opc);
    PosLink = "poslink", "PAX POSLINK till link.", Way::Joined(till::poslink);
}

impl Kind {
    /// The kind of a name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }
}

/// Explains messages in hexadecimal; several messages of one exchange are joined by `|`. The answer is a table whose `ok`
/// says whether the input was understood; if not, `reason` and `detail` say why.
pub fn decode(kind: &str, text: &str) -> Tree {
    let Some(kind) = Kind::find(kind) else {
        return refused(Reject::unknown("no such kind of message; see docs/readers.md"));
    };
    if text.len() > LONGEST {
        return refused(Reject::length("longer than any exchange with a reader"));
    }
    let mut parts = text.split('|').map(hex::read);
    match kind.way() {
        Way::Each(explain) if text.contains('|') => {
            let items: Vec<Tree> = parts.map(|part| answer(part.and_then(|bytes| explain(bytes.expose())))).collect();
            Tree::table().with("ok", true).with("items", items)
        }
        Way::Each(explain) | Way::Joined(explain) => {
            answer(joined(&mut parts).and_then(|bytes| explain(bytes.expose())))
        }
        Way::Parts(explain) => answer(parts.collect::<Result<Vec<_>, _>>().and_then(|parts| explain(&parts))),
    }
}

/// Explains the bytes of one exchange, masked like everything here.
pub(crate) fn explain(kind: Kind, bytes: &[u8]) -> Tree {
    match kind.way() {
        Way::Each(explain) | Way::Joined(explain) => answer(explain(bytes)),
        Way::Parts(explain) => answer(explain(&[Secret::new(bytes)])),
    }
}

fn joined(parts: &mut dyn Iterator<Item = Result<Secret, Reject>>) -> Result<Secret, Reject> {
    let parts = parts.collect::<Result<Vec<_>, _>>()?;
    let mut all = Vec::with_capacity(parts.iter().map(Secret::len).sum());
    parts.iter().for_each(|part| all.extend_from_slice(part.expose()));
    Ok(Secret::from_vec(all))
}

fn answer(result: Result<Tree, Reject>) -> Tree {
    match result {
        Ok(tree) => accepted(tree),
        Err(reject) => refused(reject),
    }
}

/// An answer as it stands by itself or within another one.
fn accepted(tree: Tree) -> Tree {
    Tree::table().with("ok", true).and(tree)
}

fn refused(reject: Reject) -> Tree {
    Tree::table().with("ok", false).with("reason", reject.reason.name()).with("detail", reject.detail)
}
