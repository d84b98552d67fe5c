//! From a symptom along the engine's own steps, each with the probability that a case comes that way.

use crate::case::{Case, Event};
use crate::content::{GuardId, Knowledge, SymptomId, Ui, Words};
use crate::diagnose::{Advice, End, Next, Setting, advise};

/// How far the courses are followed.
const DEEPEST: usize = 9;

/// A step, and what follows each of its results.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// `question`, `action`, `alert`, `handover` or `end`; `more` where the drawing stops.
    pub kind: &'static str,
    pub text: String,
    /// The part of all cases with this symptom that comes here, from 0 to 1.
    pub share: f64,
    /// What the step costs, in minutes' worth.
    pub cost: f64,
    /// Red lines shown here.
    pub guards: Vec<String>,
    /// Result and what follows.
    pub next: Vec<(String, Node)>,
}

impl Node {
    /// Steps in all.
    pub fn size(&self) -> usize {
        1 + self.next.iter().map(|(_, node)| node.size()).sum::<usize>()
    }

    /// Of a hundred cases, so many come here.
    pub fn percent(&self) -> u32 {
        (self.share * 100.0 + 0.5) as u32
    }

    /// What the step costs, as `1.5`; nothing for a step that costs nothing.
    pub fn minutes(&self) -> String {
        let tenths = (self.cost * 10.0 + 0.5) as u32;
        if tenths == 0 { String::new() } else { format!("{}.{}", tenths / 10, tenths % 10) }
    }
}

/// What is walked through.
#[derive(Clone, Copy)]
pub struct Walk<'a> {
    pub k: &'a Knowledge,
    pub words: &'a Words,
    /// Courses less probable than this are left out.
    pub least: f64,
}

impl Walk<'_> {
    /// The whole tree.
    pub fn from(&self, symptom: SymptomId) -> Node {
        let name = self.words.symptoms.get(symptom.index()).map(|s| s.name.clone()).unwrap_or_default();
        let case = Case { events: vec![Event::Symptom(symptom)], ..Case::default() };
        let next = vec![(String::new(), self.step(&case, 1.0, 0))];
        Node { kind: "symptom", text: name, share: 1.0, cost: 0.0, guards: Vec::new(), next }
    }

    fn step(&self, case: &Case, share: f64, depth: usize) -> Node {
        let Some(advice) = advise(self.k, case, &Setting::default()) else { return stop(share) };
        if depth >= DEEPEST {
            return stop(share);
        }
        let next = advice.next.step();
        let (kind, text, cost) = self.name(next);
        let node = Node { kind, text, share, cost, guards: self.guards(&advice.guards), next: Vec::new() };
        let results = self.results(next, &advice).into_iter().filter(|(_, p, _)| share * p >= self.least);
        let follow = results.map(|(label, p, event)| {
            let after = case.and(event);
            (label, self.step(&after, share * p, depth + 1))
        });
        Node { next: follow.collect(), ..node }
    }

    fn name(&self, next: Next) -> (&'static str, String, f64) {
        let (k, w) = (self.k, self.words);
        match next {
            Next::Ask(q) => (
                "question",
                w.questions.get(q.index()).map(|q| q.ask.clone()).unwrap_or_default(),
                k.question(q).map_or(0.0, |q| q.cost.total),
            ),
            Next::Do(a) => (
                "action",
                w.actions.get(a.index()).map(|a| a.instruction.clone()).unwrap_or_default(),
                k.action(a).map_or(0.0, |a| a.cost.total),
            ),
            Next::Alert(a) => ("alert", w.alerts.get(a.index()).map(|a| a.title.clone()).unwrap_or_default(), 0.0),
            Next::HandOver { to, .. } => (
                "handover",
                w.addressees.get(to.index()).map(|a| a.name.clone()).unwrap_or_default(),
                k.addressee(to).map_or(0.0, |a| a.cost.total),
            ),
            Next::End(end) => ("end", self.end(end), 0.0),
        }
    }

    fn end(&self, end: End) -> String {
        match end {
            End::Repaired(_) => self.words.ui(Ui::Helped).to_owned(),
            End::Resolved(id) => self.words.resolved.get(id.index()).map(|r| r.title.clone()).unwrap_or_default(),
            End::Handed(to) => self.words.addressees.get(to.index()).map(|a| a.name.clone()).unwrap_or_default(),
        }
    }

    fn guards(&self, ids: &[GuardId]) -> Vec<String> {
        let raised = ids.iter().filter(|id| self.k.guard(**id).is_some_and(|g| !g.when.is_empty()));
        raised.filter_map(|id| self.words.guards.get(id.index())).map(|g| g.dont.clone()).collect()
    }

    /// Results of a step: label, probability, what it adds to the case.
    fn results(&self, next: Next, advice: &Advice) -> Vec<(String, f64, Event)> {
        match next {
            Next::Ask(id) => {
                let (Some(question), Some(words)) = (self.k.question(id), self.words.questions.get(id.index())) else {
                    return Vec::new();
                };
                let one = |(n, label): (u8, &String)| {
                    (label.clone(), advice.belief.answered(question, n), Event::Answer(id, Some(n)))
                };
                (0u8..).zip(&words.answers).map(one).collect()
            }
            Next::Do(id) => {
                let p = self.k.action(id).map_or(0.0, |action| advice.belief.repaired(action));
                let label = |fixed| self.words.ui(if fixed { Ui::Helped } else { Ui::NotHelped }).to_owned();
                vec![(label(true), p, Event::Tried(id, true)), (label(false), 1.0 - p, Event::Tried(id, false))]
            }
            Next::Alert(id) => vec![(String::new(), 1.0, Event::Seen(id))],
            Next::HandOver { .. } | Next::End(_) => Vec::new(),
        }
    }
}

fn stop(share: f64) -> Node {
    Node { kind: "more", text: "…".to_owned(), share, cost: 0.0, guards: Vec::new(), next: Vec::new() }
}
