//! CCID messages as far as serial readers need them: ten bytes of head (kind, length, slot, number, three more), payload.

/// Bytes of a head.
pub const HEAD: usize = 10;

/// A command.
pub struct Command {
    /// Its kind.
    pub kind: u8,
    /// Its number; the answer has the same.
    pub seq: u8,
    /// Its payload.
    pub data: Vec<u8>,
}

/// The message at the front, and how long it is; nothing while it is not whole.
pub fn read(bytes: &[u8]) -> Option<(Command, usize)> {
    let (head, rest) = bytes.split_first_chunk::<HEAD>()?;
    let [kind, l0, l1, l2, l3, _slot, seq, ..] = *head;
    let length = usize::try_from(u32::from_le_bytes([l0, l1, l2, l3])).ok()?;
    Some((Command { kind, seq, data: rest.get(..length)?.to_vec() }, HEAD + length))
}

/// An answer: its kind, status and error of the slot, payload.
pub fn answer(kind: u8, seq: u8, [status, error]: [u8; 2], data: &[u8]) -> Vec<u8> {
    let [l0, l1, l2, l3] = u32::try_from(data.len()).unwrap_or_default().to_le_bytes();
    [&[kind, l0, l1, l2, l3, 0, seq, status, error, 0], data].concat()
}
