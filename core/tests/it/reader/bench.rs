//! A bench for live tests: plays a reader and the person before it, with a clock of its own.

use pos_doctor_core::reader::check::{Check, Input, Listen, Millis, Prompt, Report, Step, Watch};

/// A reader on the bench.
pub trait Device {
    /// What it answers to these bytes, at once.
    fn receive(&mut self, bytes: &[u8]) -> Vec<u8>;
    /// The person does what is asked; what the reader says of it unasked.
    fn act(&mut self, prompt: Prompt) -> Vec<u8>;
}

/// How the test is disturbed.
#[derive(Clone, Copy)]
pub enum Disturbance {
    Nothing,
    /// After so many steps the reader is unplugged.
    Unplug(usize),
    /// After so many steps the person stops.
    Cancel(usize),
}

/// What happened.
pub struct Run {
    pub report: Report,
    pub sent: Vec<Vec<u8>>,
    pub prompts: Vec<Prompt>,
    pub steps: usize,
    pub took: Millis,
}

/// Plays a conversation to its end; answers come in portions of `portion` bytes, a millisecond apart.
pub fn converse<C: Check<Report = Report>>(
    mut check: C,
    device: &mut dyn Device,
    portion: usize,
    disturbance: Disturbance,
) -> Run {
    let mut run = Run { report: Report::default(), sent: Vec::new(), prompts: Vec::new(), steps: 0, took: 0 };
    let mut answers: Vec<u8> = Vec::new();
    let mut pulled = false;
    loop {
        run.steps += 1;
        assert!(run.steps < 20_000, "the conversation does not end");
        match disturbance {
            Disturbance::Unplug(at) if at == run.steps => {
                check.handle(run.took, Input::LinkLost);
                pulled = true;
            }
            Disturbance::Cancel(at) if at == run.steps => check.handle(run.took, Input::Cancelled),
            _ => {}
        }
        match check.next() {
            Step::Send(bytes) => {
                assert!(!pulled, "sent to a reader that is gone");
                answers.extend(device.receive(bytes.bytes()));
                run.sent.push(bytes.bytes().to_vec());
            }
            Step::Prompt(prompt) => {
                answers.extend(device.act(prompt));
                run.prompts.push(prompt);
            }
            Step::Wait { until } if answers.is_empty() => {
                assert!(until > run.took || run.steps < 2, "waiting for a moment that has passed");
                run.took = until;
                check.handle(run.took, Input::Tick);
            }
            Step::Wait { .. } => {
                run.took += 1;
                let rest = answers.split_off(portion.min(answers.len()));
                check.handle(run.took, Input::Bytes(&answers));
                answers = rest;
            }
            Step::Done(report) => {
                run.report = report;
                return run;
            }
        }
    }
}

/// Plays a listening test to its end.
pub fn listen<L: Listen<Report = Report>>(mut check: L, device: &mut dyn Device, portion: usize) -> Report {
    let mut heard: Vec<u8> = Vec::new();
    let mut now = 0;
    for _ in 0..20_000 {
        match check.next() {
            Watch::Prompt(prompt) => heard.extend(device.act(prompt)),
            Watch::Wait { until } if heard.is_empty() => {
                now = until;
                check.handle(now, Input::Tick);
            }
            Watch::Wait { .. } => {
                now += 1;
                let rest = heard.split_off(portion.min(heard.len()));
                check.handle(now, Input::Bytes(&heard));
                heard = rest;
            }
            Watch::Done(report) => return report,
        }
    }
    panic!("the test does not end");
}
