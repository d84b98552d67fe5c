//! How belief, facts and advice behave, on the real content.

use crate::support::{advice, bundle, case, event, files, knowledge, step_name};
use pos_doctor_core::case::{Case, Event};
use pos_doctor_core::content::conditions::Truth;
use pos_doctor_core::content::{self, ActionId, Knowledge, QuestionId, Set, SymptomId, Who};
use pos_doctor_core::diagnose::{Belief, Facts, Next, Permitted, Setting, believe, explain, workarounds_within};

fn belief(lines: &[&str]) -> Belief {
    advice(&case(lines)).belief
}

fn of(belief: &Belief, cause: &str) -> f64 {
    belief.of(knowledge().find_cause(cause).unwrap())
}

#[test]
fn a_belief_sums_to_one_after_every_answer_to_every_question() {
    let k = knowledge();
    for symptom in &k.symptoms {
        for question in &k.questions {
            for answer in &question.answers {
                let lines = [format!("symptom {}", symptom.id), format!("answer {} {}", question.id, answer.id)];
                let case = Case::parse(k, &lines.join("\n"));
                let sum: f64 = believe(k, &Facts::of(k, &case), &Setting::default()).0.iter().sum();
                assert!((sum - 1.0).abs() < 1e-9, "{lines:?}: {sum}");
            }
        }
    }
}

#[test]
fn the_posterior_is_bayes_rule_worked_by_hand() {
    let k = knowledge();
    let (symptom, question) = (&k.symptoms[0], k.question(k.find_question("other_card").unwrap()).unwrap());
    let likelihood: Vec<f64> = question.likelihood(1).collect();
    let joint: Vec<f64> = symptom.priors.iter().zip(&likelihood).map(|(p, l)| p.max(0.5) * l).collect();
    let sum: f64 = joint.iter().sum();
    let case = case(&[&format!("symptom {}", symptom.id), "answer other_card only_this_fails"]);
    let belief = believe(k, &Facts::of(k, &case), &Setting::default());
    for (got, want) in belief.0.iter().zip(joint.iter().map(|j| j / sum)) {
        assert!((got - want).abs() < 1e-12);
    }
}

#[test]
fn dont_know_is_no_evidence() {
    assert_eq!(belief(&["symptom no_read"]), belief(&["symptom no_read", "answer other_card ?"]));
}

#[test]
fn a_failed_repair_speaks_against_what_it_repairs() {
    let before = of(&belief(&["symptom no_read"]), "card_orientation");
    let after = of(&belief(&["symptom no_read", "tried insert_chip_fully failed"]), "card_orientation");
    assert!(after < before / 2.0, "{before} -> {after}");
}

#[test]
fn changing_an_answer_keeps_the_later_ones() {
    let before = case(&["symptom no_read", "answer other_card all_fail", "answer signal good"]);
    let after = before.with(1, event("answer other_card only_this_fails"));
    assert_eq!(after.events.len(), 3);
    assert_eq!(after, case(&["symptom no_read", "answer other_card only_this_fails", "answer signal good"]));
}

#[test]
fn an_answer_whose_question_no_longer_makes_sense_sleeps_and_wakes() {
    let k = knowledge();
    let lines = ["symptom no_network", "answer link sim", "answer sim_text yes"];
    let with_sim = case(&lines);
    let with_wifi = with_sim.with(1, event("answer link wifi"));
    let without = case(&["symptom no_network", "answer link wifi"]);
    assert_eq!(advice(&with_wifi).belief, advice(&without).belief);
    assert_eq!(with_wifi.with(1, event("answer link sim")), with_sim);
    assert!(Facts::of(k, &with_wifi).evidence.len() < with_wifi.events.len());
}

#[test]
fn skipped_steps_do_not_come_back_and_later_ones_do_before_service_is_called() {
    let mut case = case(&["symptom no_read"]);
    let first = Permitted::step(advice(&case).next);
    let step = match first {
        Next::Ask(q) => pos_doctor_core::case::Step::Question(q),
        Next::Do(a) => pos_doctor_core::case::Step::Action(a),
        other => panic!("starts with {}", step_name(other)),
    };
    let mut skipping = case.clone();
    skipping.events.push(Event::Skipped(step));
    for _ in 0..30 {
        let next = Permitted::step(advice(&skipping).next);
        assert_ne!(next, first, "a skipped step came back");
        let Some(event) = putting_off(next) else { break };
        skipping.events.push(event);
    }
    case.events.push(Event::Later(step));
    let mut came_back = false;
    for _ in 0..400 {
        let next = Permitted::step(advice(&case).next);
        came_back |= next == first;
        let Some(event) = putting_off(next) else { break };
        case.events.push(event);
        if came_back {
            break;
        }
    }
    assert!(came_back, "what was put off was forgotten");
}

/// Skip a step; `None` at the end of the case.
fn putting_off(next: Next) -> Option<Event> {
    use pos_doctor_core::case::Step;
    match next {
        Next::Ask(q) => Some(Event::Skipped(Step::Question(q))),
        Next::Do(a) => Some(Event::Skipped(Step::Action(a))),
        Next::Alert(a) => Some(Event::Seen(a)),
        Next::HandOver { to, flag: Some(_), .. } => Some(Event::Handed(to)),
        Next::HandOver { .. } | Next::End(_) => None,
    }
}

#[test]
fn a_fresh_case_keeps_what_is_known_of_the_shop_and_forgets_the_findings() {
    let k = knowledge();
    let old = case(&["symptom no_read", "answer link wifi", "answer other_card all_fail", "tried restart_once fixed"]);
    assert_eq!(old.fresh(k), case(&["answer link wifi"]));
}

#[test]
fn the_text_form_keeps_every_kind_of_event_and_what_it_does_not_know() {
    let k = knowledge();
    let lines = [
        "symptom no_read",
        "answer other_card ?",
        "answer link sim",
        "code 51",
        "tried restart_once failed",
        "seen tamper",
        "handed acquirer",
        "reopened",
        "skip question:signal",
        "later action:restart_once",
    ];
    let case = Case::parse(k, &lines.join("\n"));
    let text = format!("{}\nanswer from_the_future yes", case.format(k));
    let again = Case::parse(k, &text);
    assert_eq!(again.unknown, ["answer from_the_future yes"]);
    assert_eq!(Case::parse(k, &again.format(k)), again);
}

#[test]
fn repaired_handed_over_and_all_clear_end_a_case() {
    let next = |lines: &[&str]| step_name(Permitted::step(advice(&case(lines)).next));
    assert_eq!(next(&["symptom no_read", "tried insert_chip_fully fixed"]), "end:repaired");
    assert_eq!(next(&["symptom no_read", "handed issuer"]), "end:handed");
    assert_eq!(next(&["symptom outcome", "answer last_sale went_through"]), "end:sale_went_through");
}

#[test]
fn an_all_clear_about_money_does_not_end_the_search_for_another_fault() {
    let advice = advice(&case(&["symptom no_read", "answer money_taken maybe", "answer last_sale went_through"]));
    assert!(!matches!(Permitted::step(advice.next), Next::End(_)));
}

#[test]
fn maintenance_raises_what_it_is_said_to_raise() {
    let k = knowledge();
    let cause = k.find_cause("acquirer_host_outage").unwrap();
    let case = case(&["symptom no_network"]);
    let setting = Setting { factors: vec![(cause, 8.0)], ..Setting::default() };
    let usual = believe(k, &Facts::of(k, &case), &Setting::default()).of(cause);
    assert!(believe(k, &Facts::of(k, &case), &setting).of(cause) > usual * 2.0);
}

#[test]
fn the_reasons_multiply_up_to_the_belief() {
    let k = knowledge();
    let lines = ["symptom no_read", "answer other_card only_this_fails", "tried insert_chip_fully failed"];
    let facts = Facts::of(k, &case(&lines));
    let prior = belief(&["symptom no_read"]);
    let posterior = belief(&lines);
    for (cause, entry) in k.faults() {
        let product: f64 = explain(k, &facts, &Setting::default(), cause).iter().map(|i| i.factor).product();
        assert!((prior.of(cause) * product - posterior.of(cause)).abs() < 1e-9, "{}", entry.id);
    }
}

#[test]
fn engineers_steps_are_for_engineers() {
    let k = knowledge();
    let engineers = |setting: &Setting| {
        let mut case = case(&["symptom sign_on"]);
        let mut found = Set::EMPTY;
        for _ in 0..60 {
            let next = Permitted::step(pos_doctor_core::diagnose::advise(k, &case, setting).unwrap().next);
            if let Next::Do(a) = next
                && k.action(a).unwrap().who == pos_doctor_core::content::Who::Engineer
            {
                found = Set::one(1);
            }
            let Some(event) = putting_off(next) else { break };
            case.events.push(event);
        }
        !found.is_empty()
    };
    assert!(!engineers(&Setting::default()));
}

/// With an engineer at hand, somewhere the engineer's step is the best one; without, it is never offered.
#[test]
fn who_is_there_changes_the_best_step() {
    let k = knowledge();
    let expert = Setting { expert: true, ..Setting::default() };
    let step =
        |case: &Case, setting: &Setting| pos_doctor_core::diagnose::advise(k, case, setting).unwrap().next.step();
    let engineers = |next| matches!(next, Next::Do(a) if k.action(a).unwrap().who == Who::Engineer);
    let cases: Vec<Case> = bundle().cases.iter().map(|c| Case::parse(k, &c.facts.join("\n"))).collect();
    assert!(cases.iter().any(|case| engineers(step(case, &expert))));
    assert!(!cases.iter().any(|case| engineers(step(case, &Setting::default()))));
}

/// A customer who has left is not asked for anything, and somewhere another step is the best one then.
#[test]
fn a_customer_who_has_left_is_not_asked_for_anything() {
    let k = knowledge();
    let cardholders = |next| match next {
        Next::Do(a) => k.action(a).unwrap().who == Who::Cardholder,
        Next::Ask(q) => k.question(q).unwrap().who == Who::Cardholder,
        _ => false,
    };
    let mut asked = 0;
    for example in &bundle().cases {
        let here = Case::parse(k, &example.facts.join("\n"));
        let gone = here.with(usize::MAX, event("answer at_counter gone"));
        asked += usize::from(cardholders(advice(&here).next.step()));
        assert!(!cardholders(advice(&gone).next.step()), "{}", example.id);
    }
    assert!(asked > 0);
    let case = case(&["answer at_counter gone"]);
    let facts = Facts::of(k, &case);
    let questions = k.questions.iter().filter(|q| q.who == Who::Cardholder).map(|q| (&q.id, &q.gate));
    let actions = k.actions.iter().filter(|a| a.who == Who::Cardholder).map(|a| (&a.id, &a.gate));
    for (id, gate) in questions.chain(actions) {
        assert_eq!(facts.gate(gate), Truth::Fails, "{id} is asked of somebody who has left");
    }
}

/// A queue at the till: first a way to sell within two minutes, where a safe one is known; then the search goes on as before.
#[test]
fn with_a_queue_selling_comes_before_searching() {
    let k = knowledge();
    let alone = case(&["symptom no_read", "answer money_taken no"]);
    let queue = alone.with(usize::MAX, event("answer at_counter queue"));
    let shown = advice(&queue);
    assert_eq!(step_name(shown.next.step()), "alert:queue");
    let ways = workarounds_within(k, &shown.facts, 2.0);
    assert!(!ways.is_empty() && ways.iter().all(|id| k.workaround(*id).unwrap().minutes <= 2.0));
    let selling = queue.with(usize::MAX, event("seen queue"));
    assert_eq!(advice(&selling).next.step(), advice(&alone).next.step());
    assert_eq!(Case::parse(k, &selling.format(k)), selling);
    let unclear = case(&["symptom no_read", "answer money_taken maybe", "answer at_counter queue"]);
    assert_ne!(step_name(advice(&unclear).next.step()), "alert:queue");
}

/// Langseth and Jensen 2003: lay people botch repairs without noticing. Somewhere another step is best because of it.
#[test]
fn botched_repairs_change_the_best_step() {
    let mut deft = knowledge().clone();
    for action in &mut deft.actions {
        let done_well = 1.0 - action.botched;
        action.fixes.iter_mut().for_each(|(_, chance)| *chance /= done_well);
    }
    let step = |k, case: &Case| pos_doctor_core::diagnose::advise(k, case, &Setting::default()).map(|a| a.next.step());
    let cases: Vec<Case> = bundle().cases.iter().map(|c| Case::parse(knowledge(), &c.facts.join("\n"))).collect();
    let other = cases.iter().filter(|case| step(knowledge(), case) != step(&deft, case)).count();
    assert!(0 < other && other < cases.len() / 2, "{other} of {}", cases.len());
}

/// A repair that may do harm costs what the harm costs, times its chance. Somewhere another step is best because of it.
#[test]
fn the_risk_of_harm_changes_the_best_step() {
    let mut files = files();
    for (_, text) in files.iter_mut().filter(|(path, _)| path.starts_with("actions/")) {
        let mut parts = text.split("risk = ").map(str::to_owned).collect::<Vec<_>>();
        parts
            .iter_mut()
            .skip(1)
            .for_each(|part| *part = format!("0.0{}", part.trim_start_matches(|c| "0123456789.".contains(c))));
        *text = parts.join("risk = ");
    }
    let careless = content::inspect(&files).0.knowledge;
    let cheaper =
        knowledge().actions.iter().zip(&careless.actions).filter(|(a, b)| a.cost.total > b.cost.total).count();
    assert!(cheaper > 10, "{cheaper} actions have a risk");
    let step = |k, case: &Case| pos_doctor_core::diagnose::advise(k, case, &Setting::default()).map(|a| a.next.step());
    let cases = bundle().cases.iter().map(|c| Case::parse(knowledge(), &c.facts.join("\n")));
    assert!(cases.filter(|case| step(knowledge(), case) != step(&careless, case)).count() > 0);
}

/// Cost clusters: who has just been somewhere need not go there again, and somewhere that makes another step the best one.
#[test]
fn what_was_just_done_changes_the_best_step() {
    let k = knowledge();
    let mut apart = k.clone();
    apart.places.iter_mut().for_each(|place| place.minutes = 0.0);
    let next = |k: &Knowledge, case: &Case| pos_doctor_core::diagnose::advise(k, case, &Setting::default()).unwrap();
    let questions = (0u16..).map(QuestionId).zip(&k.questions).filter(|(_, q)| q.place.is_some());
    let actions = (0u16..).map(ActionId).zip(&k.actions).filter(|(_, a)| a.place.is_some());
    let done =
        questions.map(|(id, _)| Event::Answer(id, Some(0))).chain(actions.map(|(id, _)| Event::Tried(id, false)));
    let done: Vec<Event> = done.collect();
    let mut found = Vec::new();
    for symptom in (0u16..).map(SymptomId).take(k.symptoms.len()) {
        for event in &done {
            let case = Case { events: vec![Event::Symptom(symptom), *event], ..Case::default() };
            let step = next(k, &case).next.step();
            if step != next(&apart, &case).next.step() {
                found.push((case, step));
            }
        }
    }
    let at = |step| match step {
        Next::Ask(q) => k.question(q).unwrap().place,
        Next::Do(a) => k.action(a).unwrap().place,
        _ => None,
    };
    assert!(found.iter().any(|(case, step)| at(*step) == case.place(k)), "{} cases", found.len());
}

/// Every case goes on to an end: no dead ends, no loops, whatever is answered.
#[test]
fn every_path_of_first_last_and_unknown_answers_ends() {
    let k: &Knowledge = knowledge();
    for symptom in &k.symptoms {
        for style in 0..3u8 {
            let mut case = case(&[&format!("symptom {}", symptom.id)]);
            let mut ended = false;
            for _ in 0..120 {
                let event = match Permitted::step(advice(&case).next) {
                    Next::Ask(q) => {
                        let last = u8::try_from(k.question(q).unwrap().answers.len() - 1).unwrap();
                        Event::Answer(q, [Some(0), Some(last), None][usize::from(style)])
                    }
                    Next::Do(a) => Event::Tried(a, false),
                    Next::Alert(a) => Event::Seen(a),
                    Next::HandOver { .. } | Next::End(_) => {
                        ended = true;
                        break;
                    }
                };
                case.events.push(event);
            }
            assert!(ended, "{} (style {style}) does not end:\n{}", symptom.id, case.format(k));
        }
    }
}
