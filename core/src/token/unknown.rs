//! What is said about entries of a link that mean nothing in this content.

use crate::content::numbers::Kind;
use crate::content::tools::Desk;
use crate::content::ui::fill;
use crate::content::{QuestionId, ToolWords, Words};

/// An entry of a link that means nothing in this content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unknown {
    /// The question is still asked; the answer that was given is none of its answers.
    Answer(QuestionId),
    /// Something of this kind: it has left the content, or is to come.
    Entry(Kind),
    /// Something that only a later program writes.
    Later,
    /// A readable parameter, by its name.
    Parameter(String),
}

impl Unknown {
    /// All of them in words, those of a kind in one line, in the order in which they were met first.
    pub fn told(all: &[Self], words: &Words, tool: &ToolWords) -> Vec<String> {
        let first = |n: usize, one: &Self| all.iter().position(|other| other == one) == Some(n);
        let once = all.iter().enumerate().filter(|(n, one)| first(*n, one)).map(|(_, one)| one);
        once.map(|one| one.line(all.iter().filter(|other| *other == one).count(), words, tool)).collect()
    }

    fn line(&self, count: usize, words: &Words, tool: &ToolWords) -> String {
        let (word, name) = match self {
            Self::Answer(id) => (Desk::GoneAnswer, words.questions.get(id.index()).map_or("", |q| &q.ask)),
            Self::Entry(kind) => (kind_word(*kind), ""),
            Self::Later => (Desk::GoneLater, ""),
            Self::Parameter(name) => (Desk::GoneParameter, name.as_str()),
        };
        fill(tool.get(word), &[("name", name), ("count", &count.to_string())])
    }
}

fn kind_word(kind: Kind) -> Desk {
    match kind {
        Kind::Symptom => Desk::GoneSymptom,
        Kind::Question => Desk::GoneQuestion,
        Kind::Action => Desk::GoneAction,
        Kind::Code => Desk::GoneCode,
        Kind::Text => Desk::GoneText,
        Kind::Alert => Desk::GoneAlert,
        Kind::Addressee => Desk::GoneAddressee,
        // No link names flags or causes.
        Kind::Flag | Kind::Cause => Desk::GoneLater,
    }
}
