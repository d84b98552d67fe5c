//! The product's plan, and what it is compared with.

use super::session::Strategy;
use pos_doctor_core::case::Case;
use pos_doctor_core::content::conditions::Known;
use pos_doctor_core::content::{ActionId, AddresseeId, Knowledge, QuestionId};
use pos_doctor_core::diagnose::guard::Permitted;
use pos_doctor_core::diagnose::{Facts, Next, Setting, advise, believe};

/// What the app shows.
pub struct Product;

impl Strategy for Product {
    fn next(&self, k: &Knowledge, case: &Case) -> Option<Next> {
        advise(k, case, &Setting::default()).map(|advice| Permitted::step(advice.next))
    }

    fn guarded(&self) -> bool {
        true
    }
}

/// The steps of the five articles in the order in which a reader meets them, then the acquirer.
pub struct FixedList(Vec<ActionId>, AddresseeId);

impl FixedList {
    /// Restart, power and cables, other card, clean, network, update, other settings, service.
    pub fn of_the_articles(k: &Knowledge) -> Self {
        const STEPS: [&str; 9] = [
            "restart_once",
            "plug_cables",
            "charge_original",
            "use_other_card",
            "wipe_card",
            "clean_reader_approved",
            "restart_router",
            "accept_official_update",
            "sign_on_once",
        ];
        let steps = STEPS.iter().filter_map(|id| k.find_action(id)).collect();
        Self(steps, k.find_addressee("acquirer").unwrap_or(AddresseeId(0)))
    }
}

impl Strategy for FixedList {
    fn next(&self, k: &Knowledge, case: &Case) -> Option<Next> {
        let tried = Facts::of(k, case).tried;
        let step = self.0.iter().find(|a| !tried.contains(a)).map(|a| Next::Do(*a));
        Some(step.unwrap_or(Next::HandOver { to: self.1, cause: None, flag: None }))
    }
}

/// Updating P/C without questions, service where that is cheaper than the next repair.
pub struct UpdatingPc;

impl Strategy for UpdatingPc {
    fn next(&self, k: &Knowledge, case: &Case) -> Option<Next> {
        let facts = Facts::of(k, case);
        let belief = believe(k, &facts, &Setting::default()).0;
        repair_or_call(k, &facts, &belief)
    }
}

/// Most information per cost until one cause is above 0.8, then P/C order: the usual symptom checker.
pub struct Entropy;

impl Strategy for Entropy {
    fn next(&self, k: &Knowledge, case: &Case) -> Option<Next> {
        let facts = Facts::of(k, case);
        let belief = believe(k, &facts, &Setting::default()).0;
        let sure = belief.iter().any(|p| *p > 0.8);
        let question = if sure { None } else { most_informative(k, &facts, &belief) };
        question.map(Next::Ask).or_else(|| repair_or_call(k, &facts, &belief))
    }
}

fn most_informative(k: &Knowledge, facts: &Facts, belief: &[f64]) -> Option<QuestionId> {
    let before = entropy(belief);
    let open = (0u16..).map(QuestionId).zip(&k.questions).filter(|(id, q)| {
        use pos_doctor_core::content::conditions::Truth;
        !q.on_demand && q.live.is_none() && facts.known(*id) == Known::Open && facts.gate(&q.gate) == Truth::Holds
    });
    let valued = open.map(|(id, q)| {
        let answers = (0u8..).take(q.answers.len());
        let after: f64 = answers
            .map(|a| {
                let joint: Vec<f64> = q.likelihood(a).zip(belief).map(|(l, b)| l * b).collect();
                let chance: f64 = joint.iter().sum();
                chance * entropy(&joint.iter().map(|j| j / chance).collect::<Vec<_>>())
            })
            .sum();
        (id, (before - after) / q.cost.total.max(0.01), before - after)
    });
    let best = valued.reduce(|best, next| if next.1 > best.1 { next } else { best });
    best.filter(|(_, _, gain)| *gain > 0.01).map(|(id, ..)| id)
}

fn entropy(belief: &[f64]) -> f64 {
    belief.iter().filter(|p| **p > 0.0).map(|p| -p * p.ln()).sum()
}

fn repair_or_call(k: &Knowledge, facts: &Facts, belief: &[f64]) -> Option<Next> {
    use pos_doctor_core::content::Who;
    use pos_doctor_core::content::conditions::Truth;
    let open = (0u16..)
        .map(ActionId)
        .zip(&k.actions)
        .filter(|(id, a)| a.who != Who::Engineer && !facts.tried.contains(id) && facts.gate(&a.gate) == Truth::Holds);
    let rated = open.map(|(id, a)| {
        let chance: f64 = a.fixes.iter().map(|(c, p)| belief.get(c.index()).unwrap_or(&0.0) * p).sum();
        (id, chance, chance / a.cost.total.max(0.01))
    });
    let best = rated.reduce(|best, next| if next.2 > best.2 { next } else { best });
    let call = k.addressees.iter().enumerate().map(|(n, a)| {
        let theirs = k.faults().zip(belief).filter(|((_, c), _)| c.addressee.index() == n).map(|(_, b)| b);
        (n, a.cost.total + a.wrong * (1.0 - theirs.sum::<f64>()))
    });
    let (to, price) = call.reduce(|best, next| if next.1 < best.1 { next } else { best })?;
    match best {
        Some((id, chance, efficiency)) if chance > 0.02 && efficiency > 1.0 / price => Some(Next::Do(id)),
        _ => Some(Next::HandOver { to: AddresseeId(u16::try_from(to).ok()?), cause: None, flag: None }),
    }
}
