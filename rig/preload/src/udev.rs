//! The functions of libudev that Chromium calls (those of version 156, by its table of symbols). Devices are the folders
//! below `sys/`: `uevent` has their properties, further files are their attributes.

use crate::{folder, line, wire};
use libc::{c_char, c_int, c_ulonglong, c_void};
use std::ffi::{CStr, CString};
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::ptr;
use std::sync::{Mutex, PoisonError};

/// A device, as it was when it was looked up.
pub struct Device {
    path: PathBuf,
    syspath: CString,
    sysname: CString,
    action: Option<CString>,
    properties: Vec<(CString, CString)>,
    names: Option<Box<Entry>>,
    /// Attributes that were asked for: callers keep the pointers as long as the device.
    attributes: Mutex<Vec<(CString, Option<CString>)>>,
}

/// One name of a list, and the rest of it.
pub struct Entry {
    name: CString,
    next: Option<Box<Entry>>,
}

/// A search for devices.
#[derive(Default)]
pub struct Enumerate {
    subsystems: Vec<CString>,
    found: Option<Box<Entry>>,
}

/// A place to hear of devices that come and go.
pub struct Monitor {
    socket: OwnedFd,
    subsystems: Mutex<Vec<CString>>,
}

fn list(names: impl DoubleEndedIterator<Item = CString>) -> Option<Box<Entry>> {
    names.rev().fold(None, |next, name| Some(Box::new(Entry { name, next })))
}

impl Device {
    /// From a folder below `sys/`; nothing when it is gone.
    fn at(path: &Path) -> Option<Self> {
        let text = std::fs::read_to_string(path.join("uevent")).ok()?;
        Self::new(path, &text, None)
    }

    fn new(path: &Path, uevent: &str, action: Option<&str>) -> Option<Self> {
        let pairs = uevent.lines().filter_map(|line| line.split_once('='));
        let properties: Vec<_> =
            pairs.filter_map(|(key, value)| Some((CString::new(key).ok()?, CString::new(value).ok()?))).collect();
        Some(Self {
            syspath: CString::new(path.to_str()?).ok()?,
            sysname: CString::new(path.file_name()?.to_str()?).ok()?,
            path: path.to_owned(),
            action: action.and_then(|action| CString::new(action).ok()),
            names: list(properties.iter().map(|(key, _)| key.clone())),
            properties,
            attributes: Mutex::default(),
        })
    }

    fn property(&self, key: &CStr) -> Option<&CStr> {
        self.properties.iter().find(|(name, _)| name.as_c_str() == key).map(|(_, value)| value.as_c_str())
    }

    fn is_of(&self, subsystems: &[CString]) -> bool {
        let own = self.property(c"SUBSYSTEM");
        subsystems.is_empty() || subsystems.iter().any(|subsystem| Some(subsystem.as_c_str()) == own)
    }

    fn attribute(&self, name: &CStr) -> *const c_char {
        let mut known = self.attributes.lock().unwrap_or_else(PoisonError::into_inner);
        if !known.iter().any(|(old, _)| old.as_c_str() == name) {
            let file = name.to_str().ok().and_then(|name| std::fs::read(self.path.join(name)).ok());
            let text = file.map(|bytes| bytes.strip_suffix(b"\n").map(<[u8]>::to_vec).unwrap_or(bytes));
            known.push((name.to_owned(), text.and_then(|text| CString::new(text).ok())));
        }
        // The list may move, the texts in it do not.
        let found = known.iter().find(|(old, _)| old.as_c_str() == name);
        found.and_then(|(_, text)| text.as_ref()).map_or(ptr::null(), |text| text.as_ptr())
    }
}

fn hand_out<T>(made: Option<T>) -> *mut T {
    made.map_or(ptr::null_mut(), |made| Box::into_raw(Box::new(made)))
}

/// # Safety
/// Null, or what [`hand_out`] gave and nobody has taken back.
unsafe fn take_back<T>(given: *mut T) -> *mut T {
    if !given.is_null() {
        // SAFETY: the caller's promise.
        drop(unsafe { Box::from_raw(given) });
    }
    ptr::null_mut()
}

/// # Safety
/// Null, or a text that ends with a zero.
unsafe fn text<'a>(text: *const c_char) -> Option<&'a CStr> {
    // SAFETY: the caller's promise.
    (!text.is_null()).then(|| unsafe { CStr::from_ptr(text) })
}

fn pointer(text: Option<&CStr>) -> *const c_char {
    text.map_or(ptr::null(), CStr::as_ptr)
}

/// What every function here expects, as libudev does: pointers that it handed out, or null; texts that end with a zero.
macro_rules! c_functions {
    ($(fn $name:ident($($argument:ident: $type:ty),*) -> $result:ty $body:block)+) => {$(
        /// The function of libudev.
        ///
        /// # Safety
        /// Pointers that this library handed out, or null; texts that end with a zero.
        #[unsafe(no_mangle)]
        #[allow(unused_unsafe)]
        pub unsafe extern "C" fn $name($($argument: $type),*) -> $result {
            // SAFETY: the caller's promise covers every use of a pointer in these bodies.
            unsafe { $body }
        }
    )+};
}

c_functions! {
    fn udev_monitor_new_from_netlink(_udev: *mut c_void, _name: *const c_char) -> *mut Monitor {
        let socket = line::connect().filter(|socket| line::send(socket, &[wire::WATCH])).or_else(silent_socket);
        hand_out(socket.map(|socket| Monitor { socket, subsystems: Mutex::default() }))
    }
    fn udev_monitor_filter_add_match_subsystem_devtype(
        monitor: *mut Monitor, subsystem: *const c_char, _devtype: *const c_char
    ) -> c_int {
        if let (Some(monitor), Some(subsystem)) = (monitor.as_ref(), text(subsystem)) {
            monitor.subsystems.lock().unwrap_or_else(PoisonError::into_inner).push(subsystem.to_owned());
        }
        0
    }
    fn udev_monitor_enable_receiving(_monitor: *mut Monitor) -> c_int { 0 }
    fn udev_monitor_get_fd(monitor: *mut Monitor) -> c_int {
        monitor.as_ref().map_or(-1, |monitor| monitor.socket.as_raw_fd())
    }
    fn udev_monitor_receive_device(monitor: *mut Monitor) -> *mut Device {
        hand_out(monitor.as_ref().and_then(receive))
    }
    fn udev_monitor_unref(monitor: *mut Monitor) -> *mut Monitor { take_back(monitor) }

    fn udev_enumerate_new(_udev: *mut c_void) -> *mut Enumerate { hand_out(Some(Enumerate::default())) }
    fn udev_enumerate_add_match_subsystem(enumerate: *mut Enumerate, subsystem: *const c_char) -> c_int {
        if let (Some(enumerate), Some(subsystem)) = (enumerate.as_mut(), text(subsystem)) {
            enumerate.subsystems.push(subsystem.to_owned());
        }
        0
    }
    fn udev_enumerate_scan_devices(enumerate: *mut Enumerate) -> c_int {
        if let Some(enumerate) = enumerate.as_mut() {
            enumerate.found = list(devices(&enumerate.subsystems).into_iter());
        }
        0
    }
    fn udev_enumerate_get_list_entry(enumerate: *mut Enumerate) -> *const Entry {
        let found = enumerate.as_ref().and_then(|enumerate| enumerate.found.as_deref());
        found.map_or(ptr::null(), ptr::from_ref)
    }
    fn udev_enumerate_unref(enumerate: *mut Enumerate) -> *mut Enumerate { take_back(enumerate) }

    fn udev_list_entry_get_name(entry: *const Entry) -> *const c_char {
        pointer(entry.as_ref().map(|entry| entry.name.as_c_str()))
    }
    fn udev_list_entry_get_next(entry: *const Entry) -> *const Entry {
        entry.as_ref().and_then(|entry| entry.next.as_deref()).map_or(ptr::null(), ptr::from_ref)
    }

    fn udev_device_new_from_syspath(_udev: *mut c_void, path: *const c_char) -> *mut Device {
        let path = text(path).and_then(|path| path.to_str().ok()).map(Path::new);
        // Chromium asks for devices of the real machine too, by paths that it knows from elsewhere.
        let ours = folder().zip(path).filter(|(folder, path)| path.starts_with(folder));
        hand_out(ours.and_then(|(_, path)| Device::at(path)))
    }
    fn udev_device_new_from_devnum(_udev: *mut c_void, _kind: c_char, _number: c_ulonglong) -> *mut Device {
        ptr::null_mut()
    }
    fn udev_device_new_from_subsystem_sysname(
        _udev: *mut c_void, _subsystem: *const c_char, _name: *const c_char
    ) -> *mut Device { ptr::null_mut() }
    fn udev_device_unref(device: *mut Device) -> *mut Device { take_back(device) }
    fn udev_device_get_parent(_device: *mut Device) -> *mut Device { ptr::null_mut() }
    fn udev_device_get_parent_with_subsystem_devtype(
        _device: *mut Device, _subsystem: *const c_char, _devtype: *const c_char
    ) -> *mut Device { ptr::null_mut() }
    fn udev_device_get_action(device: *mut Device) -> *const c_char {
        pointer(device.as_ref().and_then(|device| device.action.as_deref()))
    }
    fn udev_device_get_syspath(device: *mut Device) -> *const c_char {
        pointer(device.as_ref().map(|device| device.syspath.as_c_str()))
    }
    fn udev_device_get_sysname(device: *mut Device) -> *const c_char {
        pointer(device.as_ref().map(|device| device.sysname.as_c_str()))
    }
    fn udev_device_get_devnode(device: *mut Device) -> *const c_char { property(device, c"DEVNAME") }
    fn udev_device_get_devtype(device: *mut Device) -> *const c_char { property(device, c"DEVTYPE") }
    fn udev_device_get_driver(device: *mut Device) -> *const c_char { property(device, c"DRIVER") }
    fn udev_device_get_subsystem(device: *mut Device) -> *const c_char { property(device, c"SUBSYSTEM") }
    fn udev_device_get_property_value(device: *mut Device, key: *const c_char) -> *const c_char {
        text(key).map_or(ptr::null(), |key| property(device, key))
    }
    fn udev_device_get_sysattr_value(device: *mut Device, name: *const c_char) -> *const c_char {
        device.as_ref().zip(text(name)).map_or(ptr::null(), |(device, name)| device.attribute(name))
    }
    fn udev_device_get_properties_list_entry(device: *mut Device) -> *const Entry {
        device.as_ref().and_then(|device| device.names.as_deref()).map_or(ptr::null(), ptr::from_ref)
    }
}

/// Nothing stands behind a context: any address that is not null will do.
#[unsafe(no_mangle)]
pub extern "C" fn udev_new() -> *mut c_void {
    ptr::dangling_mut::<u64>().cast()
}

/// The function of libudev.
#[unsafe(no_mangle)]
pub extern "C" fn udev_unref(_udev: *mut c_void) -> *mut c_void {
    ptr::null_mut()
}

/// # Safety
/// Null, or a device that this library handed out.
unsafe fn property(device: *mut Device, key: &CStr) -> *const c_char {
    // SAFETY: the caller's promise.
    pointer(unsafe { device.as_ref() }.and_then(|device| device.property(key)))
}

/// Paths of all devices of these subsystems.
fn devices(subsystems: &[CString]) -> Vec<CString> {
    let Some(folder) = folder() else { return Vec::new() };
    let Ok(entries) = std::fs::read_dir(folder.join("sys")) else { return Vec::new() };
    let paths = entries.flatten().map(|entry| entry.path());
    // A name with a dot in front is a device that is still being written.
    let whole = paths.filter(|path| !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')));
    let found = whole.filter_map(|path| Device::at(&path)).filter(|device| device.is_of(subsystems));
    found.map(|device| device.syspath).collect()
}

fn receive(monitor: &Monitor) -> Option<Device> {
    let mut room = [0; 4096];
    let got = line::receive(&monitor.socket, &mut room, libc::MSG_DONTWAIT)?;
    let message = std::str::from_utf8(room.get(..got)?).ok()?;
    let (action, rest) = message.split_once('\n')?;
    let (name, uevent) = rest.split_once('\n')?;
    let device = Device::new(&folder()?.join("sys").join(name), uevent, Some(action))?;
    let subsystems = monitor.subsystems.lock().unwrap_or_else(PoisonError::into_inner);
    device.is_of(&subsystems).then_some(device)
}

/// A socket on which nothing ever comes, for a Chromium without simulator: it expects one.
fn silent_socket() -> Option<OwnedFd> {
    let mut ends: [c_int; 2] = [0; 2];
    // SAFETY: there is room for two numbers.
    let made =
        unsafe { libc::socketpair(libc::AF_UNIX, libc::SOCK_SEQPACKET | libc::SOCK_CLOEXEC, 0, ends.as_mut_ptr()) };
    if made != 0 {
        return None;
    }
    let [ours, other] = ends;
    // The other end stays open for ever: closed, it would look like something to read.
    let _ = other;
    // SAFETY: the number was just handed out to us.
    Some(unsafe { OwnedFd::from_raw_fd(ours) })
}
