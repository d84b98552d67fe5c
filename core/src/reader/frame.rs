//! How bytes become messages. One framing a file; what a message means is a layer above.
//!
//! Readers deliver bytes in any portions. A framing looks at what has come so far and says: more is needed, these bytes
//! are noise, or here is a message. [`Deframer`] does the rest; [`all`] does it for a recording.

pub mod acs;
pub mod ccid;
pub mod codepay;
pub mod gempc;
pub mod idtech;
pub mod magtek;
pub mod mis;
pub mod msr;
pub mod msr_hid;
pub mod opc;
pub mod pn53x;
pub mod poslink;
pub mod rcs380;
pub mod start;
pub mod wedge;

use super::Reject;
use crate::secret::Buffer;

/// What a framing sees at the front of the bytes.
pub enum Scan<T> {
    /// Nothing wrong so far, but not whole.
    More,
    /// So many bytes belong to no message. At least one.
    Skip(usize),
    /// A message, good or bad, of so many bytes. At least one.
    Found(usize, Result<T, Reject>),
}

/// A way to find messages in a stream.
pub trait Framing {
    /// A message.
    type Item;
    /// Bytes of the longest message that we accept.
    const LIMIT: usize;
    /// Looks at the front of a stream; never at more than is needed.
    fn scan(&self, bytes: &[u8]) -> Scan<Self::Item>;
}

/// Collects portions into messages. Its memory is bounded and is overwritten.
pub struct Deframer<F> {
    framing: F,
    buffer: Buffer,
}

impl<F: Framing> Deframer<F> {
    /// Starts with nothing.
    pub fn new(framing: F) -> Self {
        Self { framing, buffer: Buffer::new(F::LIMIT) }
    }

    /// Takes a portion and gives the messages that it completes.
    pub fn feed(&mut self, mut bytes: &[u8]) -> Vec<Result<F::Item, Reject>> {
        let mut items = Vec::new();
        loop {
            let taken = self.buffer.push(bytes);
            bytes = bytes.get(taken..).unwrap_or_default();
            self.drain(&mut items);
            if bytes.is_empty() {
                return items;
            }
            if self.buffer.is_full() {
                // A message that would be longer than allowed: look for another start.
                self.buffer.consume(1);
            }
        }
    }

    fn drain(&mut self, items: &mut Vec<Result<F::Item, Reject>>) {
        while !self.buffer.is_empty() {
            match self.framing.scan(self.buffer.expose()) {
                Scan::More => return,
                Scan::Skip(count) => self.buffer.consume(count.max(1)),
                Scan::Found(used, item) => {
                    self.buffer.consume(used.max(1));
                    items.push(item);
                }
            }
        }
    }

    /// Forgets what is waiting.
    pub fn clear(&mut self) {
        self.buffer.clear();
    }
}

/// Takes frames off what has come until one means something. Noise and frames without a meaning are consumed.
pub(crate) fn first<F: Framing, T>(
    framing: &F,
    heard: &mut Buffer,
    mut meaning: impl FnMut(F::Item) -> Option<T>,
) -> Option<T> {
    while !heard.is_empty() {
        let (used, item) = match framing.scan(heard.expose()) {
            Scan::More => return None,
            Scan::Skip(count) => (count, None),
            Scan::Found(used, item) => (used, item.ok()),
        };
        heard.consume(used);
        if let Some(found) = item.and_then(&mut meaning) {
            return Some(found);
        }
    }
    None
}

/// What a recording holds.
pub struct Recording<T> {
    /// Messages in order.
    pub items: Vec<Result<T, Reject>>,
    /// Bytes at the end that begin a message and do not finish it.
    pub unfinished: usize,
    /// Bytes that belong to no message.
    pub noise: usize,
}

impl<T> Recording<T> {
    /// The messages, or the first thing that is wrong with the recording.
    pub fn whole(self) -> Result<Vec<T>, Reject> {
        let items: Vec<T> = self.items.into_iter().collect::<Result<_, _>>()?;
        if self.unfinished > 0 {
            return Err(Reject::truncated("the last message is not whole"));
        }
        if items.is_empty() && self.noise == 0 {
            return Err(Reject::truncated("no message"));
        }
        if items.is_empty() { Err(Reject::format("no message of this kind")) } else { Ok(items) }
    }
}

/// Every message of a recording.
pub fn all<F: Framing>(framing: &F, mut bytes: &[u8]) -> Recording<F::Item> {
    let mut recording = Recording { items: Vec::new(), unfinished: 0, noise: 0 };
    while !bytes.is_empty() {
        let used = match framing.scan(bytes) {
            Scan::More => {
                let only_filling = !recording.items.is_empty() && bytes.iter().all(|byte| *byte == 0);
                recording.unfinished = if only_filling { 0 } else { bytes.len() };
                break;
            }
            Scan::Skip(count) => {
                recording.noise += count;
                count
            }
            Scan::Found(used, item) => {
                recording.items.push(item);
                used
            }
        };
        bytes = bytes.get(used.max(1)..).unwrap_or_default();
    }
    recording
}

/// Exclusive-or over bytes: the LRC, BCC or checksum of most of these framings.
pub(crate) fn xor(bytes: &[u8]) -> u8 {
    bytes.iter().fold(0, |sum, byte| sum ^ byte)
}

/// Sum over bytes modulo 256.
pub(crate) fn sum(bytes: &[u8]) -> u8 {
    bytes.iter().fold(0, |sum: u8, byte| sum.wrapping_add(*byte))
}
