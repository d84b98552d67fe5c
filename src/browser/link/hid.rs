//! WebHID.

use super::{Ear, Heard, call, get, taken};
use gloo::events::EventListener;
use js_sys::{DataView, Uint8Array};
use pos_doctor_core::reader::reach::{Door, Finding, Moment, refused};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::EventTarget;

/// An open device.
pub struct Hid {
    device: JsValue,
    ear: Ear,
    _listening: [EventListener; 2],
}

pub(super) async fn open(device: &JsValue, ear: Ear) -> Result<Hid, Finding> {
    let opened = call(device, "open", &[]).await;
    opened.map_err(|error| refused(Door::Hid, Moment::Opening, &error))?;
    let hear = ear.clone();
    let reports = EventListener::new(&target(device), "inputreport", move |event| {
        if let Ok(view) = get(event, "data").dyn_into::<DataView>() {
            let (start, length) = (view.byte_offset() as u32, view.byte_length() as u32);
            let array = Uint8Array::new_with_byte_offset_and_length(&view.buffer(), start, length);
            hear(Heard::Bytes(taken(&array)));
        }
    });
    let (hear, own) = (ear.clone(), device.clone());
    let gone = EventListener::new(&target(&super::object(Door::Hid)), "disconnect", move |event| {
        if get(event, "device") == own {
            hear(Heard::Lost);
        }
    });
    Ok(Hid { device: device.clone(), ear, _listening: [reports, gone] })
}

/// Both are targets of events; a check by their class would refuse the ones that tests put in their place.
fn target(value: &JsValue) -> EventTarget {
    value.clone().unchecked_into()
}

impl Hid {
    /// The reports of the readers that we speak to have no number.
    pub(super) fn send(&self, bytes: &[u8]) {
        let (device, ear) = (self.device.clone(), self.ear.clone());
        let array = Uint8Array::from(bytes);
        spawn_local(async move {
            if call(&device, "sendReport", &[0.into(), array.into()]).await.is_err() {
                ear(Heard::Lost);
            }
        });
    }

    pub(super) fn close(self) {
        spawn_local(async move {
            let _ = call(&self.device, "close", &[]).await;
        });
    }
}
