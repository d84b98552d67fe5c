//! Parts of the Rust toolchain, added by rustup where they are missing.

use crate::shell;
use anyhow::{Context, Result};
use std::path::Path;
use std::process::Command;

/// What Rust calls the browser.
pub const BROWSER: &str = "wasm32-unknown-unknown";

/// The standard library for the browser.
pub fn rust_target() -> Result<()> {
    let mut ask = Command::new("rustc");
    let folder = shell::capture(ask.args(["--print", "target-libdir", "--target", BROWSER]))?;
    if Path::new(folder.trim()).is_dir() {
        return Ok(());
    }
    shell::step("adding the Rust target for the browser");
    add("target", BROWSER)
}

/// The formatter and the linter.
pub fn rust_components() -> Result<()> {
    for (program, component) in [("cargo-fmt", "rustfmt"), ("cargo-clippy", "clippy")] {
        // rustup puts a stand-in for every program on the path: only running it tells.
        let there = Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success());
        if !there {
            shell::step(&format!("adding {component}"));
            add("component", component)?;
        }
    }
    Ok(())
}

/// The source of the standard library, to compile it with the app.
pub fn rust_source() -> Result<()> {
    shell::step("adding the source of the standard library, if it is missing");
    add("component", "rust-src")
}

fn add(kind: &str, name: &str) -> Result<()> {
    shell::run(Command::new("rustup").args([kind, "add", name]))
        .with_context(|| format!("{name} is missing; get it with `rustup {kind} add {name}`"))
}
