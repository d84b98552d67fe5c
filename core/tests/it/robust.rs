//! No input panics: prefixes, single-byte corruption and random bytes, for everything that core reads.

use crate::support::{bundle, files, knowledge};
use pos_doctor_core::case::Case;
use pos_doctor_core::content::{Knowledge, Words, inspect};
use pos_doctor_core::diagnose::{Setting, advise};

/// A small generator, so that a failure can be repeated.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next()).unwrap() % n
    }
}

#[test]
fn stored_cases_cut_short_or_corrupted_are_read_without_a_panic() {
    let k = knowledge();
    let text =
        "symptom no_read\nanswer other_card all_fail\ncode 51\ntried restart_once failed\nlater action:restart_once";
    for end in 0..=text.len() {
        let _ = Case::parse(k, &text[..end]);
    }
    let mut random = Random(1);
    for _ in 0..2000 {
        let mut bytes = text.as_bytes().to_vec();
        let at = random.below(bytes.len());
        bytes[at] = random.next() as u8;
        let case = Case::parse(k, &String::from_utf8_lossy(&bytes));
        assert!(Case::parse(k, &case.format(k)).events == case.events);
    }
}

#[test]
fn random_cases_always_have_a_next_step() {
    let k = knowledge();
    let mut random = Random(2);
    for _ in 0..300 {
        let mut lines = Vec::new();
        for _ in 0..random.below(12) {
            lines.push(random_line(k, &mut random));
        }
        let case = Case::parse(k, &lines.join("\n"));
        assert!(advise(k, &case, &Setting::default()).is_some(), "{lines:?}");
    }
}

fn random_line(k: &Knowledge, random: &mut Random) -> String {
    let q = &k.questions[random.below(k.questions.len())];
    match random.below(6) {
        0 => format!("symptom {}", k.symptoms[random.below(k.symptoms.len())].id),
        1 => format!("code {}", k.codes[random.below(k.codes.len())].id),
        2 => format!("text {}", k.texts[random.below(k.texts.len())].id),
        3 => format!("tried {} failed", k.actions[random.below(k.actions.len())].id),
        4 => format!("answer {} ?", q.id),
        _ => format!("answer {} {}", q.id, q.answers[random.below(q.answers.len())].id),
    }
}

#[test]
fn corrupted_binaries_give_nothing_or_something_but_no_panic() {
    let mut random = Random(3);
    let (knowledge, words) = (bundle().knowledge.to_bytes(), bundle().zh.to_bytes());
    for n in 0..200 {
        let _ = Knowledge::from_bytes(&knowledge[..knowledge.len() * n / 200]);
        let _ = Words::from_bytes(&words[..words.len() * n / 200]);
    }
    for _ in 0..200 {
        let mut bytes = knowledge.clone();
        let at = random.below(bytes.len());
        bytes[at] ^= 1 << random.below(8);
        if let Some(k) = Knowledge::from_bytes(&bytes) {
            let case = Case::parse(&k, "symptom no_read\nanswer other_card all_fail\ncode 51");
            let _ = advise(&k, &case, &Setting::default());
        }
    }
}

#[test]
fn content_files_cut_anywhere_give_defects_and_no_panic() {
    let files = files();
    let mut random = Random(4);
    for _ in 0..40 {
        let mut broken = files.clone();
        let n = random.below(broken.len());
        let text = &mut broken[n].1;
        let mut at = random.below(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        text.truncate(at);
        let _ = inspect(&broken);
    }
}
