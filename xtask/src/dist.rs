//! `cargo xtask dist`: the folder that a web server serves, built from the sources, the same bytes every time.

mod app;
pub mod budget;
mod home;
mod html;
mod site;
mod style;

use crate::project::{Project, read_text};
use crate::{args::Args, content, setup, shell};
use anyhow::{Result, bail};
use budget::Size;
use site::Site;
use std::process::ExitCode;

/// How much work goes into a build.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Quality {
    /// For `--watch`: quick to build, not optimised, not compressed; the open page reloads itself.
    Draft,
    /// What is published; without `optimise`, as far as it goes without Node.
    Finished {
        /// Run wasm-opt.
        optimise: bool,
    },
}

/// Runs `cargo xtask dist`.
pub fn run(project: &Project, args: &mut Args) -> Result<ExitCode> {
    args.finish()?;
    publish(project)?;
    Ok(ExitCode::SUCCESS)
}

/// Set-up, finished build, size table; fails when a budget is exceeded.
pub fn publish(project: &Project) -> Result<()> {
    setup::rust_target()?;
    setup::npm_packages(project)?;
    let sizes = build(project, Quality::Finished { optimise: true })?;
    let exceeded = budget::exceeded(&sizes);
    if !exceeded.is_empty() {
        bail!("dist/ is there, but too big to publish:\n  {}", exceeded.join("\n  "));
    }
    Ok(())
}

/// Builds `dist/`, prints the sizes of what is downloaded and returns them.
pub fn build(project: &Project, quality: Quality) -> Result<Vec<Size>> {
    shell::step("reading content/");
    let content = match quality {
        Quality::Draft => content::load_draft(project)?,
        Quality::Finished { .. } => content::load(project)?,
    };
    let app = app::build(project, quality)?;

    shell::step("putting dist/ together");
    let mut site = Site::default();
    site.add_hashed("knowledge.bin", content.knowledge.to_bytes());
    site.add_hashed("words.zh-CN.bin", content.zh.to_bytes());
    site.add_hashed("words.en.bin", content.en.to_bytes());
    site.add_hashed("app.js", app.js);
    site.add_hashed("app_bg.wasm", app.wasm);
    site.add_hashed("style.css", style::bundle(project)?);
    let boot = html::fill("public/boot.js", &read_text(&project.path("public/boot.js"))?, &site, &[])?;
    site.add_hashed("boot.js", boot.into_bytes());
    add_public_files(project, &mut site)?;

    let symptoms = home::symptoms(&content);
    let mut index =
        html::fill("index.html", &read_text(&project.path("index.html"))?, &site, &[("symptoms", &symptoms)])?;
    if quality == Quality::Draft {
        index = html::reload_on_change(&index, &mut site);
    }
    site.add("index.html", index.into_bytes());

    let compressed = quality != Quality::Draft;
    let sizes = site.write(project, compressed)?;
    if compressed {
        budget::print(&sizes);
    }
    shell::step("dist/ is ready");
    Ok(sizes)
}

/// Everything in `public/` keeps its name, but for the boot module, which is hashed like the app that it starts.
fn add_public_files(project: &Project, site: &mut Site) -> Result<()> {
    let folder = project.path("public");
    for path in project.files("public")? {
        let name = path.strip_prefix(&folder)?.to_string_lossy().replace('\\', "/");
        if name != "boot.js" {
            site.add(&name, std::fs::read(&path)?);
        }
    }
    Ok(())
}
