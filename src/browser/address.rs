//! The fragment of the address, and the browser's history.
//!
//! Every entry of the history carries its depth within the visit, so that "back" never leaves the page.

use crate::route::Route;
use gloo::events::EventListener;
use wasm_bindgen::JsValue;
use web_sys::{History, Window};

/// The page that the address names.
pub fn read() -> Route {
    let hash = web_sys::window().and_then(|w| w.location().hash().ok()).unwrap_or_default();
    let decoded = js_sys::decode_uri_component(&hash).map(String::from);
    Route::parse(&decoded.unwrap_or(hash))
}

/// Go to a page.
pub fn go(route: &Route) {
    if let Some(window) = web_sys::window() {
        // Setting a fragment fails in no browser; there is nothing to fall back to.
        let _ = window.location().set_hash(&route.to_string());
    }
}

/// The address of the app, without its fragment; empty for a file on a disk, whose path is nobody's business.
pub fn own() -> String {
    let href = web_sys::window().and_then(|w| w.location().href().ok()).unwrap_or_default();
    let address = href.split('#').next().unwrap_or_default();
    if address.starts_with("http") { address.to_owned() } else { String::new() }
}

/// Load the page anew, for what is read at the start only.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        // A browser that refuses shows the old language; nothing is lost.
        let _ = window.location().reload();
    }
}

/// Go to a page in the place of this one: "back" does not lead here again.
pub fn instead(route: &Route) {
    let Some(window) = web_sys::window() else { return };
    let Ok(history) = window.history() else { return go(route) };
    let state = history.state().unwrap_or(JsValue::NULL);
    if history.replace_state_with_url(&state, "", Some(&route.to_string())).is_err() {
        return go(route);
    }
    // The browser tells of no change that it did not make itself.
    if let Ok(event) = web_sys::Event::new("hashchange") {
        let _ = window.dispatch_event(&event);
    }
}

/// The address of the start page, for others to open.
pub fn start() -> String {
    let href = web_sys::window().and_then(|w| w.location().href().ok()).unwrap_or_default();
    href.split(['#', '?']).next().unwrap_or_default().to_owned()
}

/// Call a number.
pub fn dial(number: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().set_href(&format!("tel:{number}"));
    }
}

/// To the page before, or to `parent` when the visit began here.
pub fn back(parent: &Route) {
    match web_sys::window().and_then(|w| w.history().ok()) {
        Some(history) if depth(&history).is_some_and(|depth| depth > 0.0) => {
            let _ = history.back();
        }
        _ => go(parent),
    }
}

/// Tell every change of the address.
pub fn follow(tell: impl Fn(Route) + 'static) {
    let Some(window) = web_sys::window() else { return };
    let mut before = settle(&window, -1.0);
    tell(read());
    let within = window.clone();
    EventListener::new(&window, "hashchange", move |_| {
        before = settle(&within, before);
        tell(read());
    })
    .forget();
}

/// The depth of the entry we are at; a new one is one deeper than the one before.
fn settle(window: &Window, before: f64) -> f64 {
    let Ok(history) = window.history() else { return before };
    depth(&history).unwrap_or_else(|| {
        let depth = before + 1.0;
        let _ = history.replace_state(&JsValue::from_f64(depth), "");
        depth
    })
}

fn depth(history: &History) -> Option<f64> {
    history.state().ok()?.as_f64()
}
