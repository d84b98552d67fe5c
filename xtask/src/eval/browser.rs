//! The planner as WebAssembly, in a page of headless Chromium.

use crate::dist::app::bind;
use crate::project::{Project, write};
use crate::setup::{self, BROWSER};
use crate::{shell, test::e2e};
use anyhow::{Context, Result, bail};
use pos_doctor_eval::plan::Limits;
use serde_json::{Value, json};

/// What the page is served from; the build has a folder of its own beside it, as the app has.
const FOLDER: &str = "target/planner/page";
const TARGET: &str = "target/planner";

/// What must be there before anything is built.
pub fn set_up(project: &Project) -> Result<()> {
    setup::debian_packages()?;
    setup::rust_target()?;
    setup::npm_packages(project)
}

/// Plans each model in a page of its own and hands back what [`pos_doctor_eval::plan::report`] wrote there, and
/// `processor_ms`. The module cannot have more than the memory it is given: stack, text and all.
pub fn reports(project: &Project, models: &[String], limits: &Limits) -> Result<Vec<String>> {
    build(project, limits.memory_mb)?;
    let requests = project.path(FOLDER).join("models.json");
    write(&requests, json!([models, limits.to_json().to_string()]).to_string().as_bytes())?;
    shell::step("planning in Chromium");
    let output = shell::capture(e2e::node(project, FOLDER)?.arg("tests/bench/plan.mjs").arg(&requests))?;
    Ok(output.lines().map(str::to_owned).collect())
}

/// The same for one model, as JSON.
pub fn report(project: &Project, model: String, limits: &Limits) -> Result<Value> {
    let found = reports(project, &[model], limits)?;
    Ok(serde_json::from_str(found.first().context("the page said nothing")?)?)
}

fn build(project: &Project, memory_mb: usize) -> Result<()> {
    shell::step("compiling the planner for the browser");
    let pages = memory_mb * 1_000_000 / 65536;
    let mut cargo = shell::cargo();
    cargo.args(["rustc", "--quiet", "--package", "pos-doctor-eval", "--lib", "--crate-type", "cdylib"]);
    cargo.args(["--target", BROWSER, "--profile", "planner", "--target-dir"]).arg(project.path(TARGET));
    cargo.arg("--").arg(format!("-Clink-arg=--max-memory={}", pages * 65536)).current_dir(project.root());
    shell::run(&mut cargo).context("the planner does not compile for the browser")?;
    let module = project.path(TARGET).join(BROWSER).join("planner/pos_doctor_eval.wasm");
    if !module.is_file() {
        bail!("cargo left no {}", module.display());
    }
    let app = bind(&module, "planner")?;
    let page = b"<!doctype html><html lang=\"en\"><title>planner</title>";
    for (name, bytes) in [("planner.js", &app.js[..]), ("planner.wasm", &app.wasm), ("index.html", page)] {
        write(&project.path(FOLDER).join(name), bytes)?;
    }
    Ok(())
}
