//! Names of files that are handed to the visitor: plain letters, so that every system can keep them.

use crate::browser::clock;
use crate::tools::Tools;
use pos_doctor_core::shop::Wall;

/// `pos-report-2026-11-22.html`
pub fn dated(tools: Tools, what: &str, ending: &str) -> String {
    format!("pos-{what}-{}.{ending}", Wall::at(tools.now(), clock::ahead()).day())
}
