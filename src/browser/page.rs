//! The page around the app: title, theme, focus, keys, print, failure.

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use pos_doctor_core::config::Config;
use std::cell::Cell;
use wasm_bindgen::prelude::*;
use web_sys::{Document, HtmlElement, KeyboardEvent};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = window, js_name = posFailed)]
    fn pos_failed(kind: &str) -> Result<(), JsValue>;
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn root() -> Option<HtmlElement> {
    document()?.document_element()?.dyn_into().ok()
}

/// The app has stopped: show the section of index.html that says what to do.
pub fn failed() {
    // Without boot.js there is nobody to tell.
    let _ = pos_failed("crashed");
}

/// The place of the app, emptied of the text that stood there for its arrival.
pub fn take_over() -> Option<HtmlElement> {
    let place = document()?.get_element_by_id("app")?;
    place.set_text_content(None);
    place.dyn_into().ok()
}

/// The bank's colour. Through the object model: the policy allows no style in the markup.
pub fn dress(config: &Config) {
    if let (Some(colours), Some(root)) = (&config.colours, root()) {
        let style = root.style();
        let _ = style.set_property("--bank", &colours.light);
        let _ = style.set_property("--bank-dark", &colours.dark);
    }
}

/// Language and size of everything, and whether a case is under way: then offline.js reloads nothing.
pub fn set_mode(english: bool, elder: bool, in_case: bool) {
    if let Some(root) = root() {
        root.set_lang(if english { "en" } else { "zh-CN" });
        let _ = root.class_list().toggle_with_force("elder", elder);
        let _ = root.class_list().toggle_with_force("in-case", in_case);
    }
}

/// The title in the tab.
pub fn set_title(page: &str, name: &str) {
    if let Some(document) = document() {
        document.set_title(&format!("{page} · {name}"));
    }
}

/// Put the focus on the heading of a new page, once it is drawn, and show its top.
pub fn to_heading() {
    Timeout::new(0, || {
        if let Some(window) = web_sys::window() {
            window.scroll_to_with_x_and_y(0.0, 0.0);
        }
        focus("h1");
    })
    .forget();
}

/// A page that came later than its frame: name it in the tab, and put the focus on its heading if it is nowhere else.
pub fn settle() {
    let Some(document) = document() else { return };
    if let (Some(heading), Some((_, name))) = (find("h1"), document.title().rsplit_once(" · ")) {
        document.set_title(&format!("{} · {name}", heading.text_content().unwrap_or_default()));
    }
    if document.active_element().is_none_or(|active| active.tag_name() == "BODY") {
        to_heading();
    }
}

/// Put the focus back on something that is about to be drawn again.
pub fn refocus(selector: &'static str) {
    Timeout::new(0, move || focus(selector)).forget();
}

/// Put the focus on the first element that fits.
pub fn focus(selector: &str) {
    if let Some(element) = find(selector) {
        let _ = element.focus();
    }
}

fn find(selector: &str) -> Option<HtmlElement> {
    document()?.query_selector(selector).ok()??.dyn_into().ok()
}

/// Print this page.
pub fn print() {
    if let Some(window) = web_sys::window() {
        // Not supported everywhere, for instance within other apps: nothing happens then.
        let _ = window.print();
    }
}

/// Whether paper is a roll of 80 mm; otherwise a sheet.
pub fn set_slip(slip: bool) {
    if let Some(root) = root() {
        let _ = root.class_list().toggle_with_force("roll", slip);
    }
}

/// Whether the browser believes it is online.
pub fn is_online() -> bool {
    web_sys::window().is_none_or(|w| w.navigator().on_line())
}

/// Tell when the network comes or goes.
pub fn on_network_change(tell: impl Fn(bool) + Copy + 'static) {
    if let Some(window) = web_sys::window() {
        EventListener::new(&window, "online", move |_| tell(true)).forget();
        EventListener::new(&window, "offline", move |_| tell(false)).forget();
    }
}

/// A pause after which a reader that types has ended its line, in milliseconds.
const LINE_ENDS: f64 = 300.0;

/// Keys press what carries their name in `data-key`: digits, w for why, / for the box. Backspace goes back. A card that
/// is swiped through a typing reader where none is asked for presses nothing.
pub fn on_key(back: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let options = gloo::events::EventListenerOptions::enable_prevent_default();
    let line_until = Cell::new(f64::MIN);
    EventListener::new_with_options(&window, "keydown", options, move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>().filter(|key| !is_taken(key)) else { return };
        if is_of_a_line(key, &line_until) || press(&key.key(), &back) {
            key.prevent_default();
        }
    })
    .forget();
}

/// Whether a reader types this: from the first sign of a track to a pause.
fn is_of_a_line(key: &KeyboardEvent, line_until: &Cell<f64>) -> bool {
    let begins = matches!(&*key.key(), "%" | ";");
    let typed = begins || key.time_stamp() < line_until.get();
    if typed {
        line_until.set(key.time_stamp() + LINE_ENDS);
    }
    typed
}

fn press(key: &str, back: &impl Fn()) -> bool {
    match key {
        "Backspace" => back(),
        "/" => return find("[data-key='/']").is_some_and(|field| field.focus().is_ok()) || go_to_search(),
        key if key.len() == 1 && key.chars().all(|c| c.is_ascii_alphanumeric()) => {
            let Some(target) = find(&format!("[data-key='{}']", key.to_ascii_lowercase())) else { return false };
            target.click();
        }
        _ => return false,
    }
    true
}

fn go_to_search() -> bool {
    super::address::go(&crate::route::Route::Tool("look".to_owned()));
    true
}

/// Typing in a field, and keys that belong to the browser.
fn is_taken(key: &KeyboardEvent) -> bool {
    let typing = key.target().and_then(|t| t.dyn_into::<HtmlElement>().ok());
    let typing = typing.is_some_and(|e| matches!(&*e.tag_name(), "INPUT" | "TEXTAREA" | "SELECT"));
    typing || key.ctrl_key() || key.alt_key() || key.meta_key() || key.is_composing()
}

/// What is written in a field.
pub fn value(field: &str) -> String {
    let value = find(field).and_then(|field| js_sys::Reflect::get(&field, &"value".into()).ok());
    value.and_then(|value| value.as_string()).unwrap_or_default()
}
