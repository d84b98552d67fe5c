//! What `public/offline.js` offers: a new version of the app, and to install it.

use crate::view::Offer;
use gloo::events::EventListener;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = window, js_name = posAccept)]
    fn pos_accept(offer: &str) -> Result<(), JsValue>;
}

/// Tell every offer; `None` when an update cannot be now, because another tab is at a case.
pub fn on_offer(tell: impl Fn(Option<Offer>) + Copy + 'static) {
    let Some(window) = web_sys::window() else { return };
    let all = [("pos-update", Some(Offer::Update)), ("pos-install", Some(Offer::Install)), ("pos-busy", None)];
    for (event, offer) in all {
        EventListener::new(&window, event, move |_| tell(offer)).forget();
    }
}

/// Take an offer up.
pub fn accept(offer: Offer) {
    // Who offered is there to be answered.
    let _ = pos_accept(offer.id());
}
