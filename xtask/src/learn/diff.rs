//! Old numbers, new numbers, how sure: as lines that a content owner can copy.

use super::Strength;
use super::counts::Counts;
use pos_doctor_core::content::Knowledge;
use std::fmt::Write;

/// A number after the cases, with the 90 % interval around it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Learned {
    pub was: f64,
    pub mean: f64,
    pub low: f64,
    pub high: f64,
    /// Cases that speak about it.
    pub seen: u64,
}

/// Standard deviations on either side that hold 90 % of a normal distribution.
const NINETY: f64 = 1.645;

/// A share whose expert value counts like `strength` cases, after `hits` of `seen` cases.
pub fn learn(was: f64, strength: f64, hits: u64, seen: u64) -> Learned {
    let weight = strength + seen as f64;
    let mean = (was * strength + hits as f64) / weight;
    let spread = NINETY * (mean * (1.0 - mean) / (weight + 1.0)).sqrt();
    Learned { was, mean, low: (mean - spread).max(0.0), high: (mean + spread).min(1.0), seen }
}

impl Learned {
    /// The cases contradict the expert: the old number lies outside the new interval.
    pub fn contradicts(self) -> bool {
        self.seen > 0 && !(self.low..=self.high).contains(&self.was)
    }
}

/// A distribution after the cases: one number for each entry.
pub fn row(was: &[f64], strength: f64, hits: &[u64]) -> Vec<Learned> {
    let (total, seen): (f64, u64) = (was.iter().sum(), hits.iter().sum());
    was.iter().zip(hits).map(|(was, hits)| learn(was / total.max(f64::MIN_POSITIVE), strength, *hits, seen)).collect()
}

/// Everything that changes; with `all` also what was only confirmed.
pub fn text(k: &Knowledge, counts: &Counts, strength: Strength, all: bool) -> String {
    let mut out = format!(
        "{} cases, {} with a confirmed fault; the expert's shares count as {} cases, each row as {}.\n\
         Cases whose cause nobody confirmed teach nothing: if some causes are confirmed more often than others, shares lean to them.\n",
        counts.cases, counts.confirmed, strength.shares, strength.row
    );
    if counts.unknown > 0 {
        let _ = writeln!(out, "{} entries mean nothing in this content and were passed over.", counts.unknown);
    }
    let mut writer = Writer { out, all, blocks: 0 };
    for (symptom, hits) in k.symptoms.iter().zip(&counts.shares) {
        let names = k.faults().map(|(_, cause)| cause.id.clone());
        let learned = row(&symptom.priors, strength.shares, hits);
        writer.block(&format!("symptom {}, priors", symptom.id), 1000.0, names.zip(learned));
    }
    for (question, rows) in k.questions.iter().zip(&counts.answers) {
        let size = question.answers.len().max(1);
        for ((was, hits), (_, cause)) in question.likelihood.chunks(size).zip(rows).zip(k.faults()) {
            let was: Vec<f64> = was.iter().map(|percent| f64::from(*percent)).collect();
            let names = question.answers.iter().map(|answer| answer.id.clone());
            writer.block(
                &format!("question {}, likelihood of {}", question.id, cause.id),
                100.0,
                names.zip(row(&was, strength.row, hits)),
            );
        }
    }
    for (action, row) in k.actions.iter().zip(&counts.repairs) {
        let learned = action.fixes.iter().filter_map(|(cause, chance)| {
            let (tried, helped) = row.get(cause.index())?;
            Some((k.cause(*cause)?.id.clone(), learn(*chance, strength.row, *helped, *tried)))
        });
        writer.block(&format!("action {}, fixes (botched attempts taken off)", action.id), 100.0, learned);
    }
    let Writer { mut out, blocks, .. } = writer;
    if blocks == 0 {
        out.push_str("\nNothing in these cases contradicts the content.\n");
    }
    out
}

struct Writer {
    out: String,
    all: bool,
    blocks: usize,
}

impl Writer {
    /// The changes of one entry, if there are any.
    fn block(&mut self, title: &str, scale: f64, numbers: impl Iterator<Item = (String, Learned)>) {
        let wanted = |learned: &Learned| learned.contradicts() || self.all && learned.seen > 0;
        let numbers: Vec<_> = numbers.filter(|(_, learned)| wanted(learned)).collect();
        let Some((_, first)) = numbers.first() else { return };
        self.blocks += 1;
        let _ = writeln!(self.out, "\n@@ {title} ({} cases)", first.seen);
        for (name, learned) in &numbers {
            let [was, mean, low, high] = [learned.was, learned.mean, learned.low, learned.high].map(|n| n * scale);
            let _ = writeln!(
                self.out,
                "- {name} = {was:.0}\n+ {name} = {mean:.0}    # 90 % between {low:.0} and {high:.0}"
            );
        }
    }
}
