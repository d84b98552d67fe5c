//! Everything POS Doctor knows and concludes that can be true without a browser.
//!
//! Where to start: [`content`] is what we know, [`diagnose`] turns the facts of a [`case`] into the next step,
//! [`text`] turns what a merchant reads on a screen into facts. Nothing here touches a browser, a clock or
//! randomness: time and seeds are arguments.

pub mod case;
pub mod config;
pub mod content;
pub mod diagnose;
pub mod evidence;
mod json;
pub mod map;
pub mod network;
pub mod plan;
pub mod qr;
pub mod reader;
pub mod report;
pub mod secret;
pub mod shop;
pub mod short_code;
pub mod text;
pub mod token;
pub mod triage;
