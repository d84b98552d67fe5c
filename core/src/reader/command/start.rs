//! Chinese bank stripe readers of the START type. Two command sets share bytes with opposite meanings, and with those of
//! other makers: the merchant names the model before the first byte. Writing has no encoder.

use super::Outgoing;

const ESC: u8 = 0x1B;

/// Which of the two command sets the reader speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Set {
    /// `ESC ]` and its like.
    One,
    /// `ESC r` and its like.
    Two,
}

/// Commands that change nothing on a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Read track 2 of the next card.
    ReadTrack2,
    /// Read track 3 of the next card.
    ReadTrack3,
    /// Read tracks 2 and 3 of the next card.
    ReadBoth,
    /// Stop waiting for a card.
    Reset,
    /// How the last reading went; in set one only.
    Status,
}

impl Command {
    /// Everything that this encoder can be asked for.
    pub const ALL: [Self; 5] = [Self::ReadTrack2, Self::ReadTrack3, Self::ReadBoth, Self::Reset, Self::Status];

    /// For a serial line, 9600 8N1. Nothing where the set has no such command.
    pub fn serial(self, set: Set) -> Option<Outgoing> {
        let letters: &[u8] = match (set, self) {
            (Set::One, Self::ReadTrack2) => &[0x5D],
            (Set::One, Self::ReadTrack3) => &[0x54, 0x5D],
            (Set::One, Self::ReadBoth) => &[0x42, 0x5D],
            (Set::One, Self::Status) => &[0x6A],
            (Set::Two, Self::ReadTrack2) => &[0x72],
            (Set::Two, Self::ReadTrack3) => &[0x70],
            (Set::Two, Self::ReadBoth) => &[0x71],
            (Set::Two, Self::Status) => return None,
            (_, Self::Reset) => &[0x30],
        };
        Some(Outgoing::new([&[ESC], letters].concat()))
    }
}
