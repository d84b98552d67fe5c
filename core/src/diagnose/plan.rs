//! Which step next: least expected cost until the shop sells again or the right people have the case.
//!
//! The planner knows numbers only. Actions are valued by updating P/C (after every failure the one with the
//! best chance of repair per cost), stopped where calling service is cheaper; a question is asked now, later
//! or never, whichever costs least (SACSO, 2001). A stronger planner replaces [`plan`] and nothing else.

/// One decision: a belief and what can be done about it. Weights need not sum to 1.
#[derive(Debug, Clone, Default)]
pub struct Problem {
    pub weights: Vec<f64>,
    pub actions: Vec<Action>,
    pub questions: Vec<Question>,
    pub calls: Vec<Call>,
}

/// A repair.
#[derive(Debug, Clone)]
pub struct Action {
    pub price: Worth,
    /// Fault and chance of repair.
    pub fixes: Vec<(usize, f64)>,
}

/// A question, with P(answer | fault) answer by answer.
#[derive(Debug, Clone)]
pub struct Question {
    pub price: Worth,
    pub answers: Vec<Vec<f64>>,
}

/// Handing the case over; costs `wrong` on top for every fault that somebody else must mend.
#[derive(Debug, Clone)]
pub struct Call {
    pub price: Worth,
    pub wrong: f64,
    /// Whether each fault is theirs.
    pub theirs: Vec<bool>,
}

/// Cost in minutes' worth, and the real minutes in it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Worth {
    pub cost: f64,
    pub minutes: f64,
}

impl Worth {
    fn times(self, factor: f64) -> Self {
        Self { cost: self.cost * factor, minutes: self.minutes * factor }
    }

    fn plus(self, other: Self) -> Self {
        Self { cost: self.cost + other.cost, minutes: self.minutes + other.minutes }
    }
}

/// The chosen step, by its place in the problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    Action(usize),
    Question(usize),
    Call(usize),
}

/// The advice of the planner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    pub pick: Pick,
    /// Expected cost and time from here on, this step included.
    pub expected: Worth,
    /// Expected cost if no question were asked any more.
    pub unasked: f64,
}

/// Repairs looked ahead; by then what is left of the belief is not worth the time to order it.
const HORIZON: usize = 14;
/// A repair below this chance is never worth a place in the sequence.
const HOPELESS: f64 = 0.002;

/// Faults below this share of the belief do not change which step is best, but would double the work.
const DUST: f64 = 0.0005;

/// Choose the next step. `None` only when there is nobody to call and nothing to do.
pub fn plan(problem: &Problem) -> Option<Choice> {
    let problem = &focused(problem);
    let total: f64 = problem.weights.iter().sum();
    if total <= 0.0 {
        return None;
    }
    let never = repair(problem, &problem.weights, None)?;
    let unasked = never.worth.cost / total;
    let choice = |pick, worth: Worth| Choice { pick, expected: worth.times(1.0 / total), unasked };
    let Some((asked, now)) = best_question(problem, &problem.weights, None) else {
        return Some(choice(never.first, never.worth));
    };
    if now.cost >= never.worth.cost {
        return Some(choice(never.first, never.worth));
    }
    if let Pick::Action(first) = never.first
        && let Some(later) = after_failure(problem, first, asked)
        && later.cost < now.cost
    {
        return Some(choice(never.first, later));
    }
    Some(choice(Pick::Question(asked), now))
}

/// The same problem over the faults that matter; actions and questions keep their places.
fn focused(problem: &Problem) -> Problem {
    let total: f64 = problem.weights.iter().sum();
    let kept: Vec<bool> = problem.weights.iter().map(|w| *w > DUST * total).collect();
    let places: Vec<usize> =
        kept.iter().scan(0, |next, kept| Some(std::mem::replace(next, *next + usize::from(*kept)))).collect();
    let keep = |row: &[f64]| row.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(p, _)| *p).collect::<Vec<_>>();
    let fixes = |action: &Action| {
        let live = action.fixes.iter().filter(|(f, _)| kept.get(*f) == Some(&true));
        live.filter_map(|(f, p)| Some((*places.get(*f)?, *p))).collect()
    };
    Problem {
        weights: keep(&problem.weights),
        actions: problem.actions.iter().map(|a| Action { price: a.price, fixes: fixes(a) }).collect(),
        questions: problem
            .questions
            .iter()
            .map(|q| Question { price: q.price, answers: q.answers.iter().map(|row| keep(row)).collect() })
            .collect(),
        calls: problem
            .calls
            .iter()
            .map(|c| {
                let theirs = c.theirs.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(t, _)| *t);
                Call { price: c.price, wrong: c.wrong, theirs: theirs.collect() }
            })
            .collect(),
    }
}

/// The question with the least expected cost, asked now.
fn best_question(problem: &Problem, weights: &[f64], used: Option<usize>) -> Option<(usize, Worth)> {
    let all = problem.questions.iter().enumerate();
    let valued = all.filter_map(|(n, q)| ask(problem, q, weights, used).map(|worth| (n, worth)));
    valued.reduce(|best, next| if next.1.cost < best.1.cost { next } else { best })
}

/// Expected cost of asking, then repairing without further questions.
fn ask(problem: &Problem, question: &Question, weights: &[f64], used: Option<usize>) -> Option<Worth> {
    let total: f64 = weights.iter().sum();
    let mut worth = question.price.times(total);
    let mut posterior = vec![0.0; weights.len()];
    for likelihood in &question.answers {
        for ((p, w), l) in posterior.iter_mut().zip(weights).zip(likelihood) {
            *p = w * l;
        }
        worth = worth.plus(repair(problem, &posterior, used)?.worth);
    }
    Some(worth)
}

/// Expected cost of doing an action first and asking the question only if it fails.
fn after_failure(problem: &Problem, action: usize, question: usize) -> Option<Worth> {
    let (first, question) = (problem.actions.get(action)?, problem.questions.get(question)?);
    let total: f64 = problem.weights.iter().sum();
    let mut weights = problem.weights.clone();
    fail(first, &mut weights);
    Some(first.price.times(total).plus(ask(problem, question, &weights, Some(action))?))
}

/// A sequence of repairs with optimal stopping: its first step and its expected cost.
struct Repairs {
    first: Pick,
    worth: Worth,
}

/// Updating P/C from these weights, stopped where calling is cheaper.
fn repair(problem: &Problem, weights: &[f64], used: Option<usize>) -> Option<Repairs> {
    let mut weights = weights.to_vec();
    let all = problem.actions.iter().enumerate();
    let mut open: Vec<(usize, &Action)> = all.filter(|(n, a)| Some(*n) != used && !a.fixes.is_empty()).collect();
    let mut taken: Vec<(usize, Worth, (usize, Worth))> = Vec::with_capacity(HORIZON);
    while taken.len() < HORIZON {
        let Some((n, action)) = most_efficient(&weights, &open) else { break };
        let total: f64 = weights.iter().sum();
        taken.push((n, action.price.times(total), call(problem, &weights)?));
        fail(action, &mut weights);
        open.retain(|(other, _)| *other != n);
    }
    let (to, worth) = call(problem, &weights)?;
    let mut rest = Repairs { first: Pick::Call(to), worth };
    for (n, price, (to, calling)) in taken.into_iter().rev() {
        let going_on = price.plus(rest.worth);
        rest = if going_on.cost < calling.cost {
            Repairs { first: Pick::Action(n), worth: going_on }
        } else {
            Repairs { first: Pick::Call(to), worth: calling }
        };
    }
    Some(rest)
}

/// The open action with the greatest chance of repair per cost; the earlier one of equals.
fn most_efficient<'a>(weights: &[f64], open: &[(usize, &'a Action)]) -> Option<(usize, &'a Action)> {
    let total: f64 = weights.iter().sum();
    let mut best: Option<(usize, &Action, f64)> = None;
    for (n, action) in open {
        let chance: f64 = action.fixes.iter().map(|(f, p)| weights.get(*f).unwrap_or(&0.0) * p).sum();
        let efficiency = chance / action.price.cost.max(0.01);
        if chance > HOPELESS * total && best.is_none_or(|(_, _, e)| efficiency > e) {
            best = Some((*n, action, efficiency));
        }
    }
    best.map(|(n, action, _)| (n, action))
}

fn fail(action: &Action, weights: &mut [f64]) {
    for (fault, chance) in &action.fixes {
        if let Some(weight) = weights.get_mut(*fault) {
            *weight *= 1.0 - chance;
        }
    }
}

/// The cheapest one to call, wrong addresses counted.
fn call(problem: &Problem, weights: &[f64]) -> Option<(usize, Worth)> {
    let total: f64 = weights.iter().sum();
    let mut best: Option<(usize, Worth)> = None;
    for (n, call) in problem.calls.iter().enumerate() {
        let theirs: f64 = weights.iter().zip(&call.theirs).filter(|(_, t)| **t).map(|(w, _)| w).sum();
        let mut worth = call.price.times(total);
        worth.cost += call.wrong * (total - theirs);
        if best.is_none_or(|(_, b)| worth.cost < b.cost) {
            best = Some((n, worth));
        }
    }
    best
}
