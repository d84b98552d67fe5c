//! Making WebAssembly and JavaScript small, with the pinned tools of package.json.

use crate::project::{Project, write};
use crate::shell;
use anyhow::{Context, Result};
use std::process::Command;

/// The WebAssembly that rustc emits by default. wasm-opt may use these and nothing newer: they are our browser floor.
const WASM_FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// The module, optimised for size.
pub fn wasm(project: &Project, wasm: &[u8]) -> Result<Vec<u8>> {
    let strip = ["-Oz", "--strip-debug", "--strip-producers", "--strip-target-features"];
    let flags: Vec<&str> = strip.into_iter().chain(WASM_FEATURES).collect();
    through(project, "binaryen/bin/wasm-opt", &flags, "app_bg.wasm", wasm)
}

/// A JavaScript module without comments and with short names.
pub fn js(project: &Project, name: &str, module: &[u8]) -> Result<Vec<u8>> {
    through(project, "terser/bin/terser", &["--module", "--compress", "passes=2", "--mangle"], name, module)
}

/// Gives a file to a tool and takes what it makes of it.
fn through(project: &Project, tool: &str, flags: &[&str], name: &str, bytes: &[u8]) -> Result<Vec<u8>> {
    let (before, after) = (project.path("target/site").join(name), project.path("target/site/small").join(name));
    write(&before, bytes)?;
    write(&after, b"")?;
    let mut node = Command::new("node");
    node.arg(project.path("node_modules").join(tool)).arg(&before).args(flags).arg("-o").arg(&after);
    shell::run(&mut node)?;
    std::fs::read(&after).with_context(|| format!("{tool} left no {}", after.display()))
}
