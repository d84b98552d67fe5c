//! What the app is made of: the crates that end up in the WebAssembly, and those that only help to build it.

use crate::project::{Project, read_text};
use crate::setup::BROWSER;
use crate::shell;
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// One crate.
pub struct Material {
    pub name: String,
    pub version: String,
    /// SPDX expression.
    pub licence: String,
    pub repository: String,
    /// Of the package as it came from the registry; empty for our own.
    pub sha256: String,
    /// Ends up in the app; otherwise it runs while the app is built.
    pub shipped: bool,
    /// Folder with its sources.
    pub folder: PathBuf,
}

/// All of them, by name and version.
pub struct Materials {
    pub app: Material,
    pub others: Vec<Material>,
}

impl Materials {
    /// What `cargo metadata` says of the app, for the browser only.
    pub fn of_app(project: &Project) -> Result<Self> {
        let mut cargo = shell::cargo();
        cargo.args(["metadata", "--format-version", "1", "--locked", "--filter-platform", BROWSER]);
        let metadata: Value = serde_json::from_str(&shell::capture(cargo.current_dir(project.root()))?)?;
        let sums = checksums(&read_text(&project.path("Cargo.lock"))?);
        let graph = Graph::of(&metadata).context("cargo metadata has changed its form")?;
        let root = graph.find("pos-doctor").context("cargo metadata does not know the app")?;
        let shipped = graph.reach(root, true);
        let mut all = Vec::new();
        for id in graph.reach(root, false) {
            let package = graph.packages.get(id).context("a package without an entry")?;
            let material = material(package, &sums, shipped.contains(id)).context("a package without a name")?;
            all.push((*id == *root, material));
        }
        all.sort_by(|(_, a), (_, b)| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
        let (app, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|(own, _)| *own);
        let app = app.into_iter().next().context("the app is missing")?.1;
        Ok(Self { app, others: others.into_iter().map(|(_, material)| material).collect() })
    }
}

fn material(package: &Value, sums: &BTreeMap<(String, String), String>, shipped: bool) -> Option<Material> {
    let text = |key: &str| package.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let (name, version) = (text("name"), text("version"));
    let sha256 = sums.get(&(name.clone(), version.clone())).cloned().unwrap_or_default();
    let folder = PathBuf::from(text("manifest_path")).parent()?.to_owned();
    // Some crates still write the old form `MIT/Apache-2.0`.
    let licence = text("license").replace('/', " OR ");
    Some(Material { name, version, licence, repository: text("repository"), sha256, shipped, folder })
}

/// Which package needs which.
struct Graph<'a> {
    packages: BTreeMap<&'a str, &'a Value>,
    needs: BTreeMap<&'a str, Vec<Edge<'a>>>,
}

struct Edge<'a> {
    to: &'a str,
    /// Not for build scripts or tests.
    normal: bool,
    build: bool,
}

impl<'a> Graph<'a> {
    fn of(metadata: &'a Value) -> Option<Self> {
        let packages = metadata.get("packages")?.as_array()?;
        let packages = packages.iter().filter_map(|p| Some((p.get("id")?.as_str()?, p))).collect();
        let nodes = metadata.get("resolve")?.get("nodes")?.as_array()?;
        let needs = nodes.iter().filter_map(|node| Some((node.get("id")?.as_str()?, edges(node)?))).collect();
        Some(Self { packages, needs })
    }

    fn find(&self, name: &str) -> Option<&'a str> {
        let named = |(_, package): &(&&'a str, &&Value)| package.get("name").and_then(Value::as_str) == Some(name);
        self.packages.iter().find(named).map(|(id, _)| *id)
    }

    /// A macro runs in the compiler: nothing of it, or of what it needs, is in the app.
    fn is_macro(&self, id: &str) -> bool {
        let targets = self.packages.get(id).and_then(|package| package.get("targets")).and_then(Value::as_array);
        targets.into_iter().flatten().any(|target| {
            let kinds = target.get("kind").and_then(Value::as_array);
            kinds.into_iter().flatten().any(|kind| kind == "proc-macro")
        })
    }

    fn reach(&self, root: &'a str, shipped: bool) -> BTreeSet<&'a str> {
        let (mut seen, mut open) = (BTreeSet::from([root]), vec![root]);
        while let Some(id) = open.pop() {
            for edge in self.needs.get(id).into_iter().flatten() {
                let wanted = if shipped { edge.normal && !self.is_macro(edge.to) } else { edge.normal || edge.build };
                if wanted && seen.insert(edge.to) {
                    open.push(edge.to);
                }
            }
        }
        seen
    }
}

fn edges(node: &Value) -> Option<Vec<Edge<'_>>> {
    let edge = |dep: &'_ Value| -> Option<(bool, bool)> {
        let kinds = dep.get("dep_kinds")?.as_array()?;
        let is = |wanted: Option<&str>| kinds.iter().any(|kind| kind.get("kind").and_then(Value::as_str) == wanted);
        Some((is(None), is(Some("build"))))
    };
    let deps = node.get("deps")?.as_array()?;
    Some(
        deps.iter()
            .filter_map(|dep| {
                let (normal, build) = edge(dep)?;
                Some(Edge { to: dep.get("pkg")?.as_str()?, normal, build })
            })
            .collect(),
    )
}

/// Checksums of the registry, by name and version, from Cargo.lock.
fn checksums(lock: &str) -> BTreeMap<(String, String), String> {
    let value = |block: &str, key: &str| {
        let line = block.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \"")?.strip_suffix('"'));
        line.map(str::to_owned)
    };
    let package = |block: &str| Some(((value(block, "name")?, value(block, "version")?), value(block, "checksum")?));
    lock.split("[[package]]").filter_map(package).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_belong_to_their_packages() {
        let lock = "[[package]]\nname = \"own\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"a\"\nversion = \"2.0.0\"\nchecksum = \"00ff\"\n";
        let sums = checksums(lock);
        assert_eq!(sums.get(&("a".to_owned(), "2.0.0".to_owned())).map(String::as_str), Some("00ff"));
        assert_eq!(sums.len(), 1);
    }
}
