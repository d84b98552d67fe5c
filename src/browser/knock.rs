//! Knocking at an address: a bare request, without cookies or referrer, whose answer no page can read. That something
//! answered is all that is learned.

use super::clock;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::Promise;
use pos_doctor_core::network::{Knock, Millis, PATIENCE};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, ReferrerPolicy, RequestCache, RequestCredentials, RequestInit, RequestMode,
    SecurityPolicyViolationEvent, Window,
};

/// The browser tells of a forbidden request a moment after it has failed; in milliseconds.
const MOMENT: i32 = 100;

/// Knocks once.
pub async fn knock(address: &str) -> Knock {
    let Some(window) = web_sys::window() else { return Knock::Refused };
    let started = clock::milliseconds();
    let (forbidden, silent) = (Rc::new(Cell::new(false)), Rc::new(Cell::new(false)));
    let _ear = hear_refusals(&window, address, forbidden.clone());
    let Ok(abort) = AbortController::new() else { return Knock::Refused };
    let request = bare();
    request.set_signal(Some(&abort.signal()));
    let late = silent.clone();
    let _timer = Timeout::new(PATIENCE, move || {
        late.set(true);
        abort.abort();
    });
    let answer = JsFuture::from(window.fetch_with_str_and_init(address, &request)).await;
    if answer.is_ok() {
        return Knock::Answered((clock::milliseconds() - started) as Millis);
    }
    if silent.get() {
        return Knock::Silent;
    }
    pause(&window).await;
    if forbidden.get() { Knock::Forbidden } else { Knock::Refused }
}

/// Nothing goes along, nothing is kept, nothing comes back that could be read.
fn bare() -> RequestInit {
    let request = RequestInit::new();
    request.set_method("HEAD");
    request.set_mode(RequestMode::NoCors);
    request.set_credentials(RequestCredentials::Omit);
    request.set_cache(RequestCache::NoStore);
    request.set_referrer_policy(ReferrerPolicy::NoReferrer);
    request
}

/// The page's own policy may forbid the address: headers are written at build time, config.json may be newer.
fn hear_refusals(window: &Window, address: &str, forbidden: Rc<Cell<bool>>) -> Option<EventListener> {
    let (document, address) = (window.document()?, address.to_owned());
    Some(EventListener::new(&document, "securitypolicyviolation", move |event| {
        let blocked = event.dyn_ref::<SecurityPolicyViolationEvent>().map(|event| event.blocked_uri());
        forbidden.set(forbidden.get() || blocked.is_some_and(|uri| uri.starts_with(&address)));
    }))
}

async fn pause(window: &Window) {
    let promise = Promise::new(&mut |done, _| {
        // Without timers there is nothing to wait for.
        if window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, MOMENT).is_err() {
            let _ = done.call0(&JsValue::NULL);
        }
    });
    let _ = JsFuture::from(promise).await;
}
