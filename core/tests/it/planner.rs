//! The planner on models from the literature, where the right answer is known.

use pos_doctor_core::diagnose::plan::{Action, Call, Pick, Problem, Question, Worth, plan};

fn price(cost: f64) -> Worth {
    Worth { cost, minutes: cost }
}

fn action(fixes: &[(usize, f64)]) -> Action {
    Action { price: price(1.0), fixes: fixes.to_vec() }
}

fn service(cost: f64, faults: usize) -> Call {
    Call { price: price(cost), wrong: 0.0, theirs: vec![true; faults] }
}

/// Jensen et al. 2001, figure 1: updating P/C does A2, A1, A3 and expects 1.50 (the optimum is 1.45).
#[test]
fn updating_p_over_c_on_the_example_of_sacso() {
    let problem = Problem {
        weights: vec![0.20, 0.25, 0.40, 0.15],
        actions: vec![action(&[(0, 1.0), (1, 1.0)]), action(&[(1, 1.0), (2, 1.0)]), action(&[(2, 1.0), (3, 1.0)])],
        questions: vec![],
        calls: vec![service(100.0, 4)],
    };
    let choice = plan(&problem).unwrap();
    assert_eq!(choice.pick, Pick::Action(1));
    assert!((choice.expected.cost - 1.50).abs() < 1e-12, "{}", choice.expected.cost);
}

/// Lín 2014, figure 2: do A1; only if it fails ask which of the other two it is. Expected cost 2.
#[test]
fn a_question_waits_until_it_is_needed() {
    let problem = Problem {
        weights: vec![0.5, 0.25, 0.25],
        actions: vec![action(&[(0, 1.0)]), action(&[(1, 1.0)]), action(&[(2, 1.0)])],
        questions: vec![Question { price: price(1.0), answers: vec![vec![0.5, 1.0, 0.0], vec![0.5, 0.0, 1.0]] }],
        calls: vec![service(100.0, 3)],
    };
    let choice = plan(&problem).unwrap();
    assert_eq!(choice.pick, Pick::Action(0));
    assert!(choice.expected.cost <= 2.0 + 1e-12, "{}", choice.expected.cost);
}

#[test]
fn a_question_that_tells_whom_to_call_is_asked_first() {
    let theirs = |n: usize| (0..2).map(|f| f == n).collect::<Vec<_>>();
    let problem = Problem {
        weights: vec![0.5, 0.5],
        actions: vec![],
        questions: vec![Question { price: price(0.5), answers: vec![vec![0.95, 0.05], vec![0.05, 0.95]] }],
        calls: (0..2).map(|n| Call { price: price(10.0), wrong: 60.0, theirs: theirs(n) }).collect(),
    };
    assert_eq!(plan(&problem).unwrap().pick, Pick::Question(0));
}

#[test]
fn service_is_called_when_nothing_the_shop_can_do_pays() {
    let problem = Problem {
        weights: vec![0.02, 0.98],
        actions: vec![Action { price: price(20.0), fixes: vec![(0, 1.0)] }],
        questions: vec![],
        calls: vec![service(15.0, 2)],
    };
    let choice = plan(&problem).unwrap();
    assert_eq!(choice.pick, Pick::Call(0));
    assert!((choice.expected.cost - 15.0).abs() < 1e-12);
}

#[test]
fn degenerate_problems_have_an_answer_or_none_but_never_a_nan() {
    assert!(plan(&Problem::default()).is_none());
    let nobody = Problem { weights: vec![1.0], actions: vec![action(&[(0, 1.0)])], ..Problem::default() };
    assert!(plan(&nobody).is_none(), "without anybody to call there is no safe plan");
    let free = Problem {
        weights: vec![1.0, 0.0],
        actions: vec![Action { price: price(0.0), fixes: vec![(0, 0.5)] }],
        questions: vec![Question { price: price(0.0), answers: vec![vec![0.0, 0.0], vec![1.0, 1.0]] }],
        calls: vec![service(5.0, 2)],
    };
    assert!(plan(&free).unwrap().expected.cost.is_finite());
}
