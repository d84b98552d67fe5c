//! `cargo xtask test`: everything that must hold, counted, with the sum in the last line.

mod browser;
mod data;
pub mod e2e;
mod host;
mod lint;
mod planner;
mod tally;

use crate::{args::Args, project::Project, setup, shell};
use anyhow::{Result, ensure};
use std::process::ExitCode;
use tally::Tally;

/// A group of tests, chosen by `--only`.
struct Part {
    name: &'static str,
    set_up: fn(&Project) -> Result<()>,
    run: fn(&Project) -> Result<Tally>,
    /// It runs only when it is asked for: it takes long, and a short form of it is in another part.
    on_request: bool,
}

const PARTS: [Part; 6] = [
    Part { name: "lint", set_up: set_up_lint, run: lint::run, on_request: false },
    Part { name: "host", set_up: |_| Ok(()), run: host::run, on_request: false },
    Part { name: "planner", set_up: |_| setup::rust_target(), run: planner::run, on_request: false },
    Part { name: "browser", set_up: set_up_browser, run: browser::run, on_request: false },
    Part { name: "e2e", set_up: set_up_e2e, run: e2e::run, on_request: false },
    Part { name: "long", set_up: |_| Ok(()), run: host::long, on_request: true },
];

impl Part {
    fn is_wanted(&self, only: Option<&str>) -> bool {
        only.map_or(!self.on_request, |name| name == self.name)
    }
}

/// Runs `cargo xtask test`.
pub fn run(project: &Project, args: &mut Args) -> Result<ExitCode> {
    let only = args.value("--only")?;
    args.finish()?;
    let chosen: Vec<&Part> = PARTS.iter().filter(|part| part.is_wanted(only.as_deref())).collect();
    ensure!(!chosen.is_empty(), "--only wants lint, host, planner, browser, e2e or long");

    // All set-up first: whatever is missing is said before the long work, not after it.
    let total = match chosen.iter().try_for_each(|part| (part.set_up)(project)) {
        Ok(()) => chosen.iter().map(|part| run_part(project, part)).sum(),
        Err(missing) => tally::failure(&missing),
    };
    println!("\n{total}");
    Ok(if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A part that cannot run at all is one failure: the others still have something to say.
fn run_part(project: &Project, part: &Part) -> Tally {
    shell::step(&format!("test: {}", part.name));
    data::write(project).and_then(|()| (part.run)(project)).unwrap_or_else(|error| tally::failure(&error))
}

fn set_up_lint(_: &Project) -> Result<()> {
    setup::rust_target()?;
    setup::rust_components()
}

fn set_up_browser(project: &Project) -> Result<()> {
    setup::debian_packages()?;
    setup::rust_target()?;
    setup::browser_test_runner(project)
}

fn set_up_e2e(project: &Project) -> Result<()> {
    setup::debian_packages()?;
    setup::rust_target()?;
    setup::npm_packages(project)
}
