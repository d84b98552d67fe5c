//! Node with the npm packages of package.json: wasm-opt, terser and the driver of the end-to-end tests.

use crate::project::{Project, read_text, write};
use crate::shell;
use anyhow::{Context, Result, ensure};
use std::path::PathBuf;
use std::process::Command;

/// Holds a copy of the lock file that node_modules was made from.
const STAMP: &str = "node_modules/.pos-doctor-lock.json";

/// The packages exactly as package-lock.json names them.
pub fn npm_packages(project: &Project) -> Result<()> {
    for program in ["node", "npm"] {
        ensure!(
            shell::find(program).is_some(),
            "{program} is missing: install Node 20 or later with npm, on Debian with `sudo apt-get install nodejs npm`"
        );
    }
    let lock = read_text(&project.path("package-lock.json"))?;
    if std::fs::read_to_string(project.path(STAMP)).is_ok_and(|stamp| stamp == lock) {
        return Ok(());
    }
    shell::step("fetching the npm packages (wasm-opt, terser, playwright-core)");
    shell::run(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(project.root()))
        .context("the npm packages could not be fetched: is the network reachable?")?;
    write(&project.path(STAMP), lock.as_bytes())
}

/// Runs on Node 20; the next one does not.
const LIGHTHOUSE: &str = "lighthouse@12.8.2";

/// The program that gives marks to pages, for measurements only; its file.
pub fn lighthouse(project: &Project) -> Result<PathBuf> {
    let folder = project.path("target/lighthouse");
    let program = folder.join("node_modules/lighthouse/cli/index.js");
    if !program.exists() {
        shell::step("fetching Lighthouse (once)");
        std::fs::create_dir_all(&folder)?;
        let mut npm = Command::new("npm");
        npm.args(["install", "--no-save", "--no-audit", "--no-fund", LIGHTHOUSE, "--prefix"]).arg(&folder);
        shell::run(npm.current_dir(&folder)).context("Lighthouse could not be fetched")?;
    }
    Ok(program)
}

/// True when wasm-opt can be used. Looking at the app needs no Node: then it is merely bigger.
pub fn node_for_serving(project: &Project) -> bool {
    let ready = npm_packages(project);
    if let Err(reason) = &ready {
        eprintln!("notice: building without wasm-opt and terser, the app gets about a tenth bigger: {reason:#}");
    }
    ready.is_ok()
}
