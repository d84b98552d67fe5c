//! The second program: boot.js fetches it, and it tells by events what the case should know.

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::prelude::*;
use web_sys::{CustomEvent, CustomEventInit};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = window, js_name = posTools)]
    fn pos_tools(path: &str, lang: &str, record: &str, query: &str) -> Result<(), JsValue>;
}

/// What the second program says to the first.
pub enum Told {
    /// These lines belong to the case too.
    More(String),
    /// This is the case from now on.
    Whole(String),
    /// A word to the visitor, by its key.
    Say(String),
}

const MORE: &str = "pos-more";
const WHOLE: &str = "pos-whole";
const SAY: &str = "pos-say";

/// Let it draw a page, once there is room for it: for a case in its stored form, and what stands in the box.
pub fn open(path: String, english: bool, record: String, query: String) {
    let lang = if english { "en" } else { "zh-CN" };
    // Without boot.js nobody would have started this program.
    Timeout::new(0, move || drop(pos_tools(&path, lang, &record, &query))).forget();
}

/// Hear what it says.
pub fn on_told(tell: impl Fn(Told) + Copy + 'static) {
    listen(MORE, move |text| tell(Told::More(text)));
    listen(WHOLE, move |text| tell(Told::Whole(text)));
    listen(SAY, move |key| tell(Told::Say(key)));
}

fn listen(name: &'static str, hear: impl Fn(String) + 'static) {
    let Some(window) = web_sys::window() else { return };
    EventListener::new(&window, name, move |event| {
        let text = event.dyn_ref::<CustomEvent>().and_then(|event| event.detail().as_string());
        hear(text.unwrap_or_default());
    })
    .forget();
}

/// Say something to the first program.
pub fn tell(told: Told) {
    let (name, text) = match told {
        Told::More(text) => (MORE, text),
        Told::Whole(text) => (WHOLE, text),
        Told::Say(key) => (SAY, key),
    };
    let detail = CustomEventInit::new();
    detail.set_detail(&text.into());
    if let (Some(window), Ok(event)) = (web_sys::window(), CustomEvent::new_with_event_init_dict(name, &detail)) {
        // It listens as long as the page is there.
        let _ = window.dispatch_event(&event);
    }
}
