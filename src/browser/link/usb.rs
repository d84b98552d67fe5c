//! WebUSB: readers of a vendor class by bulk transfers, and devices that behave like a serial port (USB CDC-ACM class).

use super::{Ear, Heard, call, get, record, set, taken};
use js_sys::{Array, DataView, Object, Uint8Array};
use pos_doctor_core::reader::model::{Line, Model, Wire};
use pos_doctor_core::reader::reach::{Door, Finding, Moment, refused};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// USB classes: communication (control and data part), vendor.
const CONTROL: u16 = 0x02;
const DATA: u16 = 0x0A;
const VENDOR: u16 = 0xFF;
/// Requests of the communication class: speed and format, control signals.
const SET_LINE_CODING: u16 = 0x20;
const SET_CONTROL_LINE_STATE: u16 = 0x22;
/// Bytes asked for at once: one packet at full speed.
const PACKET: u16 = 64;

/// An open device.
pub struct Usb {
    device: JsValue,
    out: u16,
    ear: Ear,
    closed: Rc<Cell<bool>>,
}

/// An interface that can be talked to.
struct Place {
    number: u16,
    into: u16,
    out: u16,
}

/// What the chooser shows for a reader on a serial cable.
pub(super) fn serial_like() -> Array {
    [CONTROL, DATA].iter().map(|class| record(&[("classCode", *class)])).collect()
}

/// Our interface is of a class that pages may use: a refusal means that the system lets nobody else have the device.
fn because(error: String) -> Finding {
    match refused(Door::Usb, Moment::Opening, &error) {
        Finding::Protected => Finding::DriverHolds,
        finding => finding,
    }
}

pub(super) async fn open(device: &JsValue, model: Model, ear: Ear) -> Result<Usb, Finding> {
    call(device, "open", &[]).await.map_err(because)?;
    let opened = prepare(device, model).await;
    if opened.is_err() {
        let _ = call(device, "close", &[]).await;
    }
    let place = opened?;
    let closed = Rc::new(Cell::new(false));
    spawn_local(listen(device.clone(), place.into, ear.clone(), closed.clone()));
    Ok(Usb { device: device.clone(), out: place.out, ear, closed })
}

async fn prepare(device: &JsValue, model: Model) -> Result<Place, Finding> {
    if get(device, "configuration").is_null() {
        call(device, "selectConfiguration", &[1.into()]).await.map_err(because)?;
    }
    let (class, line) = match model.wire() {
        Wire::Serial(line) => (DATA, Some(line)),
        _ => (VENDOR, None),
    };
    // Nothing to talk to: a class that browsers keep to themselves, or another kind of device.
    let Some(place) = find(device, class) else { return Err(kept_back(device)) };
    if let Some(line) = line {
        let control = number_of(device, CONTROL).ok_or(Finding::OtherDevice)?;
        call(device, "claimInterface", &[control.into()]).await.map_err(because)?;
        call(device, "claimInterface", &[place.number.into()]).await.map_err(because)?;
        set_up(device, control, line).await.map_err(because)?;
    } else {
        call(device, "claimInterface", &[place.number.into()]).await.map_err(because)?;
    }
    Ok(place)
}

/// Why a device without a fitting interface cannot be used.
pub(super) fn kept_back(device: &JsValue) -> Finding {
    const PROTECTED: [u16; 7] = [0x01, 0x03, 0x08, 0x0B, 0x0E, 0x10, 0xE0];
    let kept = interfaces(device).any(|one| PROTECTED.contains(&class_of(&one)));
    if kept { Finding::Protected } else { Finding::OtherDevice }
}

fn interfaces(device: &JsValue) -> impl Iterator<Item = JsValue> {
    // Before a configuration is chosen, the first one tells.
    let chosen = get(device, "configuration");
    let first = Array::from(&get(device, "configurations")).get(0);
    let configuration = if chosen.is_object() { chosen } else { first };
    Array::from(&get(&configuration, "interfaces")).to_vec().into_iter()
}

fn alternate(interface: &JsValue) -> JsValue {
    let current = get(interface, "alternate");
    if current.is_object() { current } else { Array::from(&get(interface, "alternates")).get(0) }
}

fn class_of(interface: &JsValue) -> u16 {
    number(&alternate(interface), "interfaceClass")
}

fn number(target: &JsValue, key: &str) -> u16 {
    get(target, key).as_f64().map_or(0, |n| n as u16)
}

fn number_of(device: &JsValue, class: u16) -> Option<u16> {
    interfaces(device).find(|one| class_of(one) == class).map(|one| number(&one, "interfaceNumber"))
}

fn find(device: &JsValue, class: u16) -> Option<Place> {
    let interface = interfaces(device).find(|one| class_of(one) == class)?;
    let ends = Array::from(&get(&alternate(&interface), "endpoints"));
    let end = |direction: &str| {
        let fits = |end: &JsValue| {
            get(end, "direction").as_string().as_deref() == Some(direction)
                && get(end, "type").as_string().as_deref() == Some("bulk")
        };
        ends.iter().find(fits).map(|end| number(&end, "endpointNumber"))
    };
    Some(Place { number: number(&interface, "interfaceNumber"), into: end("in")?, out: end("out")? })
}

async fn set_up(device: &JsValue, control: u16, line: Line) -> Result<(), String> {
    let stop = if line.stop_bits == 2 { 2 } else { 0 };
    let mut coding = line.baud.to_le_bytes().to_vec();
    coding.extend([stop, 0, 8]);
    let coding = Uint8Array::from(coding.as_slice());
    call(device, "controlTransferOut", &[request(SET_LINE_CODING, 0, control).into(), coding.into()]).await?;
    let signals = u16::from(line.dtr.unwrap_or(true)) | u16::from(line.rts.unwrap_or(true)) << 1;
    call(device, "controlTransferOut", &[request(SET_CONTROL_LINE_STATE, signals, control).into()]).await?;
    Ok(())
}

fn request(request: u16, value: u16, index: u16) -> Object {
    let setup = record(&[("request", request), ("value", value), ("index", index)]);
    set(&setup, "requestType", &"class".into());
    set(&setup, "recipient", &"interface".into());
    setup
}

async fn listen(device: JsValue, end: u16, ear: Ear, closed: Rc<Cell<bool>>) {
    while let Ok(result) = call(&device, "transferIn", &[end.into(), PACKET.into()]).await {
        if closed.get() {
            return;
        }
        if let Ok(view) = get(&result, "data").dyn_into::<DataView>() {
            let (start, length) = (view.byte_offset() as u32, view.byte_length() as u32);
            let array = Uint8Array::new_with_byte_offset_and_length(&view.buffer(), start, length);
            ear(Heard::Bytes(taken(&array)));
        }
        if get(&result, "status").as_string().as_deref() == Some("stall") {
            let _ = call(&device, "clearHalt", &["in".into(), end.into()]).await;
        }
    }
    if !closed.get() {
        ear(Heard::Lost);
    }
}

impl Usb {
    pub(super) fn send(&self, bytes: &[u8]) {
        let (device, out, ear, closed) = (self.device.clone(), self.out, self.ear.clone(), self.closed.clone());
        let array = Uint8Array::from(bytes);
        spawn_local(async move {
            if call(&device, "transferOut", &[out.into(), array.into()]).await.is_err() && !closed.get() {
                ear(Heard::Lost);
            }
        });
    }

    pub(super) fn close(self) {
        self.closed.set(true);
        spawn_local(async move {
            let _ = call(&self.device, "close", &[]).await;
        });
    }
}
