//! The planner on models from outside: `troubleshooting-model/1` in, a certificate and `policy/1` out.
//!
//! One code for both hosts of `cargo xtask eval plan`: this machine, and with `--wasm` a page in Chromium.

pub mod model;
#[cfg(target_arch = "wasm32")]
mod page;
pub mod plan;
