//! The files of `dist/`: gathered in memory, given their names, written all at once.

use super::budget::Size;
use crate::headers::{HASH_DIGITS, hashed_name};
use crate::project::{self, Project, write};
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

/// Everything that will be in `dist/`, in the order of the names.
#[derive(Default)]
pub struct Site {
    files: BTreeMap<String, File>,
}

struct File {
    bytes: Vec<u8>,
    /// Its name in `dist/`.
    published: String,
    part: Part,
}

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Needed to run the app.
    App,
    /// A page without a program, or what search engines read: asked for one at a time.
    Page,
    /// For whoever runs the server, not for visitors.
    Deploy,
}

/// What is not compressed already.
const COMPRESSIBLE: [&str; 10] = ["bin", "css", "html", "js", "json", "svg", "txt", "wasm", "webmanifest", "xml"];

impl Site {
    /// Adds a file of the app that keeps its name.
    pub fn add(&mut self, name: &str, bytes: Vec<u8>) {
        self.add_to(Part::App, name, bytes);
    }

    /// Adds a file that keeps its name.
    pub fn add_to(&mut self, part: Part, name: &str, bytes: Vec<u8>) {
        self.files.insert(name.to_owned(), File { bytes, published: name.to_owned(), part });
    }

    /// Adds a file of the app that is published under a name with the hash of its content in it.
    pub fn add_hashed(&mut self, name: &str, bytes: Vec<u8>) {
        self.add_hashed_to(Part::App, name, bytes);
    }

    /// Adds a file that is published under a name with the hash of its content in it.
    pub fn add_hashed_to(&mut self, part: Part, name: &str, bytes: Vec<u8>) {
        let published = hashed_name(name, &short_hash(&bytes));
        self.files.insert(name.to_owned(), File { bytes, published, part });
    }

    /// Names in `dist/` of the files of a part, in order.
    pub fn names(&self, part: Part) -> Vec<String> {
        self.files.values().filter(|file| file.part == part).map(|file| file.published.clone()).collect()
    }

    /// The name in `dist/` of a file added as `name`.
    pub fn published(&self, name: &str) -> Option<&str> {
        self.files.get(name).map(|file| file.published.as_str())
    }

    /// The content of a file added as `name`.
    pub fn bytes(&self, name: &str) -> Option<&[u8]> {
        self.files.get(name).map(|file| file.bytes.as_slice())
    }

    /// Published name and content of every file of a part, in the order of the names they were added under.
    pub fn files(&self, part: Part) -> impl Iterator<Item = (&str, &[u8])> {
        let files = self.files.values().filter(move |file| file.part == part);
        files.map(|file| (file.published.as_str(), file.bytes.as_slice()))
    }

    /// Replaces `dist/`. Whoever is being served meanwhile sees the old folder or the new one, never half of one.
    pub fn write(&self, project: &Project, compressed: bool) -> Result<Vec<Size>> {
        let (dist, new, old) = (project.path("dist"), project.path("target/dist-new"), project.path("target/dist-old"));
        // Two builds at once, one of them perhaps of `serve --watch`, take turns.
        project::write(&project.path("target/dist.lock"), b"")?;
        let lock = std::fs::File::open(project.path("target/dist.lock"))?;
        lock.lock().context("cannot lock target/dist.lock")?;
        remove(&old)?;
        let sizes = self.write_to(&new, compressed)?;
        if dist.exists() {
            std::fs::rename(&dist, &old).context("cannot move the old dist/ away: is a file in it open elsewhere?")?;
        }
        std::fs::rename(&new, &dist).context("cannot move the new dist/ into its place")?;
        remove(&old)?;
        Ok(sizes)
    }

    /// Fills a folder of this name anew.
    pub fn write_to(&self, folder: &Path, compressed: bool) -> Result<Vec<Size>> {
        remove(folder)?;
        self.files.iter().map(|(name, file)| file.write(name, folder, compressed)).collect()
    }
}

/// The beginning of the SHA-256 of some bytes, as file names carry it.
pub fn short_hash(bytes: &[u8]) -> String {
    let hash: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    hash.chars().take(HASH_DIGITS).collect()
}

impl File {
    fn write(&self, name: &str, folder: &Path, compressed: bool) -> Result<Size> {
        let path = folder.join(&self.published);
        write(&path, &self.bytes)?;
        let bytes = self.bytes.len();
        let mut size = Size { name: name.to_owned(), part: self.part, raw: bytes, gzip: bytes, brotli: bytes };
        let compressed = compressed && self.part != Part::Deploy;
        if compressed && COMPRESSIBLE.iter().any(|kind| path.extension().is_some_and(|extension| extension == *kind)) {
            let (gzip, brotli) = (gzip(&self.bytes)?, brotli(&self.bytes)?);
            (size.gzip, size.brotli) = (gzip.len(), brotli.len());
            write(&folder.join(format!("{}.gz", self.published)), &gzip)?;
            write(&folder.join(format!("{}.br", self.published)), &brotli)?;
        }
        Ok(size)
    }
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    // The encoder writes no time and no file name: the same bytes every day.
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

fn brotli(mut bytes: &[u8]) -> Result<Vec<u8>> {
    let params =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut bytes, &mut compressed, &params)?;
    Ok(compressed)
}

fn remove(folder: &Path) -> Result<()> {
    match folder.exists() {
        true => std::fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display())),
        false => Ok(()),
    }
}
