//! Device nodes of USB devices: `open` and `ioctl`, for paths below /dev/bus/usb/ and for what they opened.
//!
//! Chromium learns that a transfer is over by the descriptor becoming writable. So it gets the writing end of a pipe that
//! holds one byte, and a pipe of one page with one byte in it is not writable. The simulator has the reading end: it reads
//! the byte when there is something to reap. Before a reaping is handed on, the byte is put back. Whatever is over by
//! then, the simulator sees after the byte, so no waking is lost; one too many costs an EAGAIN.
//!
//! Chromium's `close` cannot be seen from here. The simulator sees the pipe hang up; here a number is taken for ours only
//! while it still is that very pipe.

use crate::line;
use crate::wire::{Answer, DEVICE, DISCARD, HEAD, LIMIT, OTHER, REAP, Request, SUBMIT};
use libc::{EAGAIN, EINVAL, ENODEV, c_char, c_int, c_long, c_uchar, c_uint, c_ulong, c_void, mode_t};
use std::ffi::CStr;
use std::os::fd::{AsFd, AsRawFd, FromRawFd, IntoRawFd, OwnedFd};
use std::sync::{Arc, Mutex, PoisonError};

const NODES: &[u8] = b"/dev/bus/usb/";
/// Requests to USB devices have this letter in their number; those to sound cards have it too.
const LETTER: c_ulong = b'U' as c_ulong;

// Numbers of requests that are taken apart here, for 64-bit Linux (linux/usbdevice_fs.h).
const SUBMITURB: c_uint = 0x8038_550A;
const REAPURBNDELAY: c_uint = 0x4008_550D;
const DISCARDURB: c_uint = 0x0000_550B;
const CLAIMINTERFACE: c_uint = 0x8004_550F;
const RELEASEINTERFACE: c_uint = 0x8004_5510;
const SETCONFIGURATION: c_uint = 0x8004_5505;
const CLEAR_HALT: c_uint = 0x8004_5515;
const SETINTERFACE: c_uint = 0x8008_5504;
const RESET: c_uint = 0x0000_5514;

const ISOCHRONOUS: u8 = 0;
const CONTROL: u8 = 2;
/// Bytes that set up a control transfer; they stand before its data.
const SETUP: usize = 8;

/// struct usbdevfs_urb.
#[repr(C)]
struct Urb {
    kind: c_uchar,
    endpoint: c_uchar,
    status: c_int,
    flags: c_uint,
    buffer: *mut u8,
    buffer_length: c_int,
    actual_length: c_int,
    start_frame: c_int,
    number_of_packets: c_int,
    error_count: c_int,
    signr: c_uint,
    usercontext: *mut c_void,
}

/// A device node that Chromium has opened.
struct Node {
    number: c_int,
    identity: Identity,
    talk: Mutex<Talk>,
}

/// Device and inode: what tells one pipe from another with the same number.
type Identity = (libc::dev_t, libc::ino_t);

struct Talk {
    socket: OwnedFd,
    /// Addresses of transfers that were submitted and not reaped.
    under_way: Vec<u64>,
    room: Vec<u8>,
}

static NODES_OPEN: Mutex<Vec<Arc<Node>>> = Mutex::new(Vec::new());

/// The C function.
///
/// # Safety
/// As for the C function: a path that ends with a zero.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn open(path: *const c_char, flags: c_int, mode: mode_t) -> c_int {
    // SAFETY: the caller's promise.
    if !path.is_null() && unsafe { CStr::from_ptr(path) }.to_bytes().starts_with(NODES) {
        // SAFETY: as above.
        return outcome(open_node(unsafe { CStr::from_ptr(path) }.to_bytes()));
    }
    // SAFETY: what the C library would do with the caller's own arguments.
    let number = unsafe { libc::syscall(libc::SYS_openat, libc::AT_FDCWD, path, flags, mode) };
    number as c_int
}

/// The C function; on 64-bit Linux the same as [`open`].
///
/// # Safety
/// As for the C function.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn open64(path: *const c_char, flags: c_int, mode: mode_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { open(path, flags, mode) }
}

/// The C function. Its third argument is declared as one of many in C; on x86-64 and aarch64 Linux both arrive alike.
///
/// # Safety
/// As for the C function: the argument fits the request.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ioctl(number: c_int, request: c_ulong, argument: *mut c_void) -> c_int {
    if (request >> 8) & 0xFF == LETTER
        && let Some(node) = find(number)
    {
        // SAFETY: it is a device node of ours, so the argument is what usbfs expects with this request.
        return outcome(unsafe { node.serve(request as c_uint, argument) });
    }
    // SAFETY: what the C library would do with the caller's own arguments.
    let answer: c_long = unsafe { libc::syscall(libc::SYS_ioctl, number, request, argument) };
    answer as c_int
}

fn outcome(result: Result<c_int, c_int>) -> c_int {
    result.unwrap_or_else(|errno| {
        // SAFETY: the place of errno belongs to this thread.
        unsafe { *libc::__errno_location() = errno };
        -1
    })
}

fn open_node(path: &[u8]) -> Result<c_int, c_int> {
    let socket = line::connect().ok_or(ENODEV)?;
    let mut ends: [c_int; 2] = [0; 2];
    // SAFETY: there is room for two numbers.
    if unsafe { libc::pipe2(ends.as_mut_ptr(), libc::O_CLOEXEC | libc::O_NONBLOCK) } != 0 {
        return Err(libc::EMFILE);
    }
    // SAFETY: both numbers were just handed out to us.
    let [read, write] = ends.map(|end| unsafe { OwnedFd::from_raw_fd(end) });
    // SAFETY: takes no pointer. One page is the least; the kernel rounds up.
    unsafe { libc::fcntl(write.as_raw_fd(), libc::F_SETPIPE_SZ, 4096) };
    fill(write.as_raw_fd());
    let greeting = [&[DEVICE], path].concat();
    if !line::send_with(&socket, &greeting, read.as_fd()) {
        return Err(ENODEV);
    }
    let mut talk = Talk { socket, under_way: Vec::new(), room: vec![0; HEAD + LIMIT] };
    let (answer, _) = talk.hear()?;
    if answer.errno != 0 {
        return Err(answer.errno);
    }
    let identity = identity(write.as_raw_fd()).ok_or(ENODEV)?;
    let number = write.into_raw_fd();
    let mut nodes = NODES_OPEN.lock().unwrap_or_else(PoisonError::into_inner);
    nodes.retain(|node| self::identity(node.number) == Some(node.identity) && node.number != number);
    nodes.push(Arc::new(Node { number, identity, talk: Mutex::new(talk) }));
    Ok(number)
}

/// Makes the writing end unwritable. When it is already, nothing happens.
fn fill(number: c_int) {
    // SAFETY: one byte of a constant.
    unsafe { libc::write(number, b"!".as_ptr().cast(), 1) };
}

fn identity(number: c_int) -> Option<Identity> {
    // SAFETY: all bytes zero is a valid record, and there is room for one.
    let (found, record) = unsafe {
        let mut record: libc::stat = std::mem::zeroed();
        (libc::fstat(number, &raw mut record), record)
    };
    (found == 0).then_some((record.st_dev, record.st_ino))
}

fn find(number: c_int) -> Option<Arc<Node>> {
    let nodes = NODES_OPEN.lock().unwrap_or_else(PoisonError::into_inner);
    let node = nodes.iter().find(|node| node.number == number)?;
    (identity(number) == Some(node.identity)).then(|| Arc::clone(node))
}

impl Node {
    /// # Safety
    /// The argument fits the request.
    unsafe fn serve(&self, code: c_uint, argument: *mut c_void) -> Result<c_int, c_int> {
        let mut talk = self.talk.lock().unwrap_or_else(PoisonError::into_inner);
        let urb = argument as u64;
        match code {
            // SAFETY: with this request comes a transfer.
            SUBMITURB => unsafe { talk.submit(argument.cast()) },
            REAPURBNDELAY => {
                fill(self.number);
                // SAFETY: with this request comes room for one address.
                unsafe { talk.reap(argument.cast()) }
            }
            DISCARDURB => talk.ask(Request { kind: DISCARD, code, urb, pipe: 0, length: 0 }, &[]).map(|_| 0),
            CLAIMINTERFACE | RELEASEINTERFACE | SETCONFIGURATION | CLEAR_HALT => {
                // SAFETY: with these requests comes one number.
                let number = unsafe { argument.cast::<c_int>().read_unaligned() };
                talk.other(code, [number, 0])
            }
            // SAFETY: with this request come two numbers.
            SETINTERFACE => talk.other(code, unsafe { argument.cast::<[c_int; 2]>().read_unaligned() }),
            RESET => talk.other(code, [0, 0]),
            _ => Err(libc::ENOTTY),
        }
    }
}

impl Talk {
    fn hear(&mut self) -> Result<(Answer, &[u8]), c_int> {
        let got = line::receive(&self.socket, &mut self.room, 0).ok_or(ENODEV)?;
        Answer::read(self.room.get(..got).unwrap_or_default()).ok_or(ENODEV)
    }

    fn ask(&mut self, request: Request, data: &[u8]) -> Result<(Answer, &[u8]), c_int> {
        if !line::send(&self.socket, &[&request.head(), data].concat()) {
            return Err(ENODEV);
        }
        let (answer, data) = self.hear()?;
        if answer.errno == 0 { Ok((answer, data)) } else { Err(answer.errno) }
    }

    fn other(&mut self, code: c_uint, [a, b]: [c_int; 2]) -> Result<c_int, c_int> {
        let data = [a.to_le_bytes(), b.to_le_bytes()].concat();
        self.ask(Request { kind: OTHER, code, urb: 0, pipe: 0, length: 0 }, &data).map(|_| 0)
    }

    /// # Safety
    /// A transfer whose buffer has the length that it says, and which stays where it is until it is reaped.
    unsafe fn submit(&mut self, urb: *mut Urb) -> Result<c_int, c_int> {
        // SAFETY: the caller's promise.
        let transfer = unsafe { &*urb };
        let length = usize::try_from(transfer.buffer_length).map_err(|_| EINVAL)?;
        if transfer.kind == ISOCHRONOUS || length > LIMIT || (transfer.buffer.is_null() && length > 0) {
            return Err(EINVAL);
        }
        let buffer: &[u8] = if length == 0 {
            &[]
        } else {
            // SAFETY: the caller's promise, and the pointer is not null.
            unsafe { std::slice::from_raw_parts(transfer.buffer, length) }
        };
        let data = match (transfer.kind, buffer.first()) {
            // Bit 7 of the first byte of the set-up says that data come in.
            (CONTROL, Some(direction)) if direction & 0x80 != 0 => buffer.get(..SETUP).ok_or(EINVAL)?,
            (CONTROL, _) => buffer,
            _ if transfer.endpoint & 0x80 != 0 => &[],
            _ => buffer,
        };
        let pipe = u32::from(transfer.kind) << 8 | u32::from(transfer.endpoint);
        let length = u32::try_from(length).map_err(|_| EINVAL)?;
        self.ask(Request { kind: SUBMIT, code: SUBMITURB, urb: urb as u64, pipe, length }, data)?;
        self.under_way.push(urb as u64);
        Ok(0)
    }

    /// # Safety
    /// Room for one address.
    unsafe fn reap(&mut self, place: *mut *mut Urb) -> Result<c_int, c_int> {
        let (answer, data) = self.ask(Request { kind: REAP, code: REAPURBNDELAY, urb: 0, pipe: 0, length: 0 }, &[])?;
        // Copied, because the room is needed again while the transfer is looked up.
        let data = data.to_vec();
        let at = self.under_way.iter().position(|urb| *urb == answer.urb).ok_or(EAGAIN)?;
        self.under_way.swap_remove(at);
        let urb = answer.urb as *mut Urb;
        // SAFETY: this address was submitted and not reaped, so the transfer and its buffer are still there; no more than
        // the buffer holds is copied.
        unsafe {
            let before = if (*urb).kind == CONTROL { SETUP } else { 0 };
            let fits = usize::try_from((*urb).buffer_length).unwrap_or(0).saturating_sub(before).min(data.len());
            if fits > 0 {
                std::ptr::copy_nonoverlapping(data.as_ptr(), (*urb).buffer.add(before), fits);
            }
            (*urb).status = answer.status;
            (*urb).actual_length = answer.actual.cast_signed();
            *place = urb;
        }
        Ok(0)
    }
}
