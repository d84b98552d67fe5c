//! What was said during a test, fit to be seen, copied and sent: what we sent is shown as it was, what a reader sent is
//! explained and masked before it becomes text. The bytes themselves are overwritten.

use crate::reader::check::Millis;
use crate::reader::data::hex;
use crate::reader::decode;
use crate::reader::model::Model;
use crate::secret::Buffer;

/// Lines of a transcript; a device that babbles must not fill the memory.
const LINES: usize = 400;
/// Bytes of one answer that are explained; the rest is counted.
const ANSWER: usize = 2_048;
/// An answer of so few bytes cannot hold seven digits of a card number.
const SHORT: usize = 3;

/// Who spoke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// We did.
    Sent,
    /// The reader did.
    Heard,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Milliseconds since the test began.
    pub after: Millis,
    /// Who spoke.
    pub way: Way,
    /// How many bytes.
    pub bytes: usize,
    /// Masked.
    pub text: String,
}

/// The conversation so far.
pub struct Transcript {
    model: Model,
    began: Millis,
    now: Millis,
    /// An answer that is still coming, since when, and its bytes beyond what fits.
    heard: Buffer,
    since: Millis,
    beyond: usize,
    said: Vec<Said>,
}

impl Transcript {
    pub(super) fn new(model: Model, now: Millis) -> Self {
        Self { model, began: now, now, heard: Buffer::new(ANSWER), since: now, beyond: 0, said: Vec::new() }
    }

    pub(super) fn at(&mut self, now: Millis) {
        self.now = now.max(self.now);
    }

    pub(super) fn sent(&mut self, bytes: &[u8]) {
        self.pause();
        // Everything that can be sent stands in closed lists: no card is in it. HID reports are padded with zeros.
        let end = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
        let shown = if bytes.len() == 64 { bytes.get(..end).unwrap_or(bytes) } else { bytes };
        self.say(self.now, Way::Sent, bytes.len(), hex::write(shown));
    }

    pub(super) fn heard(&mut self, bytes: &[u8]) {
        if self.heard.is_empty() {
            self.since = self.now;
        }
        let taken = self.heard.push(bytes);
        self.beyond = self.beyond.saturating_add(bytes.len() - taken);
    }

    /// What has come so far is an answer of its own.
    pub(super) fn pause(&mut self) {
        if self.heard.is_empty() {
            return;
        }
        let count = self.heard.len() + self.beyond;
        let text = if count <= SHORT {
            hex::write(self.heard.expose())
        } else {
            decode::explain(self.model.kind(), self.heard.expose()).to_string()
        };
        self.heard.clear();
        self.beyond = 0;
        self.say(self.since, Way::Heard, count, text);
    }

    fn say(&mut self, at: Millis, way: Way, bytes: usize, text: String) {
        if self.said.len() < LINES {
            self.said.push(Said { after: at.saturating_sub(self.began), way, bytes, text });
        }
    }

    /// The lines, in order.
    pub fn lines(&self) -> &[Said] {
        &self.said
    }

    /// As text, one line each: seconds, direction, bytes, meaning.
    pub fn text(&self) -> String {
        let line = |said: &Said| {
            let arrow = if said.way == Way::Sent { '>' } else { '<' };
            format!("{}.{:03} {arrow} [{}] {}", said.after / 1000, said.after % 1000, said.bytes, said.text)
        };
        self.said.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}
