//! `content/` from disk, judged by core.

use crate::project::{Project, read_text};
use anyhow::{Context, Result, bail};
use pos_doctor_core::content::{self, Bundle};

/// Path below `content/` and text of every content file, in the order of their paths.
pub fn files(project: &Project) -> Result<Vec<(String, String)>> {
    let folder = project.path("content");
    let mut files = Vec::new();
    for path in project.files("content")? {
        if path.extension().is_some_and(|extension| extension == "toml") {
            let name = path.strip_prefix(&folder)?.to_str().context("a content file's name is not UTF-8")?;
            files.push((name.replace('\\', "/"), read_text(&path)?));
        }
    }
    Ok(files)
}

/// What can be used of the content while it is being written; says how much is wrong with it.
pub fn load_draft(project: &Project) -> Result<Bundle> {
    let (bundle, defects) = content::inspect(&files(project)?);
    if !defects.is_empty() {
        eprintln!("notice: content/ has {} defects; `cargo xtask check` lists them", defects.len());
    }
    Ok(bundle)
}

/// The compiled content; the error lists every defect.
pub fn load(project: &Project) -> Result<Bundle> {
    match content::load(&files(project)?) {
        Ok(bundle) => Ok(bundle),
        Err(defects) => {
            let list: String = defects.iter().map(|defect| format!("\n  {defect}")).collect();
            bail!("content/ has {} defects:{list}", defects.len())
        }
    }
}
