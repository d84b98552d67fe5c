//! Simulated card readers, for tests and for people without one.
//!
//! A [`reader`] hears bytes and says bytes, as the documents of its maker have it. On a [`bench`] it meets a shopkeeper who
//! presents two test cards, and a fault chosen by name. A bench is played by a test with a clock of its own, or stands
//! behind a pseudo-terminal or a USB device that only a preloaded library knows (`preload/`).
//!
//! Nothing here is shared with the code under test.

pub mod bench;
pub mod card;
pub mod family;
pub mod fault;
pub mod reader;
pub mod readers;
pub mod scene;
pub mod usb;

#[cfg(target_os = "linux")]
pub mod linux;
