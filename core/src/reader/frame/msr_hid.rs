//! MSR605X: the serial protocol in HID reports of 64 bytes. First byte: bit 7 first fragment, bit 6 last fragment,
//! bits 5 to 0 how many bytes follow.

use crate::reader::Reject;
use crate::secret::{Buffer, Secret};

/// Bytes of a report.
pub const REPORT: usize = 64;
/// Bytes that one report can carry.
const PAYLOAD: usize = REPORT - 1;
const FIRST: u8 = 0x80;
const LAST: u8 = 0x40;

/// Puts fragments together.
pub struct Joiner {
    payload: Buffer,
    open: bool,
}

impl Default for Joiner {
    fn default() -> Self {
        Self { payload: Buffer::new(super::msr::LIMIT), open: false }
    }
}

impl Joiner {
    /// Takes a report; gives the payload when this was its last fragment.
    pub fn feed(&mut self, report: &[u8]) -> Result<Option<Secret>, Reject> {
        if report.len() != REPORT {
            return Err(wrong_size(report.len()));
        }
        let (head, rest) = report.split_first().ok_or(wrong_size(0))?;
        let length = usize::from(head & 0x3F);
        if head & FIRST != 0 {
            self.payload.clear();
        } else if !self.open {
            return Err(Reject::format("a fragment without a first one"));
        }
        let fragment = rest.get(..length).unwrap_or_default();
        if self.payload.push(fragment) < length {
            self.open = false;
            return Err(Reject::length("longer than any answer"));
        }
        self.open = head & LAST == 0;
        Ok((!self.open).then(|| Secret::new(self.payload.expose())))
    }

    /// What has come of a payload that is not whole.
    pub(crate) fn so_far(&self) -> &[u8] {
        self.payload.expose()
    }
}

fn wrong_size(len: usize) -> Reject {
    if len < REPORT { Reject::truncated("a report has 64 bytes") } else { Reject::length("a report has 64 bytes") }
}

/// The reports that carry a message.
pub fn reports(message: &[u8]) -> Vec<[u8; REPORT]> {
    let last = message.chunks(PAYLOAD).count().saturating_sub(1);
    message.chunks(PAYLOAD).enumerate().map(|(n, part)| report(part, n == 0, n == last)).collect()
}

fn report(part: &[u8], first: bool, last: bool) -> [u8; REPORT] {
    let flags = if first { FIRST } else { 0 } | if last { LAST } else { 0 };
    let length = u8::try_from(part.len()).unwrap_or_default();
    let mut report = [0; REPORT];
    let bytes = std::iter::once(flags | length).chain(part.iter().copied());
    report.iter_mut().zip(bytes).for_each(|(place, byte)| *place = byte);
    report
}
