//! The planner's bounds against the truth: an exhaustive solver, written for this test alone, on small random models.

use pos_doctor_core::plan::greedy::{Greedy, Manner};
use pos_doctor_core::plan::model::{Action, Call, Gate, Model, Need, Question};
use pos_doctor_core::plan::planner::Planner;
use pos_doctor_core::plan::policy::Node;
use pos_doctor_core::plan::position::{Position, Step};
use pos_doctor_core::plan::prices::{Prices, entropy};
use pos_doctor_core::plan::rule::Rule;
use pos_doctor_core::plan::search::Search;
use pos_doctor_core::plan::tables::Tables;
use pos_doctor_core::plan::tuning::Tuning;
use std::collections::HashMap;

/// Numbers from a seed, without a library.
struct Dice(u64);

impl Dice {
    fn number(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, n: usize) -> usize {
        (self.number() * n as f64) as usize
    }

    /// A chance, often exactly 0 or 1.
    fn chance(&mut self) -> f64 {
        match self.below(6) {
            0 => 0.0,
            1 => 1.0,
            _ => self.number(),
        }
    }

    fn cost(&mut self) -> f64 {
        if self.below(4) == 0 { 1.0 } else { 0.2 + 6.0 * self.number() }
    }

    fn row(&mut self, answers: usize) -> Vec<f64> {
        let raw: Vec<f64> = (0..answers).map(|_| self.chance()).collect();
        let sum: f64 = raw.iter().sum();
        if sum > 0.0 {
            return raw.iter().map(|x| x / sum).collect();
        }
        let sure = self.below(answers);
        (0..answers).map(|v| if v == sure { 1.0 } else { 0.0 }).collect()
    }

    fn model(&mut self) -> Model {
        let causes = 1 + self.below(5);
        let raw: Vec<f64> = (0..causes).map(|_| 0.02 + self.number()).collect();
        let sum: f64 = raw.iter().sum();
        let mut actions: Vec<Action> = (0..self.below(5)).map(|_| self.action(causes)).collect();
        if actions.len() > 1 && self.below(8) == 0 {
            actions.push(actions[0].clone());
        }
        let questions = (0..self.below(4)).map(|_| self.question(causes)).collect();
        let dear = if self.below(6) == 0 { 0.3 } else { 3.0 + 60.0 * self.number() };
        let flat = Call { costs: vec![dear; causes] };
        let addressed =
            |dice: &mut Self| (0..causes).map(|_| dear + if dice.below(2) == 0 { 9.0 } else { 0.0 }).collect();
        let calls =
            if self.below(3) == 0 { (0..2).map(|_| Call { costs: addressed(self) }).collect() } else { vec![flat] };
        Model { priors: raw.iter().map(|x| x / sum).collect(), actions, questions, calls }
    }

    /// The same with steps that wait for answers or for failures, some of them for ever.
    fn gated(&mut self) -> Model {
        let mut model = self.model();
        let (actions, questions) = (model.actions.len(), model.questions.len());
        for n in 0..actions {
            model.actions[n].gate = self.gate(actions, questions);
        }
        for n in 0..questions {
            model.questions[n].gate = self.gate(actions, questions);
        }
        model
    }

    fn gate(&mut self, actions: usize, questions: usize) -> Gate {
        let mut gate = Gate::default();
        if questions > 0 && self.below(3) == 0 {
            let answers = self.below(64) as u8;
            gate.needs.push(Need { question: self.below(questions), answers, unasked: self.below(2) == 0 });
        }
        if actions > 0 && self.below(4) == 0 {
            gate.after.push(self.below(actions));
        }
        gate
    }

    fn action(&mut self, causes: usize) -> Action {
        let chances: Vec<f64> = (0..causes).map(|_| if self.below(2) == 0 { self.chance() } else { 0.0 }).collect();
        let fixes = chances.into_iter().enumerate().filter(|(_, p)| *p > 0.0).collect();
        Action { cost: self.cost(), fixes, gate: Gate::default() }
    }

    fn question(&mut self, causes: usize) -> Question {
        let count = 2 + self.below(5);
        let useless = self.below(6) == 0;
        let first = self.row(count);
        let rows: Vec<_> = (0..causes).map(|_| if useless { first.clone() } else { self.row(count) }).collect();
        Question {
            cost: self.cost() * 0.5,
            answers: (0..count).map(|v| rows.iter().map(|row| row[v]).collect()).collect(),
            gate: Gate::default(),
        }
    }
}

fn free(gate: &Gate, failed: u128, answers: &[u8]) -> bool {
    let heard = |need: &Need| match answers[need.question] {
        0 => need.unasked,
        v => need.answers & (1 << (v - 1)) != 0,
    };
    gate.needs.iter().all(heard) && gate.after.iter().all(|n| failed & (1 << n) != 0)
}

/// The truth, state by state: what was failed, what was answered, and the weights that follow from it.
struct Truth<'a> {
    model: &'a Model,
    known: HashMap<(u128, Vec<u8>), f64>,
}

impl Truth<'_> {
    fn value(&mut self, failed: u128, answers: &[u8], weights: &[f64]) -> f64 {
        if let Some(value) = self.known.get(&(failed, answers.to_vec())) {
            return *value;
        }
        let model = self.model;
        let mass: f64 = weights.iter().sum();
        let price = |call: &Call| call.costs.iter().zip(weights).map(|(c, w)| c * w).sum::<f64>();
        let mut best = model.calls.iter().map(price).fold(f64::INFINITY, f64::min);
        for (n, action) in model.actions.iter().enumerate().filter(|(n, _)| failed & (1 << n) == 0) {
            if !free(&action.gate, failed, answers) {
                continue;
            }
            best = best.min(action.cost * mass + self.value(failed | (1 << n), answers, &failing(action, weights)));
        }
        for (n, question) in model.questions.iter().enumerate().filter(|(n, _)| answers[*n] == 0) {
            if !free(&question.gate, failed, answers) {
                continue;
            }
            let mut cost = question.cost * mass;
            for (v, likelihood) in question.answers.iter().enumerate() {
                let mut next = answers.to_vec();
                next[n] = v as u8 + 1;
                cost += self.value(failed, &next, &answering(likelihood, weights));
            }
            best = best.min(cost);
        }
        self.known.insert((failed, answers.to_vec()), best);
        best
    }
}

fn failing(action: &Action, weights: &[f64]) -> Vec<f64> {
    let mut left = weights.to_vec();
    action.fixes.iter().for_each(|(f, p)| left[*f] *= 1.0 - p);
    left
}

fn answering(likelihood: &[f64], weights: &[f64]) -> Vec<f64> {
    weights.iter().zip(likelihood).map(|(w, l)| w * l).collect()
}

/// The plain rule as the contract words it, slow and obvious.
fn plain_rule(model: &Model, weights: &[f64], failed: u128, answers: &[u8]) -> f64 {
    let call = |w: &[f64]| {
        let price = |call: &Call| call.costs.iter().zip(w).map(|(c, w)| c * w).sum::<f64>();
        model.calls.iter().map(price).fold(f64::INFINITY, f64::min)
    };
    let shut = |n: &usize| failed & (1 << n) != 0 || !free(&model.actions[*n].gate, failed, answers);
    let mut used: Vec<usize> = (0..model.actions.len()).filter(shut).collect();
    let (mut w, mut way) = (weights.to_vec(), Vec::new());
    while used.len() < model.actions.len() {
        let ef = |n: usize| model.actions[n].fixes.iter().map(|(f, p)| w[*f] * p).sum::<f64>() / model.actions[n].cost;
        let open: Vec<usize> = (0..model.actions.len()).filter(|n| !used.contains(n)).collect();
        let most = open.iter().map(|n| ef(*n)).fold(0.0, f64::max);
        let next = *open.iter().find(|n| ef(**n) >= most * (1.0 - 1e-12)).unwrap();
        way.push((call(&w), model.actions[next].cost * w.iter().sum::<f64>()));
        used.push(next);
        w = failing(&model.actions[next], &w);
    }
    way.iter().rev().fold(call(&w), |value, (calling, cost)| calling.min(cost + value))
}

/// What a strategy costs, from its nodes alone.
fn follow(model: &Model, tree: &[Node], node: usize, weights: &[f64], failed: u128, answers: &[u8]) -> f64 {
    let mass: f64 = weights.iter().sum();
    let node = &tree[node];
    match node.step {
        Step::Action(n) => {
            assert!(failed & (1 << n) == 0, "an action twice");
            assert!(free(&model.actions[n].gate, failed, answers), "an action before its time");
            let failed = failed | (1 << n);
            model.actions[n].cost * mass
                + follow(model, tree, node.children[0], &failing(&model.actions[n], weights), failed, answers)
        }
        Step::Question(n) => {
            assert!(answers[n] == 0, "a question twice");
            let question = &model.questions[n];
            assert!(free(&question.gate, failed, answers), "a question before its time");
            let branch = |(v, child): (usize, &usize)| {
                let mut answers = answers.to_vec();
                answers[n] = v as u8 + 1;
                follow(model, tree, *child, &answering(&question.answers[v], weights), failed, &answers)
            };
            question.cost * mass + node.children.iter().enumerate().map(branch).sum::<f64>()
        }
        Step::Call(n) => model.calls[n].costs.iter().zip(weights).map(|(c, w)| c * w).sum(),
        Step::Rule => plain_rule(model, weights, failed, answers),
    }
}

fn exact(model: &Model) -> f64 {
    let mut truth = Truth { model, known: HashMap::new() };
    truth.value(0, &vec![0; model.questions.len()], &model.priors)
}

/// Plans to the end and checks the certificate and the strategy against each other and against the optimum.
fn check_plan(model: &Model, optimum: f64, bytes: usize) -> u64 {
    let near = 1e-8 * optimum;
    let mut planner = Planner::new(model.clone(), bytes);
    let mut slices = 0;
    loop {
        let before = planner.states();
        let done = planner.step(7);
        assert!(planner.states() <= before + 7, "a slice of {} states\n{model:?}", planner.states() - before);
        let (lower, upper) = planner.bounds();
        assert!(lower <= optimum + 1e-11 * optimum, "lower {lower} above the optimum {optimum}\n{model:?}");
        assert!(upper >= optimum - 1e-11 * optimum, "upper {upper} below the optimum {optimum}\n{model:?}");
        slices += 1;
        assert!(slices < 200_000, "no end\n{model:?}");
        if done {
            assert!(upper - lower <= near, "the bounds do not meet: {lower} {upper}, optimum {optimum}\n{model:?}");
            let cost = follow(model, &planner.strategy(), 0, &model.priors, 0, &vec![0; model.questions.len()]);
            assert!((cost - upper).abs() <= near, "the strategy costs {cost}, not {upper}\n{model:?}");
            return planner.states();
        }
    }
}

#[test]
fn the_bounds_meet_at_the_optimum_of_thousands_of_small_models() {
    let mut states = 0;
    for seed in 0..4000 {
        let model = Dice(seed).model();
        states += check_plan(&model, exact(&model), 200_000);
    }
    assert!(states > 4000, "the models are not trivial: {states}");
}

#[test]
fn the_bounds_meet_where_steps_wait_for_answers_and_failures() {
    let mut states = 0;
    for seed in 20_000..24_000 {
        let model = Dice(seed).gated();
        states += check_plan(&model, exact(&model), 200_000);
    }
    assert!(states > 4000, "the models are not trivial: {states}");
}

#[test]
fn a_tiny_table_forgets_but_never_lies() {
    for seed in 5000..5100 {
        let model = Dice(seed).model();
        check_plan(&model, exact(&model), 1);
    }
}

/// Every bound at every state that can be reached, not only at the start.
#[test]
fn every_bound_holds_at_every_inner_state() {
    let mut checked = 0;
    for seed in 10_000..10_400 {
        checked += check_states(&Dice(seed).model());
        checked += check_states(&Dice(seed).gated());
    }
    assert!(checked > 20_000, "{checked}");
}

fn check_states(model: &Model) -> usize {
    let t = Tables::new(model.clone());
    let mut search = Search::new(&t, 1 << 18);
    let start = Position::start(&t, &search.layout);
    let scale = exact(model);
    let mut sets = vec![Prices::known(&t)];
    for theta in [0.05, 0.3, 1.0] {
        let tuning = Tuning { t: &t, weights: &start.weights, actions: &start.actions, questions: &start.questions };
        let mut first = tuning.begin(theta * scale, theta < 1.0);
        (0..20).for_each(|_| tuning.round(&mut first));
        let mut prices = first.best;
        sets.push(prices.clone());
        // Any tolls will do, tuned ones and others.
        let mut tuned = tuning.begin(theta * scale, theta < 1.0);
        (0..5).for_each(|_| tuning.round(&mut tuned));
        tuned = tuned.tolled();
        (0..20).for_each(|_| tuning.round(&mut tuned));
        sets.push(tuned.best);
        prices.tolls = prices.repairs.iter().map(|chance| scale * theta * (37.0 * chance).fract()).collect();
        prices.derive(&t);
        sets.push(prices);
    }
    search.step(&t, 200);
    let mut truth = Truth { model, known: HashMap::new() };
    let mut checked = 0;
    let mut open = vec![(start, 0_u128, vec![0_u8; model.questions.len()])];
    while let Some((here, failed, answers)) = open.pop() {
        let value = truth.value(failed, &answers, &here.weights[..model.priors.len()]);
        for (n, action) in model.actions.iter().enumerate() {
            let may = failed & (1 << n) == 0 && free(&action.gate, failed, &answers);
            assert_eq!(here.doable()[n], may, "action {n} after {failed:b} {answers:?}\n{model:?}");
        }
        check_state(&t, &search, &sets, &here, value);
        let weights = &here.weights[..model.priors.len()];
        let (rule, plain) =
            (Rule::default().run(&t, &here.weights, here.doable()), plain_rule(model, weights, failed, &answers));
        assert!((rule - plain).abs() <= 1e-9 * plain, "the plain rule costs {plain}, not {rule}\n{model:?}");
        checked += 1;
        let done = |n: usize| failed >> n != 0;
        for n in (0..model.actions.len()).filter(|n| !done(*n)) {
            open.push((after(&t, &search, &here, Step::Action(n), 0), failed | (1 << n), answers.clone()));
        }
        for n in (0..model.questions.len()).filter(|n| failed == 0 && answers[*n..].iter().all(|a| *a == 0)) {
            for v in 0..model.questions[n].answers.len() {
                let mut next = answers.clone();
                next[n] = v as u8 + 1;
                open.push((after(&t, &search, &here, Step::Question(n), v), failed, next));
            }
        }
    }
    checked
}

fn after(t: &Tables, search: &Search, here: &Position, step: Step, answer: usize) -> Position {
    let mut next = Position::default();
    next.follow(here, t, &search.layout, step, answer);
    next
}

fn check_state(t: &Tables, search: &Search, sets: &[Prices], here: &Position, value: f64) {
    let slack = 1e-11 * value + 1e-300;
    let (mut slope, mut known) = (Vec::new(), Vec::new());
    for prices in sets {
        prices.slopes(t, &here.actions, &here.questions, &mut slope, &mut known);
        let linear: f64 = here.weights.iter().zip(&slope).map(|(w, s)| w * s).sum();
        let bound = prices.theta * entropy(&here.weights) + linear - prices.margin * here.mass();
        assert!(bound <= value + slack, "theta {}: bound {bound} above {value}\n{:?}", prices.theta, t.model);
    }
    let rule = Rule::default().run(t, &here.weights, here.doable());
    assert!(rule >= value - slack, "rule {rule} below {value}");
    for manner in [Manner::Now, Manner::Later] {
        let greedy = Greedy::default().choose(t, &search.layout, here, manner).worth.cost;
        assert!(greedy >= value - slack, "greedy {greedy} below {value}");
    }
    if let Some(entry) = search.table.get(&here.key) {
        assert!(entry.low <= value + slack && entry.up >= value - slack, "{entry:?} around {value}\n{:?}", t.model);
    }
}

fn perfect(causes: &[usize]) -> Action {
    Action { cost: 1.0, fixes: causes.iter().map(|f| (*f, 1.0)).collect(), gate: Gate::default() }
}

fn question(cost: f64, answers: Vec<Vec<f64>>) -> Question {
    Question { cost, answers, gate: Gate::default() }
}

fn service(cost: f64, causes: usize) -> Vec<Call> {
    vec![Call { costs: vec![cost; causes] }]
}

/// Jensen et al. 2001, figure 1: updating P/C expects 1.50, the optimum is 1.45.
#[test]
fn the_example_of_sacso_is_solved() {
    let model = Model {
        priors: vec![0.20, 0.25, 0.40, 0.15],
        actions: vec![perfect(&[0, 1]), perfect(&[1, 2]), perfect(&[2, 3])],
        questions: vec![],
        calls: service(100.0, 4),
    };
    assert!((plain_rule(&model, &model.priors, 0, &[]) - 1.50).abs() < 1e-12);
    check_plan(&model, 1.45, 1 << 20);
}

/// Of equally efficient actions the one that is earlier in the file goes first, though here it is the worse one.
#[test]
fn the_plain_rule_breaks_ties_by_the_file() {
    let model = Model {
        priors: vec![0.25; 4],
        actions: vec![perfect(&[1, 2]), perfect(&[0, 1]), perfect(&[2, 3])],
        questions: vec![],
        calls: service(100.0, 4),
    };
    let mut rule = Rule::default();
    let t = Tables::new(model.clone());
    let value = rule.run(&t, &t.priors(), &[true; 3]);
    assert_eq!(rule.order, [0, 1, 2]);
    assert!((value - 1.75).abs() < 1e-12 && (plain_rule(&model, &model.priors, 0, &[]) - 1.75).abs() < 1e-12);
    check_plan(&model, 1.5, 1 << 20);
}

/// Lín 2014, figure 2: A1, then the question, then the right one of the other two costs 2. Trying the other two
/// without asking costs 1.75, and nothing costs less.
#[test]
fn the_example_of_lin_is_solved() {
    let model = Model {
        priors: vec![0.5, 0.25, 0.25],
        actions: vec![perfect(&[0]), perfect(&[1]), perfect(&[2])],
        questions: vec![question(1.0, vec![vec![0.5, 1.0, 0.0], vec![0.5, 0.0, 1.0]])],
        calls: service(100.0, 3),
    };
    let steps = [
        (Step::Action(0), vec![1]),
        (Step::Question(0), vec![2, 3]),
        (Step::Action(1), vec![4]),
        (Step::Action(2), vec![4]),
        (Step::Call(0), vec![]),
    ];
    let asking: Vec<Node> = steps.into_iter().map(|(step, children)| Node { step, children }).collect();
    assert!((follow(&model, &asking, 0, &model.priors, 0, &[0]) - 2.0).abs() < 1e-12);
    assert!((exact(&model) - 1.75).abs() < 1e-12);
    check_plan(&model, 1.75, 1 << 20);
}

/// Vomlelová 2003, theorem 4, with decoys: the optimum is known at any size.
fn planted(m: usize, decoys: usize) -> (Model, f64) {
    let causes = 3 * m + 3;
    let ask = |triple: [usize; 3]| {
        let yes: Vec<f64> = (0..causes).map(|f| if triple.contains(&f) { 1.0 } else { 0.0 }).collect();
        question(1.0, vec![yes.clone(), yes.iter().map(|p| 1.0 - p).collect()])
    };
    let own = (0..m).map(|n| ask([3 * n, 3 * n + 1, 3 * n + 2]));
    let other = (0..decoys).map(|n| ask([3 * n, (3 * n + 4) % (3 * m), (3 * n + 8) % (3 * m)]));
    let model = Model {
        priors: vec![1.0 / causes as f64; causes],
        actions: (0..causes).map(|f| perfect(&[f])).collect(),
        questions: own.chain(other).collect(),
        calls: service(1000.0, causes),
    };
    let m = m as f64;
    (model, 2.0 + m * (m + 3.0) / (2.0 * (m + 1.0)))
}

#[test]
fn the_planted_family_is_bounded_at_every_size_and_solved_when_small() {
    let (model, optimum) = planted(3, 2);
    check_plan(&model, optimum, 1 << 22);
    for (m, decoys, states) in [(9, 6, 20_000), (26, 14, 200)] {
        let (model, optimum) = planted(m, decoys);
        let mut planner = Planner::new(model.clone(), 1 << 24);
        while planner.states() < states {
            planner.step(100);
            let (lower, upper) = planner.bounds();
            assert!(lower <= optimum * (1.0 + 1e-11) && upper >= optimum * (1.0 - 1e-11), "{lower} {optimum} {upper}");
        }
        let cost = follow(&model, &planner.strategy(), 0, &model.priors, 0, &vec![0; model.questions.len()]);
        assert!((cost - planner.bounds().1).abs() < 1e-8);
        assert!(cost < optimum * 1.05, "m = {m}: the strategy costs {cost}, the best one {optimum}");
    }
}

/// Time only decides when to stop: two runs of the same length give the same numbers, to the bit.
#[test]
fn the_result_depends_on_nothing_but_the_work_done() {
    let (model, _) = planted(9, 6);
    let run = || {
        let mut planner = Planner::new(model.clone(), 1 << 22);
        let mut way = Vec::new();
        for _ in 0..60 {
            planner.step(100);
            let (lower, upper) = planner.bounds();
            way.push((planner.states(), lower.to_bits(), upper.to_bits()));
        }
        (way, planner.strategy().iter().map(|node| node.step).collect::<Vec<_>>())
    };
    assert_eq!(run(), run());
}

/// What is degenerate gets a right answer and no surprise.
#[test]
fn degenerate_models_are_solved() {
    let one = |actions, questions, cost| Model { priors: vec![1.0], actions, questions, calls: service(cost, 1) };
    check_plan(&one(vec![], vec![], 7.0), 7.0, 1);
    check_plan(&one(vec![perfect(&[])], vec![], 7.0), 7.0, 1);
    check_plan(&one(vec![perfect(&[0]), perfect(&[0])], vec![], 7.0), 1.0, 1);
    check_plan(&one(vec![perfect(&[0])], vec![], 0.5), 0.5, 1);
    let never = question(1.0, vec![vec![1.0], vec![0.0]]);
    check_plan(&one(vec![perfect(&[0])], vec![never], 7.0), 1.0, 1);
    let planner = Planner::new(one(vec![perfect(&[0])], vec![], 7.0), 1);
    assert_eq!(planner.first(), Step::Action(0), "a first step without any work");
}
