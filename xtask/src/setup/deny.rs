//! cargo-deny, which judges the dependencies by `deny.toml`.

use crate::project::Project;
use crate::shell;
use anyhow::Result;

/// Checked with this policy file; newer ones may know other fields.
const VERSION: &str = "0.20.2";
const TOOLS: &str = "target/tools";

/// Builds it below `target/`, unless it is there. Quick to build before quick to run: it runs for seconds.
///
/// # Errors
/// When it cannot be fetched or built: then the policy is not checked on this machine, which is said, not hidden.
pub fn cargo_deny(project: &Project) -> Result<()> {
    let installed = std::fs::read_to_string(project.path(TOOLS).join(".crates.toml"));
    if installed.is_ok_and(|list| list.contains(&format!("cargo-deny {VERSION} "))) {
        return Ok(());
    }
    shell::step("building cargo-deny (once, about four minutes)");
    let mut cargo = shell::cargo();
    cargo.args(["install", "cargo-deny", "--version", VERSION, "--locked", "--debug", "--force", "--quiet"]);
    shell::run(cargo.arg("--root").arg(project.path(TOOLS)).current_dir(project.root()))
}
