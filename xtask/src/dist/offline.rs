//! The service worker: exactly the files that the app loads, and the version that they make together.

use super::site::{Part, Site, short_hash};
use super::{Quality, script};
use crate::project::Project;
use anyhow::Result;

/// Instead of a worker while one edits: an earlier build, kept by its worker, would hide every change.
const KILL_SWITCH: &[u8] = include_bytes!("../../../docs/kill-switch/sw.js");

/// Adds `sw.js`. It lists all other files, so it comes last.
pub fn add_worker(project: &Project, quality: Quality, site: &mut Site) -> Result<()> {
    if quality == Quality::Draft {
        site.add("sw.js", KILL_SWITCH.to_vec());
        return Ok(());
    }
    let files: Vec<(&str, &[u8])> = site.files(Part::App).filter(|(name, _)| is_of_the_app(name)).collect();
    let texts = [("version", &*version(&files)), ("files", &*list(&files))];
    let worker = script(project, quality, "sw.js", site, &texts)?;
    site.add("sw.js", worker);
    Ok(())
}

/// Folders hold what the app does not load: pages without it, pictures for installing it, settings of servers. What
/// stands beside them is the app, but for settings, which have their own way, and files for search engines.
fn is_of_the_app(name: &str) -> bool {
    let other = name == "config.json" || name.ends_with(".txt") || name.ends_with(".xml");
    !name.contains('/') && !other
}

/// As it stands between the quotation marks of the template.
fn list(files: &[(&str, &[u8])]) -> String {
    let names = files.iter().map(|(name, _)| if *name == "index.html" { "./" } else { *name });
    names.collect::<Vec<_>>().join("\", \"")
}

/// Another version as soon as one byte of one file differs, those without a hash in their names included.
fn version(files: &[(&str, &[u8])]) -> String {
    let hashes = files.iter().map(|(name, bytes)| format!("{name} {}\n", short_hash(bytes)));
    short_hash(hashes.collect::<String>().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_app_is_what_stands_beside_index_html() {
        for name in ["index.html", "app.0123456789.js", "icon.svg", "manifest.webmanifest"] {
            assert!(is_of_the_app(name), "{name}");
        }
        for name in ["config.json", "zh/code/51.html", "icons/512.png", "robots.txt", "sitemap.xml"] {
            assert!(!is_of_the_app(name), "{name}");
        }
    }

    #[test]
    fn every_byte_makes_another_version() {
        let files: [(&str, &[u8]); 2] = [("icon.svg", b"a"), ("index.html", b"b")];
        assert_eq!(list(&files), "icon.svg\", \"./");
        let changed: [(&str, &[u8]); 2] = [("icon.svg", b"c"), ("index.html", b"b")];
        assert_ne!(version(&files), version(&changed));
    }
}
