//! The closed condition language of gates: `question=answer`, `question=a|b`, `!question=a`.

use super::ids::QuestionId;
use serde::{Deserialize, Serialize};

/// One question's answer lies (or, negated, does not lie) in a set of answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Condition {
    pub question: QuestionId,
    /// Bit n = answer n.
    pub answers: u8,
    pub negated: bool,
}

/// What is known of a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    Holds,
    Fails,
    /// The question has not been answered.
    Open,
    /// The question was answered "don't know".
    Unknowable,
}

/// What is known of the answer to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Known {
    /// Not asked yet.
    #[default]
    Open,
    /// Asked; the merchant does not know.
    DontKnow,
    /// The answer, by number.
    Answer(u8),
}

impl Condition {
    /// Judge the condition by what is known of its question.
    pub fn judge(&self, known: Known) -> Truth {
        match known {
            Known::Open => Truth::Open,
            Known::DontKnow => Truth::Unknowable,
            Known::Answer(n) if self.allows(n) => Truth::Holds,
            Known::Answer(_) => Truth::Fails,
        }
    }

    /// Whether answer `n` satisfies the condition.
    pub fn allows(&self, n: u8) -> bool {
        (self.answers >> n.min(7) & 1 == 1) != self.negated
    }
}

/// When a step may be offered.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Gate {
    /// All must hold.
    pub needs: Vec<Condition>,
    /// Hidden as soon as one holds.
    pub not_if: Vec<Condition>,
    /// Questions to be asked before.
    pub after_questions: Vec<QuestionId>,
    /// Actions to be tried before.
    pub after_actions: Vec<super::ids::ActionId>,
}
