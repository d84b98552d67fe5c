//! A reader that types. Keys are taken before anything else sees them, so that a swipe presses no button, and never as
//! text: no field holds them, no input method changes them.

use super::{Ear, Heard};
use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use pos_doctor_core::reader::keyboard::typed;
use std::cell::Cell;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// Enter and Space belong to a swipe when they follow another key within so many milliseconds; alone they are a person's.
const SWIFT: f64 = 150.0;

/// Listens as long as it lives.
pub struct Keys {
    _listening: Option<EventListener>,
}

impl Keys {
    /// Takes keys from now on.
    pub fn listen(ear: Ear) -> Self {
        let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
        let last = Cell::new(0.0);
        let listening = web_sys::window().map(|window| {
            EventListener::new_with_options(&window, "keydown", options, move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
                if let Some(byte) = taken(event, &last) {
                    event.prevent_default();
                    event.stop_propagation();
                    ear(Heard::Bytes(vec![byte]));
                }
            })
        });
        Self { _listening: listening }
    }
}

fn taken(event: &KeyboardEvent, last: &Cell<f64>) -> Option<u8> {
    if event.ctrl_key() || event.alt_key() || event.meta_key() || event.repeat() {
        return None;
    }
    let byte = byte(event)?;
    let now = js_sys::Date::now();
    let swift = now - last.get() < SWIFT;
    if matches!(byte, b'\r' | b' ') && !swift {
        return None;
    }
    last.set(now);
    Some(byte)
}

/// The place of the key; some phones tell only what it types.
fn byte(event: &KeyboardEvent) -> Option<u8> {
    let code = event.code();
    if !code.is_empty() {
        return typed(&code, event.shift_key());
    }
    match event.key().as_bytes() {
        [byte] if (b' '..=b'~').contains(byte) => Some(byte.to_ascii_uppercase()),
        b"Enter" => Some(b'\r'),
        _ => None,
    }
}
