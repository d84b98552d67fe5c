//! A world that differs from the numbers an adviser believes in, and one session's luck in it.

use pos_doctor_core::plan::model::Model;

/// What is not as believed, and how far.
#[derive(Debug, Clone, Copy)]
pub enum Trouble {
    /// Priors are off by factors up to this, either way.
    Priors(f64),
    /// This share of the answers is another one than the true one.
    Wrong(f64),
    /// To this share of the questions nobody knows the answer.
    Unknown(f64),
    /// This share of the repairs that would have helped is botched, and nobody notices.
    Botched(f64),
}

impl Trouble {
    /// The world of those who believe in a model. To the questions of [`Trouble::Unknown`] it has one answer more.
    pub fn world(self, believed: &Model, seed: u64) -> Model {
        let mut world = believed.clone();
        match self {
            Self::Priors(factor) => {
                let mut random = fastrand::Rng::with_seed(seed);
                world.priors.iter_mut().for_each(|p| *p *= factor.powf(random.f64() * 2.0 - 1.0));
                let sum: f64 = world.priors.iter().sum();
                world.priors.iter_mut().for_each(|p| *p /= sum);
            }
            Self::Wrong(share) => {
                for question in &mut world.questions {
                    let others = (question.answers.len() - 1) as f64;
                    let row = question.answers.iter_mut().flatten();
                    row.for_each(|p| *p = (1.0 - share) * *p + share * (1.0 - *p) / others);
                }
            }
            Self::Unknown(share) => {
                for question in &mut world.questions {
                    question.answers.iter_mut().flatten().for_each(|p| *p *= 1.0 - share);
                    question.answers.push(vec![share; believed.priors.len()]);
                }
            }
            Self::Botched(share) => {
                let fixes = world.actions.iter_mut().flat_map(|action| &mut action.fixes);
                fixes.for_each(|(_, chance)| *chance *= 1.0 - share);
            }
        }
        world
    }
}

/// What happens to one shop: the same whoever advises it, so that advisers are compared on the same luck.
pub struct Shop<'w> {
    world: &'w Model,
    seed: u64,
    cause: usize,
}

impl<'w> Shop<'w> {
    /// The shop of this number.
    pub fn new(world: &'w Model, seed: u64) -> Self {
        let cause = pick(world.priors.iter().copied(), luck(seed, 0));
        Self { world, seed, cause }
    }

    /// Whether an action helps.
    pub fn repair(&self, action: usize) -> bool {
        let fixes = self.world.actions.get(action).map(|a| a.fixes.as_slice()).unwrap_or_default();
        let chance = fixes.iter().find(|(cause, _)| *cause == self.cause).map_or(0.0, |(_, chance)| *chance);
        luck(self.seed, 1 + action as u64) < chance
    }

    /// What a question is answered.
    pub fn answer(&self, question: usize) -> usize {
        let answers = self.world.questions.get(question).map(|q| q.answers.as_slice()).unwrap_or_default();
        let row = answers.iter().map(|answer| answer.get(self.cause).copied().unwrap_or(0.0));
        pick(row, luck(self.seed, (1 << 32) + question as u64))
    }
}

/// Between 0 and 1, out of two numbers.
fn luck(seed: u64, what: u64) -> f64 {
    fastrand::Rng::with_seed(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ what.wrapping_mul(0xff51_afd7_ed55_8ccd)).f64()
}

/// The place in a list of shares that a number between 0 and 1 falls on.
fn pick(shares: impl Iterator<Item = f64>, luck: f64) -> usize {
    let mut left = luck;
    let mut last = 0;
    for (n, share) in shares.enumerate().filter(|(_, share)| *share > 0.0) {
        left -= share;
        last = n;
        if left < 0.0 {
            break;
        }
    }
    last
}
