//! What there is to decide: causes, actions, questions, calls; and everything that can be wrong with it.

/// A problem as an author writes it down, with ids. [`Model::new`] judges it.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// Id and prior; the priors sum to 1.
    pub causes: Vec<(String, f64)>,
    pub actions: Vec<DraftAction>,
    pub questions: Vec<DraftQuestion>,
    pub calls: Vec<DraftCall>,
}

/// An action: its cost, and the chance that it repairs a cause; causes that are not named are not repaired.
#[derive(Debug, Clone, Default)]
pub struct DraftAction {
    pub id: String,
    pub cost: f64,
    pub fixes: Vec<(String, f64)>,
}

/// A question: the chance of each answer, one row for each cause.
#[derive(Debug, Clone, Default)]
pub struct DraftQuestion {
    pub id: String,
    pub cost: f64,
    pub answers: Vec<String>,
    pub likelihood: Vec<(String, Vec<f64>)>,
}

/// Handing the case over: `cost`, and `wrong` on top when the cause is not one of `theirs`.
#[derive(Debug, Clone, Default)]
pub struct DraftCall {
    pub id: String,
    pub cost: f64,
    pub wrong: f64,
    pub theirs: Vec<String>,
}

/// Something wrong with a draft, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defect {
    /// Such as `questions[2] "q3"`.
    pub place: String,
    pub what: String,
}

impl std::fmt::Display for Defect {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

/// A sound problem. Causes, actions, questions and calls are known by their place in the draft from here on.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Model {
    pub priors: Vec<f64>,
    pub actions: Vec<Action>,
    pub questions: Vec<Question>,
    pub calls: Vec<Call>,
}

/// A repair: cost > 0; the causes that it can repair, in rising order, each with a chance > 0.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    pub cost: f64,
    pub fixes: Vec<(usize, f64)>,
    pub gate: Gate,
}

/// A question: cost > 0; P(answer | cause), one row over the causes for each answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    pub cost: f64,
    pub answers: Vec<Vec<f64>>,
    pub gate: Gate,
}

/// What must have happened before a step may be taken. Empty in model/1.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Gate {
    pub needs: Vec<Need>,
    /// Actions that must have failed before.
    pub after: Vec<usize>,
}

/// What a question must have said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Need {
    pub question: usize,
    /// Bit n: answer n will do. Any other answer shuts the step for good, as a question is asked once.
    pub answers: u8,
    /// Whether the step may also be taken as long as the question has not been asked.
    pub unasked: bool,
}

impl Gate {
    /// Whether nothing bars the step, ever.
    pub fn is_empty(&self) -> bool {
        self.needs.is_empty() && self.after.is_empty()
    }

    /// Whether the step may be taken, given what each question has said and which actions have failed.
    pub fn open(&self, said: impl Fn(usize) -> Option<usize>, failed: impl Fn(usize) -> bool) -> bool {
        let heard = |need: &Need| said(need.question).map_or(need.unasked, |answer| need.allows(answer));
        self.needs.iter().all(heard) && self.after.iter().all(|action| failed(*action))
    }
}

impl Need {
    /// Whether this answer lets the step through.
    pub fn allows(&self, answer: usize) -> bool {
        self.answers >> answer.min(7) & 1 == 1
    }
}

/// Handing over: what it costs for each cause, >= 0.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    pub costs: Vec<f64>,
}

impl Model {
    /// Judges a draft: the model, or everything that is wrong with the draft.
    pub fn new(draft: &Draft) -> Result<Self, Vec<Defect>> {
        let mut check = Check { draft, defects: Vec::new() };
        check.names();
        let model = Self {
            priors: check.priors(),
            actions: draft.actions.iter().enumerate().map(|(n, a)| check.action(n, a)).collect(),
            questions: draft.questions.iter().enumerate().map(|(n, q)| check.question(n, q)).collect(),
            calls: draft.calls.iter().enumerate().map(|(n, c)| check.call(n, c)).collect(),
        };
        if draft.calls.is_empty() {
            check.add("call_service", "there must be a way to call service");
        }
        if check.defects.is_empty() { Ok(model) } else { Err(check.defects) }
    }
}

/// Sums may miss 1 by this much.
const TOLERANCE: f64 = 1e-9;

struct Check<'a> {
    draft: &'a Draft,
    defects: Vec<Defect>,
}

impl Check<'_> {
    fn add(&mut self, place: &str, what: impl Into<String>) {
        self.defects.push(Defect { place: place.to_owned(), what: what.into() });
    }

    fn names(&mut self) {
        let draft = self.draft;
        let steps = draft.actions.iter().map(|a| &a.id).chain(draft.questions.iter().map(|q| &q.id));
        self.unique("causes", draft.causes.iter().map(|c| &c.0).collect());
        self.unique("actions and questions", steps.collect());
        for (n, question) in draft.questions.iter().enumerate() {
            self.unique(&format!("questions[{n}] \"{}\" answers", question.id), question.answers.iter().collect());
        }
    }

    fn unique(&mut self, place: &str, ids: Vec<&String>) {
        for (n, id) in ids.iter().enumerate() {
            if id.is_empty() {
                self.add(place, "an id is empty");
            } else if ids.iter().take(n).any(|earlier| earlier == id) {
                self.add(place, format!("\"{id}\" is there twice"));
            }
        }
    }

    fn cause(&self, id: &str) -> Option<usize> {
        self.draft.causes.iter().position(|c| c.0 == id)
    }

    fn priors(&mut self) -> Vec<f64> {
        let draft = self.draft;
        for (n, (id, prior)) in draft.causes.iter().enumerate() {
            if !(prior.is_finite() && *prior > 0.0) {
                self.add(&format!("causes[{n}] \"{id}\""), format!("the prior must be above 0, not {prior}"));
            }
        }
        let sum: f64 = draft.causes.iter().map(|c| c.1).sum();
        if draft.causes.is_empty() {
            self.add("causes", "there must be at least one cause");
        } else if (sum - 1.0).abs().partial_cmp(&TOLERANCE) != Some(std::cmp::Ordering::Less) {
            self.add("causes", format!("the priors sum to {sum}, not to 1"));
        }
        draft.causes.iter().map(|c| c.1).collect()
    }

    fn cost(&mut self, place: &str, cost: f64) {
        if !(cost.is_finite() && cost > 0.0) {
            self.add(place, format!("the cost must be above 0, not {cost}"));
        }
    }

    fn action(&mut self, n: usize, action: &DraftAction) -> Action {
        let place = format!("actions[{n}] \"{}\"", action.id);
        self.cost(&place, action.cost);
        let mut fixes = Vec::new();
        for (id, chance) in &action.fixes {
            if !(0.0..=1.0).contains(chance) {
                self.add(&place, format!("the chance to repair \"{id}\" must be from 0 to 1, not {chance}"));
            }
            match self.cause(id) {
                None => self.add(&place, format!("it repairs \"{id}\", which is no cause")),
                Some(cause) if fixes.iter().any(|(f, _)| *f == cause) => {
                    self.add(&place, format!("\"{id}\" is there twice"));
                }
                Some(cause) if *chance > 0.0 => fixes.push((cause, *chance)),
                Some(_) => {}
            }
        }
        fixes.sort_by_key(|(cause, _)| *cause);
        Action { cost: action.cost, fixes, gate: Gate::default() }
    }

    fn question(&mut self, n: usize, question: &DraftQuestion) -> Question {
        let (draft, place) = (self.draft, format!("questions[{n}] \"{}\"", question.id));
        self.cost(&place, question.cost);
        if !(2..=6).contains(&question.answers.len()) {
            self.add(&place, format!("2 to 6 answers, not {}", question.answers.len()));
        }
        for (id, row) in &question.likelihood {
            self.row(&place, id, row, question.answers.len());
        }
        let mut rows = Vec::new();
        for (id, _) in &draft.causes {
            let found: Vec<_> = question.likelihood.iter().filter(|(name, _)| name == id).collect();
            if found.len() != 1 {
                self.add(&place, format!("there must be one row for the cause \"{id}\", not {}", found.len()));
            }
            rows.push(found.first().map(|(_, row)| row.as_slice()).unwrap_or_default());
        }
        let answer = |v| rows.iter().map(|row| row.get(v).copied().unwrap_or(0.0)).collect();
        Question {
            cost: question.cost,
            answers: (0..question.answers.len()).map(answer).collect(),
            gate: Gate::default(),
        }
    }

    fn row(&mut self, place: &str, id: &str, row: &[f64], answers: usize) {
        if self.cause(id).is_none() {
            self.add(place, format!("there is a row for \"{id}\", which is no cause"));
        }
        if row.len() != answers {
            self.add(place, format!("the row of \"{id}\" has {} numbers for {answers} answers", row.len()));
        }
        if !row.iter().all(|p| (0.0..=1.0).contains(p)) {
            self.add(place, format!("the row of \"{id}\" has a number that is not from 0 to 1"));
        }
        let sum: f64 = row.iter().sum();
        if (sum - 1.0).abs().partial_cmp(&TOLERANCE) != Some(std::cmp::Ordering::Less) {
            self.add(place, format!("the row of \"{id}\" sums to {sum}, not to 1"));
        }
    }

    fn call(&mut self, n: usize, call: &DraftCall) -> Call {
        let place = if self.draft.calls.len() == 1 { call.id.clone() } else { format!("calls[{n}] \"{}\"", call.id) };
        self.cost(&place, call.cost);
        if !(call.wrong.is_finite() && call.wrong >= 0.0) {
            self.add(&place, format!("the cost of calling the wrong one must not be {}", call.wrong));
        }
        for id in &call.theirs {
            if self.cause(id).is_none() {
                self.add(&place, format!("\"{id}\" is no cause"));
            }
        }
        let theirs = |id: &String| call.wrong == 0.0 || call.theirs.contains(id);
        let price = |id| if theirs(id) { call.cost } else { call.cost + call.wrong };
        Call { costs: self.draft.causes.iter().map(|(id, _)| price(id)).collect() }
    }
}
