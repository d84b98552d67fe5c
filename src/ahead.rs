//! What follows from each choice of a page, worked out while the visitor reads: the next step is there at once.

use pos_doctor_core::case::Case;
use pos_doctor_core::content::Knowledge;
use pos_doctor_core::diagnose::{Advice, Setting, advise};

/// The cases that a page can lead to, and what follows from those that were worked out already.
#[derive(Default)]
pub struct Ahead {
    setting: Setting,
    open: Vec<Case>,
    known: Vec<(Case, Option<Advice>)>,
}

impl Ahead {
    /// From here on only these cases count, the first one first.
    pub fn plan(&mut self, cases: Vec<Case>, setting: &Setting) {
        if self.setting != *setting {
            *self = Self { setting: setting.clone(), ..Self::default() };
        }
        self.known.retain(|(case, _)| cases.contains(case));
        self.open = cases;
        self.open.retain(|case| self.known.iter().all(|(known, _)| known != case));
        self.open.reverse();
    }

    /// Works out one case; false when none is left.
    pub fn work(&mut self, k: &Knowledge) -> bool {
        let Some(case) = self.open.pop() else { return false };
        let advice = advise(k, &case, &self.setting);
        self.known.push((case, advice));
        true
    }

    /// What follows from a case, when it was worked out before.
    pub fn take(&mut self, case: &Case, setting: &Setting) -> Option<Option<Advice>> {
        let at = self.known.iter().position(|(known, _)| known == case && self.setting == *setting)?;
        Some(self.known.swap_remove(at).1)
    }
}
