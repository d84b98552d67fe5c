//! What a shop keeps beside the diagnosis: unfinished sales, its terminals, what was checked when, reminders.
//!
//! Everything here is text in and text out: where it is stored, and what time it is, the app says.

pub mod book;
pub mod chores;
pub mod device;
pub mod entry;
pub mod find;
pub mod ics;
pub mod lines;
pub mod quiz;
pub mod reminder;
pub mod sale;
pub mod wall;

pub use book::{Book, Entry, Import, ImportTrouble};
pub use device::{Device, DeviceForm, Repair, Warranty};
pub use entry::{Field, Trouble};
pub use sale::{Finding, Outcome, Sale, SaleForm, Stage, Told};
pub use wall::{Day, Wall};

#[cfg(test)]
mod tests;
