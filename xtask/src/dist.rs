//! `cargo xtask dist`: the folder that a web server serves, built from the sources, the same bytes every time.

pub mod app;
pub mod budget;
mod deploy;
mod home;
mod html;
mod offline;
mod optimise;
mod pages;
mod portable;
mod settings;
mod site;
mod style;
mod twice;

use crate::project::{Project, read_text};
use crate::{args::Args, content, setup, shell};
use anyhow::{Result, ensure};
use budget::Size;
use pos_doctor_core::content::{Bundle, ToolWords};
use settings::Settings;
use site::{Part, Site};
use std::path::Path;
use std::process::ExitCode;

/// How much work goes into a build.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Quality {
    /// For `--watch`: quick to build, not optimised, not compressed; the open page reloads itself.
    Draft,
    /// What is published; without `optimise`, as far as it goes without Node.
    Finished {
        /// Run wasm-opt and terser.
        optimise: bool,
    },
    /// What is published, with a standard library of its own, compiled to be small and to stop without words.
    Small,
}

impl Quality {
    fn optimises(self) -> bool {
        matches!(self, Self::Finished { optimise: true } | Self::Small)
    }
}

/// Runs `cargo xtask dist`.
pub fn run(project: &Project, args: &mut Args) -> Result<ExitCode> {
    let base = settings::base(args)?;
    let (twice, portable) = (args.flag("--twice"), args.flag("--portable"));
    let quality = if args.flag("--small") { Quality::Small } else { Quality::Finished { optimise: true } };
    args.finish()?;
    if twice {
        return twice::run(project);
    }
    let built = finish_at(project, quality, base.as_deref())?;
    if portable {
        built.portable(project)?;
        shell::step("portable/ is ready");
    }
    small_enough(&built.sizes)?;
    Ok(ExitCode::SUCCESS)
}

/// `dist/` as it was built, and what it costs to download.
pub struct Built {
    pub sizes: Vec<Size>,
    site: Site,
}

impl Built {
    /// Writes the same build as one file, for use without a server.
    pub fn portable(&self, project: &Project) -> Result<()> {
        portable::write(project, &self.site)
    }
}

/// Set-up and the finished build.
pub fn finish(project: &Project) -> Result<Built> {
    finish_at(project, Quality::Finished { optimise: true }, None)
}

/// The same for the address where it will lie, if that is known.
fn finish_at(project: &Project, quality: Quality, base: Option<&str>) -> Result<Built> {
    setup::rust_target()?;
    setup::npm_packages(project)?;
    build_at(project, quality, base)
}

/// Fails when a budget is exceeded.
pub fn small_enough(sizes: &[Size]) -> Result<()> {
    let exceeded = budget::exceeded(sizes);
    ensure!(exceeded.is_empty(), "dist/ is there, but too big to publish:\n  {}", exceeded.join("\n  "));
    Ok(())
}

/// Builds `dist/`, prints the sizes of what is downloaded and returns them.
pub fn build(project: &Project, quality: Quality) -> Result<Vec<Size>> {
    Ok(build_at(project, quality, None)?.sizes)
}

fn build_at(project: &Project, quality: Quality, base: Option<&str>) -> Result<Built> {
    shell::step("reading content/");
    let content = match quality {
        Quality::Draft => content::load_draft(project)?,
        Quality::Finished { .. } | Quality::Small => content::load(project)?,
    };
    let settings = Settings::read(project, &content.knowledge, base)?;
    let programs = app::build(project, quality)?;

    shell::step("putting dist/ together");
    let mut site = Site::default();
    site.add_hashed("knowledge.bin", content.knowledge.to_bytes());
    for (lang, words, tools) in [("zh-CN", &content.zh, &content.tools_zh), ("en", &content.en, &content.tools_en)] {
        let (words, reference) = words.clone().split();
        site.add_hashed(&format!("words.{lang}.bin"), words.to_bytes());
        site.add_hashed(&format!("tools.{lang}.bin"), ToolWords { reference, ..tools.clone() }.to_bytes());
    }
    site.add_hashed("phrases.bin", content.phrases.to_bytes());
    for (name, program) in programs {
        site.add_hashed(&format!("{name}.js"), program.js);
        site.add_hashed(&format!("{name}_bg.wasm"), program.wasm);
    }
    site.add_hashed("style.css", style::bundle(project)?);
    add_public_files(project, &mut site)?;
    for module in ["offline.js", "embed.js", "boot.js"] {
        let js = script(project, quality, module, &site, &[])?;
        site.add_hashed(module, js);
    }
    add_index(project, quality, &content, &settings, &mut site)?;
    offline::add_worker(project, quality, &mut site)?;
    add_pages(project, &content, &settings, &mut site)?;
    if quality != Quality::Draft {
        shell::step("listing licences and parts");
        deploy::add(project, &settings.hosting, &mut site)?;
    }

    let sizes = site.write(project, quality != Quality::Draft)?;
    if quality != Quality::Draft {
        budget::print(&sizes);
    }
    shell::step("dist/ is ready");
    Ok(Built { sizes, site })
}

/// A folder with the smallest program of the same framework, in the form in which `dist/` has the app.
pub fn counter(project: &Project, folder: &Path) -> Result<()> {
    let program = app::counter(project)?;
    let mut site = Site::default();
    site.add("counter.js", program.js);
    site.add("counter_bg.wasm", program.wasm);
    for (name, source) in [("index.html", "counter.html"), ("boot.js", "counter.js")] {
        site.add(name, read_text(&project.path("tests/bench").join(source))?.into_bytes());
    }
    let sizes = site.write_to(folder, true)?;
    shell::step(&format!("the counter: {} bytes after brotli", sizes.iter().map(|size| size.brotli).sum::<usize>()));
    Ok(())
}

/// A script of `public/`. It comes after the files that it names.
fn script(project: &Project, quality: Quality, name: &str, site: &Site, texts: &[(&str, &str)]) -> Result<Vec<u8>> {
    let file = format!("public/{name}");
    let script = html::fill(&file, &read_text(&project.path(&file))?, site, texts)?.into_bytes();
    if quality.optimises() { optimise::js(project, name, &script) } else { Ok(script) }
}

/// Names all files that the page loads at once, so it comes after them.
fn add_index(
    project: &Project,
    quality: Quality,
    content: &Bundle,
    settings: &Settings,
    site: &mut Site,
) -> Result<()> {
    let (symptoms, policy) = (home::symptoms(content), settings.hosting.meta());
    let template = read_text(&project.path("index.html"))?;
    // Chat apps want the whole address of the picture; without one they show none.
    let base = settings.hosting.base.as_deref().unwrap_or_default();
    let texts = [("symptoms", symptoms.as_str()), ("policy", &policy), ("base", base)];
    let index = html::fill("index.html", &template, site, &texts)?;
    let index = if quality == Quality::Draft { html::reload_on_change(&index, site) } else { index };
    site.add("index.html", index.into_bytes());
    Ok(())
}

/// The knowledge as plain pages, with a style sheet of their own.
fn add_pages(project: &Project, content: &Bundle, settings: &Settings, site: &mut Site) -> Result<()> {
    const STYLE: &str = "pages.css";
    site.add_hashed_to(Part::Page, STYLE, style::of_pages(project)?);
    let style = site.published(STYLE).unwrap_or_default().to_owned();
    for (name, text) in pages::all(content, settings, &style) {
        site.add_to(Part::Page, &name, text.into_bytes());
    }
    Ok(())
}

/// Everything in `public/` keeps its name, but for the scripts: they name other files, and each is added in its turn.
fn add_public_files(project: &Project, site: &mut Site) -> Result<()> {
    let folder = project.path("public");
    for path in project.files("public")? {
        let name = path.strip_prefix(&folder)?.to_string_lossy().replace('\\', "/");
        if !name.ends_with(".js") {
            site.add(&name, std::fs::read(&path)?);
        }
    }
    Ok(())
}
