//! Learning finds a truth that is known, and nothing that could name somebody gets in.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::counts::Counts;
use super::diff::{learn, row};
use super::line::Line;
use super::{Strength, read};
use crate::project::Project;
use crate::simulate::merchant::{Crowd, Honesty};
use pos_doctor_core::case::Event;
use pos_doctor_core::content::{ActionId, Knowledge, QuestionId};
use std::io::{BufReader, Cursor};

const STRENGTH: Strength = Strength { shares: 200.0, row: 20.0 };

fn knowledge() -> Knowledge {
    crate::content::load(&Project::find().unwrap()).unwrap().knowledge
}

/// A truth that differs from the content by factors up to 2: shares, rows and repairs alike.
fn truth(k: &Knowledge) -> Knowledge {
    let mut truth = k.clone();
    let mut random = fastrand::Rng::with_seed(7);
    let mut off = move || 2f64.powf(random.f64() * 2.0 - 1.0);
    for symptom in &mut truth.symptoms {
        symptom.priors.iter_mut().for_each(|p| *p *= off());
    }
    for question in &mut truth.questions {
        for row in question.likelihood.chunks_mut(question.answers.len()) {
            let new: Vec<f64> = row.iter().map(|p| f64::from(*p) * off()).collect();
            let sum: f64 = new.iter().sum();
            row.iter_mut().zip(new).for_each(|(p, n)| *p = (n / sum * 100.0).round() as u8);
        }
    }
    for action in &mut truth.actions {
        action.botched = 0.0;
        action.fixes.iter_mut().for_each(|(_, p)| *p = (*p * off()).min(0.95));
    }
    truth
}

/// Merchants of that truth, each asked six questions and given three repairs, as exported lines.
fn lines(k: &Knowledge, truth: &Knowledge, runs: usize) -> Vec<Line> {
    let mut random = fastrand::Rng::with_seed(3);
    let crowd = Crowd { knowledge: truth, runs, seed: 5, honesty: Honesty::HONEST };
    let mut lines = Vec::new();
    for mut merchant in crowd.merchants() {
        // Every cause has at least twenty runs; only as many as its share count, or rare ones would look common.
        if random.f64() > merchant.weight * runs as f64 {
            continue;
        }
        let mut events = vec![Event::Symptom(merchant.symptom)];
        for _ in 0..6 {
            let q = QuestionId(random.u16(0..k.questions.len() as u16));
            let reply = merchant.answer(q, &truth.questions[q.index()]);
            events.push(Event::Answer(q, reply.said));
        }
        for _ in 0..3 {
            let a = ActionId(random.u16(0..k.actions.len() as u16));
            events.push(Event::Tried(a, merchant.repair(a)));
        }
        let cause = k.cause(merchant.cause).unwrap().id.clone();
        let events = events.iter().map(|event| event.format(k).unwrap()).collect();
        lines.push(Line { events, outcome: "repaired".into(), cause });
    }
    lines
}

#[test]
fn learned_numbers_recover_a_known_truth() {
    let k = knowledge();
    let truth = truth(&k);
    let mut counts = Counts::new(&k);
    lines(&k, &truth, 60_000).iter().for_each(|line| counts.add(&k, line));
    assert!(counts.confirmed > 50_000, "{}", counts.confirmed);
    let (mut before, mut after, mut within, mut all) = (0.0, 0.0, 0u32, 0u32);
    let mut judge = |learned: Vec<super::diff::Learned>, truth: &[f64]| {
        let total: f64 = truth.iter().sum();
        for (learned, truth) in learned.iter().zip(truth.iter().map(|t| t / total)).filter(|(l, _)| l.seen >= 200) {
            before += (learned.was - truth).abs();
            after += (learned.mean - truth).abs();
            // Whole percents in content: half a percent is no error.
            within += u32::from((learned.low - 0.005..=learned.high + 0.005).contains(&truth));
            all += 1;
        }
    };
    for (n, symptom) in k.symptoms.iter().enumerate() {
        judge(row(&symptom.priors, STRENGTH.shares, &counts.shares[n]), &truth.symptoms[n].priors);
    }
    for (n, question) in k.questions.iter().enumerate() {
        let size = question.answers.len();
        for (fault, hits) in counts.answers[n].iter().enumerate() {
            let numbers = |k: &Knowledge| -> Vec<f64> {
                k.questions[n].likelihood[fault * size..][..size].iter().map(|p| f64::from(*p)).collect()
            };
            judge(row(&numbers(&k), STRENGTH.row, hits), &numbers(&truth));
        }
    }
    let share = f64::from(within) / f64::from(all);
    println!("{all} numbers with 200 cases and more: error {before:.1} before, {after:.1} after; within {share:.3}");
    assert!(all > 1000, "{all}");
    assert!(after < before * 0.4, "{before} {after}");
    assert!(share > 0.85, "{share}");
}

#[test]
fn without_cases_nothing_changes_and_with_many_the_expert_is_outweighed() {
    let none = learn(0.3, 20.0, 0, 0);
    assert_eq!((none.mean, none.contradicts()), (0.3, false));
    let many = learn(0.3, 20.0, 900, 1000);
    assert!(many.mean > 0.88 && many.contradicts() && many.low < 0.9 && many.high > 0.88);
}

const GOOD: &str = r#"{"schema":"pos-doctor-case/1","revision":1,"month":"2026-11","events":["symptom no_read","answer other_card ?","tried restart_once failed"],"outcome":"repaired","cause":"reader_mag_fault"}"#;

#[test]
fn whatever_could_name_somebody_is_refused_without_repeating_it() {
    assert!(Line::read(GOOD).is_ok());
    let bad = [
        GOOD.replace("\"cause\":\"reader_mag_fault\"", "\"cause\":\"\",\"merchant\":\"x\""),
        GOOD.replace("symptom no_read", "张三的店"),
        GOOD.replace("symptom no_read", "answer card 6222021234567890"),
        GOOD.replace("symptom no_read", "a@b.example"),
        GOOD.replace("symptom no_read", "call me on 138 0013 8000 please now"),
        GOOD.replace("2026-11", "2026-11-22 Wang"),
        GOOD.replace("repaired", "Li Wei told me so himself"),
        GOOD.replace("pos-doctor-case/1", "other"),
        "[1]".to_owned(),
        "not json".to_owned(),
    ];
    for line in bad {
        let error = format!("{:#}", Line::read(&line).unwrap_err());
        for secret in ["张三", "6222", "a@b", "8000", "Wang", "Li Wei", "merchant"] {
            assert!(!error.contains(secret), "{error}");
        }
    }
}

#[test]
fn lines_come_one_by_one_and_the_bad_one_is_named() {
    let file = format!("{GOOD}\n\n{GOOD}\n{{}}\n");
    let mut count = 0;
    let error = read(BufReader::new(Cursor::new(file)), |_| count += 1).unwrap_err();
    assert_eq!(count, 2);
    assert!(format!("{error:#}").contains("line 4"));
    let endless = "x".repeat(100_000);
    let error = read(BufReader::new(Cursor::new(endless)), |_| ()).unwrap_err();
    assert!(format!("{error:#}").contains("longer than any case"));
}
