//! The posterior over faults: exactly one of them, or "other", explains the case.

use super::advise::Setting;
use super::facts::{Fact, Facts};
use crate::content::{Action, CauseId, Knowledge, Question};

/// Probabilities of the faults, in the order of the knowledge; they sum to 1.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Belief(pub Vec<f64>);

impl Belief {
    /// Probability of one fault; 0 for anything that is not a fault.
    pub fn of(&self, cause: CauseId) -> f64 {
        self.0.get(cause.index()).copied().unwrap_or(0.0)
    }

    /// How probable an answer to a question is.
    pub fn answered(&self, question: &Question, answer: u8) -> f64 {
        question.likelihood(answer).zip(&self.0).map(|(likelihood, belief)| likelihood * belief).sum()
    }

    /// How probable it is that an action repairs.
    pub fn repaired(&self, action: &Action) -> f64 {
        action.fixes.iter().map(|(cause, chance)| self.of(*cause) * chance).sum()
    }

    /// Faults and probabilities, most probable first; equal ones in the order of the knowledge.
    pub fn ranked(&self) -> Vec<(CauseId, f64)> {
        let mut ranked: Vec<_> = (0u16..).map(CauseId).zip(self.0.iter().copied()).collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked
    }
}

/// The posterior given everything known. Only `+ * /` in a fixed order, so host and browser agree to the bit.
pub fn believe(k: &Knowledge, facts: &Facts, setting: &Setting) -> Belief {
    let mut weights = prior(k, facts, setting);
    for fact in &facts.evidence {
        weigh(k, *fact, &mut weights);
        normalise(&mut weights);
    }
    Belief(weights)
}

/// Weight per thousand that every fault has under every symptom: merchants pick the wrong symptom too, and
/// evidence must be able to bring up what the author did not list.
const FLOOR: f64 = 0.5;

/// Weights before any finding: those of the symptom, or of all symptoms by their share.
pub(super) fn prior(k: &Knowledge, facts: &Facts, setting: &Setting) -> Vec<f64> {
    let mut weights = match facts.symptom().and_then(|s| k.symptom(s)) {
        Some(symptom) => symptom.priors.iter().map(|p| p.max(FLOOR)).collect(),
        None => overall(k),
    };
    for (fault, factor) in &setting.factors {
        if let Some(weight) = weights.get_mut(fault.index()) {
            *weight *= factor;
        }
    }
    normalise(&mut weights);
    weights
}

fn overall(k: &Knowledge) -> Vec<f64> {
    let mut weights = vec![0.0; usize::from(k.fault_count)];
    for symptom in &k.symptoms {
        let share = f64::from(symptom.share);
        weights.iter_mut().zip(&symptom.priors).for_each(|(w, p)| *w += share * p.max(FLOOR));
    }
    weights
}

/// Multiply by P(fact | fault), up to a factor common to all faults.
pub(super) fn weigh(k: &Knowledge, fact: Fact, weights: &mut [f64]) {
    match fact {
        Fact::Symptom(_) => {}
        Fact::Answer(q, a) => {
            if let Some(question) = k.question(q) {
                weights.iter_mut().zip(question.likelihood(a)).for_each(|(w, l)| *w *= l);
            }
        }
        Fact::Code(id) => {
            if let Some(code) = k.code(id) {
                weigh_hint(&code.hint, weights);
            }
        }
        Fact::Text(id) => {
            if let Some(text) = k.text(id) {
                weigh_hint(&text.hint, weights);
            }
        }
        Fact::Heard(cause, share) => {
            let like = k.faults().zip(weights.iter_mut()).filter(|((id, _), _)| k.published(*id) == cause);
            like.for_each(|(_, weight)| *weight *= 1.0 + f64::from(share) / 100.0 / DOUBT);
        }
        Fact::Failed(a) => {
            for (fault, chance) in k.action(a).into_iter().flat_map(|a| &a.fixes) {
                if let Some(weight) = weights.get_mut(fault.index()) {
                    *weight *= 1.0 - chance;
                }
            }
        }
    }
}

fn weigh_hint(hint: &crate::content::Hint, weights: &mut [f64]) {
    for (fault, weight) in (0u16..).map(CauseId).zip(weights.iter_mut()) {
        *weight *= hint.weight(fault);
    }
}

/// However sure the words sounded, a fault that they do not sound like keeps this much against one that they are
/// wholly like: later answers must be able to bring it up.
const DOUBT: f64 = 0.003;

/// Scale to sum 1. If nothing is left, which noise in every likelihood prevents, all faults are equal.
fn normalise(weights: &mut [f64]) {
    let sum: f64 = weights.iter().sum();
    let equal = 1.0 / weights.len().max(1) as f64;
    weights.iter_mut().for_each(|w| *w = if sum > 0.0 { *w / sum } else { equal });
}
