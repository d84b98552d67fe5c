//! A reader behind a pseudo-terminal: a serial port to every program that opens its path.

use super::{Record, hung_up};
use crate::bench::{Bench, Happening};
use crate::family::Family;
use crate::fault::Wanted;
use crate::scene::{Millis, Move};
use rustix::fs::{Mode, OFlags};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{ControlModes, OptionalActions, tcgetattr, tcsetattr};
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

/// The port.
pub struct Port {
    family: &'static Family,
    bench: Bench,
    master: OwnedFd,
    path: String,
    open: bool,
    line: Option<(u32, u8)>,
}

impl Port {
    /// A reader of a family with a fault. Fails when the system has no more terminals.
    pub fn new(family: &'static Family, wanted: Wanted) -> io::Result<Self> {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC)?;
        grantpt(&master)?;
        unlockpt(&master)?;
        let path = ptsname(&master, Vec::new())?.into_string().map_err(io::Error::other)?;
        rustix::io::ioctl_fionbio(&master, true)?;
        set_up(&master, family)?;
        // A terminal looks open until it was opened and closed once; what a reader says to nobody would pile up in it.
        drop(rustix::fs::open(&path, OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC, Mode::empty())?);
        Ok(Self { family, bench: Bench::new(family, wanted), master, path, open: false, line: None })
    }

    /// What a program opens.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Which family.
    pub fn family(&self) -> &'static Family {
        self.family
    }

    /// What to wait for, while somebody has it open.
    pub fn end(&self) -> Option<BorrowedFd<'_>> {
        self.open.then(|| self.master.as_fd())
    }

    /// Somebody moves a card by hand.
    pub fn moved(&mut self, to: Move) {
        self.bench.moved(to);
    }

    /// Looks at what has come and says what is due; true when somebody pulled the plug.
    pub fn turn(&mut self, now: Millis, record: &mut dyn FnMut(Record)) -> bool {
        self.watch(record);
        if self.open {
            self.look_at_the_line(record);
        }
        let heard = self.hear();
        if !heard.is_empty() {
            self.bench.receive(now, &heard);
            record(Record::Heard(heard));
        }
        let mut pulled = false;
        for happening in self.bench.tick(now) {
            match happening {
                Happening::Says(bytes) if self.open => {
                    // A program that does not read loses bytes, as on a wire.
                    let _ = rustix::io::write(&self.master, &bytes);
                    record(Record::Said(bytes));
                }
                Happening::Says(_) => {}
                Happening::Unplugs => pulled = true,
            }
        }
        pulled
    }

    fn watch(&mut self, record: &mut dyn FnMut(Record)) {
        let open = !hung_up(&self.master);
        if open == self.open {
            return;
        }
        self.open = open;
        if open {
            self.bench.opened();
            self.line = None;
            record(Record::Opened);
        } else {
            record(Record::Closed);
        }
    }

    fn hear(&self) -> Vec<u8> {
        let mut heard = Vec::new();
        let mut room = [0; 1024];
        while let Ok(count @ 1..) = rustix::io::read(&self.master, &mut room) {
            heard.extend(room.iter().take(count));
        }
        heard
    }

    /// Both ends share their settings, so the speed that a program has set can be seen from here. Parity and data bits
    /// cannot: a pseudo-terminal always has eight and none.
    fn look_at_the_line(&mut self, record: &mut dyn FnMut(Record)) {
        let Ok(settings) = tcgetattr(&self.master) else { return };
        let stop_bits = if settings.control_modes.contains(ControlModes::CSTOPB) { 2 } else { 1 };
        let line = (settings.output_speed(), stop_bits);
        if self.line != Some(line) {
            self.line = Some(line);
            self.bench.set_mismatch(line.0 != self.family.speed);
            record(Record::Line(line.0, line.1));
        }
    }
}

/// Bytes as they are, at the reader's speed: so that it can be talked to with `cat` and `printf` too.
fn set_up(master: &OwnedFd, family: &Family) -> io::Result<()> {
    let mut settings = tcgetattr(master)?;
    settings.make_raw();
    settings.set_speed(family.speed)?;
    settings.control_modes.set(ControlModes::CSTOPB, family.stop_bits == 2);
    Ok(tcsetattr(master, OptionalActions::Now, &settings)?)
}
