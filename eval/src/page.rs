//! What a page calls.

use crate::plan::{Limits, report};
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// Milliseconds since the page was opened.
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;
}

/// Plans a model, with limits as [`Limits::to_json`] writes them. Peak memory is all that WebAssembly ever had, stack and
/// text included.
#[wasm_bindgen]
pub fn plan(model: &str, limits: &str) -> String {
    let peak = |_| (core::arch::wasm32::memory_size::<0>() * 65536) as f64;
    report(model, &Limits::from_json(limits), now, peak)
}
