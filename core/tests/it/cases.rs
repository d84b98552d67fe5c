//! `content/cases/`: situations with their expected answers, readable by a support engineer.

use crate::support::{advice, bundle, knowledge, step_name};
use pos_doctor_core::case::Case;
use pos_doctor_core::content::Set;
use pos_doctor_core::content::source::CaseExample;
use pos_doctor_core::diagnose::{Permitted, workarounds};
use std::collections::BTreeSet;

#[test]
fn every_case_goes_as_a_support_engineer_expects() {
    let wrong: Vec<String> = bundle().cases.iter().flat_map(judge).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(bundle().cases.len() >= 60, "only {} cases", bundle().cases.len());
}

#[test]
fn every_cause_and_every_guard_appears_in_a_case() {
    let cases = &bundle().cases;
    let causes: BTreeSet<&str> = cases.iter().flat_map(|c| &c.causes).map(String::as_str).collect();
    let flags: BTreeSet<&str> = cases.iter().flat_map(|c| &c.flags).map(String::as_str).collect();
    let k = knowledge();
    let by_flag = k.flags.iter().filter(|f| flags.contains(f.id.as_str())).filter_map(|f| f.cause);
    let by_flag: BTreeSet<&str> = by_flag.map(|c| k.cause(c).unwrap().id.as_str()).collect();
    let named = |id: &str| causes.contains(id) || by_flag.contains(id);
    let missing: Vec<&str> = k.causes.iter().map(|c| c.id.as_str()).filter(|id| !named(id)).collect();
    assert!(missing.is_empty(), "causes without a case: {missing:?}");
    let guards: BTreeSet<&str> = cases.iter().flat_map(|c| &c.guards).map(String::as_str).collect();
    let missing: Vec<&str> = k.guards.iter().map(|g| g.id.as_str()).filter(|id| !guards.contains(id)).collect();
    assert!(missing.is_empty(), "guards without a case: {missing:?}");
}

fn judge(example: &CaseExample) -> Vec<String> {
    let k = knowledge();
    let case = Case::parse(k, &example.facts.join("\n"));
    let mut wrong: Vec<String> = case.unknown.iter().map(|line| format!("does not understand `{line}`")).collect();
    let advice = advice(&case);
    let ranked = advice.belief.ranked();
    let top: Vec<&str> =
        ranked.iter().take(example.among.into()).filter_map(|(c, _)| k.cause(*c)).map(|c| c.id.as_str()).collect();
    let faults: Vec<&String> =
        example.causes.iter().filter(|id| k.find_cause(id).is_some_and(|c| c.0 < k.fault_count)).collect();
    if !faults.is_empty() && !faults.iter().any(|id| top.contains(&id.as_str())) {
        wrong.push(format!("believes {top:?}, not {:?}", example.causes));
    }
    for flag in &example.flags {
        if !advice.facts.flags.meets(k.flag_set(flag)) {
            wrong.push(format!("does not raise {flag}"));
        }
    }
    let first = step_name(Permitted::step(advice.next));
    if !example.first.is_empty() && !example.first.contains(&first) {
        wrong.push(format!("goes on with {first}, not {:?}", example.first));
    }
    for guard in &example.guards {
        if !advice.guards.iter().any(|g| k.guard(*g).unwrap().id == *guard) {
            wrong.push(format!("does not show {guard}"));
        }
    }
    let offered = offered(&case, &advice);
    for never in example.never.iter().filter(|never| offered.contains(*never)) {
        wrong.push(format!("offers {never}"));
    }
    wrong.into_iter().map(|what| format!("{}: {what}", example.id)).collect()
}

/// Everything that can be shown in this situation: the step itself, its acts, and the workarounds.
fn offered(case: &Case, advice: &pos_doctor_core::diagnose::Advice) -> BTreeSet<String> {
    use pos_doctor_core::diagnose::Next;
    let k = knowledge();
    let next = Permitted::step(advice.next);
    let acts = match next {
        Next::Ask(q) => k.question(q).unwrap().acts,
        Next::Do(a) => k.action(a).unwrap().acts,
        Next::Alert(a) => k.alert(a).unwrap().acts,
        Next::HandOver { cause: Some(c), .. } if k.cause(c).unwrap().hardware => k.report_hardware,
        _ => Set::EMPTY,
    };
    let mut offered: BTreeSet<String> = [step_name(next)].into();
    offered.extend(acts.numbers().map(|n| format!("act:{}", k.acts[usize::from(n)])));
    let facts = pos_doctor_core::diagnose::Facts::of(k, case);
    offered.extend(workarounds(k, &facts).into_iter().map(|w| format!("workaround:{}", k.workaround(w).unwrap().id)));
    offered
}
