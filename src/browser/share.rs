//! Hand a text over: by the share sheet of the phone, else by the clipboard.

use js_sys::{Object, Promise, Reflect};
use pos_doctor_core::content::Ui;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    // Absent in many browsers: calling it then throws, which is an answer too.
    #[wasm_bindgen(catch, js_namespace = navigator, js_name = share)]
    fn share_sheet(data: &Object) -> Result<Promise, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["navigator", "clipboard"], js_name = writeText)]
    fn copy(text: &str) -> Result<Promise, JsValue>;
}

/// Share a text; `tell` gets a word about how it went, where the browser says nothing itself.
pub fn share(text: String, tell: impl Fn(Ui) + 'static) {
    let data = Object::new();
    // Setting a property of a plain object cannot fail.
    let _ = Reflect::set(&data, &"text".into(), &text.as_str().into());
    if share_sheet(&data).is_ok() {
        return;
    }
    copy_text(text, tell);
}

/// Put a text on the clipboard; `tell` gets a word about how it went.
pub fn copy_text(text: String, tell: impl Fn(Ui) + 'static) {
    leptos::task::spawn_local(async move {
        let copied = match copy(&text) {
            Ok(promise) => JsFuture::from(promise).await.is_ok(),
            Err(_) => false,
        };
        tell(if copied { Ui::NoticeCopied } else { Ui::NoticeNotCopied });
    });
}
