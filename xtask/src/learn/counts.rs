//! What the cases add up to: numbers of a size that the content alone determines.

use super::line::Line;
use pos_doctor_core::case::{Case, Event};
use pos_doctor_core::content::{CauseId, Knowledge};

/// How often what was seen with which cause.
pub struct Counts {
    /// Lines in all.
    pub cases: u64,
    /// Lines whose cause was confirmed and is a fault.
    pub confirmed: u64,
    /// Entries that mean nothing in this content.
    pub unknown: u64,
    /// By symptom, then by fault.
    pub shares: Vec<Vec<u64>>,
    /// By question, then by fault, then by answer.
    pub answers: Vec<Vec<Vec<u64>>>,
    /// By action, then by fault: tried, and helped.
    pub repairs: Vec<Vec<(u64, u64)>>,
}

impl Counts {
    /// Nothing counted yet.
    pub fn new(k: &Knowledge) -> Self {
        let faults = usize::from(k.fault_count);
        Self {
            cases: 0,
            confirmed: 0,
            unknown: 0,
            shares: vec![vec![0; faults]; k.symptoms.len()],
            answers: k.questions.iter().map(|q| vec![vec![0; q.answers.len()]; faults]).collect(),
            repairs: vec![vec![(0, 0); faults]; k.actions.len()],
        }
    }

    /// Count one case.
    pub fn add(&mut self, k: &Knowledge, line: &Line) {
        self.cases += 1;
        let Some(cause) = k.find_cause(&line.cause).filter(|cause| cause.0 < k.fault_count) else { return };
        self.confirmed += 1;
        let case = Case::parse(k, &line.events.join("\n"));
        self.unknown += case.unknown.len() as u64;
        for event in case.events {
            self.count(event, cause);
        }
    }

    fn count(&mut self, event: Event, cause: CauseId) {
        let place = match event {
            Event::Symptom(id) => self.shares.get_mut(id.index()).and_then(|row| row.get_mut(cause.index())),
            Event::Answer(q, Some(a)) => {
                let row = self.answers.get_mut(q.index()).and_then(|rows| rows.get_mut(cause.index()));
                row.and_then(|row| row.get_mut(usize::from(a)))
            }
            Event::Tried(id, fixed) => {
                let place = self.repairs.get_mut(id.index()).and_then(|row| row.get_mut(cause.index()));
                if let Some((tried, helped)) = place {
                    *tried += 1;
                    *helped += u64::from(fixed);
                }
                None
            }
            _ => None,
        };
        if let Some(count) = place {
            *count += 1;
        }
    }
}
