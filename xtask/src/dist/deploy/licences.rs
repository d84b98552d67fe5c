//! The licences of everything in the app, with their texts: MIT and BSD want their notices passed on.

use super::materials::{Material, Materials};
use anyhow::{Context, Result, ensure};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The list, then every text once with the crates it belongs to.
pub fn write(materials: &Materials) -> Result<String> {
    let mut list = String::from("POS Doctor contains the following Rust crates. Their licences follow below.\n\n");
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for material in materials.others.iter().filter(|material| material.shipped && !material.sha256.is_empty()) {
        let name = format!("{} {}", material.name, material.version);
        ensure!(!material.licence.is_empty(), "{name} names no licence");
        list += &format!("{name}: {} ({})\n", material.licence, material.repository);
        for text in texts_of(material)? {
            texts.entry(text).or_default().push(name.clone());
        }
    }
    let mut texts: Vec<_> = texts.into_iter().collect();
    texts.sort_by(|a, b| a.1.cmp(&b.1));
    for (text, crates) in texts {
        list += &format!("\n{}\n{}:\n\n{}\n", "=".repeat(80), crates.join(", "), text.trim_end());
    }
    Ok(list)
}

/// The licence files of a crate; of a choice of licences only the MIT text, which is the one that we make use of.
fn texts_of(material: &Material) -> Result<Vec<String>> {
    let entries = std::fs::read_dir(&material.folder);
    let entries = entries.with_context(|| format!("the sources of {} are not there", material.name))?;
    let mut files: Vec<PathBuf> =
        entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| is_licence(path)).collect();
    files.sort();
    let mit: Vec<_> =
        files.iter().filter(|path| path.to_string_lossy().to_uppercase().ends_with("MIT")).cloned().collect();
    let chosen = if mit.is_empty() { files } else { mit };
    let read = |path: &PathBuf| std::fs::read(path).map(|bytes| String::from_utf8_lossy(&bytes).replace("\r\n", "\n"));
    chosen.iter().map(|path| Ok(read(path)?)).collect()
}

fn is_licence(path: &std::path::Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_uppercase()).unwrap_or_default();
    path.is_file() && ["LICENSE", "LICENCE", "COPYING", "UNLICENSE", "NOTICE"].iter().any(|word| name.starts_with(word))
}
