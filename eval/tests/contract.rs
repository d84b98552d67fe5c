//! `troubleshooting-model/1` as its contract words it: what is refused, and what is degenerate but right.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use pos_doctor_eval::model::read;
use pos_doctor_eval::plan::{Limits, report};
use serde_json::{Value, json};

fn sound() -> Value {
    json!({
        "format": "troubleshooting-model/1",
        "causes": [{"id": "f1", "prior": 0.25}, {"id": "f2", "prior": 0.75}],
        "actions": [{"id": "a1", "cost": 3.0, "fixes": {"f1": 0.9}}, {"id": "a2", "cost": 4.0, "fixes": {"f2": 1.0}}],
        "questions": [{"id": "q1", "cost": 1.0, "answers": ["yes", "no"], "likelihood": {"f1": [0.9, 0.1], "f2": [0.0, 1.0]}}],
        "call_service": {"cost": 50.0},
    })
}

/// The model with another value at one place.
fn with(place: &str, value: Value) -> Value {
    let mut model = sound();
    *model.pointer_mut(place).unwrap() = value;
    model
}

/// Every way to be wrong, each alone: exactly one defect, and it names its place.
#[test]
fn every_defect_is_named_with_its_place() {
    assert!(read(&sound().to_string()).is_ok());
    let likelihood = "/questions/0/likelihood";
    let wrong = [
        ("/format", json!("troubleshooting-model/2"), "format: it must be"),
        ("/causes", json!("none"), "causes: it must be a list"),
        ("/causes/0", json!(7), "causes[0] \"\": it must be an object"),
        ("/causes/0/id", json!(7), "causes[0] \"\": \"id\" must be a text"),
        ("/causes/0/prior", json!(0.2), "causes: the priors sum to"),
        ("/causes/0/prior", json!("x"), "causes[0] \"f1\": \"prior\" must be a number"),
        (
            "/causes",
            json!([{"id": "f1", "prior": 0}, {"id": "f2", "prior": 1}]),
            "causes[0] \"f1\": the prior must be above 0",
        ),
        ("/actions/0/id", json!("q1"), "\"q1\" is there twice"),
        ("/actions/0/id", json!(""), "an id is empty"),
        ("/actions/0/cost", json!(0), "actions[0] \"a1\": the cost must be above 0"),
        ("/actions/0/cost", json!(-2.5), "actions[0] \"a1\": the cost must be above 0"),
        ("/actions/0/fixes", json!([]), "actions[0] \"a1\": \"fixes\" must be an object"),
        ("/actions/0/fixes", json!({"f9": 0.5}), "actions[0] \"a1\": it repairs \"f9\", which is no cause"),
        ("/actions/0/fixes/f1", json!(1.5), "actions[0] \"a1\": the chance to repair \"f1\""),
        ("/actions/0/fixes/f1", json!(null), "actions[0] \"a1\": the chance of \"f1\" must be a number"),
        ("/questions/0/cost", json!(0), "questions[0] \"q1\": the cost must be above 0"),
        ("/questions/0/answers", json!(["yes", "yes"]), "questions[0] \"q1\" answers: \"yes\" is there twice"),
        ("/questions/0/answers", json!(["yes", 7]), "questions[0] \"q1\": every answer must be a text"),
        (
            likelihood,
            json!({"f1": [0.9, 0.1]}),
            "questions[0] \"q1\": there must be one row for the cause \"f2\", not 0",
        ),
        (
            likelihood,
            json!({"f1": [1, 0], "f2": [1, 0], "f9": [1, 0]}),
            "questions[0] \"q1\": there is a row for \"f9\"",
        ),
        ("/questions/0/likelihood/f1", json!([0.9, 0.3]), "questions[0] \"q1\": the row of \"f1\" sums to"),
        ("/questions/0/likelihood/f1", json!([1.5, -0.5]), "questions[0] \"q1\": the row of \"f1\" has a number"),
        ("/questions/0/likelihood/f1", json!([0.8, 0.1, 0.1]), "questions[0] \"q1\": the row of \"f1\" has 3 numbers"),
        ("/questions/0/likelihood/f1", json!(1), "questions[0] \"q1\": the row of \"f1\" must be a list"),
        ("/call_service", json!(50), "call_service: it must be an object"),
        ("/call_service/cost", json!(0), "call_service: the cost must be above 0"),
        ("/call_service/cost", json!("dear"), "call_service: \"cost\" must be a number"),
    ];
    for (place, value, expected) in wrong {
        let model = with(place, value);
        let defects = read(&model.to_string()).unwrap_err();
        let said: Vec<String> = defects.iter().map(ToString::to_string).collect();
        assert!(said.iter().any(|line| line.contains(expected)), "{model}\nis {said:?}, and not: {expected}");
        let told: Value = serde_json::from_str(&report(&model.to_string(), &Limits::default(), || 0.0, |b| b)).unwrap();
        assert_eq!(told, json!({"defects": said}));
    }
    let many = |n: usize| (0..n).map(|n| n.to_string()).collect::<Vec<_>>();
    for (count, good) in [(1, false), (2, true), (6, true), (7, false)] {
        let row = |n: usize| (0..n).map(|at| if at == 0 { 1.0 } else { 0.0 }).collect::<Vec<_>>();
        let mut model = with("/questions/0/answers", json!(many(count)));
        model["questions"][0]["likelihood"] = json!({"f1": row(count), "f2": row(count)});
        assert_eq!(read(&model.to_string()).is_ok(), good, "{count} answers");
    }
    let mut extra = sound();
    extra["extra"] = json!(1);
    assert!(read(&extra.to_string()).unwrap_err()[0].to_string().contains("\"extra\" is no key"));
    let mut none = sound();
    none.as_object_mut().unwrap().remove("call_service");
    assert!(read(&none.to_string()).unwrap_err()[0].to_string().contains("there must be a way to call"));
    assert!(read("{").unwrap_err()[0].to_string().contains("it is not JSON"));
    assert!(read("[]").is_err() && read("").is_err());
}

#[test]
fn all_defects_are_told_at_once() {
    let mut model = with("/actions/0/cost", json!(0));
    model["causes"][1]["prior"] = json!(0.5);
    model["questions"][0]["likelihood"]["f1"] = json!([0.9, 0.3]);
    assert_eq!(read(&model.to_string()).unwrap_err().len(), 3);
}

/// First step, lower and upper after so many milliseconds of a clock that never moves: to the end.
fn planned(model: &Value, budget_ms: u64) -> (String, f64, f64) {
    let limits = Limits { budget_ms, memory_mb: 1, policy: true, ..Limits::default() };
    let told: Value = serde_json::from_str(&report(&model.to_string(), &limits, || 0.0, |b| b)).unwrap();
    let bound = |name: &str| told["run"][name].as_f64().unwrap();
    assert!(!told["policy"]["nodes"].as_array().unwrap().is_empty());
    assert!((0.0..=1.0).contains(&bound("gap")), "{told}");
    (told["run"]["first"].as_str().unwrap().to_owned(), bound("lower"), bound("upper"))
}

/// The optimum is known: the bounds meet there, and the first step is one that reaches it.
fn solved(model: &Value, first: &[&str], optimum: f64) {
    let (step, lower, upper) = planned(model, 1);
    assert!(
        (lower - optimum).abs() < 1e-9 * optimum && (upper - optimum).abs() < 1e-9 * optimum,
        "{lower} {upper} {model}"
    );
    assert!(first.contains(&step.as_str()), "{step} {model}");
    let (step, lower, upper) = planned(model, 0);
    assert!(!step.is_empty() && lower <= optimum * (1.0 + 1e-9) && upper >= optimum * (1.0 - 1e-9), "{model}");
}

#[test]
fn degenerate_models_get_right_answers() {
    // "yes" never comes with f2: yes -> a1, no -> f2 almost surely.
    let asking: f64 = 1.0 + 0.225 * (3.0 + 0.1 * 50.0) + 0.775 * 4.0 + 0.025 * (3.0 + 0.1 * 50.0);
    let trying: f64 = 4.0 + 0.25 * (3.0 + 0.1 * 50.0);
    solved(&sound(), &["a2"], trying.min(asking));
    let one = json!([{"id": "f1", "prior": 1.0}]);
    let only = |actions: Value, questions: Value, call: f64| {
        let format = "troubleshooting-model/1";
        json!({"format": format, "causes": one, "actions": actions, "questions": questions, "call_service": {"cost": call}})
    };
    let repair = |id: &str, chance: f64| json!({"id": id, "cost": 2.0, "fixes": {"f1": chance}});
    solved(&only(json!([]), json!([]), 7.0), &["call_service"], 7.0);
    solved(&only(json!([repair("a1", 1.0)]), json!([]), 7.0), &["a1"], 2.0);
    solved(
        &only(json!([repair("a1", 0.0), {"id": "a2", "cost": 1.0, "fixes": {}}]), json!([]), 7.0),
        &["call_service"],
        7.0,
    );
    solved(
        &only(json!([repair("a1", 0.5), repair("a2", 0.5)]), json!([]), 7.0),
        &["a1", "a2"],
        2.0 + 0.5 * (2.0 + 3.5),
    );
    solved(&only(json!([repair("a1", 1.0)]), json!([]), 0.5), &["call_service"], 0.5);
    let never = json!([{"id": "q1", "cost": 0.1, "answers": ["never", "always"], "likelihood": {"f1": [0.0, 1.0]}}]);
    solved(&only(json!([repair("a1", 1.0)]), never, 7.0), &["a1"], 2.0);
}
