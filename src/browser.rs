//! One small file for each web API. Nothing else in the app touches the browser.

pub mod address;
pub mod clock;
pub mod config;
pub mod file;
pub mod knock;
pub mod language;
pub mod link;
pub mod offline;
pub mod page;
pub mod phrases;
pub mod reach;
pub mod second;
pub mod share;
pub mod storage;
