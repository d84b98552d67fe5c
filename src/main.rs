//! Entry point for `public/boot.js`.

use pos_doctor::{app, browser};
use wasm_bindgen::prelude::*;

fn main() {}

/// Start the app over the text that `index.html` brought: it is replaced once everything is known to be sound.
///
/// # Errors
/// When knowledge or words belong to another build; boot.js then shows what to do without the app.
#[wasm_bindgen]
pub fn start(
    knowledge: &[u8],
    words: &[u8],
    config: &JsValue,
    lang: &str,
    unreadable: bool,
    stale: bool,
) -> Result<(), JsError> {
    std::panic::set_hook(Box::new(|_| browser::page::failed()));
    let config = browser::config::value(config);
    app::start(knowledge, words, (!unreadable).then_some(&config), lang == "en", stale)
        .ok_or_else(|| JsError::new("the content does not belong to this build"))
}
