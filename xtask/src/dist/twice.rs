//! `cargo xtask dist --twice`: the proof that the same sources give the same bytes, wherever they lie.
//!
//! Two copies of the sources, in folders of different names and depths, are built from nothing, each with a target
//! folder of its own. What differs is listed by name.

use crate::project::{self, Project};
use crate::shell;
use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// Folders of different lengths: a path that slips into a file changes its size as well.
const PLACES: [&str; 2] = ["target/twice/a", "target/twice/another-place/with-a-longer-name"];

/// Not sources, or made by the build itself.
const LEFT_OUT: [&str; 6] = ["target", "dist", "portable", "node_modules", ".git", "shots"];

/// Builds both and compares.
pub fn run(project: &Project) -> Result<ExitCode> {
    // Both copies first: nobody has to keep their hands off the sources while the first one is being built.
    for place in PLACES {
        fresh_copy(project, &project.path(place))?;
    }
    let mut built = Vec::new();
    for place in PLACES {
        shell::step(&format!("building from nothing in {place}"));
        let folder = project.path(place);
        // This very program, told that the project lies there.
        let mut xtask = Command::new(std::env::current_exe()?);
        xtask.arg("dist").env("CARGO_MANIFEST_DIR", folder.join("xtask")).env_remove("CARGO_TARGET_DIR");
        shell::run(xtask.current_dir(&folder)).with_context(|| format!("the build in {place} failed"))?;
        built.push(sums(&Project::at(&folder))?);
    }
    compare(&built)
}

fn compare(built: &[BTreeMap<String, String>]) -> Result<ExitCode> {
    let [first, second] = built else { bail!("two builds make a comparison") };
    let names: std::collections::BTreeSet<_> = first.keys().chain(second.keys()).collect();
    let different: Vec<_> = names.iter().filter(|name| first.get(**name) != second.get(**name)).collect();
    for name in &different {
        println!("differs: {name}");
    }
    let all: String = first.iter().map(|(name, sum)| format!("{sum}  {name}\n")).collect();
    println!(
        "{} files, {} differ; SHA-256 of the sorted list of sums: {}",
        names.len(),
        different.len(),
        sum(all.as_bytes())
    );
    Ok(if different.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn sums(project: &Project) -> Result<BTreeMap<String, String>> {
    let folder = project.path("dist");
    let mut sums = BTreeMap::new();
    for path in project.files("dist")? {
        let name = path.strip_prefix(&folder)?.to_string_lossy().into_owned();
        sums.insert(name, sum(&std::fs::read(&path)?));
    }
    Ok(sums)
}

fn sum(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn fresh_copy(project: &Project, folder: &Path) -> Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    copy(project.root(), folder, &project.path("target"))
}

fn copy(from: &Path, to: &Path, target: &PathBuf) -> Result<()> {
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        let path = entry.path();
        if LEFT_OUT.iter().any(|out| name == *out) || path == *target {
            continue;
        }
        match path.is_dir() {
            true => copy(&path, &to.join(name), target)?,
            false => project::write(&to.join(name), &std::fs::read(&path)?)?,
        }
    }
    Ok(())
}
