//! `cargo xtask check`: every defect of `content/`, what has expired, and how the seed matrix is covered.

use crate::{args::Args, content, project::Project};
use anyhow::Result;
use std::process::ExitCode;

/// Runs `cargo xtask check`. Exit code 1 on any defect; an expired review is a notice, not a defect.
pub fn run(project: &Project, args: &mut Args) -> Result<ExitCode> {
    args.finish()?;
    let (bundle, defects) = pos_doctor_core::content::inspect(&content::files(project)?);
    for defect in &defects {
        println!("{defect}");
    }
    let today = time::OffsetDateTime::now_utc().date().to_string();
    for (entry, until) in bundle.valid_until.iter().filter(|(_, until)| *until < today) {
        println!("expired: {entry}: its review was valid until {until}");
    }
    let k = &bundle.knowledge;
    println!(
        "{} causes, {} symptoms, {} questions, {} actions, {} guards, {} alerts, {} codes, {} screen texts, {} topics, {} cases",
        k.causes.len(),
        k.symptoms.len(),
        k.questions.len(),
        k.actions.len(),
        k.guards.len(),
        k.alerts.len(),
        k.codes.len(),
        k.texts.len(),
        k.topics.len(),
        bundle.cases.len(),
    );
    println!("{}", bundle.coverage);
    Ok(if defects.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
