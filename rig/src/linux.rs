//! Where simulated readers meet real programs: pseudo-terminals, and the folder that the preloaded library looks into.

pub mod bus;
mod folder;
mod node;
pub mod port;

// The library compiles the same file; each side uses its half of it.
#[path = "../preload/src/wire.rs"]
#[allow(dead_code)]
mod wire;

use std::fmt;
use std::os::fd::AsFd;

/// Something for the record. One line each when it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record {
    /// A program opened the device.
    Opened,
    /// It has set the line: speed and stop bits.
    Line(u32, u8),
    /// The device heard this.
    Heard(Vec<u8>),
    /// The device said this.
    Said(Vec<u8>),
    /// A control transfer with the set-up and outgoing data, in hexadecimal as it came.
    Control(Vec<u8>),
    /// The program closed it.
    Closed,
}

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (word, bytes) = match self {
            Self::Opened => return write!(f, "opened"),
            Self::Closed => return write!(f, "closed"),
            Self::Line(speed, stop_bits) => return write!(f, "line {speed} {stop_bits}"),
            Self::Heard(bytes) => ("heard", bytes),
            Self::Said(bytes) => ("said", bytes),
            Self::Control(bytes) => ("control", bytes),
        };
        write!(f, "{word} ")?;
        bytes.iter().try_for_each(|byte| write!(f, "{byte:02X}"))
    }
}

/// Whether the other side has closed its end.
fn hung_up(end: impl AsFd) -> bool {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let mut ends = [PollFd::from_borrowed_fd(end.as_fd(), PollFlags::empty())];
    let now = Timespec { tv_sec: 0, tv_nsec: 0 };
    poll(&mut ends, Some(&now)).is_ok() && ends.iter().any(|end| end.revents().contains(PollFlags::HUP))
}
