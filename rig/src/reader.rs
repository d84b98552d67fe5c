//! What every simulated reader is: something that hears and says bytes.

use crate::scene::Scene;

/// A reader.
pub trait Reader {
    /// Takes whole commands out of what was heard, answers them, and says what is due by itself. Called when something was
    /// heard and some fifty times a second.
    fn turn(&mut self, heard: &mut Vec<u8>, scene: &mut Scene);
}

/// Takes so many bytes off the front.
pub fn take(heard: &mut Vec<u8>, count: usize) -> Vec<u8> {
    let rest = heard.split_off(count.min(heard.len()));
    std::mem::replace(heard, rest)
}

/// Drops what stands before the first byte that can start a command.
pub fn skip_to(heard: &mut Vec<u8>, start: impl Fn(u8) -> bool) {
    let at = heard.iter().position(|byte| start(*byte)).unwrap_or(heard.len());
    heard.drain(..at);
}

/// Exclusive-or of bytes.
pub fn xor(bytes: &[u8]) -> u8 {
    bytes.iter().fold(0, |sum, byte| sum ^ byte)
}
