//! Live tests against played readers: good ones, each fault, unplugging and stopping at every step.

use super::bench::{Device, Disturbance, Run, converse, listen};
use pos_doctor_core::reader::check::acs::Acs;
use pos_doctor_core::reader::check::gempc::Gem;
use pos_doctor_core::reader::check::msr::{self, Msr};
use pos_doctor_core::reader::check::pn532::{self, Pn532};
use pos_doctor_core::reader::check::start::Start;
use pos_doctor_core::reader::check::swipe::{Source, Swipes};
use pos_doctor_core::reader::check::till::{MisListener, Till};
use pos_doctor_core::reader::check::{Conversation, Ended, Outcome, Prompt, Quality, Report, Rung, Verdict, Which};
use pos_doctor_core::reader::command::start::Set;

const TRACK_1: &str = "%B6200000000000047^TEST/CARD^28122010000000000?";
const TRACK_2: &str = ";6222020000000000000=29121010000000000?";

/// What is wrong with a played reader or its cards.
#[derive(Clone, Copy, Default)]
struct Fault {
    silent: bool,
    self_test: bool,
    sensor: bool,
    first_card: bool,
    second_card: bool,
    garbage: bool,
}

impl Fault {
    fn spoils(self, card: Which) -> bool {
        match card {
            Which::Any => false,
            Which::First | Which::FirstAgain => self.first_card,
            Which::Second | Which::SecondAgain => self.second_card,
        }
    }
}

const GOOD: Fault =
    Fault { silent: false, self_test: false, sensor: false, first_card: false, second_card: false, garbage: false };
const BOTH_CARDS: Fault = Fault { first_card: true, second_card: true, ..GOOD };

/// What is played: a conversation with a reader that has a fault, heard in portions, disturbed.
trait Play: Fn(Fault, usize, Disturbance) -> Run {
    fn report(&self, fault: Fault) -> Report {
        self(fault, usize::MAX, Disturbance::Nothing).report
    }
}

impl<F: Fn(Fault, usize, Disturbance) -> Run> Play for F {}

/// Card and reader are told apart by two cards, and what was not exercised is not judged.
fn tells_card_from_reader(play: &impl Play, name: Option<&str>) {
    let good = play.report(GOOD);
    assert_eq!((good.verdict(), good.device.as_deref()), (Verdict::Works { chip_card: false }, name));
    assert_eq!(good.rung(Rung::SecondCardDecodes), Outcome::Passed);
    assert!(!good.answers.is_empty(), "its own answers are timed");
    assert_eq!(play.report(Fault { first_card: true, ..GOOD }).verdict(), Verdict::FirstCard);
    assert_eq!(play.report(Fault { second_card: true, ..GOOD }).verdict(), Verdict::SecondCard);
    assert_eq!(play.report(BOTH_CARDS).verdict(), Verdict::Head);
    for fault in [Fault { silent: true, ..GOOD }, Fault { garbage: true, ..GOOD }] {
        let silent = play.report(fault);
        assert_eq!((silent.verdict(), silent.rung(Rung::SelfTest)), (Verdict::NoAnswer, Outcome::NotTried));
        assert_eq!(silent.answers, []);
    }
}

/// A reader that sees no card.
fn blind(play: &impl Play) {
    let report = play.report(Fault { sensor: true, ..GOOD });
    assert_eq!((report.verdict(), report.rung(Rung::SensorSeesCard)), (Verdict::Head, Outcome::Failed));
}

/// Plays every disturbance of a conversation and checks what must hold of any; `closes` knows the last thing sent.
fn disturb(play: &impl Play, fault: Fault, closes: impl Fn(&[u8]) -> bool) {
    let again = |portion, disturbance| play(fault, portion, disturbance);
    let closed = |run: &Run| run.sent.last().is_some_and(|sent| closes(sent));
    let whole = again(usize::MAX, Disturbance::Nothing);
    assert_eq!(whole.report.ended, Ended::Finished);
    assert!(closed(&whole), "nothing may be left waiting for a card");
    for portion in 1..20 {
        let run = again(portion, Disturbance::Nothing);
        assert_eq!(
            (run.report.verdict(), run.sent),
            (whole.report.verdict(), whole.sent.clone()),
            "portions of {portion}"
        );
    }
    for step in 1..whole.steps {
        let run = again(usize::MAX, Disturbance::Unplug(step));
        assert!(matches!(run.report.ended, Ended::LinkLost | Ended::Finished), "unplugged at step {step}");
        let run = again(usize::MAX, Disturbance::Cancel(step));
        assert!(matches!(run.report.ended, Ended::Cancelled | Ended::Finished), "stopped at step {step}");
        assert!(closed(&run), "stopped at step {step}");
    }
}

struct PlayedMsr {
    fault: Fault,
    card: Option<Which>,
}

impl Device for PlayedMsr {
    fn receive(&mut self, bytes: &[u8]) -> Vec<u8> {
        let swiped = self.card.is_some();
        let spoilt = self.card.is_some_and(|card| self.fault.spoils(card));
        match bytes {
            _ if self.fault.silent => Vec::new(),
            _ if self.fault.garbage => b"AT+OK\xff".to_vec(),
            [0x1B, 0x65] => vec![0x1B, 0x79],
            [0x1B, 0x87] => vec![0x1B, if self.fault.self_test { 0x41 } else { 0x30 }],
            [0x1B, 0x86] if !self.fault.sensor => vec![0x1B, 0x30],
            [0x1B, 0x72] if swiped && spoilt => b"\x1bs\x1b\x01\x1b\x02\x1b\x03?\x1c\x1b1".to_vec(),
            [0x1B, 0x72] if swiped => format!("\x1bs\x1b\x01{TRACK_1}\x1b\x02{TRACK_2}\x1b\x03?\x1c\x1b0").into_bytes(),
            [0x1B, 0x6D] if swiped => b"\x1bs\x1b\x01\x00\x1b\x02\x00\x1b\x03\x00?\x1c\x1b1".to_vec(),
            _ => Vec::new(),
        }
    }

    fn act(&mut self, prompt: Prompt) -> Vec<u8> {
        self.card = Some(prompt.card);
        Vec::new()
    }
}

fn msr(fault: Fault, portion: usize, disturbance: Disturbance) -> Run {
    let check = Conversation::new(Msr(msr::Port::Serial), 0);
    converse(check, &mut PlayedMsr { fault, card: None }, portion, disturbance)
}

#[test]
fn msr605_tells_card_from_reader() {
    tells_card_from_reader(&msr, None);
    // Track 2 of the played cards says 101: a plain stripe card.
    assert_eq!(msr.report(GOOD).share_read(), Some(100));
}

#[test]
fn msr605x_is_asked_in_reports() {
    struct Hid(PlayedMsr);
    impl Device for Hid {
        fn receive(&mut self, report: &[u8]) -> Vec<u8> {
            assert_eq!((report.len(), report[0]), (64, 0xC2));
            self.0.receive(&report[1..3])
        }
        fn act(&mut self, prompt: Prompt) -> Vec<u8> {
            self.0.act(prompt)
        }
    }
    let mut device = Hid(PlayedMsr { fault: GOOD, card: None });
    let run = converse(Conversation::new(Msr(msr::Port::Hid), 0), &mut device, usize::MAX, Disturbance::Nothing);
    assert_eq!(run.report.verdict(), Verdict::Works { chip_card: false });
}

#[test]
fn msr605_faults_speak_about_what_was_exercised() {
    let broken = msr.report(Fault { self_test: true, ..GOOD });
    assert_eq!((broken.verdict(), broken.rung(Rung::CardDecodes)), (Verdict::DeviceFaulty, Outcome::NotTried));
    // Cards that read outweigh a sensor that is silent.
    assert_eq!(msr.report(Fault { sensor: true, ..GOOD }).verdict(), Verdict::Works { chip_card: false });
}

#[test]
fn msr605_can_be_disturbed_at_every_step() {
    for fault in [GOOD, BOTH_CARDS] {
        disturb(&msr, fault, |sent| sent == [0x1B, 0x61]);
    }
}

/// Types or reports swipes by itself.
struct Talker<F: FnMut(Which) -> Vec<u8>>(F);

impl<F: FnMut(Which) -> Vec<u8>> Device for Talker<F> {
    fn receive(&mut self, _: &[u8]) -> Vec<u8> {
        panic!("nothing may be sent to a reader that is only listened to");
    }

    fn act(&mut self, prompt: Prompt) -> Vec<u8> {
        self.0(prompt.card)
    }
}

fn wedge(mut line: impl FnMut(Which) -> String) -> Report {
    let whole = listen(Swipes::two_cards(Source::Wedge, 0), &mut Talker(|card| line(card).into_bytes()), 1);
    let bytes = listen(Swipes::two_cards(Source::Wedge, 0), &mut Talker(|card| line(card).into_bytes()), usize::MAX);
    assert_eq!(whole.verdict(), bytes.verdict());
    whole
}

#[test]
fn keyboard_wedges_are_judged_by_two_cards() {
    let good = format!("{TRACK_1}{TRACK_2}\r");
    let report = wedge(|_| good.clone());
    assert_eq!(report.verdict(), Verdict::Works { chip_card: false });
    assert_eq!(report.rung(Rung::DeviceAnswers), Outcome::Passed);
    let one = |bad: Which| wedge(|card| if card == bad { "%E?;E?\r".to_owned() } else { good.clone() }).verdict();
    assert_eq!(one(Which::First), Verdict::FirstCard);
    assert_eq!(one(Which::Second), Verdict::SecondCard);
    assert_eq!(wedge(|_| "%E?;E?\r".to_owned()).verdict(), Verdict::Head);
    // Track 1 alone: a terminal that needs track 2 refuses this card.
    let part = wedge(|card| if card == Which::First { format!("{TRACK_1};E?\r") } else { good.clone() });
    assert_eq!(part.readings[0].quality, Quality::Part);
    assert_eq!(part.verdict(), Verdict::FirstCard);
}

#[test]
fn silence_and_cut_lines_of_a_wedge_decide_nothing() {
    let silent = wedge(|_| String::new());
    assert_eq!(silent.verdict(), Verdict::Undecided);
    assert_eq!(silent.rung(Rung::DeviceAnswers), Outcome::Unclear);
    let cut = wedge(|_| ";62000000000000".to_owned());
    assert_eq!(cut.readings[0].quality, Quality::Garbled);
    assert_eq!(cut.verdict(), Verdict::Undecided);
}

/// People lean on keyboards; only a swipe is a swipe.
#[test]
fn pressed_keys_are_no_swipe() {
    let report = wedge(|_| format!("ab\r\r{TRACK_2}\r"));
    assert_eq!(report.verdict(), Verdict::Works { chip_card: false });
}

#[test]
fn chip_cards_are_recognised_by_their_stripe() {
    let report = wedge(|_| ";6222020000000000000=29122010000000000?\r".to_owned());
    assert_eq!(report.verdict(), Verdict::Works { chip_card: true });
    let unknown = wedge(|_| ";6222020000000000000==?\r".to_owned());
    assert_eq!(unknown.verdict(), Verdict::Works { chip_card: false });
}

#[test]
fn ten_swipes_give_a_share() {
    let mut swipe = 0;
    let mut talker = Talker(|_| {
        swipe += 1;
        if swipe % 5 == 0 { b";E?\r".to_vec() } else { format!("{TRACK_2}\r").into_bytes() }
    });
    let report = listen(Swipes::counted(Source::Wedge, 0), &mut talker, 4);
    assert_eq!((report.readings.len(), report.share_read()), (10, Some(80)));
    let tired = listen(Swipes::counted(Source::Wedge, 0), &mut Talker(|_| Vec::new()), 4);
    assert_eq!((tired.share_read(), tired.verdict()), (None, Verdict::Undecided));
}

fn magtek(bad: bool) -> Vec<u8> {
    let mut report = vec![u8::from(bad), u8::from(bad), 0, 0, 0, 0, 0];
    for (n, track) in [TRACK_1, TRACK_2, ""].into_iter().enumerate() {
        let track = if bad { "" } else { track };
        report[3 + n] = track.len() as u8;
        report.extend(track.bytes());
        report.resize(7 + 110 * (n + 1), 0);
    }
    report
}

#[test]
fn hid_readers_are_judged_by_two_cards() {
    let run = |source, report: fn(bool) -> Vec<u8>, bad: Which| {
        listen(Swipes::two_cards(source, 0), &mut Talker(|card| report(card == bad)), usize::MAX).verdict()
    };
    assert_eq!(run(Source::MagTek, magtek, Which::Any), Verdict::Works { chip_card: false });
    assert_eq!(run(Source::MagTek, magtek, Which::First), Verdict::FirstCard);
    let idtech = |bad: bool| {
        let (one, two) = if bad { ("", "") } else { (TRACK_1, TRACK_2) };
        let mut report = vec![u8::from(bad), u8::from(bad), 0, one.len() as u8, two.len() as u8, 0, 0, 0, 0];
        report.extend(one.bytes().chain(two.bytes()));
        report.resize(509, 0);
        report
    };
    assert_eq!(run(Source::IdTech, idtech, Which::Any), Verdict::Works { chip_card: false });
    assert_eq!(run(Source::IdTech, idtech, Which::Second), Verdict::SecondCard);
}

struct PlayedStart(Fault, Option<Which>);

impl Device for PlayedStart {
    fn receive(&mut self, bytes: &[u8]) -> Vec<u8> {
        match (bytes, self.1) {
            ([0x1B, 0x42, 0x5D], Some(card)) if self.0.spoils(card) => b"\x1bB]\x7f\x1c".to_vec(),
            ([0x1B, 0x42, 0x5D], Some(_)) if !self.0.silent => {
                b"\x1bB]6222020000000000000A29122010000000000\x1c".to_vec()
            }
            _ => Vec::new(),
        }
    }

    fn act(&mut self, prompt: Prompt) -> Vec<u8> {
        self.1 = Some(prompt.card);
        Vec::new()
    }
}

#[test]
fn bank_stripe_readers_are_judged_by_two_cards() {
    let run =
        |fault, portion, d| converse(Conversation::new(Start(Set::One), 0), &mut PlayedStart(fault, None), portion, d);
    let verdict = |fault| run.report(fault).verdict();
    assert_eq!(verdict(GOOD), Verdict::Works { chip_card: true });
    assert_eq!(verdict(Fault { first_card: true, ..GOOD }), Verdict::FirstCard);
    assert_eq!(verdict(BOTH_CARDS), Verdict::Head);
    // No question is harmless in both sets, so silence decides nothing.
    assert_eq!(verdict(Fault { silent: true, ..GOOD }), Verdict::Undecided);
    disturb(&run, GOOD, |sent| sent == [0x1B, 0x30]);
}

struct PlayedChip {
    fault: Fault,
    card: Option<Which>,
    /// Lists that find nothing while one card makes room for the next.
    empty: u8,
}

fn frame(content: &[u8]) -> Vec<u8> {
    let data = [&[0xD5], content].concat();
    let sum = data.iter().fold(0_u8, |sum, byte| sum.wrapping_add(*byte));
    let length = data.len() as u8;
    let ack = [0, 0, 0xFF, 0, 0xFF, 0];
    [&ack[..], &[0, 0, 0xFF, length, length.wrapping_neg()], &data, &[sum.wrapping_neg(), 0]].concat()
}

impl Device for PlayedChip {
    fn receive(&mut self, bytes: &[u8]) -> Vec<u8> {
        let spoilt = self.card.is_some_and(|card| self.fault.spoils(card));
        match bytes.get(6..).unwrap_or_default() {
            _ if self.fault.silent => Vec::new(),
            _ if self.fault.garbage => vec![0x00, 0x00, 0xFF, 0x05, 0x05, 0x41],
            [0x14, ..] if bytes[5] == 0xD4 => frame(&[0x15]),
            [0x02, ..] => frame(&[0x03, 0x32, 0x01, 0x06, 0x07]),
            [0x00, 0x00, echo @ .., _, _] => frame(&[&[0x01, 0x00], echo].concat()),
            [0x00, 0x02, ..] => frame(&[0x01, if self.fault.self_test { 0xFF } else { 0x00 }]),
            [0x00, ..] => frame(&[0x01, 0x00]),
            [0x32, ..] => frame(&[0x33]),
            [0x4A, ..] if self.empty > 0 => {
                self.empty -= 1;
                frame(&[0x4B, 0x00])
            }
            [0x4A, 0x01, 0x00, ..] if self.card.is_some() && !self.fault.sensor => {
                frame(&[0x4B, 1, 1, 0, 4, 0x20, 4, 8, 1, 2, 3, 6, 0x75, 0x77, 0x81, 2, 0x80])
            }
            [0x4A, ..] => frame(&[0x4B, 0x00]),
            [0x40, ..] if spoilt => frame(&[0x41, 0x01]),
            [0x40, ..] => frame(&[0x41, 0x00, 0x6A, 0x82]),
            [0x52, ..] => frame(&[0x53, 0x00]),
            _ => Vec::new(),
        }
    }

    fn act(&mut self, prompt: Prompt) -> Vec<u8> {
        if self.card != Some(prompt.card) {
            self.empty = 3;
        }
        self.card = Some(prompt.card);
        Vec::new()
    }
}

impl PlayedChip {
    fn with(fault: Fault) -> Self {
        Self { fault, card: None, empty: 0 }
    }
}

fn chip(port: pn532::Port) -> impl Play {
    move |fault, portion, disturbance| {
        converse(Conversation::new(Pn532::new(port), 0), &mut PlayedChip::with(fault), portion, disturbance)
    }
}

#[test]
fn contactless_readers_are_judged_by_two_cards() {
    for run in [pn532::Port::Serial, pn532::Port::Usb].map(chip) {
        tells_card_from_reader(&run, Some("PN532 1.6"));
        assert_eq!(run.report(GOOD).antenna, Outcome::Passed);
        assert_eq!(run.report(Fault { self_test: true, ..GOOD }).verdict(), Verdict::DeviceFaulty);
        blind(&run);
    }
}

#[test]
fn contactless_readers_can_be_disturbed_at_every_step() {
    let field_off = [0x00, 0x00, 0xFF, 0x04, 0xFC, 0xD4, 0x32, 0x01, 0x00, 0xF9, 0x00];
    disturb(&chip(pn532::Port::Serial), GOOD, |sent| sent == field_off);
}

/// The same card left on the antenna is not a second card.
#[test]
fn a_card_that_never_leaves_is_not_counted_twice() {
    struct Stuck(PlayedChip);
    impl Device for Stuck {
        fn receive(&mut self, bytes: &[u8]) -> Vec<u8> {
            self.0.receive(bytes)
        }
        fn act(&mut self, _: Prompt) -> Vec<u8> {
            self.0.card = Some(Which::First);
            Vec::new()
        }
    }
    let mut device = Stuck(PlayedChip::with(GOOD));
    let run =
        converse(Conversation::new(Pn532::new(pn532::Port::Usb), 0), &mut device, usize::MAX, Disturbance::Nothing);
    assert_eq!(run.report.readings.len(), 2);
    assert_eq!(run.report.readings[1].quality, Quality::Nothing);
}

/// The played chip inside a played ACS reader.
struct PlayedAcs(PlayedChip);

impl Device for PlayedAcs {
    fn receive(&mut self, bytes: &[u8]) -> Vec<u8> {
        match self.0.fault {
            Fault { silent: true, .. } => return Vec::new(),
            Fault { garbage: true, .. } => return b"AT+OK\r\n".to_vec(),
            _ => {}
        }
        let payload = &bytes[11..bytes.len() - 2];
        let data = match payload {
            [] => vec![0x3B, 0x00],
            [0xFF, 0x00, 0x48, 0x00, 0x00] => b"ACR122S101".to_vec(),
            [0xFF, 0x00, 0x00, 0x00, _, 0xD4, content @ ..] => {
                let frame = [&[0, 0, 0xFF, 0, 0, 0xD4], content, &[0, 0]].concat();
                let reply = self.0.receive(&frame);
                // Behind the acknowledgement and the head of the frame, before its checksum.
                [&reply[11..reply.len() - 2], &[0x90, 0x00]].concat()
            }
            other => panic!("asked for {other:02X?}"),
        };
        let message = [&[0x80, data.len() as u8, 0, 0, 0, 0, bytes[7], 0, 0, 0], &data[..]].concat();
        let sum = message.iter().fold(0, |sum, byte| sum ^ byte);
        [&[0x02, 0x00, 0x00, 0x03, 0x02], &message[..], &[sum, 0x03]].concat()
    }

    fn act(&mut self, prompt: Prompt) -> Vec<u8> {
        self.0.act(prompt)
    }
}

#[test]
fn acs_readers_are_judged_by_two_cards() {
    let run = |fault, portion, d| {
        converse(Conversation::new(Acs::default(), 0), &mut PlayedAcs(PlayedChip::with(fault)), portion, d)
    };
    tells_card_from_reader(&run, Some("ACR122S101"));
    blind(&run);
    let field_off = [0xFF, 0x00, 0x00, 0x00, 0x04, 0xD4, 0x32, 0x01, 0x00];
    disturb(&run, GOOD, |sent| sent[11..sent.len() - 2] == field_off);
}

struct PlayedGem {
    fault: Fault,
    card: Option<Which>,
    empty: u8,
}

impl PlayedGem {
    fn answer(&self, kind: u8, payload: &[u8]) -> (u8, u8, Vec<u8>) {
        let there = self.card.is_some() && self.empty == 0 && !self.fault.sensor;
        let spoilt = self.card.is_some_and(|card| self.fault.spoils(card));
        match (kind, payload) {
            (0x65, _) => (0x81, if there { 1 } else { 2 }, Vec::new()),
            (0x6B, [0x02]) => (0x83, 0, b"GemTwr2-V2.00".to_vec()),
            (0x62, _) if spoilt => (0x80, 0x41, Vec::new()),
            (0x62, _) => (0x80, 0, vec![0x3B, 0x60, 0x00, 0x00]),
            (0x6F, _) => (0x80, 0, vec![0x6A, 0x82]),
            _ => (0x81, 1, Vec::new()),
        }
    }
}

impl Device for PlayedGem {
    fn receive(&mut self, bytes: &[u8]) -> Vec<u8> {
        match self.fault {
            Fault { silent: true, .. } => return Vec::new(),
            Fault { garbage: true, .. } => return b"AT+OK\r\n".to_vec(),
            _ => {}
        }
        let (kind, status, data) = self.answer(bytes[2], &bytes[12..bytes.len() - 1]);
        self.empty = self.empty.saturating_sub(1);
        let head = [0x03, 0x06, kind, data.len() as u8, 0, 0, 0, 0, bytes[8], status, 0xFE, 0];
        let mut reply = [&head[..], &data].concat();
        reply.push(reply.iter().fold(0, |sum, byte| sum ^ byte));
        // It echoes the command, asks for time and reports a card before it answers.
        [bytes, &[0x81], &[0x50, 0x03], &reply].concat()
    }

    fn act(&mut self, prompt: Prompt) -> Vec<u8> {
        self.card = Some(prompt.card);
        self.empty = 2;
        vec![0x50, 0x02]
    }
}

#[test]
fn contact_readers_are_judged_by_two_cards() {
    let run = |fault, portion, d| {
        converse(Conversation::new(Gem::default(), 0), &mut PlayedGem { fault, card: None, empty: 0 }, portion, d)
    };
    tells_card_from_reader(&run, Some("GemTwr2-V2.00"));
    blind(&run);
    disturb(&run, GOOD, |sent| sent[2] == 0x63);
}

#[test]
fn till_links_answer_or_do_not() {
    struct Terminal(Vec<u8>);
    impl Device for Terminal {
        fn receive(&mut self, _: &[u8]) -> Vec<u8> {
            self.0.clone()
        }
        fn act(&mut self, _: Prompt) -> Vec<u8> {
            panic!("no card is part of this")
        }
    }
    let answer = |till: Till, bytes: &[u8]| {
        let run = converse(Conversation::new(till, 0), &mut Terminal(bytes.to_vec()), 3, Disturbance::Nothing);
        run.report.verdict()
    };
    let confirm = [0x55, 0xAA, 0x02, 0, 0, 0, 0, 0x02, 0xCC, 0x33];
    assert_eq!(answer(Till::CodePay, &confirm), Verdict::Answers);
    assert_eq!(answer(Till::Opc, &[0x02, 0x01, 0xF2, 0, 0, 1, 0, 0, 0x03, 0xF1]), Verdict::Answers);
    assert_eq!(answer(Till::PosLink, b"\x060\x02A01\x1c\x03"), Verdict::NoAnswer, "a wrong LRC is no answer");
    for till in [Till::CodePay, Till::Opc, Till::PosLink] {
        assert_eq!(answer(till, &[]), Verdict::NoAnswer);
    }
}

#[test]
fn the_mainland_link_is_only_listened_to() {
    use pos_doctor_core::reader::check::{Input, Listen, Watch};
    let hear = |inputs: &[(u64, &[u8])]| {
        let mut listener = MisListener::new(0);
        for (now, bytes) in inputs {
            listener.handle(*now, if bytes.is_empty() { Input::Tick } else { Input::Bytes(bytes) });
        }
        match listener.next() {
            Watch::Done(report) => Some(report.rung(Rung::DeviceAnswers)),
            _ => None,
        }
    };
    let frame = [0x02, 0x00, 0x04, 0xDF, 0x01, 0x01, 0x00, 0x03, 0xD8];
    assert_eq!(hear(&[(1, &frame[..4]), (2, &frame[4..])]), Some(Outcome::Passed));
    assert_eq!(hear(&[(1, &frame[..4]), (60_000, &[])]), Some(Outcome::Unclear));
    assert_eq!(hear(&[(59_999, &[])]), None);
}
