//! Simulated readers: `cargo xtask simulate-reader`, and the rig of the end-to-end tests (`rig/`).

use crate::{args::Args, project::Project, shell};
use anyhow::{Context, Result, ensure};
use std::process::{Command, ExitCode};

/// A folder of its own, so that its files are where the tests look for them.
const TARGET: &str = "target/rig";

/// Runs `cargo xtask simulate-reader FAMILY --pty [--fault NAME]`.
pub fn simulate_reader(project: &Project, args: &mut Args) -> Result<ExitCode> {
    let fault = args.value("--fault")?.unwrap_or_else(|| "none".to_owned());
    let pty = args.flag("--pty");
    let family = args.command();
    args.finish()?;
    ensure!(
        family.is_none() || pty,
        "simulate-reader wants --pty: a serial line is the only place for a reader by hand"
    );
    build(project)?;
    let mut rig = program(project);
    match family {
        Some(family) => shell::run(rig.args(["pty", &family, "--fault", &fault]))?,
        None => shell::run(rig.arg("list"))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Builds the rig and tells `node` where it is, or why there is none: then the tests that need it are skipped.
pub fn prepare(project: &Project, node: &mut Command) -> Result<()> {
    match missing() {
        Some(reason) => node.env("POS_RIG_MISSING", reason),
        None => {
            build(project)?;
            let library = project.path(TARGET).join("debug/libpos_doctor_rig_preload.so");
            node.env("POS_RIG", program(project).get_program()).env("POS_RIG_LIBRARY", library)
        }
    };
    Ok(())
}

/// What keeps simulated readers from Chromium on this machine.
fn missing() -> Option<&'static str> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        return Some("simulated readers reach Chromium on Linux with x86-64 only");
    }
    // Chromium counts serial ports only that belong to a driver in this list; containers may have another one.
    let drivers = std::fs::read_to_string("/proc/tty/drivers").unwrap_or_default();
    let serial = drivers.lines().any(|line| line.contains("/dev/ttyS") && line.trim_end().ends_with("serial"));
    (!serial).then_some("this kernel has no serial driver, so Chromium looks for no serial ports")
}

fn build(project: &Project) -> Result<()> {
    shell::step("building the simulated readers");
    let mut cargo = shell::cargo();
    cargo.args(["build", "--quiet", "--package", "pos-doctor-rig", "--package", "pos-doctor-rig-preload"]);
    cargo.arg("--target-dir").arg(project.path(TARGET)).current_dir(project.root());
    shell::run(&mut cargo).context("the simulated readers do not compile")
}

fn program(project: &Project) -> Command {
    Command::new(project.path(TARGET).join("debug/pos-doctor-rig"))
}
