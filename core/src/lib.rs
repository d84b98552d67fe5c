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
pub mod plan;
pub mod reader;
pub mod secret;
pub mod text;
pub mod triage;
