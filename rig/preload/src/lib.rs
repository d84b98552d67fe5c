//! Preloaded into a headless Chromium by tests (`LD_PRELOAD`). It shows Chromium the serial ports and USB devices of one
//! folder in the place of the machine's own, and carries what Chromium says to its USB devices to the simulator that made
//! the folder. It knows no device: everything it hands on, it hands on as it is.
//!
//! Two halves: `udev` answers where Chromium looks for devices, `usbfs` stands in for their device nodes. Serial ports need
//! the first half only, their device nodes are pseudo-terminals.
//!
//! The folder is named by the variable `POS_RIG`. Without it there are no devices at all, which is safe too.
#![cfg(target_os = "linux")]

mod line;
mod udev;
mod usbfs;
// Each side of the socket uses its half of it.
#[allow(dead_code)]
mod wire;

use std::path::PathBuf;

/// The folder of the simulator.
fn folder() -> Option<PathBuf> {
    std::env::var_os("POS_RIG").map(PathBuf::from)
}
