//! The words of the other language, fetched when somebody asks for them.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlMetaElement, Response};

/// The words as they are stored; `None` when they did not arrive. index.html knows their file name.
pub async fn fetch(english: bool) -> Option<Vec<u8>> {
    let window = web_sys::window()?;
    let name = if english { "meta[name='words-en']" } else { "meta[name='words-zh-CN']" };
    let meta: HtmlMetaElement = window.document()?.query_selector(name).ok()??.dyn_into().ok()?;
    let response: Response = JsFuture::from(window.fetch_with_str(&meta.content())).await.ok()?.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let bytes = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(Uint8Array::new(&bytes).to_vec())
}
