//! Places that steps share.

use super::super::load::All;
use super::super::{Knowledge, PlaceId, Price};

/// A place is shared, and getting there is less than all that a step there takes.
pub(super) fn check(all: &mut All, k: &Knowledge) {
    for (id, place) in (0u16..).map(PlaceId).zip(&k.places) {
        let questions = k.questions.iter().map(|q| (q.place, q.cost));
        let steps = questions.chain(k.actions.iter().map(|a| (a.place, a.cost)));
        let there: Vec<Price> = steps.filter(|(at, _)| *at == Some(id)).map(|(_, cost)| cost).collect();
        if there.len() < 2 {
            all.defect("place", &place.id, "fewer than two steps are done there");
        }
        if place.minutes <= 0.0 || there.iter().any(|cost| cost.minutes <= place.minutes) {
            all.defect("place", &place.id, "getting there must take some time, and less than each step there");
        }
    }
}
