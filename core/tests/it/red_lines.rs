//! Proof, not sampling, that no reachable sequence of answers shows advice that a red line forbids.
//!
//! What a step may do depends on the case only through its set of raised flags: [`guard::permit`] compares
//! the step's acts with the acts forbidden under the flags, and nothing else can make a `Permitted` step.
//! So it is enough to walk all sets of flags that events can lead to. The walk takes every event to be
//! possible in every state, whatever gates and order the screens keep: it covers at least what is reachable.
//! The rules are judged again here by text ids and plain loops, without the engine's sets.

use crate::support::{advice, case, event, knowledge, step_name};
use pos_doctor_core::case::{Case, Event};
use pos_doctor_core::content::{ActionId, CodeId, Knowledge, QuestionId, Set, SymptomId, TextId};
use pos_doctor_core::diagnose::guard::{forbidden, permit};
use pos_doctor_core::diagnose::{Facts, Next, Permitted};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// What an event does to the flags.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Change {
    raises: Set,
    clears: Set,
}

/// Every way in which any event changes flags, and one event that does it.
fn changes(k: &Knowledge) -> BTreeMap<Change, Event> {
    let mut changes = BTreeMap::new();
    let mut add = |raises, clears, event| {
        changes.entry(Change { raises, clears }).or_insert(event);
    };
    for (n, s) in (0u16..).zip(&k.symptoms) {
        add(s.raises, Set::EMPTY, Event::Symptom(SymptomId(n)));
    }
    for (n, c) in (0u16..).zip(&k.codes) {
        add(c.hint.raises, Set::EMPTY, Event::Code(CodeId(n)));
    }
    for (n, t) in (0u16..).zip(&k.texts) {
        add(t.hint.raises, Set::EMPTY, Event::Text(TextId(n)));
    }
    for (n, a) in (0u16..).zip(&k.actions) {
        add(a.failed_raises, a.failed_clears, Event::Tried(ActionId(n), false));
    }
    for (n, q) in (0u16..).zip(&k.questions) {
        add(q.unknown_raises, Set::EMPTY, Event::Answer(QuestionId(n), None));
        for (a, answer) in (0u8..).zip(&q.answers) {
            add(answer.raises, answer.clears, Event::Answer(QuestionId(n), Some(a)));
        }
    }
    changes
}

/// All sets of flags that any sequence of events can lead to.
fn reachable(k: &Knowledge) -> BTreeSet<Set> {
    let changes = changes(k);
    let mut seen = BTreeSet::from([Set::EMPTY]);
    let mut open = VecDeque::from([Set::EMPTY]);
    while let Some(flags) = open.pop_front() {
        for change in changes.keys() {
            let next = k.settled(flags.without(change.clears).with(change.raises));
            if seen.insert(next) {
                open.push_back(next);
            }
        }
    }
    seen
}

/// Whether the acts cross a red line, judged by text ids alone.
fn crosses(k: &Knowledge, flags: Set, acts: Set) -> bool {
    let raised: Vec<&str> = flags.numbers().map(|n| k.flags[usize::from(n)].id.as_str()).collect();
    let done: Vec<&str> = acts.numbers().map(|n| k.acts[usize::from(n)].as_str()).collect();
    k.guards.iter().any(|guard| {
        let when: Vec<&str> = guard.when.numbers().map(|n| k.flags[usize::from(n)].id.as_str()).collect();
        let in_force = when.is_empty() || when.iter().any(|flag| raised.contains(flag));
        in_force && guard.forbids.numbers().any(|n| done.contains(&k.acts[usize::from(n)].as_str()))
    })
}

/// The acts of everything that can be shown.
fn all_acts(k: &Knowledge) -> BTreeSet<Set> {
    let steps = k.questions.iter().map(|e| e.acts).chain(k.actions.iter().map(|e| e.acts));
    let pages = k.alerts.iter().map(|e| e.acts).chain(k.workarounds.iter().map(|e| e.acts));
    steps.chain(pages).chain([k.report_hardware, Set::EMPTY]).collect()
}

#[test]
fn whatever_is_permitted_crosses_no_red_line_in_any_reachable_state() {
    let k = knowledge();
    let states = reachable(k);
    assert!(states.len() > 1000, "the walk reached only {} states", states.len());
    let mut refused = 0;
    for flags in &states {
        for acts in all_acts(k) {
            let permitted = permit(forbidden(k, *flags), acts, ()).is_some();
            assert_eq!(permitted, !crosses(k, *flags, acts), "flags {:b}, acts {:b}", flags.0, acts.0);
            refused += usize::from(!permitted);
        }
    }
    assert!(refused > 1000, "only {refused} refusals: the red lines do not bite");
}

/// Cases for every single flag and pair of flags, raised by the events that raise them.
fn flagged_cases(k: &Knowledge) -> Vec<Case> {
    let raising: Vec<Event> = changes(k).into_iter().filter(|(c, _)| !c.raises.is_empty()).map(|(_, e)| e).collect();
    let mut cases = Vec::new();
    for first in &raising {
        for second in &raising {
            cases.push(Case { events: vec![*first, *second], ..Case::default() });
        }
    }
    cases
}

/// Acts of a step on screen.
fn acts(k: &Knowledge, next: Next) -> Set {
    match next {
        Next::Ask(q) => k.question(q).unwrap().acts,
        Next::Do(a) => k.action(a).unwrap().acts,
        Next::Alert(a) => k.alert(a).unwrap().acts,
        Next::HandOver { cause, .. } if cause.is_some_and(|c| k.cause(c).unwrap().hardware) => k.report_hardware,
        Next::HandOver { .. } | Next::End(_) => Set::EMPTY,
    }
}

#[test]
fn flags_come_before_any_other_step_and_blocking_ones_end_the_case() {
    let k = knowledge();
    for mut case in flagged_cases(k) {
        let story = case.format(k);
        for _ in 0..12 {
            let advice = advice(&case);
            let flags = advice.facts.flags;
            let next = Permitted::step(advice.next);
            assert!(!crosses(k, flags, acts(k, next)), "{story}\n-> {}", step_name(next));
            let waiting = (0u16..).zip(&k.alerts).find(|(n, a)| {
                flags.meets(Set::one(a.flag.0))
                    && !case.events.contains(&Event::Seen(pos_doctor_core::content::AlertId(*n)))
            });
            let blocked = k.flags.iter().zip(0u16..).any(|(f, n)| f.blocks && flags.meets(Set::one(n)));
            match next {
                Next::Alert(a) => case.events.push(Event::Seen(a)),
                Next::Ask(q) => {
                    assert!(!blocked, "{story}\n-> asks {} although a flag blocks", k.question(q).unwrap().id);
                    case.events.push(Event::Answer(q, None));
                }
                Next::Do(a) => {
                    assert!(
                        !blocked
                            && waiting
                                .is_none_or(|(_, a)| k.flag(a.flag).unwrap().class
                                    == pos_doctor_core::content::FlagClass::Limit),
                        "{story}\n-> {} before the alert",
                        step_name(next)
                    );
                    case.events.push(Event::Tried(a, false));
                }
                Next::HandOver { to, flag, .. } => {
                    if flag.is_none() || blocked {
                        break;
                    }
                    case.events.extend([Event::Handed(to), Event::Reopened]);
                }
                Next::End(_) => {
                    assert!(!blocked, "{story}\n-> ends although a flag blocks");
                    break;
                }
            }
        }
    }
}

#[test]
fn a_red_line_stays_until_a_fact_that_clears_it() {
    let k = knowledge();
    for (raise, first) in changes(k).into_iter().filter(|(c, _)| !c.raises.is_empty()) {
        for second in changes(k).into_values() {
            let case = Case { events: vec![first, second], ..Case::default() };
            let clears = match second {
                Event::Answer(q, Some(a)) => k.question(q).unwrap().answers[usize::from(a)].clears,
                Event::Tried(a, _) => k.action(a).unwrap().failed_clears,
                _ => Set::EMPTY,
            };
            let same_question = matches!((first, second), (Event::Answer(a, _), Event::Answer(b, _)) if a == b);
            let asleep = !Facts::of(k, &Case { events: vec![first], ..Case::default() }).flags.holds(raise.raises);
            let flags = Facts::of(k, &case).flags;
            assert!(
                same_question || asleep || flags.holds(k.settled(flags.with(raise.raises.without(clears)))),
                "{}",
                case.format(k)
            );
        }
    }
}

#[test]
fn not_knowing_whether_money_was_taken_is_no_way_round_the_money_question() {
    for line in ["answer money_taken ?", "skip question:money_taken"] {
        let case = case(&["symptom read_then_failed", line]);
        let advice = advice(&case);
        assert!(advice.facts.flags.meets(knowledge().flag_set("outcome_unknown")), "{line}");
        assert!(step_name(Permitted::step(advice.next)).starts_with("alert:"), "{line}");
    }
}

#[test]
fn a_second_doubt_about_money_asks_again_although_the_first_was_cleared() {
    let k = knowledge();
    let mut case = case(&["symptom outcome"]);
    let Next::Alert(alert) = Permitted::step(advice(&case).next) else { panic!("no alert") };
    case.events.extend([Event::Seen(alert), event("answer last_sale not_charged")]);
    assert!(!Facts::of(k, &case).flags.meets(k.flag_set("outcome_unknown")));
    case.events.push(event("code 68"));
    let next = step_name(Permitted::step(advice(&case).next));
    assert_eq!(next, "question:last_sale");
}
