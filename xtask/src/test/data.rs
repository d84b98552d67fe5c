//! The compiled content for tests that run in a browser, where there is no folder to read it from.

use crate::content;
use crate::project::{self, Project};
use anyhow::Result;
use pos_doctor_core::content::Bundle;
use pos_doctor_core::content::source::CaseExample;
use pos_doctor_core::diagnose::transcript;

/// Tests find it through the variable POS_TEST_DATA, which `.cargo/config.toml` sets to the same folder.
const FOLDER: &str = "target/test-data";

/// Writes knowledge, words, phrases, cases and what the engine says of them. Content with defects is written as far as it goes:
/// to find them is a test of its own.
pub fn write(project: &Project) -> Result<()> {
    let (bundle, _) = pos_doctor_core::content::inspect(&content::files(project)?);
    let files = [
        ("knowledge.bin", bundle.knowledge.to_bytes()),
        ("words.zh-CN.bin", bundle.zh.to_bytes()),
        ("words.en.bin", bundle.en.to_bytes()),
        ("phrases.bin", bundle.phrases.to_bytes()),
        ("cases.bin", postcard::to_allocvec(&bundle.cases)?),
        ("diagnoses.txt", diagnoses(&bundle).into_bytes()),
    ];
    files.iter().try_for_each(|(name, bytes)| write_if_new(project, name, bytes))
}

/// What the engine says of every case on this machine; a test in the browser says it again and compares.
fn diagnoses(bundle: &Bundle) -> String {
    let said = |case: &CaseExample| format!("{}\n{}", case.id, transcript(&bundle.knowledge, &case.facts));
    bundle.cases.iter().map(said).collect()
}

/// A file that stays as it was spares the tests that embed it a build.
fn write_if_new(place: &Project, name: &str, bytes: &[u8]) -> Result<()> {
    let path = place.path(FOLDER).join(name);
    match std::fs::read(&path) {
        Ok(old) if old == bytes => Ok(()),
        _ => project::write(&path, bytes),
    }
}
