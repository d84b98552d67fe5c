//! What the events of a case add up to.

use crate::case::{Case, Event, Step};
use crate::content::conditions::{Condition, Gate, Known, Truth};
use crate::content::{CauseId, CodeId, Hint, Knowledge, QuestionId, ResolvedId, Set, SymptomId, TextId};

/// One piece of evidence about the cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    Symptom(SymptomId),
    Answer(QuestionId, u8),
    Code(CodeId),
    Text(TextId),
    /// An action that did not help.
    Failed(crate::content::ActionId),
    /// Own words that sounded like a cause, in so many of a hundred.
    Heard(CauseId, u8),
}

/// The state of a case.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// What the belief conditions on, in the order in which it became known.
    pub evidence: Vec<Fact>,
    pub flags: Set,
    known: Vec<Known>,
    pub tried: Vec<crate::content::ActionId>,
    pub seen: Vec<crate::content::AlertId>,
    pub fixed: Option<crate::content::ActionId>,
    pub resolved: Option<ResolvedId>,
    pub skipped: Vec<Step>,
    pub later: Vec<Step>,
    /// Questions that the merchant's words leave open.
    pub unsure: Vec<QuestionId>,
}

impl Facts {
    /// Add the events up. An answer whose question no longer makes sense, because an earlier answer was
    /// changed, sleeps: it stays in the case and counts again when the earlier answer is changed back.
    pub fn of(k: &Knowledge, case: &Case) -> Self {
        let mut facts = Self { known: vec![Known::Open; k.questions.len()], ..Self::default() };
        for event in &case.events {
            facts.add(k, *event);
            facts.flags = k.settled(facts.flags);
        }
        facts
    }

    fn add(&mut self, k: &Knowledge, event: Event) {
        match event {
            Event::Symptom(id) => {
                self.evidence.push(Fact::Symptom(id));
                if let Some(symptom) = k.symptom(id) {
                    self.flags = self.flags.with(symptom.raises);
                    // Priors and weights include what is implied: known, but no evidence of its own.
                    symptom.sets.iter().for_each(|(q, a)| self.take_as_known(k, *q, *a));
                }
            }
            Event::Answer(q, answer) => self.answer(k, q, answer),
            Event::Text(id) => {
                self.evidence.push(Fact::Text(id));
                if let Some(text) = k.text(id) {
                    self.hint(k, &text.hint);
                }
            }
            Event::Code(id) => {
                self.evidence.push(Fact::Code(id));
                if let Some(code) = k.code(id) {
                    self.hint(k, &code.hint);
                }
            }
            Event::Tried(a, true) => {
                self.tried.push(a);
                self.fixed = Some(a);
            }
            Event::Tried(a, false) => {
                self.tried.push(a);
                self.evidence.push(Fact::Failed(a));
                if let Some(action) = k.action(a) {
                    self.flags = self.flags.without(action.failed_clears).with(action.failed_raises);
                }
            }
            Event::Seen(alert) => self.seen.push(alert),
            // Handing over changes no fact; whether it ended the case depends on what came after.
            Event::Handed(_) | Event::Reopened => {}
            Event::Skipped(step) => {
                self.skipped.push(step);
                if let Step::Question(q) = step {
                    self.flags = self.flags.with(k.question(q).map_or(Set::EMPTY, |q| q.unknown_raises));
                }
            }
            Event::Later(step) => self.later.push(step),
            Event::Heard(cause, share) => self.evidence.push(Fact::Heard(cause, share)),
            Event::Unsure(q) => self.unsure.push(q),
        }
    }

    fn answer(&mut self, k: &Knowledge, id: QuestionId, answer: Option<u8>) {
        let Some(question) = k.question(id) else { return };
        if self.gate(&question.gate) == Truth::Fails {
            return;
        }
        for settled in &question.settles {
            if self.known(*settled) == Known::Open {
                self.know(*settled, Known::DontKnow);
            }
        }
        let Some(n) = answer else {
            self.know(id, Known::DontKnow);
            self.flags = self.flags.with(question.unknown_raises);
            return;
        };
        self.know(id, Known::Answer(n));
        self.evidence.push(Fact::Answer(id, n));
        if let Some(answer) = question.answers.get(usize::from(n)) {
            self.flags = self.flags.without(answer.clears).with(answer.raises);
            // The end of the case only when this was what the case is about; otherwise the search goes on.
            let about = self.symptom().and_then(|s| k.symptom(s)).is_some_and(|s| s.raises.meets(answer.clears));
            if answer.clears.is_empty() || about {
                self.resolved = answer.ends;
            }
        }
    }

    fn hint(&mut self, k: &Knowledge, hint: &Hint) {
        self.flags = self.flags.with(hint.raises);
        hint.sets.iter().for_each(|(q, a)| self.take_as_known(k, *q, *a));
    }

    /// An implied answer never contradicts a given one, and raises what the answer raises.
    fn take_as_known(&mut self, k: &Knowledge, id: QuestionId, answer: u8) {
        if self.known(id) != Known::Open {
            return;
        }
        self.know(id, Known::Answer(answer));
        let raises = k.question(id).and_then(|q| q.answers.get(usize::from(answer))).map(|a| a.raises);
        self.flags = self.flags.with(raises.unwrap_or_default());
    }

    fn know(&mut self, id: QuestionId, known: Known) {
        if let Some(place) = self.known.get_mut(id.index()) {
            *place = known;
        }
    }

    /// What is known of the answer to a question.
    pub fn known(&self, id: QuestionId) -> Known {
        self.known.get(id.index()).copied().unwrap_or_default()
    }

    /// The flags to respect: those that are raised, and those that an answer to a question left open may raise.
    pub fn heeded(&self, k: &Knowledge) -> Set {
        let open = self.unsure.iter().filter(|q| self.known(**q) == Known::Open);
        let answers = open.filter_map(|q| k.question(*q)).flat_map(|q| &q.answers);
        answers.fold(self.flags, |flags, answer| flags.with(answer.raises))
    }

    /// The symptom in force.
    pub fn symptom(&self) -> Option<SymptomId> {
        self.evidence.iter().rev().find_map(|f| match f {
            Fact::Symptom(s) => Some(*s),
            _ => None,
        })
    }

    /// Whether a gate is open: fails if a need fails or cannot be known, or a bar holds.
    pub fn gate(&self, gate: &Gate) -> Truth {
        let barred = gate.not_if.iter().any(|c| self.truth(c) == Truth::Holds);
        let needs = gate.needs.iter().map(|c| self.truth(c));
        needs.fold(if barred { Truth::Fails } else { Truth::Holds }, |all, one| match (all, one) {
            (Truth::Fails, _) | (_, Truth::Fails | Truth::Unknowable) => Truth::Fails,
            (_, Truth::Open) => Truth::Open,
            (all, _) => all,
        })
    }

    fn truth(&self, condition: &Condition) -> Truth {
        condition.judge(self.known(condition.question))
    }
}
