//! The program that runs Rust tests in a browser.

use crate::project::{Project, read_text};
use crate::shell;
use anyhow::{Context, Result};

const PACKAGE: &str = "wasm-bindgen";
const TOOLS: &str = "target/tools";

/// Builds wasm-bindgen-test-runner at the version of Cargo.lock, below `target/`, unless it is there.
pub fn browser_test_runner(project: &Project) -> Result<()> {
    let version = locked_version(&read_text(&project.path("Cargo.lock"))?)?;
    let installed = project.path(TOOLS).join(".crates.toml");
    let wanted = format!("wasm-bindgen-cli {version} ");
    if std::fs::read_to_string(installed).is_ok_and(|list| list.contains(&wanted)) {
        return Ok(());
    }
    shell::step("building the runner of the browser tests (once, about three minutes)");
    // With the dependencies it was published with; a registry mirror may lack one of them, then with the nearest it has.
    install(project, &version, &["--locked"]).or_else(|_| install(project, &version, &[]))
}

fn install(project: &Project, version: &str, flags: &[&str]) -> Result<()> {
    let mut cargo = shell::cargo();
    cargo.args(["install", "wasm-bindgen-cli", "--bin", "wasm-bindgen-test-runner", "--version", version, "--force"]);
    shell::run(cargo.args(flags).arg("--root").arg(project.path(TOOLS)).current_dir(project.root()))
}

/// The version of wasm-bindgen in a lock file.
fn locked_version(lock: &str) -> Result<String> {
    let mut lines = lock.lines().skip_while(|line| *line != format!("name = \"{PACKAGE}\""));
    let version = lines.nth(1).and_then(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
    Ok(version.context("Cargo.lock names no wasm-bindgen")?.to_owned())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_version_is_that_of_the_library_itself() {
        let lock =
            "name = \"wasm-bindgen-cli-support\"\nversion = \"9\"\n\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(super::locked_version(lock).ok().as_deref(), Some("0.2.130"));
    }
}
