//! `cargo xtask eval triage`: complaints in people's own words through the product's understanding, guards and diagnosis.

mod baseline;
mod report;

use crate::project::read_text;
use crate::train::{self, sentences};
use crate::{args::Args, content, project::Project};
use anyhow::{Context, Result, ensure};
use pos_doctor_core::content::ui::fill;
use pos_doctor_core::content::{Bundle, Knowledge, Ui, Words};
use pos_doctor_core::diagnose::{Next, Setting};
use pos_doctor_core::text::Reader;
use pos_doctor_core::triage::{Shown, Triage, measure, triage};
use serde_json::{Value, json};
use std::path::Path;
use std::process::ExitCode;

/// Where the labelled complaints are that may be tuned on.
const DEV: &str = "tests/data/complaints/dev.toml";

/// Runs `cargo xtask eval triage FILE.json` or `cargo xtask eval triage --report [FILE.toml]`.
pub fn run(project: &Project, args: &mut Args) -> Result<ExitCode> {
    let report = args.flag("--report");
    let across = args.flag("--across");
    let wrong = args.flag("--wrong");
    let file = args.command();
    args.finish()?;
    let mut bundle = content::load_draft(project)?;
    if across {
        print!("{}", self::across(project, &mut bundle, wrong)?);
    } else if report {
        let path = file.map_or_else(|| project.path(DEV), Into::into);
        let complaints = measure::complaints(&read_text(&path)?).map_err(anyhow::Error::msg)?;
        print!("{}", report::report(&bundle, &complaints, wrong));
    } else {
        let file = file.context("which file? `cargo xtask eval triage FILE.json`")?;
        println!("{:#}", answer(&bundle, &read_text(Path::new(&file))?)?);
    }
    Ok(ExitCode::SUCCESS)
}

/// Every writer's complaints, read with a model that has not seen any of that writer's: what to expect of strangers.
fn across(project: &Project, bundle: &mut Bundle, wrong: bool) -> Result<String> {
    let sentences = sentences::all(project, bundle)?;
    let mut text = String::new();
    for writer in sentences::DEV {
        let others: Vec<_> = sentences.iter().filter(|s| s.writer != writer).cloned().collect();
        bundle.phrases.model = train::model(bundle, &others)?;
        let complaints = sentences::written_by(project, writer)?;
        text += &format!("## {writer}\n\n{}\n", report::report(bundle, &complaints, wrong));
    }
    Ok(text)
}

/// The answer to a triage/1 file.
fn answer(bundle: &Bundle, text: &str) -> Result<Value> {
    let input: Value = serde_json::from_str(text).context("the file is no JSON")?;
    ensure!(input.get("format").is_some_and(|f| f == "triage/1"), "the file's format is not triage/1");
    let items = input.get("items").and_then(Value::as_array).context("the file has no list of items")?;
    let reader = Reader::new(&bundle.knowledge, &bundle.phrases);
    let items: Result<Vec<Value>> = items.iter().map(|item| one(bundle, &reader, item)).collect();
    Ok(json!({ "format": "triage/1", "items": items? }))
}

fn one(bundle: &Bundle, reader: &Reader, item: &Value) -> Result<Value> {
    let id = item.get("id").and_then(Value::as_str).context("an item has no id")?;
    let text = item.get("text").and_then(Value::as_str).with_context(|| format!("item {id} has no text"))?;
    let k = &bundle.knowledge;
    let result = triage(k, &bundle.phrases, reader, text, &Setting::default()).context("the content has no step")?;
    let causes = result.causes.iter().filter_map(|(c, p)| Some(json!({ "id": k.cause(*c)?.id, "p": rounded(*p) })));
    Ok(json!({
        "id": id,
        "facts": facts(k, &result),
        "causes": causes.take(10).collect::<Vec<_>>(),
        "urgency": result.urgency.as_str(),
        "escalate_to": result.escalate.as_str(),
        "first": step(bundle, result.first),
        "advice": result.then.iter().map(|s| step(bundle, *s)).collect::<Vec<_>>(),
        "warnings": result.warnings.iter().filter_map(|g| k.guard(*g)).map(|g| g.id.as_str()).collect::<Vec<_>>(),
        "cards_cut": result.understood.cards_cut,
    }))
}

fn rounded(p: f64) -> f64 {
    (p * 1000.0).round() / 1000.0
}

/// Facts, the words they came from, and how surely.
fn facts(k: &Knowledge, result: &Triage) -> Vec<Value> {
    let lines = measure::said(k, &result.understood);
    let asked = result.understood.asks.iter().filter_map(|q| k.question(*q));
    let asked = asked.map(|q| json!({ "fact": format!("ask {}", q.id), "words": "", "strength": 0.0 }));
    let said =
        lines.into_iter().map(|(fact, f)| json!({ "fact": fact, "words": f.words, "strength": rounded(f.strength) }));
    said.chain(asked).collect()
}

/// A step with its words in both languages.
fn step(bundle: &Bundle, shown: Shown) -> Value {
    let words = |w: &Words, zh: bool| sentence(bundle, w, shown, zh);
    json!({ "step": measure::name(&bundle.knowledge, shown), "zh": words(&bundle.zh, true), "en": words(&bundle.en, false) })
}

fn sentence(bundle: &Bundle, words: &Words, shown: Shown, zh: bool) -> String {
    let gap = if zh { "" } else { " " };
    let text = match shown {
        Shown::NotUnderstood => {
            bundle.phrases.reply("not_understood").map(|r| if zh { r.zh.clone() } else { r.en.clone() })
        }
        Shown::Topic(id) => words.topics.get(id.index()).map(|t| format!("{}:{gap}{}", t.title, t.text.join(gap))),
        Shown::Step(Next::Ask(id)) => words.questions.get(id.index()).map(|q| join(&[&q.ask, &q.how], gap)),
        Shown::Step(Next::Do(id)) => words.actions.get(id.index()).map(|a| {
            let steps = a.steps.join(if zh { ";" } else { "; " });
            join(&[&a.instruction, &steps], if zh { ":" } else { ": " })
        }),
        Shown::Step(Next::Alert(id)) => words.alerts.get(id.index()).map(|a| {
            let now = a.now.join(if zh { ";" } else { "; " });
            join(&[&a.title, &now], if zh { "。" } else { ". " })
        }),
        Shown::Step(Next::HandOver { to, cause, .. }) => words.addressees.get(to.index()).map(|a| {
            let say = cause.and_then(|c| words.causes.get(c.index())).map_or("", |c| c.say.as_str());
            join(&[&a.name, &a.reach, say], if zh { "。" } else { ". " })
        }),
        Shown::Step(Next::End(_)) => None,
    };
    filled(words, &text.unwrap_or_default(), zh)
}

/// The text as a shop sees it whose bank has set nothing: no number but the one on the sticker, nothing tried yet.
fn filled(words: &Words, text: &str, zh: bool) -> String {
    let when = if zh { "刚才" } else { "just now" };
    let values = [
        ("hotline", words.ui(Ui::Sticker)),
        ("terminal", words.ui(Ui::MyTerminal)),
        ("tried", words.ui(Ui::NothingTried)),
        ("when", when),
    ];
    fill(text, &values)
}

fn join(parts: &[&str], gap: &str) -> String {
    parts.iter().filter(|p| !p.is_empty()).copied().collect::<Vec<_>>().join(gap)
}
