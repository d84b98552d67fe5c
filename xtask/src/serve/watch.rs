//! Builds again when a source file changes.
//!
//! Looks at the times of a few hundred files twice a second: no notification library, the same on every system.

use crate::{dist, project::Project};
use anyhow::Result;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, SystemTime};

const FOLDERS: [&str; 5] = ["src", "core/src", "content", "style", "public"];
const FILES: [&str; 3] = ["index.html", "Cargo.toml", "core/Cargo.toml"];
const PAUSE: Duration = Duration::from_millis(500);

/// The files and when each was last written.
#[derive(PartialEq)]
pub struct Snapshot(BTreeMap<PathBuf, Option<SystemTime>>);

impl Snapshot {
    /// How things are now.
    pub fn take(project: &Project) -> Result<Self> {
        let mut paths: Vec<PathBuf> = FILES.iter().map(|file| project.path(file)).collect();
        for folder in FOLDERS {
            paths.extend(project.files(folder)?);
        }
        // A file may vanish between listing and looking: then its time is None, which is a change like any other.
        let written = |path: &PathBuf| path.metadata().and_then(|data| data.modified()).ok();
        Ok(Self(paths.into_iter().map(|path| (path.clone(), written(&path))).collect()))
    }
}

/// Builds on every change. A build that fails is reported, and the page stays as it was.
pub fn forever(project: &Project, seen: &mut Snapshot) -> Result<ExitCode> {
    loop {
        std::thread::sleep(PAUSE);
        let now = Snapshot::take(project)?;
        if now != *seen {
            *seen = now;
            if let Err(error) = dist::build(project, dist::Quality::Draft) {
                eprintln!("error: {error:#}");
            }
        }
    }
}
