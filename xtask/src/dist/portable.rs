//! `cargo xtask dist --portable`: the app as one file that opens without a server, and the plain pages beside it, for a
//! USB stick.
//!
//! A page opened from a disk may fetch nothing and import nothing from beside it. So everything stands in the page:
//! modules as an import map of `data:` addresses, all other files behind a `fetch` that knows only them. The scripts of
//! the app are the same as on a server.

use super::site::{Part, Site};
use crate::project::{self, Project};
use anyhow::{Context, Result};
use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

/// Where it is written.
const FOLDER: &str = "portable";
/// The file to open; the plain pages know it by this name.
const START: &str = "index.html";
/// What the plain pages load beside their style.
const ICON: &str = "icon.png";
/// Imported by boot.js.
const MODULES: [&str; 5] = ["app.js", "look.js", "readers.js", "tools.js", "offline.js"];
/// Fetched by the programs, with the type that the browser insists on.
const WASM: &str = "application/wasm";

/// Answers for the files that the page carries; what the network check asks goes out, as the policy allows.
const FETCH: &str = r#"{
  const FILES = {{files}};
  const outside = window.fetch;
  window.fetch = async (name, options) => {
    const file = FILES[name];
    if (!file && String(name).startsWith("https:")) return outside(name, options);
    if (!file) return new Response(null, { status: 404 });
    const bytes = Uint8Array.from(atob(file.base64), (letter) => letter.charCodeAt(0));
    return new Response(bytes, { headers: { "content-type": file.type } });
  };
}"#;

/// Writes the folder.
pub fn write(project: &Project, site: &Site) -> Result<()> {
    let folder = project.path(FOLDER);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    project::write(&folder.join(START), page(site)?.as_bytes())?;
    project::write(&folder.join(ICON), site.bytes(ICON).unwrap_or_default())?;
    for (name, bytes) in site.files(Part::Page) {
        project::write(&folder.join(name), &from_disk(bytes))?;
    }
    Ok(())
}

/// A page from a disk has no origin, so "self" would be nobody.
fn from_disk(page: &[u8]) -> Vec<u8> {
    match std::str::from_utf8(page) {
        Ok(text) => text.replace("'self'", "file:").into_bytes(),
        Err(_) => page.to_vec(),
    }
}

/// index.html with everything in it.
fn page(site: &Site) -> Result<String> {
    let boot = text(site, "boot.js")?;
    let imports = format!("{}", json!({ "imports": modules(site)? }));
    let fetch = FETCH.replace("{{files}}", &Value::Object(files(site)).to_string());
    let style = text(site, "style.css")?;
    let scripts = [imports.as_str(), &fetch, boot].map(hash).join(" ");
    let policy = format!(
        "default-src 'none'; script-src {scripts} data: 'wasm-unsafe-eval'; style-src {}; img-src data:; base-uri 'none'; \
         form-action 'none'; require-trusted-types-for 'script'; trusted-types default",
        hash(style)
    );
    let head = format!(
        "<style>{style}</style>\n<script type=\"importmap\">{imports}</script>\n<script>{fetch}</script>\n\
         <script type=\"module\">{boot}</script>"
    );
    let lines = text(site, "index.html")?.lines().filter_map(|line| {
        let is = |start: &str| line.starts_with(start);
        match line {
            _ if is("<meta charset") => Some(format!(
                "{line}\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
                 <meta name=\"referrer\" content=\"no-referrer\">"
            )),
            _ if is("<script type=\"module\"") => Some(head.clone()),
            // The policy of a server, and files that are in the page or serve only an app that can be installed.
            _ if is("<meta http-equiv") || is("<meta name=\"referrer\"") || is("<link ") => None,
            _ => Some(line.to_owned()),
        }
    });
    Ok(lines.collect::<Vec<_>>().join("\n"))
}

/// By the name that boot.js imports.
fn modules(site: &Site) -> Result<Map<String, Value>> {
    let mut imports = Map::new();
    for name in MODULES {
        let published = site.published(name).with_context(|| format!("{name} is not in dist/"))?;
        let address = format!("data:text/javascript;base64,{}", BASE64_STANDARD.encode(text(site, name)?));
        imports.insert(format!("./{published}"), address.into());
    }
    Ok(imports)
}

/// By the name that is fetched.
fn files(site: &Site) -> Map<String, Value> {
    let kind = |name: &str| match name.rsplit_once('.') {
        Some((_, "wasm")) => Some(WASM),
        Some((_, "json")) => Some("application/json"),
        Some((_, "bin")) => Some("application/octet-stream"),
        _ => None,
    };
    let file = |(name, bytes): (&str, &[u8])| {
        Some((name.to_owned(), json!({ "type": kind(name)?, "base64": BASE64_STANDARD.encode(bytes) })))
    };
    site.files(Part::App).filter_map(file).collect()
}

fn text<'a>(site: &'a Site, name: &str) -> Result<&'a str> {
    let bytes = site.bytes(name).with_context(|| format!("{name} is not in dist/"))?;
    std::str::from_utf8(bytes).with_context(|| format!("{name} is not UTF-8"))
}

/// As a Content Security Policy names an inline script or style.
fn hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text.as_bytes())))
}
