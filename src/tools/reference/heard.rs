//! What was understood, as data: what the text says, what of it was taken back, and what follows from the rest.

use crate::view::Scene;
use pos_doctor_core::case::{Case, Event};
use pos_doctor_core::content::phrases::Meaning;
use pos_doctor_core::content::ui::fill;
use pos_doctor_core::content::{GuardId, Knowledge, QuestionId, Ui};
use pos_doctor_core::text::{Understanding, Understood, event};

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
        self.settled.retain(|(question, _)| understanding.asks.contains(question));
        self.understanding = understanding;
    }

    /// Take a fact back, or put it back.
    pub fn turn(&mut self, meaning: Meaning) {
        match self.refused.iter().position(|refused| *refused == meaning) {
            Some(at) => drop(self.refused.remove(at)),
            None => self.refused.push(meaning),
        }
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

    /// All that the words tell: beside the facts, what they leave open and what they sound like.
    pub fn told(&self, k: &Knowledge) -> Vec<Event> {
        let settled = |q: &QuestionId| self.settled.iter().any(|(asked, _)| asked == q);
        let open = self.understanding.asks.iter().filter(|q| !settled(q)).map(|q| Event::Unsure(*q));
        self.events().into_iter().chain(open).chain(self.understanding.heard(k)).collect()
    }

    /// A case with all of it.
    pub fn added_to(&self, k: &Knowledge, case: &Case) -> Case {
        self.told(k).into_iter().fold(case.clone(), |case, event| case.with(case.events.len(), event))
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

    /// Topics that answer it: id and title.
    pub fn topics(&self, s: &Scene) -> Vec<(String, String)> {
        let topics = self.accepted().filter_map(|fact| match fact.meaning {
            Meaning::Topic(id) => Some((s.k.topic(id)?.id.clone(), s.w.topics.get(id.index())?.title.clone())),
            _ => None,
        });
        topics.collect()
    }
}

/// A fact as a line: what it is about and what it says. `None` for what is shown elsewhere.
pub fn line(s: &Scene, meaning: Meaning) -> Option<(String, String)> {
    Some(match meaning {
        Meaning::Symptom(id) => (s.ui(Ui::Symptom), s.w.symptoms.get(id.index())?.name.clone()),
        Meaning::Answer(question, answer) => (s.question(question)?.ask.clone(), s.answer(question, Some(answer))),
        Meaning::Text(id) => (s.ui(Ui::ScreenShows), s.k.text(id)?.variants.first()?.clone()),
        Meaning::Code(id) => (s.ui(Ui::CodeShown), s.k.code(id)?.id.clone()),
        Meaning::Tried(id) => (s.action(id)?.instruction.clone(), s.ui(Ui::NotHelped)),
        Meaning::Cause(id) => (String::new(), s.cause_name(id)),
        Meaning::Topic(_) | Meaning::Guard(_) | Meaning::Again | Meaning::Told(_) => return None,
    })
}

/// The visitor's own words, quoted.
pub fn quote(sentence: &str, words: &str) -> String {
    if words.is_empty() { String::new() } else { fill(sentence, &[("words", words)]) }
}
