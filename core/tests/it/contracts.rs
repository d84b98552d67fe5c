//! Ids that other programs rely on, and what core must never depend on.

use crate::support::knowledge;
use pos_doctor_core::content::CauseKind;
use std::path::Path;
use std::process::Command;

#[test]
fn every_published_cause_and_guard_is_there_under_its_id() {
    let k = knowledge();
    for line in include_str!("../data/contract_ids.txt").lines().filter(|l| !l.starts_with('#')) {
        match line.split(' ').collect::<Vec<_>>()[..] {
            ["cause", id, kind] => {
                let cause = k.find_cause(id).and_then(|c| k.cause(c)).unwrap_or_else(|| panic!("no cause {id}"));
                let want = match kind {
                    "fault" => CauseKind::Fault,
                    "situation" => CauseKind::Situation,
                    _ => CauseKind::Request,
                };
                assert_eq!(cause.kind, want, "{id}");
            }
            ["guard", id] => assert!(k.find_guard(id).is_some(), "no guard {id}"),
            _ => panic!("what is `{line}`?"),
        }
    }
}

#[test]
fn core_depends_on_no_browser_crate() {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--package", "pos-doctor-core", "--edges", "normal", "--prefix", "none"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let tree = String::from_utf8_lossy(&tree.stdout);
    assert!(tree.contains("serde"), "cargo tree said nothing useful: {tree}");
    for line in tree.lines() {
        let name = line.split(' ').next().unwrap_or_default();
        let browser = ["leptos", "web-sys", "js-sys", "gloo", "wasm-bindgen"];
        assert!(!browser.iter().any(|b| name.starts_with(b)), "core depends on {line}");
    }
}

#[test]
fn core_reads_no_clock_no_randomness_no_file_and_no_network() {
    let words =
        ["std::time", "SystemTime", "Instant", "std::fs", "std::net", "std::env", "rand::", "HashMap", "HashSet"];
    let mut files = 0;
    visit(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut |path, text| {
        files += 1;
        for word in words {
            assert!(!text.contains(word), "{}: {word}", path.display());
        }
    });
    assert!(files > 15, "looked at {files} files only");
}

fn visit(folder: &Path, see: &mut impl FnMut(&Path, &str)) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            visit(&path, see);
        } else {
            see(&path, &std::fs::read_to_string(&path).unwrap());
        }
    }
}
