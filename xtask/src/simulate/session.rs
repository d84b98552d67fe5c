//! One merchant, one case, from symptom to end.

use super::merchant::{Merchant, Reply};
use pos_doctor_core::case::{Case, Event};
use pos_doctor_core::content::{CauseId, Knowledge, Price, Set};
use pos_doctor_core::diagnose::{End, Facts, Next, PAGE};

/// Sessions that have not ended by then have failed.
pub const MOST_STEPS: usize = 25;

pub use super::rivals::Product;

/// A way to choose the next step.
pub trait Strategy {
    /// The next step, or `None` when the strategy has nothing left to say.
    fn next(&self, k: &Knowledge, case: &Case) -> Option<Next>;

    /// Whether red lines are this strategy's business.
    fn guarded(&self) -> bool {
        false
    }
}

/// How a session went.
#[derive(Debug, Clone)]
pub struct Outcome {
    pub cause: CauseId,
    pub weight: f64,
    pub right: bool,
    pub steps: usize,
    pub minutes: f64,
    pub cost: f64,
    pub violations: usize,
    /// What was said and done.
    pub case: Case,
}

/// Play one case to its end.
pub fn play(k: &Knowledge, merchant: Merchant, strategy: &dyn Strategy) -> Outcome {
    let outcome = Outcome {
        cause: merchant.cause,
        weight: merchant.weight,
        right: false,
        steps: 0,
        minutes: 0.0,
        cost: 0.0,
        violations: 0,
        case: Case::default(),
    };
    let case = Case { events: vec![Event::Symptom(merchant.symptom)], ..Case::default() };
    let truth = k.symptom(merchant.symptom).map_or(Set::EMPTY, |s| s.raises);
    let mut session = Session { k, merchant, case, truth, outcome };
    while session.outcome.steps < MOST_STEPS && session.step(strategy) {}
    Outcome { case: session.case, ..session.outcome }
}

struct Session<'a> {
    k: &'a Knowledge,
    merchant: Merchant<'a>,
    case: Case,
    /// Flags that really hold, whatever the merchant said.
    truth: Set,
    outcome: Outcome,
}

impl Session<'_> {
    /// Do one step; false when the case has ended.
    fn step(&mut self, strategy: &dyn Strategy) -> bool {
        let Some(next) = strategy.next(self.k, &self.case) else { return false };
        let at = self.case.place(self.k);
        self.outcome.steps += 1;
        self.outcome.cost += PAGE;
        if strategy.guarded() {
            self.outcome.violations += usize::from(crosses(self.k, &self.case, next));
        }
        match next {
            Next::Alert(alert) => self.push(Event::Seen(alert)),
            Next::Ask(id) => {
                let Some(question) = self.k.question(id) else { return false };
                self.pay(self.k.price(question.cost, at, question.place));
                let Reply { said, truth } = self.merchant.answer(id, question);
                if let Some(answer) = question.answers.get(usize::from(truth)) {
                    self.truth = self.truth.without(answer.clears).with(answer.raises);
                }
                self.push(Event::Answer(id, said))
            }
            Next::Do(id) => {
                let Some(action) = self.k.action(id) else { return false };
                self.pay(self.k.price(action.cost, at, action.place));
                let fixed = self.merchant.repair(id);
                self.outcome.right = fixed;
                self.push(Event::Tried(id, fixed)) && !fixed
            }
            Next::HandOver { to, flag, .. } => {
                let blocks = flag.and_then(|f| self.k.flag(f)).is_some_and(|f| f.blocks);
                let really = flag.is_some_and(|f| self.truth.meets(Set::one(f.0)));
                self.case.events.push(Event::Handed(to));
                if flag.is_some() && !blocks {
                    // The money is in the acquirer's hands; the merchant goes on looking for the fault.
                    return self.push(Event::Reopened);
                }
                let theirs = self.k.cause(self.merchant.cause).is_some_and(|c| c.addressee == to);
                self.outcome.right = theirs || really;
                if let Some(addressee) = self.k.addressee(to) {
                    let wrong = if self.outcome.right { 0.0 } else { addressee.wrong };
                    self.pay(Price { total: addressee.cost.total + wrong, ..addressee.cost });
                }
                false
            }
            Next::End(end) => {
                self.outcome.steps -= 1;
                self.outcome.cost -= PAGE;
                self.outcome.right |= matches!(end, End::Resolved(_));
                false
            }
        }
    }

    fn push(&mut self, event: Event) -> bool {
        self.case.events.push(event);
        true
    }

    fn pay(&mut self, price: Price) {
        self.outcome.cost += price.total;
        self.outcome.minutes += price.minutes;
    }
}

/// Whether a step does what a red line forbids. Written without the engine's own guard code, on purpose.
fn crosses(k: &Knowledge, case: &Case, next: Next) -> bool {
    let acts = match next {
        Next::Alert(id) => k.alert(id).map(|e| e.acts),
        Next::Ask(id) => k.question(id).map(|e| e.acts),
        Next::Do(id) => k.action(id).map(|e| e.acts),
        Next::HandOver { cause, .. } => {
            let hardware = cause.and_then(|c| k.cause(c)).is_some_and(|c| c.hardware);
            hardware.then_some(k.report_hardware)
        }
        Next::End(_) => None,
    };
    let acts: Vec<u16> = acts.unwrap_or_default().numbers().collect();
    let flags: Vec<u16> = Facts::of(k, case).flags.numbers().collect();
    k.guards.iter().any(|guard| {
        let when: Vec<u16> = guard.when.numbers().collect();
        let holds = when.is_empty() || when.iter().any(|f| flags.contains(f));
        holds && guard.forbids.numbers().any(|act| acts.contains(&act))
    })
}
