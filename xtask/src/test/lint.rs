//! What can be judged without running the app: content, format, lints, and what core may not depend on.

use super::tally::{self, Tally};
use crate::setup::BROWSER;
use crate::{args::Args, check, project::Project, setup, shell};
use anyhow::{Result, ensure};
use std::process::{Command, ExitCode};

/// Runs them all, the quick ones first.
pub fn run(project: &Project) -> Result<Tally> {
    let tallies = [
        tally::one("content has no defect", content(project)),
        tally::one("format", shell::run(cargo(project).args(["fmt", "--all", "--check"]))),
        tally::one("core knows no browser", core_knows_no_browser(project)),
        dependencies(project),
        tally::one("clippy", clippy(project)),
    ];
    Ok(tallies.into_iter().sum())
}

fn cargo(project: &Project) -> Command {
    let mut cargo = shell::cargo();
    cargo.current_dir(project.root());
    cargo
}

fn content(project: &Project) -> Result<()> {
    ensure!(check::run(project, &mut Args::none())? == ExitCode::SUCCESS, "see the list above");
    Ok(())
}

/// The tools and core for this machine, the app for the browser.
fn clippy(project: &Project) -> Result<()> {
    let hosts = ["--workspace", "--exclude", "pos-doctor"];
    let app = ["--package", "pos-doctor", "--target", BROWSER];
    for part in [&hosts[..], &app] {
        shell::run(cargo(project).arg("clippy").args(part).args(["--all-targets", "--", "--deny", "warnings"]))?;
    }
    Ok(())
}

/// Crates that need a browser, or a clock or chance of the machine it runs on.
const FORBIDDEN_IN_CORE: [&str; 8] =
    ["leptos", "wasm-bindgen", "web-sys", "js-sys", "gloo", "getrandom", "web-time", "time"];

/// Whatever core can conclude, it concludes on every machine alike: its dependencies are where that would end first.
fn core_knows_no_browser(project: &Project) -> Result<()> {
    let mut tree = cargo(project);
    tree.args(["tree", "--package", "pos-doctor-core", "--edges", "normal,build", "--target", BROWSER]);
    let list = shell::capture(tree.args(["--prefix", "none", "--format", "{p}"]))?;
    let names = list.lines().filter_map(|line| line.split(' ').next());
    let found: Vec<&str> = names.filter(|name| FORBIDDEN_IN_CORE.contains(name)).collect();
    ensure!(found.is_empty(), "core must not depend on {}", found.join(", "));
    Ok(())
}

/// `deny.toml`: what may be depended on, under which licences, from where. Known weaknesses only where a database of them
/// is: it comes from a server of its own.
fn dependencies(project: &Project) -> Tally {
    if let Err(reason) = setup::cargo_deny(project) {
        println!("NOT RUN: dependencies keep to deny.toml: cargo-deny could not be built: {reason:#}");
        return Tally { skipped: 2, ..Tally::default() };
    }
    let policy = tally::one("dependencies keep to deny.toml", deny(project, &["check", "bans", "licenses", "sources"]));
    let databases = advisories().and_then(|folder| folder.read_dir().ok());
    let database = databases.into_iter().flatten().flatten().any(|entry| entry.path().is_dir());
    let weaknesses = if database {
        tally::one("no dependency has a known weakness", deny(project, &["--offline", "check", "advisories"]))
    } else {
        println!("NOT RUN: no dependency has a known weakness: no advisory database (`cargo deny fetch` gets one)");
        Tally { skipped: 1, ..Tally::default() }
    };
    [policy, weaknesses].into_iter().sum()
}

fn deny(project: &Project, what: &[&str]) -> Result<()> {
    let mut deny = Command::new(project.path("target/tools/bin/cargo-deny"));
    shell::run(deny.args(["--log-level", "error"]).args(what).current_dir(project.root()))
}

/// Where cargo-deny keeps what it fetched.
fn advisories() -> Option<std::path::PathBuf> {
    let cargo = std::env::var_os("CARGO_HOME").map(std::path::PathBuf::from);
    let home = || std::env::var_os("HOME").map(|home| std::path::PathBuf::from(home).join(".cargo"));
    Some(cargo.or_else(home)?.join("advisory-dbs"))
}
