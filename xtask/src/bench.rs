//! `cargo xtask bench`: measurements for `docs/benchmarks.md`.

mod chart;
mod content;
mod engine;
mod libraries;
mod links;
mod load;
mod plan;
mod robustness;

use crate::project::{Project, read_text, write};
use crate::{args::Args, shell};
use anyhow::{Result, bail};
use std::process::ExitCode;

const REPORT: &str = "docs/benchmarks.md";
/// Links and people's own words have pages of their own.
const LINKS: &str = "docs/links.md";
const WORDS: &str = "docs/triage.md";

/// Runs `cargo xtask bench <what>`.
pub fn run(project: &Project, args: &mut Args) -> Result<ExitCode> {
    let what = args.command();
    let (name, table) = match what.as_deref() {
        Some("load") => ("load", args.finish().and_then(|()| load::load(project))?),
        Some("lighthouse") => ("lighthouse", args.finish().and_then(|()| load::lighthouse(project))?),
        Some("words") => ("words", args.finish().and_then(|()| load::words(project))?),
        Some("nginx") => ("nginx", args.finish().and_then(|()| load::nginx(project))?),
        Some("readers") => ("readers", args.finish().and_then(|()| load::readers(project))?),
        Some("engine") => ("engine", args.finish().and_then(|()| engine::run(project))?),
        Some("plan") if args.flag("--content") => ("plan-content", plan::content(project, args)?),
        Some("plan") if args.flag("--libraries") => ("plan-libraries", plan::libraries(project, args)?),
        Some("plan") if args.flag("--wasm") => ("plan-wasm", plan::table(project, args, true)?),
        Some("plan") => ("plan", plan::table(project, args, false)?),
        Some("robustness") => ("robustness", robustness::run(project, args)?),
        Some("links") => ("links", args.finish().and_then(|()| links::run(project))?),
        _ => bail!(
            "what can be measured: load, words, lighthouse, nginx, readers, engine, links, plan, robustness; see `cargo xtask help`"
        ),
    };
    println!("{table}");
    let report = match name {
        "links" => LINKS,
        "words" => WORDS,
        _ => REPORT,
    };
    let path = project.path(report);
    let before = if path.exists() { read_text(&path)? } else { "# Measurements\n".to_owned() };
    write(&path, replace_section(&before, name, &table).as_bytes())?;
    shell::step(&format!("written to {report}"));
    Ok(ExitCode::SUCCESS)
}

/// Puts a text between the marks of a section; without marks the section is added at the end.
fn replace_section(report: &str, name: &str, body: &str) -> String {
    let (begin, end) = (format!("<!-- {name}:begin -->"), format!("<!-- {name}:end -->"));
    let section = format!("{begin}\n{}\n{end}", body.trim_end());
    let parts = report.split_once(&begin).and_then(|(before, rest)| Some((before, rest.split_once(&end)?.1)));
    match parts {
        Some((before, after)) => format!("{before}{section}{after}"),
        None => format!("{}\n\n{section}\n", report.trim_end()),
    }
}

#[cfg(test)]
mod tests {
    use super::replace_section;

    #[test]
    fn a_section_is_added_once_and_then_replaced() {
        let first = replace_section("# Title\n", "load", "old\n");
        assert_eq!(first, "# Title\n\n<!-- load:begin -->\nold\n<!-- load:end -->\n");
        assert_eq!(replace_section(&first, "load", "new"), first.replace("old", "new"));
    }
}
