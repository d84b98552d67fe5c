//! `cargo xtask map SYMPTOM`: the courses that cases with a symptom take, most probable first, as an SVG.

mod draw;
mod walk;

use crate::{args::Args, content, project::Project};
use anyhow::{Context, Result};
use std::process::ExitCode;

/// Runs `cargo xtask map SYMPTOM [--out FILE] [--en] [--least PERCENT]`.
pub fn run(project: &Project, args: &mut Args) -> Result<ExitCode> {
    let out = args.value("--out")?;
    let english = args.flag("--en");
    let least: f64 = args.number("--least")?.unwrap_or(3.0);
    let symptom = args.command().context("which symptom? `cargo xtask map no_read`")?;
    args.finish()?;
    let bundle = content::load(project)?;
    let id = bundle.knowledge.find_symptom(&symptom).with_context(|| {
        let ids: Vec<&str> = bundle.knowledge.symptoms.iter().map(|s| s.id.as_str()).collect();
        format!("there is no symptom `{symptom}`; there are {}", ids.join(", "))
    })?;
    let words = if english { &bundle.en } else { &bundle.zh };
    let tree = walk::Walk { k: &bundle.knowledge, words, least: least / 100.0 }.from(id);
    let path = project.path(&out.unwrap_or_else(|| format!("target/map-{symptom}.svg")));
    std::fs::write(&path, draw::svg(&tree)).with_context(|| path.display().to_string())?;
    println!("{} steps drawn in {}", tree.size(), path.display());
    Ok(ExitCode::SUCCESS)
}
