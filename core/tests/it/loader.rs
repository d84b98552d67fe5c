//! Bad content is refused with every defect, its file and its entry.

use crate::support::{bundle, files};
use pos_doctor_core::content::{Knowledge, Words, inspect, load};

/// The real content with one text replaced in one file must give a defect that says this.
fn broken(path: &str, from: &str, to: &str, says: &str) {
    let mut files = files();
    let file = files.iter_mut().find(|(p, _)| p == path).unwrap_or_else(|| panic!("no content/{path}"));
    assert!(file.1.contains(from), "content/{path} no longer contains `{from}`");
    file.1 = file.1.replacen(from, to, 1);
    let defects = load(&files).expect_err("this content should be refused");
    let lines: Vec<String> = defects.iter().map(ToString::to_string).collect();
    assert!(lines.iter().any(|line| line.contains(says)), "no defect says `{says}`:\n{}", lines.join("\n"));
}

#[test]
fn the_real_content_has_no_defect_and_every_row_is_accounted_for() {
    let (_, defects) = inspect(&files());
    let lines: Vec<String> = defects.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
    assert_eq!(bundle().coverage.to_string(), "280 rows: 204 carried, 10 warned, 66 dropped, 0 missing");
}

#[test]
fn a_dangling_id_is_named_with_file_and_entry() {
    broken(
        "guards.toml",
        "forbids = [\"flash\"]",
        "forbids = [\"flahs\"]",
        "content/guards.toml: guard no_flash: there is no act `flahs`",
    );
}

#[test]
fn a_mistyped_field_is_refused() {
    broken("guards.toml", "forbids = [\"flash\"]", "forbid = [\"flash\"]", "content/guards.toml");
}

#[test]
fn a_missing_word_is_refused() {
    broken(
        "flags.toml",
        "en = { name = \"liquid got into the terminal\" }",
        "en = { name = \"\" }",
        "flag liquid: `name` is missing in a language",
    );
}

#[test]
fn different_placeholders_are_refused() {
    broken("addressees.toml", "reach = \"{hotline}\"", "reach = \"{phone}\"", "different {placeholders}");
}

#[test]
fn a_duplicate_is_refused_with_both_places() {
    let mut files = files();
    let copy = files.iter().find(|(p, _)| p == "flags.toml").unwrap().1.clone();
    files.push(("zz.toml".into(), copy));
    let defects = load(&files).expect_err("twice the same flags");
    assert!(defects.iter().any(|d| d.what.contains("defined twice, also in content/flags.toml")));
}

#[test]
fn a_step_that_crosses_a_red_line_is_refused() {
    let action = "[[action]]\nid = \"bad\"\ncost = { minutes = 1.0 }\nwho = \"merchant\"\nfixes = { reader_mag_fault = 50 }\n\
        acts = [\"open_case\"]\nsources = [\"expert\"]\nreason = \"test\"\n\
        zh = { do = \"看一下\", why = \"看\" }\nen = { do = \"Look\", why = \"look\" }\n";
    let mut files = files();
    files.push(("zz.toml".into(), action.into()));
    let defects = load(&files).expect_err("opening the case is never advised");
    assert!(defects.iter().any(|d| d.entry == "action bad" && d.what.contains("red line")), "{defects:?}");
}

#[test]
fn words_that_betray_an_act_must_declare_it() {
    let action = "[[action]]\nid = \"bad\"\ncost = { minutes = 1.0 }\nwho = \"merchant\"\nfixes = { reader_mag_fault = 50 }\n\
        sources = [\"expert\"]\nreason = \"test\"\n\
        zh = { do = \"把机器恢复出厂\", why = \"看\" }\nen = { do = \"Look\", why = \"look\" }\n";
    let mut files = files();
    files.push(("zz.toml".into(), action.into()));
    let defects = load(&files).expect_err("a reset in disguise");
    assert!(defects.iter().any(|d| d.what.contains("does not declare the act `factory_reset`")), "{defects:?}");
}

#[test]
fn a_place_is_shared_and_nearer_than_what_is_done_there() {
    broken("places.toml", "minutes = 0.6", "minutes = 6.0", "getting there must take some time");
    broken("places.toml", "id = \"router\"", "id = \"cellar\"", "fewer than two steps");
    broken("actions/network.toml", "place = \"router\"", "place = \"attic\"", "there is no place `attic`");
}

#[test]
fn every_defect_is_listed_not_only_the_first() {
    let mut files = files();
    for (path, text) in &mut files {
        if path == "guards.toml" {
            *text = text.replace("[\"flash\"]", "[\"flahs\"]").replace("[\"split\"]", "[\"slpit\"]");
        }
    }
    let (_, defects) = inspect(&files);
    assert!(defects.iter().any(|d| d.what.contains("flahs")) && defects.iter().any(|d| d.what.contains("slpit")));
}

#[test]
fn the_binary_form_comes_back_whole_and_garbage_does_not_come_back() {
    let b = bundle();
    assert_eq!(Knowledge::from_bytes(&b.knowledge.to_bytes()).as_ref(), Some(&b.knowledge));
    assert_eq!(Words::from_bytes(&b.zh.to_bytes()).as_ref(), Some(&b.zh));
    assert_eq!(Knowledge::from_bytes(b"not knowledge"), None);
}
