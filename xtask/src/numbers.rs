//! `cargo xtask numbers`: gives every new id its number in links, at the end of `content/numbers.toml`.

use crate::{args::Args, content, project::Project};
use anyhow::{Context, Result};
use pos_doctor_core::content::numbers::Kind;
use pos_doctor_core::content::source::{File, Map};
use pos_doctor_core::content::{Knowledge, inspect};
use std::fmt::Write;
use std::process::ExitCode;

const PATH: &str = "content/numbers.toml";

const HEAD: &str = "\
# Numbers of ids in links and short codes. Append-only: a line is never changed, moved to another id or removed, also
# when its id has left the content; a link made years ago must not change its meaning.
# `cargo xtask numbers` appends what is new; `cargo xtask check` finds what is missing, doubled or removed.
";

/// Runs `cargo xtask numbers`.
pub fn run(project: &Project, args: &mut Args) -> Result<ExitCode> {
    args.finish()?;
    let path = project.path(PATH);
    let old = std::fs::read_to_string(&path).unwrap_or_default();
    let mut file: File = toml::from_str(&old).context(PATH)?;
    let (bundle, _) = inspect(&content::files(project)?);
    let added = add(&mut file, &bundle.knowledge)?;
    std::fs::write(&path, write(&file)?)?;
    println!("{added} ids got a number; {PATH} is complete");
    Ok(ExitCode::SUCCESS)
}

fn add(file: &mut File, k: &Knowledge) -> Result<usize> {
    let mut added = 0;
    for kind in Kind::ALL {
        added += extend(file.number.entry(kind.name().to_owned()).or_default(), kind.ids(k).into_iter())?;
    }
    for question in &k.questions {
        let map = file.answer_number.entry(question.id.clone()).or_default();
        added += extend(map, question.answers.iter().map(|answer| answer.id.as_str()))?;
    }
    Ok(added)
}

/// New ids get the numbers after the highest one, in their order.
fn extend<'a>(map: &mut Map<u16>, ids: impl Iterator<Item = &'a str>) -> Result<usize> {
    let before = map.len();
    for id in ids {
        let next = map.values().max().map_or(Some(0), |n| n.checked_add(1)).context("no number is left")?;
        map.entry(id.to_owned()).or_insert(next);
    }
    Ok(map.len() - before)
}

fn write(file: &File) -> Result<String> {
    let mut text = HEAD.to_owned();
    for kind in Kind::ALL {
        writeln!(text, "\n[number.{}]", kind.name())?;
        for (id, number) in file.number.get(kind.name()).map(ordered).unwrap_or_default() {
            // Codes may begin with a digit or be all digits: quoted keys read the same for all.
            writeln!(text, "\"{id}\" = {number}")?;
        }
    }
    writeln!(text, "\n[answer_number]")?;
    for (question, map) in &file.answer_number {
        let list: Vec<String> = ordered(map).iter().map(|(id, number)| format!("\"{id}\" = {number}")).collect();
        writeln!(text, "{question} = {{ {} }}", list.join(", "))?;
    }
    Ok(text)
}

fn ordered(map: &Map<u16>) -> Vec<(&str, u16)> {
    let mut list: Vec<(&str, u16)> = map.iter().map(|(id, number)| (id.as_str(), *number)).collect();
    list.sort_by_key(|(_, number)| *number);
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_id_is_appended_and_an_old_one_keeps_its_number() {
        let mut map = Map::from([("b".to_owned(), 0), ("gone".to_owned(), 1)]);
        assert_eq!(extend(&mut map, ["a", "b", "c"].into_iter()).ok(), Some(2));
        assert_eq!(ordered(&map), [("b", 0), ("gone", 1), ("a", 2), ("c", 3)]);
    }
}
