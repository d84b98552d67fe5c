//! Placeholders in `index.html` and the scripts of `public/`.
//!
//! `{{name}}` stands for the published name of a file in `dist/`, relative to `index.html`:
//!
//! | placeholder | file |
//! |---|---|
//! | `{{boot.js}}` | the boot module (not in boot.js itself) |
//! | `{{offline.js}}` | the module that boot.js loads last |
//! | `{{app.js}}`, `{{app_bg.wasm}}` | the app |
//! | `{{style.css}}` | all of `style/` |
//! | `{{knowledge.bin}}` | what we know, without words |
//! | `{{words.zh-CN.bin}}`, `{{words.en.bin}}` | the words of a language |
//! | `{{manifest.webmanifest}}` and so on | any file of `public/`, under its own name |
//!
//! In `index.html` only, `{{symptoms}}` stands for the list of the symptoms in zh-CN, as [`super::home`] writes it, and
//! `{{base}}` for the address of the folder, if it is known, and `{{policy}}` for the headers that HTML can carry itself, as [`crate::headers`] writes them; in `sw.js` only,
//! `{{version}}` and `{{files}}` for what [`super::offline`] says.

use super::site::Site;
use anyhow::{Context, Result};

/// The text with every placeholder filled; `texts` are those that stand for a text, not for a file name.
pub fn fill(file: &str, template: &str, site: &Site, texts: &[(&str, &str)]) -> Result<String> {
    let mut parts = template.split("{{");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once("}}").with_context(|| format!("{file}: a placeholder lacks its }}}}"))?;
        let text = texts.iter().find(|(key, _)| *key == name).map(|(_, text)| *text);
        let value = text.or_else(|| site.published(name));
        filled += value.with_context(|| format!("{file}: nothing is known by the name of {{{{{name}}}}}"))?;
        filled += rest;
    }
    Ok(filled)
}

/// Reloads the page when index.html was written again; for `serve --watch`, never published.
const RELOAD: &str = r#"// Part of `cargo xtask serve --watch` only.
const written = async () => (await fetch("index.html", { method: "HEAD", cache: "no-store" })).headers.get("last-modified");
const loaded = await written();
setInterval(async () => { if ((await written().catch(() => loaded)) !== loaded) location.reload(); }, 1000);
"#;

/// Adds the module that reloads the page.
pub fn reload_on_change(index: &str, site: &mut Site) -> String {
    site.add("reload.js", RELOAD.as_bytes().to_vec());
    index.replacen("</head>", "<script type=\"module\" src=\"reload.js\"></script></head>", 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        let mut site = Site::default();
        site.add("config.json", b"{}".to_vec());
        site.add_hashed("app.js", b"app".to_vec());
        site
    }

    #[test]
    fn names_and_texts_are_filled_in() {
        let text = fill("f", "<a href={{app.js}}> {{config.json}} {{symptoms}}!", &site(), &[("symptoms", "<ul>")]);
        assert_eq!(text.ok().as_deref(), Some("<a href=app.a172cedcae.js> config.json <ul>!"));
    }

    #[test]
    fn an_unknown_or_open_placeholder_is_an_error_that_names_the_file() {
        for broken in ["{{nothing.js}}", "{{app.js"] {
            let error = fill("index.html", broken, &site(), &[]).err().map(|error| error.to_string());
            assert!(error.is_some_and(|error| error.starts_with("index.html: ")), "{broken}");
        }
    }
}
