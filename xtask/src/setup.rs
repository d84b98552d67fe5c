//! Set-up on a fresh machine: install what can be installed, otherwise say what is missing and how to get it.

mod debian;
mod deny;
mod node;
mod runner;
mod rust;

pub use debian::{for_tests as debian_packages, load_generator};
pub use deny::cargo_deny;
pub use node::{lighthouse, node_for_serving, npm_packages};
pub use runner::browser_test_runner;
pub use rust::{BROWSER, rust_components, rust_source, rust_target};
