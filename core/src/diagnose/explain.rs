//! What speaks for a cause and what against it, from the same numbers as the belief.

use super::advise::Setting;
use super::belief::{Belief, prior, weigh};
use super::facts::{Fact, Facts};
use crate::content::{CauseId, Knowledge};

/// One fact and how many times more (or less) probable it made the cause.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Influence {
    pub fact: Fact,
    /// Above 1 speaks for the cause, below 1 against it.
    pub factor: f64,
}

/// Every fact's influence on one cause, in the order in which the facts became known.
///
/// The factor is P(fact | cause) / P(fact | what was believed before): what Bayes' rule multiplied by.
pub fn explain(k: &Knowledge, facts: &Facts, setting: &Setting, cause: CauseId) -> Vec<Influence> {
    let mut belief = Belief(prior(k, facts, setting));
    let mut influences = Vec::new();
    for fact in facts.evidence.iter().filter(|f| !matches!(f, Fact::Symptom(_))) {
        let was = belief.of(cause);
        weigh(k, *fact, &mut belief.0);
        let sum: f64 = belief.0.iter().sum();
        if sum > 0.0 {
            belief.0.iter_mut().for_each(|w| *w /= sum);
        }
        let factor = if was > 0.0 { belief.of(cause) / was } else { 1.0 };
        influences.push(Influence { fact: *fact, factor });
    }
    influences
}
