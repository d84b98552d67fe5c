//! `cargo xtask eval check MODEL.json POLICY.json`: what a strategy costs, from the two files alone.
//!
//! Slow and obvious on purpose, and it shares no code with the planner: it follows every branch with plain
//! probabilities by id.

use crate::args::Args;
use crate::project::read_text;
use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use std::path::Path;
use std::process::ExitCode;

/// Prints the expected cost of a strategy.
pub fn run(args: &mut Args) -> Result<ExitCode> {
    let mut file = |what| args.command().with_context(|| format!("which {what}? `eval check MODEL.json POLICY.json`"));
    let (model, policy) = (file("model")?, file("policy")?);
    args.finish()?;
    let parse = |file: &String| -> Result<Value> { Ok(serde_json::from_str(&read_text(Path::new(file))?)?) };
    println!("{}", expected_cost(&parse(&model)?, &parse(&policy)?)?);
    Ok(ExitCode::SUCCESS)
}

/// Follows a strategy through all its branches.
pub fn expected_cost(model: &Value, policy: &Value) -> Result<f64> {
    let nodes = policy.get("nodes").and_then(Value::as_array).context("the policy has no nodes")?;
    let rules = nodes.iter().filter(|node| node.get("rule").is_some()).count();
    ensure!(nodes.len() <= 200_000 && rules <= 5_000, "{} nodes, {rules} of them rules: too many", nodes.len());
    let root = policy.get("root").and_then(Value::as_u64).context("the policy has no root")?;
    let causes = list(model, "causes").map(|c| (text(c, "id"), number(c, "prior")));
    Follow { model, nodes }.node(root as usize, &causes.collect::<Vec<_>>(), &mut Vec::new())
}

fn list<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    value.get(key).and_then(Value::as_array).into_iter().flatten()
}

fn text(value: &Value, key: &str) -> String {
    value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn number(value: &Value, key: &str) -> f64 {
    value.get(key).and_then(Value::as_f64).unwrap_or(0.0)
}

/// Causes and the probability that the session got here with each of them.
type Belief = [(String, f64)];

struct Follow<'v> {
    model: &'v Value,
    nodes: &'v [Value],
}

impl Follow<'_> {
    fn node(&self, index: usize, belief: &Belief, used: &mut Vec<String>) -> Result<f64> {
        let node = self.nodes.get(index).with_context(|| format!("there is no node {index}"))?;
        let here: f64 = belief.iter().map(|(_, p)| p).sum();
        let (kind, id) = match (node.get("action"), node.get("question")) {
            (Some(id), _) => ("actions", id.as_str().unwrap_or_default()),
            (_, Some(id)) => ("questions", id.as_str().unwrap_or_default()),
            _ if node.get("rule").and_then(Value::as_str) == Some("updating-pc") => return Ok(self.rule(belief, used)),
            _ if node.get("call_service") == Some(&Value::Bool(true)) => return Ok(self.calling() * here),
            _ => bail!("node {index} is no step"),
        };
        ensure!(!used.iter().any(|u| u == id), "node {index} does {id} a second time");
        let step = list(self.model, kind).find(|s| text(s, "id") == id).with_context(|| format!("what is {id}?"))?;
        used.push(id.to_owned());
        let mut cost = number(step, "cost") * here;
        if kind == "actions" {
            cost += self.node(self.child(node.get("failed"))?, &failed(step, belief), used)?;
        } else {
            let branches = node.get("answers").and_then(Value::as_array).context("a question without branches")?;
            ensure!(branches.len() == list(step, "answers").count(), "node {index}: a branch for each answer");
            for (answer, branch) in branches.iter().enumerate() {
                cost += self.node(self.child(Some(branch))?, &answered(step, answer, belief), used)?;
            }
        }
        used.pop();
        Ok(cost)
    }

    fn child(&self, index: Option<&Value>) -> Result<usize> {
        Ok(index.and_then(Value::as_u64).context("an index is missing")? as usize)
    }

    fn calling(&self) -> f64 {
        self.model.get("call_service").map_or(0.0, |call| number(call, "cost"))
    }

    /// Updating P/C as the format words it.
    fn rule(&self, belief: &Belief, used: &[String]) -> f64 {
        let mut open: Vec<&Value> = list(self.model, "actions").filter(|a| !used.contains(&text(a, "id"))).collect();
        let (mut belief, mut way) = (belief.to_vec(), Vec::new());
        while !open.is_empty() {
            let efficiency = |action: &&Value| {
                belief.iter().map(|(id, p)| p * chance(action, id)).sum::<f64>() / number(action, "cost")
            };
            let most = open.iter().map(efficiency).fold(0.0, f64::max);
            let Some(next) = open.iter().position(|a| efficiency(a) >= most * (1.0 - 1e-12)) else { break };
            let action = open.remove(next);
            let here: f64 = belief.iter().map(|(_, p)| p).sum();
            way.push((self.calling() * here, number(action, "cost") * here));
            belief = failed(action, &belief);
        }
        let end = self.calling() * belief.iter().map(|(_, p)| p).sum::<f64>();
        way.into_iter().rev().fold(end, |value, (calling, cost)| calling.min(cost + value))
    }
}

fn chance(action: &Value, cause: &str) -> f64 {
    action.get("fixes").map_or(0.0, |fixes| number(fixes, cause))
}

fn failed(action: &Value, belief: &Belief) -> Vec<(String, f64)> {
    belief.iter().map(|(id, p)| (id.clone(), p * (1.0 - chance(action, id)))).collect()
}

fn answered(question: &Value, answer: usize, belief: &Belief) -> Vec<(String, f64)> {
    let likelihood = |id: &str| {
        let row = question.get("likelihood").and_then(|rows| rows.get(id)).and_then(Value::as_array);
        row.and_then(|row| row.get(answer)).and_then(Value::as_f64).unwrap_or(0.0)
    };
    belief.iter().map(|(id, p)| (id.clone(), p * likelihood(id))).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::expected_cost;
    use crate::eval::{generate, plan};
    use pos_doctor_eval::plan::Limits;

    #[test]
    fn the_strategy_in_the_file_costs_what_the_planner_says() {
        for (seed, (actions, questions)) in [(6, 2), (8, 3), (5, 6), (12, 3), (14, 8), (30, 15)].into_iter().enumerate()
        {
            let draft = generate::random(actions, questions, seed as u64);
            let json = generate::to_json(&draft);
            let limits = Limits { budget_ms: 300, memory_mb: 16, policy: true, ..Limits::default() };
            let start = std::time::Instant::now();
            let report = plan::native(&json.to_string(), &limits, || start.elapsed().as_secs_f64() * 1000.0).unwrap();
            let bound = |name| report["run"][name].as_f64().unwrap();
            let cost = expected_cost(&json, &report["policy"]).unwrap();
            assert!((cost - bound("upper")).abs() < 1e-9 * cost, "{actions}x{questions}: {cost} {report}");
            assert!(bound("lower") <= bound("upper"));
        }
    }

    #[test]
    fn a_policy_with_a_wrong_index_is_refused() {
        let json = generate::to_json(&generate::random(3, 1, 1));
        let policy = serde_json::json!({"format": "policy/1", "root": 0, "nodes": [{"action": "a1", "failed": 9}]});
        assert!(expected_cost(&json, &policy).is_err());
    }
}
