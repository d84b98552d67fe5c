//! Where the shop's lists are kept. When the browser keeps nothing, they live on in memory until the page is closed,
//! and the pages say so.

use crate::browser::{clock, storage};
use crate::tools::Tools;
use pos_doctor_core::shop::{Book, Day, Entry, Wall};
use std::cell::RefCell;
use std::collections::BTreeMap;

pub const SALES: &str = "pos.sales";
pub const DEVICES: &str = "pos.devices";
pub const CHECKS: &str = "pos.checks";
pub const PLAN: &str = "pos.plan";
pub const CLOSING: &str = "pos.closing";

thread_local! {
    /// What could not be stored.
    static HELD: RefCell<BTreeMap<&'static str, String>> = const { RefCell::new(BTreeMap::new()) };
}

/// What is kept under a key.
pub fn read(key: &'static str) -> String {
    HELD.with_borrow(|held| held.get(key).cloned()).or_else(|| storage::local(key)).unwrap_or_default()
}

/// Keep a text; an empty one is deleted. False when the browser refuses: the text is then held until the page closes.
pub fn write(key: &'static str, text: &str) -> bool {
    let well = storage::set_local(key, (!text.is_empty()).then_some(text));
    HELD.with_borrow_mut(|held| {
        if well {
            held.remove(key);
        } else {
            held.insert(key, text.to_owned());
        }
    });
    well
}

/// Whether something is only held in memory.
pub fn is_held(key: &'static str) -> bool {
    HELD.with_borrow(|held| held.contains_key(key))
}

/// A list, as it is now: another tab may have changed it.
pub fn book<T: Entry>(key: &'static str) -> Book<T> {
    Book::parse(&read(key))
}

/// Change a list as it is now, and keep it.
pub fn change<T: Entry, R>(key: &'static str, change: impl FnOnce(&mut Book<T>) -> R) -> R {
    let mut book = book::<T>(key);
    let result = change(&mut book);
    let empty = book.entries.is_empty() && book.unread.is_empty();
    write(key, &if empty { String::new() } else { book.format() });
    result
}

/// What the clock on the wall shows.
pub fn now(tools: Tools) -> Wall {
    Wall::at(tools.now(), clock::ahead())
}

/// The day on the wall.
pub fn today(tools: Tools) -> Day {
    now(tools).day()
}
