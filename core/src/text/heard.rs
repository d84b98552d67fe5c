//! What was understood, and what the visitor said about that: taken back, put right, settled.

use super::understand::{Understanding, Understood, event};
use crate::case::{Case, Event};
use crate::content::phrases::Meaning;
use crate::content::{GuardId, Knowledge, QuestionId, TopicId};

/// A text, understood, and what the visitor said about that.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Heard {
    pub understanding: Understanding,
    /// Not so, says the visitor.
    pub refused: Vec<Meaning>,
    /// Answers to what was ambiguous.
    pub settled: Vec<(QuestionId, u8)>,
}

impl Heard {
    /// Another understanding of a longer text; what was said about the old one stays as far as it is still there.
    pub fn renew(&mut self, understanding: Understanding) {
        self.refused.retain(|meaning| understanding.facts.iter().any(|fact| fact.meaning == *meaning));
        self.settled.retain(|(question, _)| {
            let refused = self.refused.iter().any(|meaning| question_of(*meaning) == Some(*question));
            refused || understanding.asks.contains(question)
        });
        self.understanding = understanding;
    }

    /// Take a fact back, also one that was put right, or put it back as it was understood.
    pub fn turn(&mut self, meaning: Meaning) {
        let corrected = self.corrected(meaning).is_some();
        self.settled.retain(|(question, _)| question_of(meaning) != Some(*question));
        match self.refused.iter().position(|refused| *refused == meaning) {
            Some(at) if !corrected => drop(self.refused.remove(at)),
            Some(_) => {}
            None => self.refused.push(meaning),
        }
    }

    /// Put an answer right: another one to the same question, or the one that was understood after all.
    pub fn correct(&mut self, meaning: Meaning, answer: u8) {
        let Meaning::Answer(question, understood) = meaning else { return };
        self.refused.retain(|refused| *refused != meaning);
        self.settled.retain(|(asked, _)| *asked != question);
        if answer != understood {
            self.refused.push(meaning);
            self.settled.push((question, answer));
        }
    }

    /// The answer that holds in the place of what was understood.
    pub fn corrected(&self, meaning: Meaning) -> Option<u8> {
        let question = question_of(meaning)?;
        self.settled.iter().find(|(asked, _)| *asked == question).map(|(_, answer)| *answer)
    }

    /// Say what was meant; the same answer again takes it back.
    pub fn settle(&mut self, question: QuestionId, answer: u8) {
        let again = self.settled.contains(&(question, answer));
        self.settled.retain(|(asked, _)| *asked != question);
        if !again {
            self.settled.push((question, answer));
        }
    }

    fn accepted(&self) -> impl Iterator<Item = &Understood> {
        self.understanding.facts.iter().filter(|fact| !self.refused.contains(&fact.meaning))
    }

    /// What belongs into a case, the symptom first.
    pub fn events(&self) -> Vec<Event> {
        let mut events: Vec<Event> = self.accepted().filter_map(|fact| event(fact.meaning)).collect();
        events.sort_by_key(|event| !matches!(event, Event::Symptom(_)));
        events.extend(self.settled.iter().map(|(question, answer)| Event::Answer(*question, Some(*answer))));
        events
    }

    /// All that the words tell: beside the facts, what they leave open and what they sound like. Whoever takes a fact
    /// back takes back what the same words sounded like; nothing unseen is left of them.
    pub fn told(&self, k: &Knowledge) -> Vec<Event> {
        let settled = |q: &QuestionId| self.settled.iter().any(|(asked, _)| asked == q);
        let open = self.understanding.asks.iter().filter(|q| !settled(q)).map(|q| Event::Unsure(*q));
        let heard = if self.refused.is_empty() { self.understanding.heard(k) } else { Vec::new() };
        self.events().into_iter().chain(open).chain(heard).collect()
    }

    /// A case with all of it.
    pub fn added_to(&self, k: &Knowledge, case: &Case) -> Case {
        self.told(k).into_iter().fold(case.clone(), |case, event| case.and(event))
    }

    /// Red lines that fit the words themselves.
    pub fn guards(&self) -> Vec<GuardId> {
        let said = self.accepted().filter_map(|fact| match fact.meaning {
            Meaning::Guard(id) => Some(id),
            _ => None,
        });
        let mut guards = self.understanding.guards.clone();
        guards.extend(said);
        guards.dedup();
        guards
    }

    /// Topics that answer it.
    pub fn topics(&self) -> impl Iterator<Item = TopicId> {
        self.accepted().filter_map(|fact| if let Meaning::Topic(id) = fact.meaning { Some(id) } else { None })
    }
}

fn question_of(meaning: Meaning) -> Option<QuestionId> {
    if let Meaning::Answer(question, _) = meaning { Some(question) } else { None }
}
