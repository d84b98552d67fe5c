//! Tests of the whole of core on the real content, in one binary.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod cases;
mod certificate;
mod contracts;
mod engine;
mod heard;
mod loader;
mod planner;
mod proof;
mod reader;
mod red_lines;
mod robust;
mod short_code;
mod support;
mod token;
mod triage;
