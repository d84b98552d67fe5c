//! Complaints in people's own words with what is right about them (`tests/data/complaints/`), and how well the
//! product does on them. The same measure is asserted in tests and printed by `cargo xtask eval triage --report`.

use super::{Shown, Triage, Urgency, about_fault};
use crate::content::phrases::Meaning;
use crate::content::{Knowledge, Set};
use crate::diagnose::Next;
use crate::text::{Understanding, Understood, event};
use serde::Deserialize;

/// One complaint and what is right about it; the keys are explained in `tests/data/complaints/README.md`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Complaint {
    pub id: String,
    pub register: String,
    pub lang: String,
    pub text: String,
    pub facts: Vec<String>,
    pub causes: Vec<String>,
    pub urgency: Vec<String>,
    pub escalate_to: Vec<String>,
    pub never: Vec<String>,
    #[serde(default)]
    pub warn: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    complaint: Vec<Complaint>,
}

/// The complaints of a file.
///
/// # Errors
/// Where and why the text is not in the form of the recipe.
pub fn complaints(text: &str) -> Result<Vec<Complaint>, String> {
    toml::from_str::<File>(text).map(|f| f.complaint).map_err(|e| e.to_string())
}

/// What was right and wrong about one complaint.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verdict {
    /// A right cause among the two most probable; for a text that says nothing: that nothing was claimed.
    pub cause: bool,
    pub urgency: bool,
    /// For critical ones only: that they were taken as critical.
    pub critical: Option<bool>,
    pub escalate: bool,
    /// Steps that cross a red line that matters here.
    pub forbidden: Vec<String>,
    /// Facts expected, and how many of them were found.
    pub facts: (usize, usize),
    /// Facts concluded that the text rules out.
    pub false_facts: Vec<String>,
    /// Red lines that were not shown.
    pub unwarned: Vec<String>,
}

/// Compare.
pub fn judge(k: &Knowledge, complaint: &Complaint, triage: &Triage) -> Verdict {
    let top = triage.causes.iter().take(2).filter_map(|(id, _)| k.cause(*id)).map(|c| c.id.as_str());
    let found = facts(k, triage);
    let (ruled_out, expected): (Vec<&String>, Vec<&String>) = complaint.facts.iter().partition(|f| f.starts_with('!'));
    let has = |fact: &str| found.iter().any(|f| f == fact);
    let critical = complaint.urgency.iter().any(|u| u == Urgency::Critical.as_str());
    let warned = |id: &String| triage.warnings.iter().any(|g| k.guard(*g).is_some_and(|g| g.id == *id));
    Verdict {
        cause: match complaint.causes.as_slice() {
            [] => !about_fault(k, &triage.understood),
            right => !triage.understood.is_empty() && { top }.any(|id| right.iter().any(|r| r == id)),
        },
        urgency: complaint.urgency.iter().any(|u| u == triage.urgency.as_str()),
        critical: critical.then_some(triage.urgency == Urgency::Critical),
        escalate: complaint.escalate_to.iter().any(|e| e == triage.escalate.as_str()),
        forbidden: forbidden(k, complaint, triage),
        facts: (expected.len(), expected.iter().filter(|f| has(f)).count()),
        false_facts: ruled_out.iter().filter(|f| has(f.trim_start_matches('!'))).map(|f| (*f).clone()).collect(),
        unwarned: complaint.warn.iter().filter(|id| !warned(id)).cloned().collect(),
    }
}

/// What was understood and what follows from it at once, in the lines of a stored case.
pub fn facts(k: &Knowledge, triage: &Triage) -> Vec<String> {
    let said = said(k, &triage.understood).into_iter().map(|(line, _)| line);
    let implied = k.questions.iter().zip(0u16..).filter_map(|(q, n)| {
        let known = triage.advice.facts.known(crate::content::QuestionId(n));
        let crate::content::conditions::Known::Answer(a) = known else { return None };
        Some(format!("answer {} {}", q.id, q.answers.get(usize::from(a))?.id))
    });
    said.chain(implied).collect()
}

/// Each thing that the text says, as a line of a stored case (or `topic ID`, `cause ID`), with where it comes from.
pub fn said<'a>(k: &Knowledge, understood: &'a Understanding) -> Vec<(String, &'a Understood)> {
    let line = |f: &'a Understood| {
        let line = match f.meaning {
            Meaning::Topic(id) => format!("topic {}", k.topic(id)?.id),
            Meaning::Cause(id) => format!("cause {}", k.cause(id)?.id),
            meaning => event(meaning)?.format(k)?,
        };
        Some((line, f))
    };
    understood.facts.iter().filter_map(line).collect()
}

fn forbidden(k: &Knowledge, complaint: &Complaint, triage: &Triage) -> Vec<String> {
    let lines = complaint.never.iter().filter_map(|id| k.find_guard(id).and_then(|g| k.guard(g)));
    let mut crossed = Vec::new();
    for guard in lines {
        let steps = [triage.first].into_iter().chain(triage.then.iter().copied());
        crossed
            .extend(steps.filter(|s| acts(k, *s).meets(guard.forbids)).map(|s| format!("{} {}", guard.id, name(k, s))));
    }
    crossed
}

fn acts(k: &Knowledge, shown: Shown) -> Set {
    let Shown::Step(next) = shown else { return Set::EMPTY };
    match next {
        Next::Ask(q) => k.question(q).map_or(Set::EMPTY, |q| q.acts),
        Next::Do(a) => k.action(a).map_or(Set::EMPTY, |a| a.acts),
        Next::Alert(a) => k.alert(a).map_or(Set::EMPTY, |a| a.acts),
        Next::HandOver { cause, .. } => {
            let hardware = cause.and_then(|c| k.cause(c)).is_some_and(|c| c.hardware);
            if hardware { k.report_hardware } else { Set::EMPTY }
        }
        Next::End(_) => Set::EMPTY,
    }
}

/// `question:ID`, `action:ID`, `alert:ID`, `handover:ID`, `topic:ID` or `not_understood`.
pub fn name(k: &Knowledge, shown: Shown) -> String {
    let named = match shown {
        Shown::NotUnderstood => return "not_understood".to_owned(),
        Shown::Topic(id) => k.topic(id).map(|t| format!("topic:{}", t.id)),
        Shown::Step(Next::Ask(id)) => k.question(id).map(|q| format!("question:{}", q.id)),
        Shown::Step(Next::Do(id)) => k.action(id).map(|a| format!("action:{}", a.id)),
        Shown::Step(Next::Alert(id)) => k.alert(id).map(|a| format!("alert:{}", a.id)),
        Shown::Step(Next::HandOver { to, .. }) => k.addressee(to).map(|a| format!("handover:{}", a.id)),
        Shown::Step(Next::End(_)) => Some("end".to_owned()),
    };
    named.unwrap_or_default()
}
