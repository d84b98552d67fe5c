//! A merchant with a true cause, who answers and repairs as the content's numbers say, or less well.

use super::LEAST;
use pos_doctor_core::content::{ActionId, CauseId, Knowledge, Question, QuestionId, SymptomId};

/// How well the merchants of a crowd keep to the numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Honesty {
    /// What is true differs from the content by factors up to these, either way: priors, and chances of answers.
    pub priors: f64,
    pub rows: f64,
    /// Share of the questions that are answered "don't know", and of the others that are answered at random.
    pub unknown: f64,
    pub wrong: f64,
    /// Share of the repairs that would have helped, done well, and are botched; without a number as many as the content
    /// expects.
    pub botched: Option<f64>,
}

impl Honesty {
    /// Answers, repairs and tests happen as the content says; every tenth question is "don't know".
    pub const HONEST: Self = Self { priors: 1.0, rows: 1.0, unknown: 0.1, wrong: 0.0, botched: Some(0.0) };
    /// Also 5 % wrong answers, botched repairs, and a truth that differs from the content by factors up to 3.
    pub const NOISY: Self = Self { priors: 3.0, rows: 3.0, unknown: 0.1, wrong: 0.05, botched: None };
}

/// All merchants of one simulation.
pub struct Crowd<'a> {
    pub knowledge: &'a Knowledge,
    pub runs: usize,
    pub seed: u64,
    pub honesty: Honesty,
}

/// One simulated merchant.
pub struct Merchant<'a> {
    knowledge: &'a Knowledge,
    pub cause: CauseId,
    pub symptom: SymptomId,
    /// What this run counts for, so that rare causes with their twenty runs do not outweigh common ones.
    pub weight: f64,
    honesty: Honesty,
    random: fastrand::Rng,
}

impl<'a> Crowd<'a> {
    /// The merchants, cause by cause: in proportion to the priors, at least twenty for each cause.
    pub fn merchants(&self) -> impl Iterator<Item = Merchant<'a>> + use<'a> {
        let (knowledge, runs, seed, honesty) = (self.knowledge, self.runs, self.seed, self.honesty);
        let joint: Vec<Vec<f64>> = knowledge.symptoms.iter().map(|s| joint(s, honesty, seed)).collect();
        let total: f64 = joint.iter().flatten().sum();
        knowledge.faults().flat_map(move |(cause, _)| {
            let column: Vec<f64> = joint.iter().map(|row| row.get(cause.index()).unwrap_or(&0.0) / total).collect();
            let share: f64 = column.iter().sum();
            let count = ((share * runs as f64).round() as usize).max(LEAST);
            (0..count).map(move |n| {
                let mut random = fastrand::Rng::with_seed(mix(seed, u64::from(cause.0), n as u64));
                let symptom = pick(&mut random, &column);
                Merchant {
                    knowledge,
                    cause,
                    symptom: SymptomId(u16::try_from(symptom).unwrap_or_default()),
                    weight: share / count as f64,
                    honesty,
                    random,
                }
            })
        })
    }
}

/// P(symptom, cause) up to a factor.
fn joint(symptom: &pos_doctor_core::content::Symptom, honesty: Honesty, seed: u64) -> Vec<f64> {
    let mut random = fastrand::Rng::with_seed(mix(seed, u64::from(symptom.order), 7));
    symptom.priors.iter().map(|p| f64::from(symptom.share) * p * factor(&mut random, honesty.priors)).collect()
}

/// What a merchant says to a question, and what is true.
pub struct Reply {
    pub said: Option<u8>,
    pub truth: u8,
}

impl Merchant<'_> {
    /// Answer a question.
    pub fn answer(&mut self, id: QuestionId, question: &Question) -> Reply {
        let mut row: Vec<f64> = (0..answers(question)).map(|a| self.likelihood(question, a)).collect();
        // The same truth each time: how far a row is off depends on question, cause and seed only.
        let mut off = fastrand::Rng::with_seed(mix(u64::from(id.0), u64::from(self.cause.0), 11));
        row.iter_mut().for_each(|p| *p *= factor(&mut off, self.honesty.rows));
        let truth = u8::try_from(pick(&mut self.random, &row)).unwrap_or_default();
        let said = if self.random.f64() < self.honesty.unknown {
            None
        } else if self.honesty.wrong > 0.0 && self.random.f64() < self.honesty.wrong {
            Some(self.random.u8(0..answers(question)))
        } else {
            Some(truth)
        };
        Reply { said, truth }
    }

    fn likelihood(&self, question: &Question, answer: u8) -> f64 {
        question.likelihood(answer).nth(self.cause.index()).unwrap_or_default()
    }

    /// Do a repair; true when it helped.
    pub fn repair(&mut self, id: ActionId) -> bool {
        let Some(action) = self.knowledge.action(id) else { return false };
        let done_well = self.honesty.botched.map_or(1.0, |share| (1.0 - share) / (1.0 - action.botched).max(0.01));
        let chance = action.fixes.iter().find(|(c, _)| *c == self.cause).map_or(0.0, |(_, p)| p * done_well);
        self.random.f64() < chance
    }
}

fn answers(question: &Question) -> u8 {
    u8::try_from(question.answers.len()).unwrap_or(u8::MAX).max(1)
}

/// A random factor, at most `most` either way, symmetric in the logarithm.
fn factor(random: &mut fastrand::Rng, most: f64) -> f64 {
    most.powf(random.f64() * 2.0 - 1.0)
}

/// Draw an index in proportion to weights.
fn pick(random: &mut fastrand::Rng, weights: &[f64]) -> usize {
    let total: f64 = weights.iter().sum();
    let mut left = random.f64() * total;
    for (n, weight) in weights.iter().enumerate() {
        left -= weight;
        if left < 0.0 {
            return n;
        }
    }
    weights.len().saturating_sub(1)
}

/// One seed out of three numbers.
fn mix(a: u64, b: u64, c: u64) -> u64 {
    [a, b, c]
        .iter()
        .fold(0x9e37_79b9_7f4a_7c15, |h: u64, n| (h ^ n).wrapping_mul(0xff51_afd7_ed55_8ccd).rotate_left(29))
}
