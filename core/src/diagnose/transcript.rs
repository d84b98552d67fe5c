//! What the engine says at every point of a case, to the bit, as text: for comparing host and browser.

use super::advise::{Next, Setting, advise};
use super::guard::Permitted;
use crate::case::Case;
use crate::content::Knowledge;
use std::fmt::Write;

/// One line for each prefix of a case: the next step, the bits of the belief (hashed) and of the minutes left.
pub fn transcript(k: &Knowledge, facts: &[String]) -> String {
    let mut text = String::new();
    for end in 0..=facts.len() {
        let case = Case::parse(k, &facts.get(..end).unwrap_or_default().join("\n"));
        let Some(advice) = advise(k, &case, &Setting::default()) else { continue };
        let bits = advice.belief.0.iter().chain([&advice.minutes]).map(|p| p.to_bits());
        let hash = bits.fold(0xcbf2_9ce4_8422_2325u64, |h, b| (h ^ b).wrapping_mul(0x0100_0000_01b3));
        let _ = writeln!(text, "{end} {} {hash:016x}", name(Permitted::step(advice.next)));
    }
    text
}

/// Kind and number of a step.
fn name(next: Next) -> String {
    match next {
        Next::Alert(id) => format!("alert {}", id.0),
        Next::Ask(id) => format!("ask {}", id.0),
        Next::Do(id) => format!("do {}", id.0),
        Next::HandOver { to, cause, .. } => format!("hand over {} {}", to.0, cause.map_or(-1, |c| i32::from(c.0))),
        Next::End(_) => "end".to_owned(),
    }
}
