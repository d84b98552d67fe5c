//! The time, as minutes: core has no clock.

use gloo::timers::callback::Interval;
use pos_doctor_core::config::Moment;

/// Now.
pub fn now() -> Moment {
    Moment((js_sys::Date::now() / 60_000.0) as i64)
}

/// Milliseconds, to see how long something takes.
pub fn milliseconds() -> f64 {
    js_sys::Date::now()
}

/// Minutes that the clock on the wall is ahead of UTC.
pub fn ahead() -> i64 {
    -(js_sys::Date::new_0().get_timezone_offset() as i64)
}

/// Tell the time every minute.
pub fn every_minute(mut tell: impl FnMut(Moment) + 'static) {
    Interval::new(60_000, move || tell(now())).forget();
}

/// A name for a case: later ones sort behind earlier ones, and two tabs never think of the same.
pub fn new_id() -> String {
    let milliseconds = js_sys::Date::now() as u64;
    let chance = (js_sys::Math::random() * 65_536.0) as u64;
    format!("{milliseconds:012x}{chance:04x}")
}
