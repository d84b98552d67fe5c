//! How people put things: a file that only the box for one's own words needs.

use js_sys::{Promise, Uint8Array};
use pos_doctor_core::content::Phrases;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = window, js_name = posPhrases)]
    fn pos_phrases() -> Result<Promise, JsValue>;
}

/// The phrases; `None` when they did not arrive.
pub async fn fetch() -> Option<Phrases> {
    let bytes: Uint8Array = JsFuture::from(pos_phrases().ok()?).await.ok()?.dyn_into().ok()?;
    Phrases::from_bytes(&bytes.to_vec())
}
