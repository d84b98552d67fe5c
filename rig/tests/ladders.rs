//! The conversations of core with every simulated reader and every fault, on a clock of the test. What the readers say was
//! written from documents, apart from core: where the two disagree, one of them has read wrongly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use pos_doctor_core::reader::check::acs::Acs;
use pos_doctor_core::reader::check::gempc::Gem;
use pos_doctor_core::reader::check::msr::{self, Msr};
use pos_doctor_core::reader::check::pn532::{self, Pn532};
use pos_doctor_core::reader::check::start::Start;
use pos_doctor_core::reader::check::till::{MisListener, Till};
use pos_doctor_core::reader::check::{Check, Conversation, Ended, Input, Listen, Report, Step, Verdict, Watch};
use pos_doctor_core::reader::command::start::Set;
use pos_doctor_rig::bench::{Bench, Happening, TICK};
use pos_doctor_rig::family::{self, Family};
use pos_doctor_rig::fault::{Fault, Wanted};

/// Hands over what comes out of the bench; false when somebody pulled the plug.
fn deliver(bench: &mut Bench, now: u64, mut hear: impl FnMut(Input<'_>)) {
    for happening in bench.tick(now) {
        match happening {
            Happening::Says(bytes) => hear(Input::Bytes(&bytes)),
            Happening::Unplugs => hear(Input::LinkLost),
        }
    }
}

fn converse(mut check: impl Check<Report = Report>, mut bench: Bench) -> Report {
    let mut now = 0;
    bench.opened();
    loop {
        match check.next() {
            Step::Send(bytes) => bench.receive(now, bytes.bytes()),
            Step::Prompt(_) => {}
            Step::Wait { until } => {
                now = until.min(now + TICK).max(now + 1);
                deliver(&mut bench, now, |input| check.handle(now, input));
                check.handle(now, Input::Tick);
            }
            Step::Done(report) => return report,
        }
        assert!(now < 1_000_000, "the conversation does not end");
    }
}

fn listen(mut check: impl Listen<Report = Report>, mut bench: Bench) -> Report {
    for now in (0..200_000).step_by(20) {
        if let Watch::Done(report) = check.next() {
            return report;
        }
        deliver(&mut bench, now, |input| check.handle(now, input));
        check.handle(now, Input::Tick);
    }
    panic!("the test does not end")
}

fn test(family: &Family, wanted: impl Into<Wanted>) -> Report {
    let bench = Bench::new(family, wanted);
    match family.name {
        "msr605" => converse(Conversation::new(Msr(msr::Port::Serial), 0), bench),
        "start1" => converse(Conversation::new(Start(Set::One), 0), bench),
        "start2" => converse(Conversation::new(Start(Set::Two), 0), bench),
        "pn532" => converse(Conversation::new(Pn532::new(pn532::Port::Serial), 0), bench),
        "gempc" => converse(Conversation::new(Gem::default(), 0), bench),
        "acs" => converse(Conversation::new(Acs::default(), 0), bench),
        "codepay" => converse(Conversation::new(Till::CodePay, 0), bench),
        "opc" => converse(Conversation::new(Till::Opc, 0), bench),
        "poslink" => converse(Conversation::new(Till::PosLink, 0), bench),
        "mis" => listen(MisListener::new(0), bench),
        other => panic!("{other} is no reader"),
    }
}

/// What must be concluded; nothing where the conversation must end by itself and the link decides.
fn expected(family: &Family, fault: Fault) -> Option<Verdict> {
    let till = matches!(family.name, "codepay" | "opc" | "poslink" | "mis");
    // No question is harmless in both of its sets, or nothing is ever asked: silence decides nothing.
    let undecided = matches!(family.name, "start1" | "start2" | "mis");
    Some(match fault {
        Fault::None | Fault::Slow | Fault::Noise | Fault::Split if till => Verdict::Answers,
        // Only the stripe says that card A is a chip card.
        Fault::None | Fault::Slow | Fault::Noise | Fault::Split => {
            Verdict::Works { chip_card: matches!(family.name, "msr605" | "start1" | "start2") }
        }
        Fault::Silent | Fault::Garbage | Fault::WrongSpeed if undecided => Verdict::Undecided,
        Fault::Silent | Fault::Garbage | Fault::WrongSpeed => Verdict::NoAnswer,
        Fault::SelfTest => Verdict::DeviceFaulty,
        Fault::CardA => Verdict::FirstCard,
        Fault::CardB => Verdict::SecondCard,
        Fault::Dead if undecided => Verdict::Undecided,
        Fault::DamagedCards | Fault::Dead => Verdict::Head,
        Fault::HalfWay | Fault::Unplugged | Fault::Held => return None,
    })
}

#[test]
fn every_reader_with_every_fault_is_judged_rightly() {
    let readers = family::ALL.iter().filter(|family| family.name != "talker");
    let mut judged = 0;
    for family in readers {
        for fault in family::OF_THE_LINE.iter().chain(family.faults) {
            let report = test(family, *fault);
            if let Some(verdict) = expected(family, *fault) {
                assert_eq!(report.verdict(), verdict, "{} {}: {report:?}", family.name, fault.name());
            }
            let ended = if *fault == Fault::Unplugged { Ended::LinkLost } else { Ended::Finished };
            assert_eq!(report.ended, ended, "{} {}", family.name, fault.name());
            judged += 1;
        }
    }
    assert!(judged > 100, "only {judged}");
}

/// Unplugged after every message, until there are no more.
#[test]
fn every_conversation_can_be_unplugged_at_every_step() {
    for family in family::ALL.iter().filter(|family| family.name != "talker") {
        let ended = |whole| test(family, Wanted { fault: Fault::Unplugged, after: Some(whole) }).ended;
        let steps = (0..200).take_while(|whole| ended(*whole) == Ended::LinkLost).count();
        assert!((1..200).contains(&steps), "{}: {steps}", family.name);
        assert_eq!(ended(steps + 1), Ended::Finished, "{}", family.name);
    }
}

/// A device that stops in the middle must not be called good, wherever it stops.
#[test]
fn what_stops_half_way_does_not_work() {
    for family in family::ALL.iter().filter(|family| family.name != "talker") {
        let good = |whole| {
            let verdict = test(family, Wanted { fault: Fault::HalfWay, after: Some(whole) }).verdict();
            matches!(verdict, Verdict::Works { .. } | Verdict::Answers)
        };
        // Behind its last needed message it may stop as it likes.
        let needed = (0..200).take_while(|whole| !good(*whole)).count();
        assert!((1..200).contains(&needed), "{}: {needed}", family.name);
        let unplugged = test(family, Wanted { fault: Fault::Unplugged, after: Some(needed - 1) }).verdict();
        assert_eq!(unplugged, Verdict::LinkLost, "{}", family.name);
    }
}

/// Somebody chose the wrong port: what talks there is a scale.
#[test]
fn a_device_that_only_talks_is_never_taken_for_a_reader() {
    let scale = Family::of("talker").unwrap();
    for family in family::ALL.iter().filter(|family| family.name != "talker") {
        let posing = Family { name: family.name, ..*scale };
        let verdict = test(&posing, Fault::None).verdict();
        assert!(matches!(verdict, Verdict::NoAnswer | Verdict::Undecided), "{}: {verdict:?}", family.name);
    }
}
