//! The first advice of the planner on models from the literature, where the right answer is known.

use pos_doctor_core::plan::greedy::{Choice, first};
use pos_doctor_core::plan::model::{Action, Call, Gate, Model, Need, Question};
use pos_doctor_core::plan::position::Step;
use pos_doctor_core::plan::tables::Times;

fn action(cost: f64, fixes: &[(usize, f64)]) -> Action {
    Action { cost, fixes: fixes.to_vec(), gate: Gate::default() }
}

fn question(cost: f64, answers: Vec<Vec<f64>>) -> Question {
    Question { cost, answers, gate: Gate::default() }
}

/// Every step takes twice as long as it costs.
fn choose(model: Model) -> Choice {
    let times = Times {
        actions: model.actions.iter().map(|a| 2.0 * a.cost).collect(),
        questions: model.questions.iter().map(|q| 2.0 * q.cost).collect(),
        calls: model.calls.iter().map(|c| 2.0 * c.costs[0]).collect(),
    };
    first(model, times)
}

/// Jensen et al. 2001, figure 1: updating P/C does A2, A1, A3 and expects 1.50 (the optimum is 1.45).
#[test]
fn updating_p_over_c_on_the_example_of_sacso() {
    let choice = choose(Model {
        priors: vec![0.20, 0.25, 0.40, 0.15],
        actions: vec![
            action(1.0, &[(0, 1.0), (1, 1.0)]),
            action(1.0, &[(1, 1.0), (2, 1.0)]),
            action(1.0, &[(2, 1.0), (3, 1.0)]),
        ],
        questions: vec![],
        calls: vec![Call { costs: vec![100.0; 4] }],
    });
    assert_eq!(choice.step, Step::Action(1));
    assert!((choice.worth.cost - 1.50).abs() < 1e-12 && (choice.worth.time - 3.0).abs() < 1e-12, "{choice:?}");
}

/// Lín 2014, figure 2: do A1; only if it fails ask which of the other two it is, or try both. Expected cost at most 2.
#[test]
fn a_question_waits_until_it_is_needed() {
    let choice = choose(Model {
        priors: vec![0.5, 0.25, 0.25],
        actions: (0..3).map(|f| action(1.0, &[(f, 1.0)])).collect(),
        questions: vec![question(1.0, vec![vec![0.5, 1.0, 0.0], vec![0.5, 0.0, 1.0]])],
        calls: vec![Call { costs: vec![100.0; 3] }],
    });
    assert_eq!(choice.step, Step::Action(0));
    assert!(choice.worth.cost <= 2.0 + 1e-12, "{choice:?}");
}

/// Two addressees, each dear for the other's faults.
fn addressed(questions: Vec<Question>) -> Model {
    Model {
        priors: vec![0.5, 0.5],
        actions: vec![],
        questions,
        calls: vec![Call { costs: vec![10.0, 70.0] }, Call { costs: vec![70.0, 10.0] }],
    }
}

#[test]
fn a_question_that_tells_whom_to_call_is_asked_first() {
    let choice = choose(addressed(vec![question(0.5, vec![vec![0.95, 0.05], vec![0.05, 0.95]])]));
    assert_eq!(choice.step, Step::Question(0));
    assert!((choice.worth.cost - 13.5).abs() < 1e-12 && (choice.never - 40.0).abs() < 1e-12, "{choice:?}");
}

/// The first question tells nothing, but only one of its answers lets the second be asked.
#[test]
fn a_question_is_asked_for_the_sake_of_the_one_that_waits_for_it() {
    let useless = question(0.5, vec![vec![0.8, 0.8], vec![0.2, 0.2]]);
    let mut telling = question(0.5, vec![vec![1.0, 0.0], vec![0.0, 1.0]]);
    telling.gate.needs = vec![Need { question: 0, answers: 1, unasked: false }];
    let choice = choose(addressed(vec![useless, telling]));
    assert_eq!(choice.step, Step::Question(0));
    assert!((choice.worth.cost - (0.5 + 0.8 * 10.5 + 0.2 * 40.0)).abs() < 1e-12, "{choice:?}");
    assert!(
        (choice.worth.time - (1.0 + 0.8 * (1.0 + 0.5 * 20.0 + 0.5 * 140.0) + 0.2 * 20.0)).abs() < 1e-12,
        "{choice:?}"
    );
}

#[test]
fn service_is_called_when_nothing_the_shop_can_do_pays() {
    let choice = choose(Model {
        priors: vec![0.02, 0.98],
        actions: vec![action(20.0, &[(0, 1.0)])],
        questions: vec![],
        calls: vec![Call { costs: vec![15.0; 2] }],
    });
    assert_eq!(choice.step, Step::Call(0));
    assert!((choice.worth.cost - 15.0).abs() < 1e-12 && (choice.worth.time - 30.0).abs() < 1e-12, "{choice:?}");
}

#[test]
fn impossible_answers_and_useless_steps_make_no_nan() {
    let choice = choose(Model {
        priors: vec![1.0, 0.0],
        actions: vec![action(1.0, &[(0, 0.5)]), action(1.0, &[])],
        questions: vec![question(1.0, vec![vec![0.0, 0.0], vec![1.0, 1.0]])],
        calls: vec![Call { costs: vec![5.0; 2] }],
    });
    assert_eq!(choice.step, Step::Action(0));
    assert!((choice.worth.cost - 3.5).abs() < 1e-12, "{choice:?}");
}
