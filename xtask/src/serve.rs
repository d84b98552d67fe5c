//! `cargo xtask serve`: set up, build, serve; with `--watch`, build again on every change.

pub mod server;
mod watch;

use crate::{args::Args, dist, project::Project, setup};
use anyhow::Result;
use std::process::ExitCode;

const PORT: u16 = 8080;

/// Runs until it is interrupted.
pub fn run(project: &Project, args: &mut Args) -> Result<ExitCode> {
    let port = args.number("--port")?.unwrap_or(PORT);
    let watching = args.flag("--watch");
    args.finish()?;

    // Taken before the long build: a port in use should be said at once.
    let server = server::Server::bind(port)?;
    setup::rust_target()?;
    if watching {
        let mut seen = watch::Snapshot::take(project)?;
        dist::build(project, dist::Quality::Draft)?;
        let address = server.start(project.path("dist"))?;
        println!("POS 医生: http://{address}  (rebuilds on change; stop with Ctrl+C)");
        watch::forever(project, &mut seen)
    } else {
        build_for_looking(project)?;
        let address = server.address()?;
        println!("POS 医生: http://{address}  (stop with Ctrl+C)");
        server.run(project.path("dist"))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// The finished build where Node is present; otherwise without wasm-opt and terser; and nobody is stopped by a size budget.
fn build_for_looking(project: &Project) -> Result<()> {
    let optimise = setup::node_for_serving(project);
    let sizes = dist::build(project, dist::Quality::Finished { optimise })?;
    for excess in dist::budget::exceeded(&sizes) {
        eprintln!("notice: {excess}");
    }
    Ok(())
}
