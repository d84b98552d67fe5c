//! Where things are.

use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// The folder that holds the workspace.
pub struct Project {
    root: PathBuf,
}

impl Project {
    /// Finds the project through cargo, so that the tool works from every folder of it.
    pub fn find() -> Result<Self> {
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR").context("start me with `cargo xtask`")?;
        let root = Path::new(&manifest).parent().context("the xtask folder has no parent")?;
        Ok(Self { root: root.to_owned() })
    }

    /// The project in this folder.
    pub fn at(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A path inside the project.
    pub fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// Every file below a folder, sorted; empty when there is no such folder.
    pub fn files(&self, folder: &str) -> Result<Vec<PathBuf>> {
        let mut files = Vec::new();
        let folder = self.path(folder);
        if folder.is_dir() {
            collect(&folder, &mut files).with_context(|| format!("reading the folder {}", folder.display()))?;
        }
        files.sort();
        Ok(files)
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// Reads a text file; the error names it.
pub fn read_text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Writes a file and the folders above it; the error names it.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    std::fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}
