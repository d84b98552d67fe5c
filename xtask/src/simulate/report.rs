//! The tables of a simulation.

use super::session::Outcome;
use pos_doctor_core::content::{CauseId, Knowledge};
use std::fmt::Write;

/// Everything that is printed.
pub struct Report<'a> {
    knowledge: &'a Knowledge,
    honest: Summary,
    noisy: Summary,
    vs_fixed: f64,
    vs_entropy: f64,
}

struct Summary {
    ends_right: f64,
    median_steps: usize,
    p90_steps: usize,
    violations: usize,
    mean_cost: f64,
    /// Worst first.
    causes: Vec<Line>,
}

struct Line {
    cause: CauseId,
    runs: usize,
    ends_right: f64,
    steps: f64,
    minutes: f64,
    cost: f64,
}

impl<'a> Report<'a> {
    /// Summarise the outcomes of the four simulations.
    pub fn new(
        knowledge: &'a Knowledge,
        honest: &[Outcome],
        noisy: &[Outcome],
        fixed: &[Outcome],
        entropy: &[Outcome],
    ) -> Self {
        let cost = |outcomes| mean(outcomes, |o| o.cost);
        Self {
            knowledge,
            vs_fixed: cost(honest) / cost(fixed),
            vs_entropy: cost(honest) / cost(entropy),
            honest: Summary::of(knowledge, honest),
            noisy: Summary::of(knowledge, noisy),
        }
    }

    /// For people.
    pub fn text(&self) -> String {
        let mut text = String::from(
            "Simulated from the product's own numbers: this proves consistency, not truth.\n\
             Overall figures weigh each cause by its prior; every cause has at least 20 runs.\n\n",
        );
        for (name, s) in [("honest", &self.honest), ("noisy", &self.noisy)] {
            let _ = writeln!(
                text,
                "{name:>7}: ends right {:.1} %, median {} steps, p90 {} steps, mean cost {:.1}, guard violations {}",
                s.ends_right * 100.0,
                s.median_steps,
                s.p90_steps,
                s.mean_cost,
                s.violations
            );
            text.push_str(&self.table(s));
        }
        let _ = write!(
            text,
            "mean cost against the fixed list of the articles: {:.2}; against entropy per cost: {:.2} (honest runs)",
            self.vs_fixed, self.vs_entropy
        );
        text
    }

    fn table(&self, summary: &Summary) -> String {
        let mut text =
            format!("{:34}{:>6}{:>9}{:>8}{:>9}{:>8}\n", "cause", "runs", "right %", "steps", "minutes", "cost");
        for line in &summary.causes {
            let _ = writeln!(
                text,
                "{:34}{:>6}{:>9.1}{:>8.1}{:>9.1}{:>8.1}",
                self.id(line.cause),
                line.runs,
                line.ends_right * 100.0,
                line.steps,
                line.minutes,
                line.cost
            );
        }
        text.push('\n');
        text
    }

    /// For programs.
    pub fn json(&self) -> String {
        format!(
            "{{\"honest\":{},\"noisy\":{},\"cost_vs_fixed_list\":{:.4},\"cost_vs_entropy\":{:.4}}}",
            self.summary_json(&self.honest),
            self.summary_json(&self.noisy),
            self.vs_fixed,
            self.vs_entropy
        )
    }

    fn summary_json(&self, s: &Summary) -> String {
        let worst = s.causes.first();
        format!(
            "{{\"ends_right\":{:.4},\"worst_cause\":\"{}\",\"worst_ends_right\":{:.4},\"median_steps\":{},\"p90_steps\":{},\
             \"guard_violations\":{},\"mean_cost\":{:.3}}}",
            s.ends_right,
            worst.map_or("", |line| self.id(line.cause)),
            worst.map_or(1.0, |line| line.ends_right),
            s.median_steps,
            s.p90_steps,
            s.violations,
            s.mean_cost
        )
    }

    fn id(&self, cause: CauseId) -> &str {
        self.knowledge.cause(cause).map_or("?", |c| &c.id)
    }
}

impl Summary {
    fn of(k: &Knowledge, outcomes: &[Outcome]) -> Self {
        let mut causes: Vec<Line> = k.faults().filter_map(|(cause, _)| Line::of(cause, outcomes)).collect();
        causes.sort_by(|a, b| a.ends_right.total_cmp(&b.ends_right).then(b.cost.total_cmp(&a.cost)));
        Self {
            ends_right: mean(outcomes, |o| f64::from(u8::from(o.right))),
            median_steps: quantile(outcomes, 0.5),
            p90_steps: quantile(outcomes, 0.9),
            violations: outcomes.iter().map(|o| o.violations).sum(),
            mean_cost: mean(outcomes, |o| o.cost),
            causes,
        }
    }
}

impl Line {
    fn of(cause: CauseId, outcomes: &[Outcome]) -> Option<Self> {
        let own: Vec<Outcome> = outcomes.iter().filter(|o| o.cause == cause).cloned().collect();
        (!own.is_empty()).then(|| Self {
            cause,
            runs: own.len(),
            ends_right: mean(&own, |o| f64::from(u8::from(o.right))),
            steps: mean(&own, |o| o.steps as f64),
            minutes: mean(&own, |o| o.minutes),
            cost: mean(&own, |o| o.cost),
        })
    }
}

/// Mean over runs, each with its weight.
fn mean(outcomes: &[Outcome], value: impl Fn(&Outcome) -> f64) -> f64 {
    let weight: f64 = outcomes.iter().map(|o| o.weight).sum();
    outcomes.iter().map(|o| o.weight * value(o)).sum::<f64>() / weight
}

/// Weighted quantile of the number of steps.
fn quantile(outcomes: &[Outcome], share: f64) -> usize {
    let mut steps: Vec<(usize, f64)> = outcomes.iter().map(|o| (o.steps, o.weight)).collect();
    steps.sort_by_key(|(n, _)| *n);
    let total: f64 = steps.iter().map(|(_, w)| w).sum();
    let mut sum = 0.0;
    for (n, weight) in &steps {
        sum += weight;
        if sum >= share * total {
            return *n;
        }
    }
    0
}
