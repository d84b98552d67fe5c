//! All simulated devices of one Chromium: a folder, a socket in it, and one loop that looks at everything whenever
//! anything happens, and fifty times a second.

use super::Record;
use super::folder::{Entry, Folder, HELD, node};
use super::node::Node;
use super::port::Port;
use super::wire::{DEVICE, WATCH};
use crate::bench::TICK;
use crate::family::Family;
use crate::fault::{Fault, Wanted};
use crate::scene::{Millis, Move};
use crate::usb::{self, Gadget};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::net::{
    AddressFamily, RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendFlags, SocketAddrUnix, SocketFlags,
    SocketType, accept_with, bind, listen, recvmsg, send, socket_with,
};
use std::io::{self, IoSliceMut};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;
use std::time::Instant;

/// A device with its name.
struct Device {
    name: String,
    number: usize,
    uevent: String,
    /// Somebody else has it.
    held: bool,
    kind: Kind,
}

enum Kind {
    Serial(Box<Port>),
    Usb(Box<dyn Gadget>),
}

/// The bus.
pub struct Bus {
    folder: Folder,
    listener: OwnedFd,
    /// Connections that have not said what they want.
    strangers: Vec<OwnedFd>,
    /// Those who want to hear of devices that come and go.
    watchers: Vec<OwnedFd>,
    /// Open device nodes, with the name and the number of their device.
    nodes: Vec<(String, usize, Node)>,
    devices: Vec<Device>,
    plugged: usize,
    started: Instant,
    record: fn(&str, &Record),
}

/// What somebody wants to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Order {
    /// Plug in a serial reader: a name for the device, a family, a fault.
    Serial(String, String, Wanted),
    /// Plug in a USB device.
    Usb(String, String, Wanted),
    /// Unplug a device.
    Unplug(String),
    /// Move a card at a device.
    Card(String, Move),
}

impl Order {
    /// From a line: `serial NAME FAMILY [FAULT[@N]]`, `usb NAME KIND [FAULT[@N]]`, `unplug NAME`, `card NAME a|b|away`.
    pub fn read(line: &str) -> Option<Self> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let fault = |name: Option<&&str>| name.map_or(Some(Fault::None.into()), |name| Wanted::read(name));
        Some(match words[..] {
            ["serial", name, family, ref rest @ ..] => Self::Serial(name.into(), family.into(), fault(rest.first())?),
            ["usb", name, kind, ref rest @ ..] => Self::Usb(name.into(), kind.into(), fault(rest.first())?),
            ["unplug", name] => Self::Unplug(name.into()),
            ["card", name, to] => Self::Card(name.into(), movement(to)?),
            _ => return None,
        })
    }
}

/// `a`, `b` or `away`.
pub fn movement(word: &str) -> Option<Move> {
    match word {
        "a" => Some(Move::A),
        "b" => Some(Move::B),
        "away" => Some(Move::Away),
        _ => None,
    }
}

impl Bus {
    /// An empty bus in a folder. Its path must be short: a socket in it has a name of 107 bytes at most.
    pub fn new(path: &Path, record: fn(&str, &Record)) -> io::Result<Self> {
        let folder = Folder::new(path)?;
        let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
        let listener = socket_with(AddressFamily::UNIX, SocketType::SEQPACKET, flags, None)?;
        let address = folder.socket();
        if address.exists() {
            std::fs::remove_file(&address)?;
        }
        bind(&listener, &SocketAddrUnix::new(&address)?)?;
        listen(&listener, 16)?;
        let (strangers, watchers, nodes, devices) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Ok(Self { folder, listener, strangers, watchers, nodes, devices, plugged: 0, started: Instant::now(), record })
    }

    /// Does what is wanted. Says what became of it, or what is wrong with it.
    pub fn obey(&mut self, order: &Order) -> Result<String, String> {
        match order {
            Order::Serial(name, family, wanted) => {
                let family = Family::of(family).ok_or_else(|| format!("there is no family {family}"))?;
                let port = Port::new(family, *wanted).map_err(|error| error.to_string())?;
                let path = port.path().to_owned();
                self.plug(name, wanted.fault == Fault::Held, Kind::Serial(Box::new(port)))?;
                Ok(format!("{name} plugged {path}"))
            }
            Order::Usb(name, kind, wanted) => {
                let gadget = usb::gadget(kind, *wanted).ok_or_else(|| format!("there is no USB device {kind}"))?;
                self.plug(name, wanted.fault == Fault::Held, Kind::Usb(gadget))?;
                Ok(format!("{name} plugged {}", node(self.plugged)))
            }
            Order::Unplug(name) => self.unplug(name),
            Order::Card(name, to) => {
                let device = self.devices.iter_mut().find(|device| device.name == *name);
                match &mut device.ok_or_else(|| format!("there is no device {name}"))?.kind {
                    Kind::Serial(port) => port.moved(*to),
                    Kind::Usb(gadget) => gadget.moved(*to),
                }
                Ok(format!("{name} card moved"))
            }
        }
    }

    fn plug(&mut self, name: &str, held: bool, kind: Kind) -> Result<(), String> {
        if self.devices.iter().any(|device| device.name == name) {
            return Err(format!("{name} is plugged in already"));
        }
        self.plugged += 1;
        let number = self.plugged;
        let entry = match &kind {
            Kind::Serial(port) => Entry::serial(name, port.family(), if held { HELD } else { port.path() }),
            Kind::Usb(gadget) => Entry::usb(name, number, gadget.as_ref()),
        };
        self.folder.add(name, &entry).map_err(|error| error.to_string())?;
        self.announce("add", name, &entry.uevent);
        self.devices.push(Device { name: name.to_owned(), number, uevent: entry.uevent, held, kind });
        Ok(())
    }

    fn unplug(&mut self, name: &str) -> Result<String, String> {
        let at = self.devices.iter().position(|device| device.name == name);
        // Dropping a port hangs up its terminal: whoever reads it is told.
        let device = self.devices.remove(at.ok_or_else(|| format!("there is no device {name}"))?);
        self.folder.remove(name).map_err(|error| error.to_string())?;
        self.announce("remove", name, &device.uevent);
        Ok(format!("{name} unplugged"))
    }

    /// The folder of a removed device is gone, so its properties travel along.
    fn announce(&mut self, action: &str, name: &str, uevent: &str) {
        let message = format!("{action}\n{name}\n{uevent}");
        self.watchers.retain(|watcher| send(watcher, message.as_bytes(), SendFlags::NOSIGNAL).is_ok());
    }

    /// Waits until something happens, a tick at most, and then looks at everything.
    pub fn turn(&mut self) {
        self.wait();
        let now = Millis::try_from(self.started.elapsed().as_millis()).unwrap_or(Millis::MAX);
        while let Ok(stranger) = accept_with(&self.listener, SocketFlags::CLOEXEC | SocketFlags::NONBLOCK) {
            self.strangers.push(stranger);
        }
        for stranger in std::mem::take(&mut self.strangers) {
            self.welcome(stranger);
        }
        self.tick(now);
    }

    fn wait(&self) {
        let mut ends: Vec<BorrowedFd<'_>> = vec![self.listener.as_fd()];
        ends.extend(self.strangers.iter().map(AsFd::as_fd));
        ends.extend(self.nodes.iter().map(|(_, _, node)| node.end()));
        ends.extend(self.devices.iter().filter_map(|device| match &device.kind {
            Kind::Serial(port) => port.end(),
            Kind::Usb(_) => None,
        }));
        let mut ends: Vec<_> = ends.into_iter().map(|end| PollFd::from_borrowed_fd(end, PollFlags::IN)).collect();
        let tick = Timespec { tv_sec: 0, tv_nsec: i64::try_from(TICK).unwrap_or(20) * 1_000_000 };
        // An interrupted wait is a short one.
        let _ = poll(&mut ends, Some(&tick));
    }

    fn welcome(&mut self, stranger: OwnedFd) {
        let Some((greeting, passed)) = greeting(&stranger) else {
            // Nothing yet, or nobody any more.
            if !super::hung_up(&stranger) {
                self.strangers.push(stranger);
            }
            return;
        };
        match (greeting.split_first(), passed) {
            (Some((&WATCH, _)), _) => self.watchers.push(stranger),
            (Some((&DEVICE, path)), Some(pipe)) => self.open(path, stranger, pipe),
            _ => {}
        }
    }

    fn open(&mut self, path: &[u8], socket: OwnedFd, pipe: OwnedFd) {
        let found = self.devices.iter_mut().find(|device| node(device.number).as_bytes() == path);
        match found {
            Some(Device { name, number, held, kind: Kind::Usb(gadget), .. }) => {
                gadget.opened();
                (self.record)(name, &Record::Opened);
                let open = Node::new(socket, pipe, *held);
                open.greet(0);
                self.nodes.push((name.clone(), *number, open));
            }
            _ => {
                let errno = if path == HELD.as_bytes() { Errno::BUSY } else { Errno::NODEV };
                Node::new(socket, pipe, true).greet(errno.raw_os_error());
            }
        }
    }

    fn tick(&mut self, now: Millis) {
        let mut pulled = Vec::new();
        for device in &mut self.devices {
            let gone = match &mut device.kind {
                Kind::Serial(port) => port.turn(now, &mut |record| (self.record)(&device.name, &record)),
                Kind::Usb(gadget) => gadget.tick(now),
            };
            if gone {
                pulled.push(device.name.clone());
            }
        }
        for name in pulled {
            if let Ok(said) = self.unplug(&name) {
                println!("{said}");
            }
        }
        for (name, number, node) in &mut self.nodes {
            let device = self.devices.iter_mut().find(|device| device.number == *number);
            let gadget = device.and_then(|device| match &mut device.kind {
                Kind::Usb(gadget) => Some(&mut **gadget),
                Kind::Serial(_) => None,
            });
            node.turn(now, gadget, &mut |record| (self.record)(name, &record));
        }
        self.nodes.retain(|(name, _, node)| {
            let closed = node.is_closed();
            if closed {
                (self.record)(name, &Record::Closed);
            }
            !closed
        });
    }
}

/// The first message of a connection, and a descriptor that came with it.
fn greeting(stranger: &OwnedFd) -> Option<(Vec<u8>, Option<OwnedFd>)> {
    let mut room = [0; 256];
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
    let mut control = RecvAncillaryBuffer::new(&mut space);
    let flags = RecvFlags::DONTWAIT | RecvFlags::CMSG_CLOEXEC;
    let received = recvmsg(stranger, &mut [IoSliceMut::new(&mut room)], &mut control, flags).ok()?;
    let passed = control.drain().find_map(|message| match message {
        RecvAncillaryMessage::ScmRights(mut descriptors) => descriptors.next(),
        _ => None,
    });
    let greeting = room.get(..received.bytes)?;
    (!greeting.is_empty()).then(|| (greeting.to_vec(), passed))
}
