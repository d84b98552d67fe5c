//! The proof of the product's own advice, on the real content.

use crate::support::{bundle, case, knowledge};
use pos_doctor_core::case::Case;
use pos_doctor_core::diagnose::{Certificate, Reason, Setting, advise};

const BYTES: usize = 1 << 20;

fn certificate(case: &Case) -> Option<Certificate> {
    Certificate::new(knowledge(), case, &Setting::default(), BYTES)
}

/// Where the plan speaks there is something to prove, elsewhere not; and bounds are in order and only ever tighten.
#[test]
fn every_planned_step_has_a_proof_and_no_other() {
    let mut proven = 0;
    for example in bundle().cases.iter().step_by(9) {
        let case = Case::parse(knowledge(), &example.facts.join("\n"));
        let reason = advise(knowledge(), &case, &Setting::default()).map(|advice| advice.reason);
        let planned = reason.is_some_and(|r| !matches!(r, Reason::Flag(_) | Reason::First | Reason::Over));
        let found = certificate(&case);
        assert_eq!(found.is_some(), planned, "{}: {reason:?}", example.id);
        let Some(mut found) = found else { continue };
        let first = found.proof();
        let mut before = first;
        for _ in 0..600 {
            found.work(1);
            let now = found.proof();
            // One state; and where the search turns elsewhere, the state that it begins with, twice at most.
            assert!(now.states <= before.states + 3, "{}: {before:?} {now:?}", example.id);
            assert!(0.0 <= now.lower && now.lower <= now.best && now.best <= now.shown, "{}: {now:?}", example.id);
            assert!(now.lower >= before.lower && now.best <= before.best, "{}: {before:?} {now:?}", example.id);
            before = now;
        }
        assert!(before.lower > 0.0 && before.saves() <= first.saves(), "{}: {before:?}", example.id);
        proven += 1;
    }
    assert!(proven > 5, "{proven}");
}

/// What was skipped or put off is not part of any strategy.
#[test]
fn skipped_steps_are_not_weighed() {
    let start = case(&["symptom no_network"]);
    let example = bundle().cases.iter().map(|c| Case::parse(knowledge(), &c.facts.join("\n")));
    let (case, size) = example
        .filter_map(|case| certificate(&case).map(|found| (case, found.size())))
        .next()
        .unwrap_or((start, (0, 0, 0)));
    let id = knowledge().actions.iter().map(|a| &a.id).find(|id| {
        let skipped = Case::parse(knowledge(), &format!("{}\nlater action:{id}", case.format(knowledge())));
        certificate(&skipped).is_some_and(|found| found.size().0 < size.0)
    });
    assert!(id.is_some(), "putting off an action takes it out of the model of {size:?}");
}

/// The work done decides, not how it was cut into slices in time.
#[test]
fn the_same_work_gives_the_same_proof() {
    let mut found = bundle().cases.iter().map(|c| Case::parse(knowledge(), &c.facts.join("\n")));
    let case = found.rfind(|case| certificate(case).is_some()).unwrap();
    let run = || {
        let mut found = certificate(&case).unwrap();
        (0..700).for_each(|_| {
            found.work(1);
        });
        let proof = found.proof();
        (proof.lower.to_bits(), proof.best.to_bits(), proof.shown.to_bits(), proof.states)
    };
    assert_eq!(run(), run());
}
