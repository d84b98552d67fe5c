//! The live test as a page drives it: every played reader with every fault, pulled out at every step, and a transcript
//! without card data. What it concludes is known to the content.

use crate::support::{advice, case, knowledge};
use pos_doctor_core::case::Event;
use pos_doctor_core::content::LiveTest;
use pos_doctor_core::content::tools::Device;
use pos_doctor_core::diagnose::{Setting, advise};
use pos_doctor_core::evidence;
use pos_doctor_core::network;
use pos_doctor_core::reader::check::{Ended, Input, Outcome, Quality, Report, Rung, Step, Verdict};
use pos_doctor_core::reader::live::{Live, Mode};
use pos_doctor_core::reader::model::Model;
use pos_doctor_core::reader::play::{self, Fault, Played};
use pos_doctor_core::reader::reach::Finding;

/// A whole test: report, transcript and how many steps it took; unplugged at step `pull`.
fn run(model: Model, mode: Mode, reader: &mut dyn Played, pull: Option<usize>) -> (Report, String, usize) {
    let mut live = Live::new(model, mode, 0);
    let (mut now, mut answers, mut asked) = (0, Vec::new(), None);
    for step in 1..50_000 {
        if pull == Some(step) {
            live.handle(now, Input::LinkLost);
        }
        match live.step() {
            Step::Send(bytes) => answers.extend(reader.receive(bytes.bytes())),
            Step::Prompt(prompt) => asked = Some((prompt, now + 1_500)),
            Step::Wait { until } => match (answers.is_empty(), asked) {
                (false, _) => {
                    now += 20;
                    live.handle(now, Input::Bytes(&std::mem::take(&mut answers)));
                }
                (true, Some((prompt, at))) if at < until => {
                    now = at.max(now);
                    asked = None;
                    answers.extend(reader.present(prompt));
                    live.handle(now, Input::Tick);
                }
                _ => {
                    now = until;
                    live.handle(now, Input::Tick);
                }
            },
            Step::Done(report) => return (report, live.transcript().text(), step),
        }
    }
    panic!("{} does not end", model.name());
}

fn played(model: Model, fault: Fault) -> (Report, String, usize) {
    run(model, Mode::TwoCards, &mut *play::reader(model, fault).unwrap(), None)
}

#[test]
fn every_played_reader_comes_to_the_verdict_of_its_fault() {
    for model in play::MODELS {
        for fault in Fault::ALL.into_iter().filter(|fault| fault.fits(model)) {
            let expected = match fault {
                Fault::None => Verdict::Works { chip_card: false },
                Fault::ChipCards => Verdict::Works { chip_card: true },
                Fault::FirstCard => Verdict::FirstCard,
                Fault::Head => Verdict::Head,
                Fault::SelfTest => Verdict::DeviceFaulty,
                Fault::Silent => Verdict::NoAnswer,
            };
            assert_eq!(played(model, fault).0.verdict(), expected, "{} {}", model.name(), fault.name());
        }
    }
}

#[test]
fn a_reader_may_be_pulled_out_at_every_step() {
    for model in play::MODELS {
        let (_, _, steps) = played(model, Fault::None);
        for step in 1..steps {
            let mut reader = play::reader(model, Fault::None).unwrap();
            let (report, _, _) = run(model, Mode::TwoCards, &mut *reader, Some(step));
            assert!(matches!(report.ended, Ended::LinkLost | Ended::Finished), "{} at {step}", model.name());
        }
    }
}

#[test]
fn every_model_ends_when_nobody_answers() {
    struct Nobody;
    impl Played for Nobody {
        fn receive(&mut self, _: &[u8]) -> Vec<u8> {
            Vec::new()
        }
        fn present(&mut self, _: pos_doctor_core::reader::check::Prompt) -> Vec<u8> {
            Vec::new()
        }
    }
    for model in Model::ALL {
        for mode in [Mode::TwoCards, Mode::Count] {
            let (report, _, _) = run(*model, mode, &mut Nobody, None);
            assert_eq!(report.ended, Ended::Finished, "{}", model.name());
            let silent = matches!(report.verdict(), Verdict::NoAnswer | Verdict::Undecided);
            assert!(silent, "{}: {:?}", model.name(), report.verdict());
        }
    }
}

#[test]
fn taps_and_swipes_are_counted() {
    for (model, count) in [(Model::Wedge, 10), (Model::MagTek, 10), (Model::Pn532, 5)] {
        let (report, _, _) = run(model, Mode::Count, &mut *play::reader(model, Fault::None).unwrap(), None);
        assert_eq!((report.readings.len(), report.share_read()), (count, Some(100)), "{}", model.name());
        assert!(report.readings.iter().all(|reading| reading.quality == Quality::Good));
        assert_eq!(report.verdict(), Verdict::Undecided, "one card decides nothing");
    }
}

/// Reports of an MSR605X arrive in fragments; the transcript shows the message that they carry.
#[test]
fn hid_fragments_are_joined() {
    let mut live = Live::new(Model::MsrHid, Mode::TwoCards, 0);
    while !matches!(live.step(), Step::Wait { .. }) {}
    let mut report = [0_u8; 64];
    report[..3].copy_from_slice(&[0xC2, 0x1B, 0x79]);
    live.handle(10, Input::Bytes(&report));
    assert_eq!(live.report().rung(Rung::DeviceAnswers), Outcome::Passed);
    while !matches!(live.step(), Step::Wait { .. }) {}
    let text = live.transcript().text();
    assert!(text.contains("> [64] C21B65") && text.contains("< [2] 1B79"), "{text}");
}

/// The canary: numbers, names and discretionary data of the played cards stay inside, in one piece or byte by byte.
#[test]
fn transcripts_and_reports_hold_no_card_data() {
    for model in play::MODELS {
        for fault in Fault::ALL.into_iter().filter(|fault| fault.fits(model)) {
            let (report, text, _) = played(model, fault);
            // What was sent stands in closed lists, and one of them powers a card with `62 00 00 00`.
            let text: String = text.lines().filter(|line| line.contains(" < ")).collect();
            let said = format!("{report:?} {text}");
            let spelled: String = "6222020".bytes().map(|byte| format!("{byte:02X}")).collect();
            for secret in ["6222020", "6200000", "0000000000?", "TEST/CARD", &spelled] {
                assert!(!said.contains(secret), "{} {}: {said}", model.name(), fault.name());
            }
            assert!(!text.is_empty() || fault == Fault::Silent);
        }
    }
}

#[test]
fn what_a_test_says_is_known_to_the_content() {
    let k = knowledge();
    fn known<'a>(k: &pos_doctor_core::content::Knowledge, lines: &[&'a str]) -> Vec<&'a str> {
        for line in lines {
            assert!(Event::parse(k, line).is_some(), "the content does not know `{line}`");
        }
        lines.to_vec()
    }
    let mut said: Vec<&str> = Vec::new();
    for finding in Finding::ALL {
        said.extend(known(k, evidence::of_finding(finding)));
    }
    known(k, evidence::NOT_LISTED);
    for finding in network::Finding::ALL {
        known(k, evidence::of_network(finding));
    }
    for model in play::MODELS {
        for fault in Fault::ALL.into_iter().filter(|fault| fault.fits(model)) {
            let (report, _, _) = played(model, fault);
            said.extend(known(k, &evidence::of_report(model, &report)));
        }
    }
    for part in ["stripe", "chip", "tap"] {
        for answer in ["reads", "only_this_fails", "none_reads"] {
            let line = format!("answer live_{part} {answer}");
            assert!(said.contains(&line.as_str()), "nothing says {line}");
        }
    }
}

#[test]
fn a_test_moves_the_belief_where_it_points() {
    let k = knowledge();
    let of = |lines: &[&str], cause: &str| {
        let advice =
            advice(&case(&[&["symptom no_read", "answer terminal till", "answer entry_tried swipe"], lines].concat()));
        advice.belief.of(k.find_cause(cause).unwrap())
    };
    let before = of(&[], "reader_mag_fault");
    let report = |fault| played(Model::Msr, fault).0;
    let after = |fault, cause| of(&evidence::of_report(Model::Msr, &report(fault)), cause);
    assert!(after(Fault::Head, "reader_mag_fault") > 2.0 * before);
    assert!(after(Fault::FirstCard, "card_mag_damaged") > 2.0 * of(&[], "card_mag_damaged"));
    assert!(after(Fault::ChipCards, "reader_mag_fault") < before / 4.0);
    // Silence says nothing about the head, and much about the way to it.
    assert!(after(Fault::Silent, "reader_mag_fault") < before);
    let way = |lines: &[&str]| of(lines, "reader_cable_or_port") + of(lines, "reader_driver_or_port_busy");
    assert!(way(&evidence::of_report(Model::Msr, &report(Fault::Silent))) > way(&[]));
    assert!(
        of(evidence::of_finding(Finding::Busy), "reader_driver_or_port_busy") > of(&[], "reader_driver_or_port_busy")
    );
}

/// A line that is down, a bank that is down, and a shop whose line is fine are told apart.
#[test]
fn a_knock_at_the_bank_parts_the_line_from_the_bank() {
    let k = knowledge();
    let of = |finding: Option<network::Finding>, cause: &str| {
        let lines = finding.map_or(&[][..], evidence::of_network);
        let advice = advice(&case(&[&["symptom no_network", "answer link wifi"], lines].concat()));
        advice.belief.of(k.find_cause(cause).unwrap())
    };
    use network::Finding::{Partly, Reached, Silent};
    assert!(of(Some(Silent), "network_local") > of(None, "network_local"));
    assert!(of(Some(Reached), "network_local") < of(None, "network_local") / 2.0);
    assert!(of(Some(Partly), "acquirer_host_outage") > 2.0 * of(None, "acquirer_host_outage"));
}

#[test]
fn undecided_tests_say_nothing() {
    let (tired, _, _) = run(Model::Wedge, Mode::Count, &mut *play::reader(Model::Wedge, Fault::None).unwrap(), None);
    assert_eq!(evidence::of_report(Model::Wedge, &tired), Vec::<&str>::new());
    assert_eq!(evidence::of_finding(Finding::NothingChosen), Vec::<&str>::new().as_slice());
}

/// Live tests are steps of the plan where the browser can reach a reader, and nowhere else.
#[test]
fn live_tests_are_planned_only_where_they_can_be_done() {
    let k = knowledge();
    let live: Vec<_> = k.questions.iter().filter(|q| q.live.is_some()).map(|q| q.id.as_str()).collect();
    assert_eq!(live, ["live_stripe", "live_chip", "live_tap", "live_till", "bank_reached"]);
    let offered = |facts: &[&str], live: Option<LiveTest>| {
        let mut case = case(facts);
        let setting = Setting { live: live.into_iter().collect(), ..Setting::default() };
        for _ in 0..40 {
            let Some(advice) = advise(k, &case, &setting) else { break };
            match advice.next.step() {
                pos_doctor_core::diagnose::Next::Ask(q) => {
                    if k.question(q).unwrap().live.is_some() {
                        assert_eq!(k.question(q).unwrap().live, live);
                        return true;
                    }
                    case.events.push(Event::Answer(q, None));
                }
                pos_doctor_core::diagnose::Next::Do(a) => case.events.push(Event::Tried(a, false)),
                pos_doctor_core::diagnose::Next::Alert(a) => case.events.push(Event::Seen(a)),
                _ => break,
            }
        }
        false
    };
    let reader =
        ["symptom no_read", "answer terminal till", "answer entry_tried swipe", "answer how_fails no_reaction"];
    let network = ["symptom no_network", "answer link wifi"];
    for (facts, test) in [(&reader[..], LiveTest::Reader), (&network[..], LiveTest::Network)] {
        let facts = [facts, &["answer money_taken no"]].concat();
        assert!(!offered(&facts, None));
        assert!(offered(&facts, Some(test)), "the plan never comes to a test of the {test:?}");
    }
}

/// Names of the core that stand in keys of the content: each has its words.
#[test]
fn everything_that_is_named_has_words() {
    let has = |group: &str, name: &str| {
        let key = format!("{group}_{}", name.replace('-', "_"));
        assert!(Device::KEYS.contains(&key.as_str()), "no words for {key}");
    };
    let findings = Finding::ALL.map(Finding::name);
    let of_network = network::Finding::ALL.map(network::Finding::name);
    for name in findings.iter().chain(&of_network).chain(&["not_listed", "seen_cable", "seen_terminal", "seen_other"]) {
        has("finding", name);
        has("fix", name);
    }
    for model in Model::ALL {
        has("model", model.name());
        has("hint", model.name());
    }
    Fault::ALL.into_iter().for_each(|fault| has("fault", fault.name()));
    for card in ["any", "first", "first_again", "second", "second_again"] {
        has("card", card);
    }
    let verdicts = Device::KEYS.iter().filter_map(|key| key.strip_prefix("verdict_"));
    verdicts.for_each(|name| has("next", name));
}

#[test]
fn every_verdict_that_is_reached_has_words() {
    let said = |model: Model, mode, fault| {
        let (report, _, _) = run(model, mode, &mut *play::reader(model, fault).unwrap(), None);
        let name = evidence::name(model, &report);
        assert!(Device::KEYS.contains(&format!("verdict_{name}").as_str()), "no words for {name}");
        name
    };
    for model in play::MODELS {
        for fault in Fault::ALL.into_iter().filter(|fault| fault.fits(model)) {
            said(model, Mode::TwoCards, fault);
        }
    }
    assert_eq!(said(Model::Wedge, Mode::Count, Fault::None), "counted_good");
    assert_eq!(said(Model::Wedge, Mode::Count, Fault::Head), "counted_weak");
    assert_eq!(said(Model::Pn532, Mode::Count, Fault::Silent), "no_answer");
    assert_eq!(said(Model::GemPc, Mode::TwoCards, Fault::Head), "head_chip");
    assert_eq!(said(Model::Pn532, Mode::TwoCards, Fault::Head), "head_tap");
    assert_eq!(said(Model::Pn532, Mode::Count, Fault::SelfTest), "faulty");
}
