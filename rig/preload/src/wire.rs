//! What library and simulator say to each other, on a Unix socket of whole messages (`SOCK_SEQPACKET`). Both sides
//! compile this file. Numbers are little-endian; both heads have 24 bytes.
//!
//! A connection starts with a greeting: `W` to be told of devices that come and go, or `D` and the path of a device node
//! to use it. `D` passes on the end of a pipe and is answered by an [`Answer`].

/// Greeting of one who wants to be told: each message is an action, a name and the text of `uevent`, on lines.
pub const WATCH: u8 = b'W';
/// Greeting of one who opens a device node.
pub const DEVICE: u8 = b'D';
/// Bytes of a head.
pub const HEAD: usize = 24;
/// Bytes of the longest message.
pub const LIMIT: usize = 1 << 18;

/// Start a transfer; data of an outgoing one follow.
pub const SUBMIT: u32 = 1;
/// Fetch a transfer that is over; data of an incoming one follow the answer.
pub const REAP: u32 = 2;
/// Stop a transfer.
pub const DISCARD: u32 = 3;
/// Any other request to the device; its two numbers follow.
pub const OTHER: u32 = 4;

/// A request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Request {
    /// One of the four above.
    pub kind: u32,
    /// Number of the `ioctl`.
    pub code: u32,
    /// Which transfer.
    pub urb: u64,
    /// Type of the transfer in bits 8 to 15, address of the endpoint below.
    pub pipe: u32,
    /// Bytes that fit into the buffer.
    pub length: u32,
}

/// An answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Answer {
    /// 0, or why the request failed.
    pub errno: i32,
    /// How a transfer ended: 0, or a negative error number.
    pub status: i32,
    /// Which transfer.
    pub urb: u64,
    /// Bytes that were carried.
    pub actual: u32,
}

impl Request {
    /// As bytes.
    pub fn head(&self) -> [u8; HEAD] {
        let mut head = [0; HEAD];
        put(&mut head, 0, &self.kind.to_le_bytes());
        put(&mut head, 4, &self.code.to_le_bytes());
        put(&mut head, 8, &self.urb.to_le_bytes());
        put(&mut head, 16, &self.pipe.to_le_bytes());
        put(&mut head, 20, &self.length.to_le_bytes());
        head
    }

    /// From bytes, with what follows them.
    pub fn read(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let (head, rest) = bytes.split_first_chunk::<HEAD>()?;
        let request = Self {
            kind: u32::from_le_bytes(take(head, 0)?),
            code: u32::from_le_bytes(take(head, 4)?),
            urb: u64::from_le_bytes(take(head, 8)?),
            pipe: u32::from_le_bytes(take(head, 16)?),
            length: u32::from_le_bytes(take(head, 20)?),
        };
        Some((request, rest))
    }
}

impl Answer {
    /// As bytes.
    pub fn head(&self) -> [u8; HEAD] {
        let mut head = [0; HEAD];
        put(&mut head, 0, &self.errno.to_le_bytes());
        put(&mut head, 4, &self.status.to_le_bytes());
        put(&mut head, 8, &self.urb.to_le_bytes());
        put(&mut head, 16, &self.actual.to_le_bytes());
        head
    }

    /// From bytes, with what follows them.
    pub fn read(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let (head, rest) = bytes.split_first_chunk::<HEAD>()?;
        let answer = Self {
            errno: i32::from_le_bytes(take(head, 0)?),
            status: i32::from_le_bytes(take(head, 4)?),
            urb: u64::from_le_bytes(take(head, 8)?),
            actual: u32::from_le_bytes(take(head, 16)?),
        };
        Some((answer, rest))
    }
}

fn put(head: &mut [u8; HEAD], at: usize, bytes: &[u8]) {
    head.iter_mut().skip(at).zip(bytes).for_each(|(place, byte)| *place = *byte);
}

fn take<const N: usize>(head: &[u8; HEAD], at: usize) -> Option<[u8; N]> {
    head.get(at..at + N)?.try_into().ok()
}
