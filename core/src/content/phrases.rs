//! How people put things, compiled from `content/text/`. Kept apart from [`super::Knowledge`]: only the text box needs it.

use super::ids::*;
use serde::{Deserialize, Serialize};

/// Everything that turns words into facts.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Phrases {
    /// Syllables without tone and the characters read so.
    pub syllables: Vec<(String, String)>,
    /// Characters and their other forms.
    pub variants: Vec<(char, String)>,
    /// By word number: the ways to say it.
    pub words: Vec<Vec<String>>,
    pub phrases: Vec<Phrase>,
    pub marks: Marks,
    /// By fault number.
    pub stops: Vec<Stops>,
    pub replies: Vec<Reply>,
}

/// What a fault keeps a shop from doing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stops {
    /// All card payments.
    Everything,
    /// One way of presenting or paying.
    Way,
    /// A duty: slips, settlement.
    Duty,
    /// One customer, who may pay in another way.
    #[default]
    Customer,
}

/// Words that change the meaning of others.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Marks {
    /// not, no, without
    pub not: Option<u16>,
    /// says, shows, prompts: what may stand between "not" and what is not
    pub shows: Option<u16>,
    /// "no, I mean": what follows replaces what was said before
    pub rather: Option<u16>,
}

/// Words that stand together, and what they mean.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Phrase {
    pub id: String,
    pub all: Vec<Part>,
    pub none: Vec<u16>,
    pub ordered: bool,
    /// Chinese characters.
    pub near: u8,
    pub means: Vec<Meaning>,
    pub asks: Option<QuestionId>,
    /// Percent.
    pub strength: u8,
}

/// A word of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub word: u16,
    /// It is said not to be so.
    pub negated: bool,
}

/// What words can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Meaning {
    Symptom(SymptomId),
    Answer(QuestionId, u8),
    Text(TextId),
    Code(CodeId),
    /// Tried, and it did not help.
    Tried(ActionId),
    /// A question that a topic page answers.
    Topic(TopicId),
    /// A situation or request, recognised.
    Cause(CauseId),
    /// A red line that fits these words.
    Guard(GuardId),
    /// Somebody means to charge once more.
    Again,
}

/// A sentence about what was written, in both languages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    pub id: String,
    pub zh: String,
    pub en: String,
}

/// A sentence of the content that must be understood as a phrase says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    pub phrase: String,
    pub text: String,
}

impl Phrases {
    /// Decode what [`Phrases::to_bytes`] wrote. `None` when the bytes are something else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }

    /// The binary form that the app fetches.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// The sentence with this id.
    pub fn reply(&self, id: &str) -> Option<&Reply> {
        self.replies.iter().find(|r| r.id == id)
    }

    /// What a fault keeps a shop from doing.
    pub fn stops(&self, fault: CauseId) -> Stops {
        self.stops.get(fault.index()).copied().unwrap_or_default()
    }
}
