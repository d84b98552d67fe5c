//! `cargo xtask bench plan --content`: how good the product's own advice is, proven, at every place that matters.

use pos_doctor_core::case::{Case, Event};
use pos_doctor_core::content::{Bundle, Knowledge, SymptomId};
use pos_doctor_core::diagnose::{Certificate, Next, Proof, Reason, Setting, advise};
use std::fmt::Write as _;

/// Memory for one proof: less than a phone has to spare.
const BYTES: usize = 16_000_000;
/// States between two looks at the clock.
const SLICE: u64 = 64;
/// Alerts and first questions at the start of a case, at most.
const FIRST: usize = 20;

/// What was proven of one step.
struct Line {
    name: String,
    size: (usize, usize, usize),
    /// When the first advice was there, after a second's work, and at the end.
    first_ms: f64,
    total_ms: f64,
    proof: Proof,
}

impl Line {
    fn gap(&self) -> f64 {
        let gap = (self.proof.shown - self.proof.lower) / self.proof.shown;
        if gap > 1e-9 { gap } else { 0.0 }
    }

    /// What the step on the screen costs above the best strategy found, as a share of that.
    fn loss(&self) -> f64 {
        ((self.proof.shown - self.proof.best) / self.proof.best).max(0.0)
    }
}

/// Proves for so long at the start of each symptom and after each case; `clock` tells milliseconds.
pub fn table(bundle: &Bundle, budget_ms: f64, states: u64, clock: impl Fn() -> f64) -> String {
    let k = &bundle.knowledge;
    let measure = |name: &str, case: &Case| one(k, name, case, budget_ms, states, &clock);
    let starts = (0u16..).map(SymptomId).zip(&k.symptoms);
    let starts: Vec<Line> = starts.filter_map(|(id, s)| measure(&s.id, &start(k, id))).collect();
    let cases = bundle.cases.iter();
    let cases: Vec<Line> = cases.filter_map(|c| measure(&c.id, &Case::parse(k, &c.facts.join("\n")))).collect();
    let mut text = format!(
        "`cargo xtask bench plan --content`: one thread, native, 16 MB, at most {budget_ms} ms of processor time or {states} \
         states for each. All costs in minutes' worth. \"Gap\" is what another order of steps could save at most, as a share of \
         the step shown; \"loss\" is what the step shown costs above the best strategy found. Alerts and first questions are \
         answered as is most probable before the start of a symptom is measured; where a red line or the end of the case speaks, \
         there is nothing to prove.\n\n",
    );
    text.push_str(&summary("start of each symptom", &starts));
    text.push_str(&summary("after the facts of each case in content/", &cases));
    text.push_str(&rows("Start of each symptom", starts.iter()));
    let mut worst: Vec<&Line> = cases.iter().collect();
    worst.sort_by(|a, b| (b.proof.saves()).total_cmp(&a.proof.saves()));
    text.push_str(&rows("The twelve cases where most could be saved", worst.into_iter().take(12)));
    text
}

/// The start of a case with this symptom: what must come first is answered as is most probable.
fn start(k: &Knowledge, id: SymptomId) -> Case {
    let mut case = Case { events: vec![Event::Symptom(id)], ..Case::default() };
    for _ in 0..FIRST {
        let Some(advice) = advise(k, &case, &Setting::default()) else { break };
        let event = match (advice.next.step(), advice.reason) {
            (Next::Alert(alert), _) => Event::Seen(alert),
            (Next::Ask(question), Reason::First | Reason::Flag(_)) => {
                let Some(asked) = k.question(question) else { break };
                let chance = |a: u8| advice.belief.answered(asked, a);
                let answers = (0u8..).take(asked.answers.len());
                Event::Answer(question, answers.reduce(|best, a| if chance(a) > chance(best) { a } else { best }))
            }
            _ => break,
        };
        case.events.push(event);
    }
    case
}

fn one(k: &Knowledge, name: &str, case: &Case, budget_ms: f64, states: u64, clock: &impl Fn() -> f64) -> Option<Line> {
    let begin = clock();
    let mut certificate = Certificate::new(k, case, &Setting::default(), BYTES)?;
    let first_ms = clock() - begin;
    while clock() - begin < budget_ms && certificate.proof().states < states && !certificate.work(SLICE) {}
    let (proof, size, name) = (certificate.proof(), certificate.size(), name.to_owned());
    Some(Line { name, size, first_ms, total_ms: clock() - begin, proof })
}

fn summary(name: &str, lines: &[Line]) -> String {
    let count = lines.len().max(1);
    let point = |value: &dyn Fn(&Line) -> f64, share: usize| {
        let mut all: Vec<f64> = lines.iter().map(value).collect();
        all.sort_by(f64::total_cmp);
        all.get((all.len() * share / 100).min(count - 1)).copied().unwrap_or(0.0)
    };
    let mean = |value: &dyn Fn(&Line) -> f64| lines.iter().map(value).sum::<f64>() / count as f64;
    let number = |is: &dyn Fn(&Line) -> bool| lines.iter().filter(|line| is(line)).count();
    format!(
        "**{name}** ({} proofs): gap 0 in {}, at most 5 % in {}; median {:.1} %, 90 % point {:.1} %, largest {:.1} %. At most {:.2} \
         minutes' worth could be saved on average, {:.2} at the 90 % point. Another step than the one shown was found to be better \
         in {}; mean loss {:.2} %, largest {:.1} %. First bounds after {:.0} ms at most.\n\n",
        lines.len(),
        number(&|l| l.gap() == 0.0),
        number(&|l| l.gap() <= 0.05),
        point(&Line::gap, 50) * 100.0,
        point(&Line::gap, 90) * 100.0,
        point(&Line::gap, 100) * 100.0,
        mean(&|l| l.proof.saves()),
        point(&|l| l.proof.saves(), 90),
        number(&|l| !l.proof.agrees && l.loss() > 1e-9),
        mean(&Line::loss) * 100.0,
        point(&Line::loss, 100) * 100.0,
        point(&|l| l.first_ms, 100),
    )
}

fn rows<'l>(title: &str, lines: impl Iterator<Item = &'l Line>) -> String {
    let mut text = format!(
        "{title}:\n\n| case | actions x questions x faults | lower | best | step shown | gap % | loss % | states | ms |\n\
         |---|---|---|---|---|---|---|---|---|\n"
    );
    for line in lines {
        let (actions, questions, faults) = line.size;
        let Proof { lower, best, shown, states, .. } = line.proof;
        let (gap, loss) = (line.gap() * 100.0, line.loss() * 100.0);
        let _ = writeln!(
            text,
            "| {} | {actions}x{questions}x{faults} | {lower:.2} | {best:.2} | {shown:.2} | {gap:.1} | {loss:.1} | {states} | {:.0} |",
            line.name, line.total_ms
        );
    }
    text.push('\n');
    text
}
