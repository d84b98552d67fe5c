//! Maintenance windows and outages that the bank announces.

use super::judge::{Judge, Why};
use super::time::Moment;
use super::{Both, Value};
use crate::content::{CauseId, Knowledge};

/// An announcement with a beginning and an end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub from: Moment,
    pub until: Moment,
    pub who: Blames,
    pub text: Both,
}

/// What is down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blames {
    Acquirer,
    Scheme,
    Issuer,
    Network,
}

/// While an outage is announced, it is so many times as likely to be what the shop sees.
const FACTOR: f64 = 20.0;

impl Notice {
    /// Whether it holds now.
    pub fn holds(&self, now: Moment) -> bool {
        (self.from..self.until).contains(&now)
    }

    /// The prior factor it stands for.
    pub(super) fn factor(&self, k: &Knowledge) -> Option<(CauseId, f64)> {
        let cause = match self.who {
            Blames::Acquirer => "acquirer_host_outage",
            Blames::Scheme => "scheme_outage",
            Blames::Issuer => "issuer_outage",
            Blames::Network => "network_signal",
        };
        k.find_cause(cause).map(|cause| (cause, FACTOR))
    }
}

impl Judge {
    /// `{ "from": "2026-12-01 02:00", "until": "2026-12-01 04:00", "who": "acquirer", "text": … }`
    pub(super) fn notice(&mut self, place: &str, value: &Value) -> Option<Notice> {
        let time = |key: &str| value.get(key).and_then(Value::text).and_then(Moment::parse);
        let times = time("from").zip(time("until")).filter(|(from, until)| from < until);
        let (from, until) = self.need(place, Why::NotTime, times)?;
        let who = match value.get("who").and_then(Value::text) {
            Some("acquirer") => Some(Blames::Acquirer),
            Some("scheme") => Some(Blames::Scheme),
            Some("issuer") => Some(Blames::Issuer),
            Some("network") => Some(Blames::Network),
            _ => None,
        };
        let who = self.need(&format!("{place}.who"), Why::NotWho, who)?;
        let text = self.both(&format!("{place}.text"), value.get("text").unwrap_or(&Value::Null))?;
        Some(Notice { from, until, who, text })
    }
}
