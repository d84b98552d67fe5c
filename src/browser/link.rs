//! Links to readers: Web Serial, WebUSB, WebHID, and keys. Opening and using are separate, and every refusal of the
//! browser becomes a [`Finding`].

mod hid;
mod keys;
mod serial;
mod usb;

pub use keys::Keys;

use js_sys::{Object, Promise, Reflect, Uint8Array};
use pos_doctor_core::reader::model::Model;
use pos_doctor_core::reader::presence::{self, Presence};
use pos_doctor_core::reader::reach::{Door, Finding, Moment, refused};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// What a link brings.
pub enum Heard {
    /// Bytes of a reader; whoever takes them overwrites them.
    Bytes(Vec<u8>),
    /// The reader went away.
    Lost,
}

/// Who listens.
pub type Ear = Rc<dyn Fn(Heard)>;

/// A device that the visitor has chosen, now or earlier.
#[derive(Clone)]
pub struct Device {
    door: Door,
    raw: JsValue,
    /// USB ids, where the browser tells them: for a serial port those of its cable.
    pub ids: Option<(u16, u16)>,
    /// What the device calls itself.
    name: String,
}

/// An open link.
pub enum Link {
    Serial(serial::Serial),
    Usb(usb::Usb),
    Hid(hid::Hid),
}

impl Device {
    fn new(door: Door, raw: JsValue) -> Self {
        let info = match door {
            Door::Serial => serial::info(&raw),
            Door::Usb | Door::Hid => raw.clone(),
        };
        let number = |key: &str| get(&info, key).as_f64().map(|n| n as u16);
        let pair = |vendor, product| Some((number(vendor)?, number(product)?));
        let ids = pair("vendorId", "productId").or_else(|| pair("usbVendorId", "usbProductId"));
        Self { door, name: get(&raw, "productName").as_string().unwrap_or_default(), raw, ids }
    }

    /// What its ids say, and of whom.
    pub fn presence(&self) -> Option<(Presence, &'static str)> {
        self.ids.and_then(|(vendor, product)| presence::of(vendor, product))
    }

    /// A name for people: of the maker, of itself, or its ids.
    pub fn title(&self) -> String {
        match (self.presence(), self.ids) {
            (Some((_, name)), _) => name.to_owned(),
            _ if !self.name.is_empty() => self.name.clone(),
            (None, Some((vendor, product))) => format!("{vendor:04X}:{product:04X}"),
            (None, None) => String::new(),
        }
    }

    /// Why a device that was only to be looked at cannot be talked to.
    pub fn kept_back(&self) -> Finding {
        usb::kept_back(&self.raw)
    }

    fn fits(&self, model: Model) -> bool {
        model.ids().is_empty() || self.ids.is_some_and(|ids| model.ids().contains(&ids))
    }

    /// Give the permission back. Where the browser cannot, it stays until the visitor withdraws it.
    pub async fn forget(&self) {
        let _ = call(&self.raw, "forget", &[]).await;
    }

    /// Opens it for a model. What could not be set, and is not fatal, is told as well.
    ///
    /// # Errors
    /// Why it did not open.
    pub async fn open(&self, model: Model, ear: Ear) -> Result<(Link, Option<Finding>), Finding> {
        match self.door {
            Door::Serial => serial::open(&self.raw, model, ear).await.map(|(link, note)| (Link::Serial(link), note)),
            Door::Usb => usb::open(&self.raw, model, ear).await.map(|link| (Link::Usb(link), None)),
            Door::Hid => hid::open(&self.raw, ear).await.map(|link| (Link::Hid(link), None)),
        }
    }
}

impl Link {
    /// Sends; a failure is heard as a loss.
    pub fn send(&self, bytes: &[u8]) {
        match self {
            Self::Serial(link) => link.send(bytes),
            Self::Usb(link) => link.send(bytes),
            Self::Hid(link) => link.send(bytes),
        }
    }

    /// Closes; nothing more is heard.
    pub fn close(self) {
        match self {
            Self::Serial(link) => link.close(),
            Self::Usb(link) => link.close(),
            Self::Hid(link) => link.close(),
        }
    }
}

/// Devices that the visitor has allowed before and that are plugged in.
pub async fn remembered(door: Door, model: Model) -> Vec<Device> {
    let list = if door == Door::Serial { "getPorts" } else { "getDevices" };
    let found = call(&object(door), list, &[]).await.unwrap_or_default();
    let found = js_sys::Array::from(&found);
    let devices = found.iter().map(|raw| Device::new(door, raw));
    devices.filter(|device| device.fits(model)).collect()
}

/// Shows the browser's list; must be called within a click. Without a model: everything on USB, only to be looked at.
///
/// # Errors
/// Why nothing was chosen.
pub async fn choose(door: Door, model: Option<Model>) -> Result<Device, Finding> {
    let filters = match (door, model) {
        (Door::Serial, _) | (_, None) => js_sys::Array::new(),
        (Door::Usb, Some(model)) if model.ids().is_empty() => usb::serial_like(),
        (_, Some(model)) => {
            let filter = |(vendor, product): &(u16, u16)| record(&[("vendorId", *vendor), ("productId", *product)]);
            model.ids().iter().map(filter).collect()
        }
    };
    let options = Object::new();
    set(&options, "filters", &filters);
    let ask = if door == Door::Serial { "requestPort" } else { "requestDevice" };
    let chosen = call(&object(door), ask, &[options.into()]).await;
    let chosen = chosen.map_err(|error| refused(door, Moment::Choosing, &error))?;
    // WebHID gives a list, because one device can have several parts.
    let raw = if door == Door::Hid { js_sys::Array::from(&chosen).get(0) } else { chosen };
    if raw.is_undefined() { Err(Finding::NothingChosen) } else { Ok(Device::new(door, raw)) }
}

fn object(door: Door) -> JsValue {
    web_sys::window().map(|window| get(&window.navigator(), door.name())).unwrap_or_default()
}

fn get(target: &JsValue, key: &str) -> JsValue {
    Reflect::get(target, &key.into()).unwrap_or_default()
}

fn set(target: &Object, key: &str, value: &JsValue) {
    // Setting a property of a plain object cannot fail.
    let _ = Reflect::set(target, &key.into(), value);
}

/// A plain object of numbers.
fn record(fields: &[(&str, u16)]) -> Object {
    let object = Object::new();
    fields.iter().for_each(|(key, value)| set(&object, key, &(*value).into()));
    object
}

/// Calls a method and waits for what it promises; an error is the name of the exception.
async fn call(target: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, String> {
    let called = match get(target, method).dyn_into::<js_sys::Function>() {
        Ok(function) => function.apply(target, &arguments.iter().collect()),
        Err(_) => return Err(String::new()),
    };
    let name = |error: JsValue| get(&error, "name").as_string().unwrap_or_default();
    JsFuture::from(Promise::resolve(&called.map_err(name)?)).await.map_err(name)
}

/// The bytes of a message, and nothing left of them in the browser's memory.
fn taken(array: &Uint8Array) -> Vec<u8> {
    let bytes = array.to_vec();
    array.fill(0, 0, array.length());
    bytes
}
