//! Entry point for `public/boot.js`.

use pos_doctor::{app, browser, state::State};
use wasm_bindgen::prelude::*;

fn main() {}

/// The app before it is shown. Reading and showing are two tasks, so that a press between them is not kept waiting.
#[wasm_bindgen]
pub struct Start(State);

#[wasm_bindgen]
impl Start {
    /// Read what boot.js fetched.
    ///
    /// # Errors
    /// When knowledge or words belong to another build; boot.js then shows what to do without the app.
    #[wasm_bindgen(constructor)]
    pub fn new(
        knowledge: &[u8],
        words: &[u8],
        config: &JsValue,
        lang: &str,
        unreadable: bool,
        stale: bool,
    ) -> Result<Self, JsError> {
        std::panic::set_hook(Box::new(|_| browser::page::failed()));
        let config = browser::config::value(config);
        let state = app::read(knowledge, words, (!unreadable).then_some(&config), lang == "en", stale);
        state.map(Self).ok_or_else(|| JsError::new("the content does not belong to this build"))
    }

    /// Take the place of the text that `index.html` brought.
    pub fn show(self) {
        app::show(self.0);
    }
}
