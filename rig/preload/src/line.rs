//! The socket to the simulator. Plain C calls, because std knows no sockets of whole messages.

use crate::folder;
use libc::{c_int, c_void};
use std::mem::{size_of, size_of_val, zeroed};
use std::os::fd::{AsRawFd, BorrowedFd, FromRawFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::time::Duration;

/// Connects to `socket` in the folder. An answer is waited for five seconds: a simulator that died must not hang Chromium.
pub fn connect() -> Option<OwnedFd> {
    let path = folder()?.join("socket");
    // SAFETY: all bytes zero is a valid address; the call reads nothing of ours.
    let (mut address, fd): (libc::sockaddr_un, _) =
        unsafe { (zeroed(), libc::socket(libc::AF_UNIX, libc::SOCK_SEQPACKET | libc::SOCK_CLOEXEC, 0)) };
    if fd < 0 {
        return None;
    }
    // SAFETY: the number was just handed out to us and nobody else knows it.
    let socket = unsafe { OwnedFd::from_raw_fd(fd) };
    address.sun_family = u16::try_from(libc::AF_UNIX).ok()?;
    let bytes = path.as_os_str().as_bytes();
    // The zero behind the name must fit as well.
    if bytes.len() >= address.sun_path.len() {
        return None;
    }
    address.sun_path.iter_mut().zip(bytes).for_each(|(place, byte)| *place = byte.cast_signed());
    let length = u32::try_from(size_of::<libc::sockaddr_un>()).ok()?;
    // SAFETY: the address lives through the call and has the length that is given.
    let done = unsafe { libc::connect(fd, (&raw const address).cast(), length) };
    limit(&socket, Duration::from_secs(5));
    (done == 0).then_some(socket)
}

fn limit(socket: &OwnedFd, time: Duration) {
    let time = libc::timeval { tv_sec: time.as_secs().cast_signed(), tv_usec: 0 };
    let length = u32::try_from(size_of_val(&time)).unwrap_or_default();
    for which in [libc::SO_RCVTIMEO, libc::SO_SNDTIMEO] {
        // SAFETY: the time lives through the call and has the length that is given.
        unsafe { libc::setsockopt(socket.as_raw_fd(), libc::SOL_SOCKET, which, (&raw const time).cast(), length) };
    }
}

/// Sends one message; true when it went.
pub fn send(socket: &OwnedFd, message: &[u8]) -> bool {
    // SAFETY: the message lives through the call and has the length that is given.
    let sent = unsafe { libc::send(socket.as_raw_fd(), message.as_ptr().cast(), message.len(), libc::MSG_NOSIGNAL) };
    usize::try_from(sent) == Ok(message.len())
}

/// Room for one passed descriptor, aligned as its head must be.
#[repr(C, align(8))]
struct Passed([u8; 64]);

/// Sends one message and passes a descriptor along.
pub fn send_with(socket: &OwnedFd, message: &[u8], descriptor: BorrowedFd<'_>) -> bool {
    let mut part = libc::iovec { iov_base: message.as_ptr().cast_mut().cast(), iov_len: message.len() };
    let mut room = Passed([0; 64]);
    let size = u32::try_from(size_of::<c_int>()).unwrap_or_default();
    // SAFETY: all bytes zero is a valid, empty message; the macros compute lengths only.
    let (mut header, space, length): (libc::msghdr, _, _) =
        unsafe { (zeroed(), libc::CMSG_SPACE(size), libc::CMSG_LEN(size)) };
    header.msg_iov = &raw mut part;
    header.msg_iovlen = 1;
    header.msg_control = room.0.as_mut_ptr().cast();
    header.msg_controllen = space as usize;
    // SAFETY: `room` is larger than CMSG_SPACE of one descriptor and aligned for its head; both live through the call.
    let sent = unsafe {
        let control = libc::CMSG_FIRSTHDR(&raw const header);
        (*control).cmsg_level = libc::SOL_SOCKET;
        (*control).cmsg_type = libc::SCM_RIGHTS;
        (*control).cmsg_len = length as usize;
        libc::CMSG_DATA(control).cast::<c_int>().write_unaligned(descriptor.as_raw_fd());
        libc::sendmsg(socket.as_raw_fd(), &raw const header, libc::MSG_NOSIGNAL)
    };
    usize::try_from(sent) == Ok(message.len())
}

/// Waits for one message; nothing when the time is over or the other side is gone.
pub fn receive(socket: &OwnedFd, room: &mut [u8], flags: c_int) -> Option<usize> {
    let place: *mut c_void = room.as_mut_ptr().cast();
    // SAFETY: the room lives through the call and has the length that is given.
    let got = unsafe { libc::recv(socket.as_raw_fd(), place, room.len(), flags) };
    usize::try_from(got).ok().filter(|got| *got > 0)
}
