//! localStorage and sessionStorage. Both may be forbidden, full or emptied at any time: reading then finds nothing.

use web_sys::Storage;

fn local_storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn session_storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// A value that outlives the tab.
pub fn local(key: &str) -> Option<String> {
    local_storage()?.get_item(key).ok()?
}

/// Keep a value, or with `None` delete it; false when that was not possible.
pub fn set_local(key: &str, value: Option<&str>) -> bool {
    let Some(storage) = local_storage() else { return false };
    match value {
        Some(value) => storage.set_item(key, value).is_ok(),
        None => storage.remove_item(key).is_ok(),
    }
}

/// A value of this tab.
pub fn session(key: &str) -> Option<String> {
    session_storage()?.get_item(key).ok()?
}

/// Keep a value for this tab.
pub fn set_session(key: &str, value: &str) {
    if let Some(storage) = session_storage() {
        // Forbidden or full: a reload then starts on the home page, which offers the case stored last.
        let _ = storage.set_item(key, value);
    }
}

/// All keys of localStorage that begin so.
pub fn keys(prefix: &str) -> Vec<String> {
    let Some(storage) = local_storage() else { return Vec::new() };
    let count = storage.length().unwrap_or(0);
    (0..count).filter_map(|n| storage.key(n).ok()?).filter(|key| key.starts_with(prefix)).collect()
}
