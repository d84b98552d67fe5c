//! A case seen with the eyes of the first program's views: the same words, the same reasons.

use crate::browser::clock;
use crate::tools::Tools;
use crate::view::Scene;
use pos_doctor_core::case::Case;
use pos_doctor_core::config::Moment;
use pos_doctor_core::diagnose::{Setting, advise};

/// Look at a case that began at a time; an expert is also offered the steps of a service engineer.
pub fn look<T>(tools: Tools, case: &Case, since: Moment, expert: bool, look: impl FnOnce(&Scene) -> T) -> T {
    let now = tools.now();
    let setting = Setting { expert, ..tools.config.setting(now, tools.k) };
    let advice = advise(tools.k, case, &setting);
    look(&Scene {
        k: tools.k,
        w: tools.words,
        config: tools.config,
        english: tools.english,
        elder: false,
        update: false,
        install: false,
        now,
        ahead: clock::ahead(),
        case,
        since,
        setting: &setting,
        advice: advice.as_ref(),
        saved: None,
    })
}
