//! The app: what a browser shows of what core concludes.
//!
//! `view` turns conclusions into pages as plain data, `components` draw them, `state` changes
//! with every act, `ahead` works out what the next one may lead to, `session` holds the case,
//! `tools` are a second program for whatever the first question does not need,
//! `browser` has one small file for each web API. Everything that can be true without a browser is in core.

pub mod ahead;
pub mod app;
pub mod browser;
pub mod components;
pub mod route;
pub mod session;
pub mod state;
pub mod tools;
pub mod view;
