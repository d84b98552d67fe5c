//! Files: hand one to the visitor, read one that the visitor picked.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Event, HtmlElement, HtmlInputElement, Url};

/// Offer a text as a file; false where the browser cannot.
pub fn save(name: &str, kind: &str, text: &str) -> bool {
    try_save(name, kind, text).is_some()
}

fn try_save(name: &str, kind: &str, text: &str) -> Option<()> {
    let bag = BlobPropertyBag::new();
    bag.set_type(kind);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &bag).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let document = web_sys::window()?.document()?;
    let link: HtmlElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_attribute("href", &url).ok()?;
    link.set_attribute("download", name).ok()?;
    document.body()?.append_child(&link).ok()?;
    link.click();
    link.remove();
    // The browser keeps what it has begun to read.
    Url::revoke_object_url(&url).ok()
}

/// Read the file that was picked in a field, and empty the field, so that the same can be picked again.
pub fn picked(event: &Event, tell: impl Fn(Option<String>) + 'static) {
    let field = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
    let Some((field, file)) = field.and_then(|field| Some((field.clone(), field.files()?.get(0)?))) else { return };
    field.set_value("");
    leptos::task::spawn_local(async move {
        let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
        tell(text);
    });
}
