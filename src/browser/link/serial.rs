//! Web Serial.

use super::{Ear, Heard, call, get, record, set, taken};
use js_sys::{Object, Uint8Array};
use pos_doctor_core::reader::model::{Line, Model, Wire};
use pos_doctor_core::reader::reach::{Door, Finding, Moment, refused};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// Bytes that the browser keeps for us: three raw tracks and more.
const BUFFER: u16 = 4_096;

/// What the browser tells of a port.
pub(super) fn info(port: &JsValue) -> JsValue {
    let function = get(port, "getInfo").dyn_into::<js_sys::Function>();
    function.ok().and_then(|info| info.call0(port).ok()).unwrap_or_default()
}

/// An open port.
pub struct Serial {
    port: JsValue,
    writer: JsValue,
    ear: Ear,
    reading: Rc<Reading>,
}

#[derive(Default)]
struct Reading {
    closed: Cell<bool>,
    reader: RefCell<JsValue>,
}

pub(super) async fn open(port: &JsValue, model: Model, ear: Ear) -> Result<(Serial, Option<Finding>), Finding> {
    let Wire::Serial(line) = model.wire() else { return Err(Finding::OtherDevice) };
    let because = |error: String| refused(Door::Serial, Moment::Opening, &error);
    call(port, "open", &[options(line).into()]).await.map_err(because)?;
    let signals = signals(port, line).await;
    let writer = call(&get(port, "writable"), "getWriter", &[]).await.map_err(because)?;
    let reading = Rc::new(Reading::default());
    spawn_local(listen(port.clone(), ear.clone(), reading.clone()));
    Ok((Serial { port: port.clone(), writer, ear, reading }, signals))
}

fn options(line: Line) -> Object {
    let options = record(&[("dataBits", 8), ("stopBits", line.stop_bits.into()), ("bufferSize", BUFFER)]);
    set(&options, "baudRate", &line.baud.into());
    options
}

/// Sets request-to-send and its like. Some ports cannot; that is worth a word and no reason to stop.
async fn signals(port: &JsValue, line: Line) -> Option<Finding> {
    let signals = Object::new();
    for (name, value) in [("requestToSend", line.rts), ("dataTerminalReady", line.dtr)] {
        if let Some(value) = value {
            set(&signals, name, &value.into());
        }
    }
    let wanted = line.rts.is_some() || line.dtr.is_some();
    let set = !wanted || call(port, "setSignals", &[signals.into()]).await.is_ok();
    (!set).then_some(Finding::Signals)
}

/// Reads until the port is closed or lost. After a noise on the line the browser gives a new stream; after a loss none.
async fn listen(port: JsValue, ear: Ear, reading: Rc<Reading>) {
    loop {
        let stream = get(&port, "readable");
        let Ok(reader) = call(&stream, "getReader", &[]).await else { break };
        *reading.reader.borrow_mut() = reader.clone();
        while let Ok(portion) = call(&reader, "read", &[]).await {
            match get(&portion, "value").dyn_into::<Uint8Array>() {
                Ok(array) => ear(Heard::Bytes(taken(&array))),
                Err(_) => break,
            }
        }
        let _ = call(&reader, "releaseLock", &[]).await;
        if reading.closed.get() {
            return;
        }
    }
    if !reading.closed.get() {
        ear(Heard::Lost);
    }
}

impl Serial {
    pub(super) fn send(&self, bytes: &[u8]) {
        let (writer, ear, reading) = (self.writer.clone(), self.ear.clone(), self.reading.clone());
        let array = Uint8Array::from(bytes);
        spawn_local(async move {
            if call(&writer, "write", &[array.into()]).await.is_err() && !reading.closed.get() {
                ear(Heard::Lost);
            }
        });
    }

    pub(super) fn close(self) {
        self.reading.closed.set(true);
        spawn_local(async move {
            // What was written last, the reset or the field off, still goes out.
            let reader = self.reading.reader.borrow().clone();
            for (end, over) in [(&self.writer, "close"), (&reader, "cancel")] {
                let _ = call(end, over, &[]).await;
                let _ = call(end, "releaseLock", &[]).await;
            }
            let _ = call(&self.port, "close", &[]).await;
        });
    }
}
