//! The folder that the preloaded library takes for the machine's devices: `sys/<name>/` for each, with its properties in
//! `uevent` and its attributes in files beside it.

use crate::family::Family;
use crate::usb::Gadget;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The folder.
pub struct Folder {
    path: PathBuf,
}

/// What is written about a device.
pub struct Entry {
    /// Properties: lines of KEY=value.
    pub uevent: String,
    /// Attributes: names and contents of files.
    pub attributes: Vec<(&'static str, Vec<u8>)>,
}

impl Folder {
    /// Makes it, or uses one that is there; what older devices it holds go.
    pub fn new(path: &Path) -> io::Result<Self> {
        let sys = path.join("sys");
        if sys.is_dir() {
            fs::remove_dir_all(&sys)?;
        }
        fs::create_dir_all(&sys)?;
        Ok(Self { path: path.to_owned() })
    }

    /// Where its socket is.
    pub fn socket(&self) -> PathBuf {
        self.path.join("socket")
    }

    /// Writes a device. Under a name with a dot first, so that nobody sees half of it.
    pub fn add(&self, name: &str, entry: &Entry) -> io::Result<()> {
        let (draft, place) = (self.path.join("sys").join(format!(".{name}")), self.path.join("sys").join(name));
        fs::create_dir_all(&draft)?;
        fs::write(draft.join("uevent"), &entry.uevent)?;
        for (file, content) in &entry.attributes {
            fs::write(draft.join(file), content)?;
        }
        fs::rename(draft, place)
    }

    /// Removes a device.
    pub fn remove(&self, name: &str) -> io::Result<()> {
        fs::remove_dir_all(self.path.join("sys").join(name))
    }
}

impl Entry {
    /// A serial port on a cable. Chromium counts it only when the numbers are those of a serial driver in
    /// /proc/tty/drivers; 4:64, the first ttyS, is there on every PC, and nothing minds that all ports have it.
    pub fn serial(name: &str, family: &Family, path: &str) -> Self {
        let (vendor, product) = family.cable;
        let uevent = format!(
            "SUBSYSTEM=tty\nMAJOR=4\nMINOR=64\nDEVNAME={path}\nID_BUS=usb\nID_VENDOR_ID={vendor:04x}\n\
             ID_MODEL_ID={product:04x}\nID_MODEL_ENC=USB-Serial\nID_SERIAL_SHORT={name}\n"
        );
        Self { uevent, attributes: Vec::new() }
    }

    /// A USB device at a place of the first bus.
    pub fn usb(name: &str, number: usize, gadget: &dyn Gadget) -> Self {
        let identity = gadget.identity();
        let uevent = format!(
            "SUBSYSTEM=usb\nDEVTYPE=usb_device\nDEVNAME={}\nBUSNUM=001\nDEVNUM={number:03}\nPRODUCT={:x}/{:x}/100\n\
             MAJOR=189\nMINOR={number}\n",
            node(number),
            identity.vendor,
            identity.product
        );
        let text = |text: &str| format!("{text}\n").into_bytes();
        let attributes = vec![
            ("manufacturer", text(identity.maker)),
            ("product", text(identity.name)),
            ("serial", text(name)),
            ("bConfigurationValue", text("1")),
            ("busnum", text("1")),
            ("devnum", text(&number.to_string())),
            ("descriptors", gadget.descriptors()),
        ];
        Self { uevent, attributes }
    }
}

/// The device node of a serial port that another program has: the library asks the simulator, which refuses.
pub const HELD: &str = "/dev/bus/usb/held";

/// The device node of a USB device. It need not exist: the library takes care of these paths.
pub fn node(number: usize) -> String {
    format!("/dev/bus/usb/001/{number:03}")
}
