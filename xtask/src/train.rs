//! `cargo xtask train`: the second opinion on whole sentences, trained on labelled ones and written to
//! `content/text/model.toml`. The same sentences give the same file on every machine.

pub mod sentences;
mod softmax;

use crate::args::Args;
use crate::content;
use crate::project::Project;
use anyhow::{Context, Result};
use pos_doctor_core::content::Bundle;
use pos_doctor_core::content::phrases::Model;
use pos_doctor_core::text::Reader;
use sentences::Sentence;
use softmax::Trained;
use std::fmt::Write;
use std::process::ExitCode;

const FILE: &str = "content/text/model.toml";

/// Runs `cargo xtask train`.
pub fn run(project: &Project, args: &mut Args) -> Result<ExitCode> {
    args.finish()?;
    let bundle = content::load_draft(project)?;
    let (classes, trained) = train(&bundle, &sentences::all(project, &bundle)?)?;
    let path = project.path(FILE);
    std::fs::write(&path, written(&classes, &trained)).with_context(|| format!("cannot write {}", path.display()))?;
    let weights: usize = trained.rows.iter().map(|(_, row)| row.len()).sum();
    println!("{} rows with {weights} weights in {FILE}", trained.rows.len());
    Ok(ExitCode::SUCCESS)
}

/// The model that these sentences give.
pub fn model(bundle: &Bundle, sentences: &[Sentence]) -> Result<Model> {
    let (classes, trained) = train(bundle, sentences)?;
    let classes = classes.iter().filter_map(|id| bundle.hunches.iter().find(|(h, _)| h == id));
    let classes = classes.map(|(_, class)| class.clone()).collect();
    Ok(Model::new(classes, trained.bias, softmax::STEP, &trained.rows))
}

fn train(bundle: &Bundle, sentences: &[Sentence]) -> Result<(Vec<String>, Trained)> {
    let reader = Reader::new(&bundle.knowledge, &bundle.phrases);
    let classes: Vec<String> = bundle.hunches.iter().map(|(id, _)| id.clone()).collect();
    let number = |id: &String| {
        let at = classes.iter().position(|c| c == id).with_context(|| format!("there is no hunch `{id}`"))?;
        Ok((u8::try_from(at)?, id.clone()))
    };
    let examples: Result<Vec<softmax::Example>> = sentences
        .iter()
        .map(|s| {
            let right: Result<Vec<(u8, String)>> = s.means.iter().map(number).collect();
            Ok(softmax::Example { keys: reader.features(&s.text), right: right?.into_iter().map(|(n, _)| n).collect() })
        })
        .collect();
    let trained = softmax::train(&examples?, classes.len());
    Ok((classes, trained))
}

fn written(classes: &[String], trained: &Trained) -> String {
    let mut text = String::from(
        "# Made by `cargo xtask train` from content/sayings/, the cases, causes and phrases, and the complaints to tune on.\n# Do not edit: add a sentence there, and train again.\n\n[model]\n",
    );
    let _ = writeln!(text, "step = {}", softmax::STEP);
    let _ = writeln!(text, "classes = {classes:?}");
    let _ = writeln!(text, "bias = {:?}", trained.bias);
    text += "rows = \"\"\"";
    for (at, (key, row)) in trained.rows.iter().enumerate() {
        let _ = write!(text, "{}{key}", if at == 0 { "" } else { "\n" });
        row.iter().for_each(|(class, weight)| {
            let _ = write!(text, " {class}:{weight}");
        });
    }
    text + "\"\"\"\n"
}
