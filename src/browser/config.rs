//! `config.json`, parsed by the browser, as a typed value for core to judge.

use js_sys::{Array, Object};
use pos_doctor_core::config::Value;
use wasm_bindgen::{JsCast, JsValue};

/// Deeper than any setting; a file that nests further is cut off here.
const MAX_DEPTH: u8 = 8;

/// The value as core knows it. What JSON cannot hold becomes null.
pub fn value(js: &JsValue) -> Value {
    read(js, MAX_DEPTH)
}

fn read(js: &JsValue, depth: u8) -> Value {
    let Some(deeper) = depth.checked_sub(1) else { return Value::Null };
    if let Some(text) = js.as_string() {
        return Value::Text(text);
    }
    if let Some(number) = js.as_f64() {
        return Value::Number(number as i64);
    }
    if let Some(list) = js.dyn_ref::<Array>() {
        return Value::List(list.iter().map(|v| read(&v, deeper)).collect());
    }
    match (js.as_bool(), js.dyn_ref::<Object>()) {
        (Some(bool), _) => Value::Bool(bool),
        (None, Some(table)) => Value::Table(entries(table, deeper)),
        (None, None) => Value::Null,
    }
}

fn entries(table: &Object, depth: u8) -> Vec<(String, Value)> {
    let pairs = Object::entries(table);
    let pair = |pair: JsValue| {
        let pair: Array = pair.dyn_into().ok()?;
        Some((pair.get(0).as_string()?, read(&pair.get(1), depth)))
    };
    pairs.iter().filter_map(pair).collect()
}
