//! `cargo xtask map SYMPTOM`: the courses that cases with a symptom take, most probable first, as an SVG.

use crate::{args::Args, content, project::Project};
use anyhow::{Context, Result};
use pos_doctor_core::map::{Walk, svg};
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
    let tree = Walk { k: &bundle.knowledge, words, least: least / 100.0 }.from(id);
    let path = project.path(&out.unwrap_or_else(|| format!("target/map-{symptom}.svg")));
    std::fs::write(&path, svg(&tree)).with_context(|| path.display().to_string())?;
    println!("{} steps drawn in {}", tree.size(), path.display());
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use crate::{content, project::Project};
    use anyhow::Result;
    use pos_doctor_core::content::SymptomId;
    use pos_doctor_core::map::{Node, Walk, svg};

    #[test]
    fn every_symptom_can_be_drawn_and_no_course_is_more_probable_than_the_one_it_comes_from() -> Result<()> {
        let bundle = content::load(&Project::find()?)?;
        let k = &bundle.knowledge;
        for (n, symptom) in (0u16..).zip(&k.symptoms) {
            let tree = Walk { k, words: &bundle.zh, least: 0.15 }.from(SymptomId(n));
            assert!(tree.size() > 2 && falls(&tree), "{}", symptom.id);
            let drawing = svg(&tree);
            assert_eq!(drawing.matches("<g ").count(), tree.size());
            assert_eq!(drawing.matches("<g ").count(), drawing.matches("</g>").count());
        }
        Ok(())
    }

    fn falls(node: &Node) -> bool {
        let all: f64 = node.next.iter().map(|(_, next)| next.share).sum();
        all <= node.share * 1.01 && node.next.iter().all(|(_, next)| falls(next))
    }
}
