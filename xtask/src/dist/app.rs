//! The app's programs for the browser: compiled, given their JavaScript bindings, made small.

use super::{Quality, optimise};
use crate::project::Project;
use crate::setup::{self, BROWSER};
use crate::shell;
use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

/// The two files of a program.
pub struct App {
    /// The JavaScript side of the bindings: an ES module.
    pub js: Vec<u8>,
    /// The WebAssembly module.
    pub wasm: Vec<u8>,
}

/// A folder of its own, so that a build does not wait for another cargo in the editor.
const TARGET: &str = "target/site";

/// The standard library, compiled with the app.
const OWN_LIBRARY: [&str; 2] = ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];

/// The programs: the name of the binary and that of its files. The first is the one of the first screen.
const PROGRAMS: [(&str, &str); 4] =
    [("pos-doctor", "app"), ("look", "look"), ("readers", "readers"), ("tools", "tools")];

/// Builds all programs; each with the name of its files.
pub fn build(project: &Project, quality: Quality) -> Result<Vec<(&'static str, App)>> {
    shell::step("compiling the app (the first time takes some minutes)");
    let folder = compile(project, quality, &["--bins"])?;
    shell::step("making the JavaScript bindings, and all of it small");
    let finished = |(binary, name): &(&'static str, &'static str)| {
        Ok((*name, finish(project, quality, &folder.join(format!("{binary}.wasm")), name)?))
    };
    PROGRAMS.iter().map(finished).collect()
}

/// Builds the counter, to which the app is compared, in the same way as the app.
pub fn counter(project: &Project) -> Result<App> {
    let quality = Quality::Finished { optimise: true };
    let folder = compile(project, quality, &["--example", "counter"])?;
    finish(project, quality, &folder.join("examples/counter.wasm"), "counter")
}

fn finish(project: &Project, quality: Quality, module: &Path, name: &str) -> Result<App> {
    let app = bind(module, name)?;
    if !quality.optimises() {
        return Ok(app);
    }
    Ok(App { js: optimise::js(project, &format!("{name}.js"), &app.js)?, wasm: optimise::wasm(project, &app.wasm)? })
}

fn compile(project: &Project, quality: Quality, what: &[&str]) -> Result<PathBuf> {
    let profile = if quality == Quality::Draft { "draft" } else { "release" };
    let (mut flags, mut target) = (without_machine_paths(project), project.path(TARGET));
    let mut cargo = shell::cargo();
    cargo.args(["build", "--package", "pos-doctor", "--target", BROWSER, "--profile", profile]).args(what);
    if quality == Quality::Small {
        setup::rust_source()?;
        // The pinned compiler knows these options; they may change with any newer one.
        cargo.env("RUSTC_BOOTSTRAP", "1").args(OWN_LIBRARY);
        flags.extend(["-Zunstable-options", "-Cpanic=immediate-abort"].map(str::to_owned));
        target.push("small");
    }
    cargo.arg("--target-dir").arg(&target);
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}")).current_dir(project.root());
    shell::run(&mut cargo).context("the app does not compile")?;
    Ok(target.join(BROWSER).join(profile))
}

/// Paths end up in panic messages: the same bytes on every machine, and nothing told about this one.
fn without_machine_paths(project: &Project) -> Vec<String> {
    let home = |variable: &str, fallback: &str| {
        let user = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
        std::env::var_os(variable).map_or(user.join(fallback), PathBuf::from)
    };
    let paths = [
        (project.root().to_owned(), "pos-doctor"),
        (home("CARGO_HOME", ".cargo"), "cargo"),
        (home("RUSTUP_HOME", ".rustup"), "rustup"),
    ];
    paths.map(|(path, name)| format!("--remap-path-prefix={}={name}", path.display())).to_vec()
}

/// The two files of a compiled module.
pub fn bind(module: &Path, name: &str) -> Result<App> {
    let mut output = Bindgen::new()
        .input_path(module)
        .web(true)?
        .out_name(name)
        .typescript(false)
        // boot.js says where the module is, under its hashed name.
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()
        .context("wasm-bindgen refuses the compiled app")?;
    ensure!(
        output.snippets().values().all(Vec::is_empty) && output.local_modules().is_empty(),
        "a dependency brings its own JavaScript files; dist/ has no place for them"
    );
    let mut js = output.js().to_owned();
    let module = output.wasm_mut();
    // Leptos carries the streams of its server functions along: over a kilobyte that nobody calls here.
    let streams = module.exports.iter().filter(|export| export.name.contains("intounderlying"));
    for id in streams.map(|export| export.id()).collect::<Vec<_>>() {
        module.exports.delete(id);
    }
    for (number, import) in module.imports.iter_mut().enumerate() {
        rename(&mut js, &mut import.name, format!("i{number}"))?;
    }
    Ok(App { js: js.into_bytes(), wasm: module.emit_wasm() })
}

/// Shortens the name of a function that WebAssembly gets from JavaScript. wasm-bindgen puts a hash into each, which
/// no compression can shrink, twice: altogether a good two kilobytes.
fn rename(js: &mut String, name: &mut String, short: String) -> Result<()> {
    let key = format!("{name}: ");
    ensure!(js.matches(&key).count() == 1, "wasm-bindgen writes its imports in a new way; `{name}` is not found");
    *js = js.replace(&key, &format!("{short}: "));
    *name = short;
    Ok(())
}
