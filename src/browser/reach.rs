//! What this browser can reach, without asking anybody.

use js_sys::Reflect;
use pos_doctor_core::reader::model::Model;
use pos_doctor_core::reader::reach::{Browser, Door, Finding, open_door};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = isSecureContext)]
    static SECURE: Option<bool>;

    // Chromium only; elsewhere the call throws, and nothing is known to be forbidden.
    #[wasm_bindgen(catch, js_namespace = ["document", "featurePolicy"], js_name = allowsFeature)]
    fn allows_feature(name: &str) -> Result<bool, JsValue>;
}

/// Whether the browser has any door to readers; the plan offers live tests only then.
pub fn has_doors() -> bool {
    Door::ALL.into_iter().any(has)
}

fn has(door: Door) -> bool {
    let navigator = web_sys::window().map(|window| window.navigator());
    navigator.is_some_and(|navigator| Reflect::has(&navigator, &door.name().into()).unwrap_or(false))
}

/// The door to a model, none where none is needed.
///
/// # Errors
/// What stands before it.
pub fn door(model: Model) -> Result<Option<Door>, Finding> {
    with(|browser| open_door(model, browser))
}

/// What keeps the page from a door.
pub fn obstacle(door: Door) -> Option<Finding> {
    with(|browser| pos_doctor_core::reader::reach::obstacle(door, browser))
}

/// The program that the page is shown within, if it is one without doors.
pub fn inside() -> Option<Finding> {
    with(|browser| pos_doctor_core::reader::reach::inside(browser.agent))
}

fn with<T>(judge: impl FnOnce(&Browser<'_>) -> T) -> T {
    let window = web_sys::window();
    let agent = window.as_ref().and_then(|window| window.navigator().user_agent().ok()).unwrap_or_default();
    let framed = window.as_ref().is_some_and(|window| window.parent().ok().flatten().is_some_and(|up| up != *window));
    judge(&Browser {
        agent: &agent,
        secure: SECURE.with(|secure| secure.unwrap_or(false)),
        framed,
        has: Door::ALL.map(has),
        allows: Door::ALL.map(|door| allows_feature(door.name()).unwrap_or(true)),
    })
}
