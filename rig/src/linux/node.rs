//! A USB device node that Chromium has open, seen from the kernel's side: transfers come, wait, end and are reaped.
//!
//! Chromium sleeps until its end of a pipe is writable; reading the pipe empty wakes it. See `preload/src/usbfs.rs`.

use super::wire::{Answer, DISCARD, HEAD, LIMIT, OTHER, REAP, Request, SUBMIT};
use super::{Record, hung_up};
use crate::scene::Millis;
use crate::usb::{Gadget, PACKET, Setup};
use rustix::io::Errno;
use rustix::net::{RecvFlags, SendFlags, recv, send};
use std::collections::{BTreeMap, VecDeque};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

const CONTROL: u32 = 2;
/// Number of the request to claim an interface (linux/usbdevice_fs.h).
const CLAIM: u32 = 0x8004_550F;

/// How transfers end that do not end well.
const STALLED: i32 = -Errno::PIPE.raw_os_error();
const TOO_LONG: i32 = -Errno::OVERFLOW.raw_os_error();
const DISCARDED: i32 = -Errno::NOENT.raw_os_error();
const UNPLUGGED: i32 = -Errno::SHUTDOWN.raw_os_error();

/// A transfer that waits for data.
struct Waiting {
    urb: u64,
    endpoint: u8,
    length: usize,
}

/// An open device node.
pub struct Node {
    socket: OwnedFd,
    pipe: OwnedFd,
    /// A driver has its interfaces.
    held: bool,
    waiting: Vec<Waiting>,
    over: VecDeque<(Answer, Vec<u8>)>,
    /// Rest of a message that was longer than a transfer, by endpoint.
    rest: BTreeMap<u8, Vec<u8>>,
}

impl Node {
    /// After the greeting: the connection, and the reading end of the pipe that came with it.
    pub fn new(socket: OwnedFd, pipe: OwnedFd, held: bool) -> Self {
        Self { socket, pipe, held, waiting: Vec::new(), over: VecDeque::new(), rest: BTreeMap::new() }
    }

    /// Whether Chromium has closed it.
    pub fn is_closed(&self) -> bool {
        hung_up(&self.pipe)
    }

    /// What to wait for.
    pub fn end(&self) -> BorrowedFd<'_> {
        self.socket.as_fd()
    }

    /// Answers what was asked and ends the transfers that can end. Without a device everything ends as unplugged.
    pub fn turn(&mut self, now: Millis, gadget: Option<&mut (dyn Gadget + 'static)>, record: &mut dyn FnMut(Record)) {
        match gadget {
            Some(gadget) => {
                while let Some((request, data)) = self.request() {
                    let errno = self.serve(request, &data, now, gadget, record);
                    self.answer(request, errno);
                }
                self.feed(gadget, record);
            }
            None => self.orphaned(),
        }
    }

    /// Says that the node is open, or why not.
    pub fn greet(&self, errno: i32) {
        self.send(Answer { errno, ..Answer::default() }, &[]);
    }

    fn request(&self) -> Option<(Request, Vec<u8>)> {
        let mut room = vec![0; HEAD + LIMIT];
        let (_, count) = recv(&self.socket, &mut room[..], RecvFlags::DONTWAIT).ok()?;
        let (request, data) = Request::read(room.get(..count)?)?;
        Some((request, data.to_vec()))
    }

    fn answer(&mut self, request: Request, errno: i32) {
        if request.kind != REAP {
            self.send(Answer { errno, ..Answer::default() }, &[]);
            return;
        }
        match self.over.pop_front() {
            Some((answer, data)) => self.send(answer, &data),
            None => self.send(Answer { errno, ..Answer::default() }, &[]),
        }
        if !self.over.is_empty() {
            self.wake();
        }
    }

    fn send(&self, answer: Answer, data: &[u8]) {
        // When Chromium is gone, its closing will be seen.
        let _ = send(&self.socket, &[&answer.head(), data].concat(), SendFlags::NOSIGNAL);
    }

    fn wake(&self) {
        let _ = rustix::io::read(&self.pipe, &mut [0; 16]);
    }

    fn finish(&mut self, urb: u64, status: i32, actual: usize, data: Vec<u8>) {
        let actual = u32::try_from(actual).unwrap_or(u32::MAX);
        self.over.push_back((Answer { errno: 0, status, urb, actual }, data));
        self.wake();
    }

    fn serve(
        &mut self,
        request: Request,
        data: &[u8],
        now: Millis,
        gadget: &mut dyn Gadget,
        record: &mut dyn FnMut(Record),
    ) -> i32 {
        let [endpoint, kind, ..] = request.pipe.to_le_bytes();
        match request.kind {
            SUBMIT if u32::from(kind) == CONTROL => self.control(request, data, gadget, record),
            SUBMIT if endpoint & 0x80 != 0 => {
                let length = usize::try_from(request.length).unwrap_or(LIMIT);
                self.waiting.push(Waiting { urb: request.urb, endpoint, length });
            }
            SUBMIT => {
                record(Record::Heard(data.to_vec()));
                gadget.outgoing(now, endpoint, data);
                self.finish(request.urb, 0, data.len(), Vec::new());
            }
            REAP => return Errno::AGAIN.raw_os_error(),
            DISCARD => return self.discard(request.urb),
            OTHER if request.code == CLAIM && self.held => return Errno::BUSY.raw_os_error(),
            // Claiming, releasing, choosing a configuration or a setting, clearing a halt, resetting.
            OTHER => {}
            _ => return Errno::INVAL.raw_os_error(),
        }
        0
    }

    fn control(&mut self, request: Request, data: &[u8], gadget: &mut dyn Gadget, record: &mut dyn FnMut(Record)) {
        record(Record::Control(data.to_vec()));
        let outcome = Setup::read(data).map(|(setup, outgoing)| (outgoing.len(), gadget.control(setup, outgoing)));
        match outcome {
            Some((sent, Ok(answer))) => self.finish(request.urb, 0, sent.max(answer.len()), answer),
            _ => self.finish(request.urb, STALLED, 0, Vec::new()),
        }
    }

    fn discard(&mut self, urb: u64) -> i32 {
        match self.waiting.iter().position(|waiting| waiting.urb == urb) {
            Some(at) => {
                self.waiting.remove(at);
                self.finish(urb, DISCARDED, 0, Vec::new());
                0
            }
            None => Errno::INVAL.raw_os_error(),
        }
    }

    /// Hands messages to the transfers that wait for them, in the order in which they came.
    fn feed(&mut self, gadget: &mut dyn Gadget, record: &mut dyn FnMut(Record)) {
        for waiting in std::mem::take(&mut self.waiting) {
            let rest = self.rest.remove(&waiting.endpoint);
            let Some(message) = rest.or_else(|| {
                let said = gadget.incoming(waiting.endpoint)?;
                record(Record::Said(said.clone()));
                Some(said)
            }) else {
                self.waiting.push(waiting);
                continue;
            };
            let (status, now, later) = fit(message, waiting.length);
            if !later.is_empty() {
                self.rest.insert(waiting.endpoint, later);
            }
            self.finish(waiting.urb, status, now.len(), now);
        }
    }

    /// The device is gone: what waits ends, what is asked fails.
    fn orphaned(&mut self) {
        for waiting in std::mem::take(&mut self.waiting) {
            self.finish(waiting.urb, UNPLUGGED, 0, Vec::new());
        }
        // Chromium asks for what is over until it hears that the device is gone.
        self.wake();
        while let Some((request, _)) = self.request() {
            self.answer(request, Errno::NODEV.raw_os_error());
        }
    }
}

/// What of a message goes into a transfer, and what has to wait. Packets are not divided: a buffer that is too small for
/// one is an error of the program.
fn fit(mut message: Vec<u8>, length: usize) -> (i32, Vec<u8>, Vec<u8>) {
    if message.len() <= length {
        return (0, message, Vec::new());
    }
    let whole = length / PACKET * PACKET;
    if whole == 0 {
        return (TOO_LONG, Vec::new(), Vec::new());
    }
    let later = message.split_off(whole);
    (0, message, later)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_messages_are_divided_between_packets_only() {
        assert_eq!(fit(vec![7; 10], 64), (0, vec![7; 10], Vec::new()));
        let (status, now, later) = fit(vec![7; 200], 130);
        assert_eq!((status, now.len(), later.len()), (0, 128, 72));
        assert_eq!(fit(vec![7; 10], 9), (TOO_LONG, Vec::new(), Vec::new()));
    }
}
