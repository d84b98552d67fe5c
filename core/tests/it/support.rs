//! The real content, loaded once, and small helpers that read as a script.

use pos_doctor_core::case::{Case, Event};
use pos_doctor_core::content::{self, Bundle, Knowledge};
use pos_doctor_core::diagnose::{Advice, Next, Setting, advise};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// Every content file: path below `content/` and text, sorted by path.
pub fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    let mut paths = Vec::new();
    collect(&root, &mut paths);
    paths.sort();
    let name = |path: &PathBuf| path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
    paths.iter().map(|path| (name(path), std::fs::read_to_string(path).unwrap())).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|e| e == "toml") {
            paths.push(path);
        }
    }
}

/// The content. That it has no defect is the loader's test; the others work on what is usable.
pub fn bundle() -> &'static Bundle {
    static BUNDLE: OnceLock<Bundle> = OnceLock::new();
    BUNDLE.get_or_init(|| content::inspect(&files()).0)
}

pub fn knowledge() -> &'static Knowledge {
    &bundle().knowledge
}

/// A case from its text form; every line must mean something.
pub fn case(lines: &[&str]) -> Case {
    let case = Case::parse(knowledge(), &lines.join("\n"));
    assert!(case.unknown.is_empty(), "not understood: {:?}", case.unknown);
    case
}

pub fn event(line: &str) -> Event {
    Event::parse(knowledge(), line).unwrap_or_else(|| panic!("not understood: {line}"))
}

pub fn advice(case: &Case) -> Advice {
    advise(knowledge(), case, &Setting::default()).expect("there is always a next step")
}

/// The next step as `question:ID`, `action:ID`, `alert:ID`, `handover:ID` or `end:WHAT`.
pub fn step_name(next: Next) -> String {
    let k = knowledge();
    match next {
        Next::Ask(q) => format!("question:{}", k.question(q).unwrap().id),
        Next::Do(a) => format!("action:{}", k.action(a).unwrap().id),
        Next::Alert(a) => format!("alert:{}", k.alert(a).unwrap().id),
        Next::HandOver { to, .. } => format!("handover:{}", k.addressee(to).unwrap().id),
        Next::End(end) => {
            use pos_doctor_core::diagnose::End;
            match end {
                End::Repaired(_) => "end:repaired".into(),
                End::Handed(_) => "end:handed".into(),
                End::Resolved(r) => format!("end:{}", k.ending(r).unwrap().id),
            }
        }
    }
}
