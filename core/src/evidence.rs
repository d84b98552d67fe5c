//! What a live test says about causes: the only place that knows both tests and cases.
//!
//! A report becomes answers to questions of the content, as lines of a stored case. How strongly each speaks for which cause
//! stands in the content, beside the questions. A rung that failed speaks only about what was exercised: an undecided
//! test, silence of a reader that only types, and a port that did not open say nothing about cards or heads.

use crate::case::Event;
use crate::content::Knowledge;
use crate::network;
use crate::reader::check::{Ended, Outcome, Report, Rung, Verdict};
use crate::reader::live::Part;
use crate::reader::model::Model;
use crate::reader::reach::Finding;

/// Lines of a case.
pub type Lines = &'static [&'static str];

/// The page reached the reader: these three are settled for any part.
const REACHED: Lines = &["answer os_sees_reader yes", "answer port_busy no", "answer browser_ok yes"];

/// What a finished test adds to the case.
pub fn of_report(model: Model, report: &Report) -> Vec<&'static str> {
    let mut lines = Vec::new();
    // A reader that answered was seen, free and within reach. A keyboard says nothing about ports.
    if report.rung(Rung::DeviceAnswers) == Outcome::Passed && !model.types() {
        lines.extend(REACHED);
    }
    lines.extend(of_verdict(model.part(), report.verdict()));
    lines
}

/// What a verdict says about the part that was exercised.
fn of_verdict(part: Part, verdict: Verdict) -> Lines {
    match (part, verdict) {
        (Part::Stripe, Verdict::Works { chip_card: true }) => &["answer live_stripe reads", "answer chip_on_card yes"],
        // Only the card that was thought good fails: the one in question reads.
        (Part::Stripe, Verdict::Works { .. } | Verdict::SecondCard) => &["answer live_stripe reads"],
        (Part::Stripe, Verdict::FirstCard) => &["answer live_stripe only_this_fails"],
        (Part::Stripe, Verdict::Head) => &["answer live_stripe none_reads"],
        (Part::Stripe, Verdict::NoAnswer) => &["answer live_stripe silent"],
        (Part::Stripe, Verdict::DeviceFaulty) => &["answer live_stripe broken"],
        (Part::Chip, Verdict::Works { .. } | Verdict::SecondCard) => &["answer live_chip reads"],
        (Part::Chip, Verdict::FirstCard) => &["answer live_chip only_this_fails"],
        (Part::Chip, Verdict::Head) => &["answer live_chip none_reads"],
        (Part::Chip, Verdict::NoAnswer) => &["answer live_chip silent"],
        (Part::Chip, Verdict::DeviceFaulty) => &["answer live_chip broken"],
        (Part::Antenna, Verdict::Works { .. } | Verdict::SecondCard) => &["answer live_tap reads"],
        (Part::Antenna, Verdict::FirstCard) => &["answer live_tap only_this_fails"],
        (Part::Antenna, Verdict::Head) => &["answer live_tap none_reads"],
        (Part::Antenna, Verdict::NoAnswer) => &["answer live_tap silent"],
        (Part::Antenna, Verdict::DeviceFaulty) => &["answer live_tap broken"],
        (Part::Till, Verdict::Answers) => &["answer live_till answers"],
        (Part::Till, Verdict::NoAnswer) => &["answer live_till silent"],
        (_, Verdict::LinkLost) => &["answer cable was_loose"],
        _ => &[],
    }
}

/// What an obstacle on the way to a reader adds to the case. An empty list says nothing: the merchant may only have
/// closed it.
pub fn of_finding(finding: Finding) -> Lines {
    match finding {
        Finding::WeChat | Finding::OtherApp | Finding::Insecure | Finding::Framed | Finding::NoDoor => {
            &["answer browser_ok no"]
        }
        Finding::Forbidden | Finding::Protected => &["answer browser_ok no"],
        Finding::Busy | Finding::DriverHolds => &["answer os_sees_reader yes", "answer port_busy yes"],
        Finding::Lost => &["answer cable was_loose"],
        Finding::NothingChosen
        | Finding::Setting
        | Finding::AlreadyOpen
        | Finding::OtherDevice
        | Finding::Signals
        | Finding::Unknown => &[],
    }
}

/// What the merchant says when the list of devices did not show the reader.
pub const NOT_LISTED: Lines = &["answer os_sees_reader no"];

/// What a knock at the bank's addresses adds, from a device in the terminal's network. A device without a network says
/// nothing about the shop's.
pub fn of_network(finding: network::Finding) -> Lines {
    match finding {
        network::Finding::Reached => &["answer bank_reached reached"],
        network::Finding::Slow => &["answer bank_reached slow"],
        network::Finding::Partly => &["answer bank_reached partly"],
        network::Finding::Silent | network::Finding::Refused => &["answer bank_reached not_reached"],
        network::Finding::Offline | network::Finding::Forbidden => &[],
    }
}

/// Lines as events of this content; a line that it does not know is left out, and a test finds it.
pub fn events(k: &Knowledge, lines: &[&str]) -> Vec<Event> {
    lines.iter().filter_map(|line| Event::parse(k, line)).collect()
}

/// From this share on, in percent, a counted stripe is fine.
const FINE: u8 = 90;

/// What a test found, by its name in the content: `verdict_` and `next_` say it to people.
pub fn name(model: Model, report: &Report) -> &'static str {
    if report.ended == Ended::Cancelled {
        return "cancelled";
    }
    if report.counting && report.verdict() == Verdict::Undecided {
        return match report.share_read() {
            Some(FINE..) => "counted_good",
            Some(_) => "counted_weak",
            None => "undecided",
        };
    }
    match (report.verdict(), model.part()) {
        (Verdict::Works { chip_card: true }, _) => "chip_card",
        (Verdict::Works { .. }, _) => "works",
        (Verdict::FirstCard, _) => "first_card",
        (Verdict::SecondCard, _) => "second_card",
        (Verdict::Head, Part::Stripe) => "head_stripe",
        (Verdict::Head, Part::Chip) => "head_chip",
        (Verdict::Head, _) => "head_tap",
        (Verdict::NoAnswer, _) => "no_answer",
        (Verdict::DeviceFaulty, _) => "faulty",
        (Verdict::LinkLost, _) => "lost",
        (Verdict::Answers, _) => "answers",
        (Verdict::Undecided, _) => "undecided",
    }
}
