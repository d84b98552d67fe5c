//! Views, routes and the stored form of a case, in a real browser; whole journeys are in `tests/e2e`.

#![cfg(target_arch = "wasm32")]

use pos_doctor::ahead::Ahead;
use pos_doctor::browser::{config, storage};
use pos_doctor::route::Route;
use pos_doctor::session::Record;
use pos_doctor::view::{self, Act, Block, Scene, Tone};
use pos_doctor_core::case::{Case, Event};
use pos_doctor_core::config::{Config, Moment, Value};
use pos_doctor_core::content::{Knowledge, Phrases, Words};
use pos_doctor_core::diagnose::{Advice, Setting, advise};
use pos_doctor_core::text::{LONGEST, Reader};
use std::sync::OnceLock;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const KNOWLEDGE: &[u8] = include_bytes!(concat!(env!("POS_TEST_DATA"), "/knowledge.bin"));
const WORDS: &[u8] = include_bytes!(concat!(env!("POS_TEST_DATA"), "/words.zh-CN.bin"));
const PHRASES: &[u8] = include_bytes!(concat!(env!("POS_TEST_DATA"), "/phrases.bin"));

fn content() -> Result<(Knowledge, Words), String> {
    let content = Knowledge::from_bytes(KNOWLEDGE).zip(Words::from_bytes(WORDS));
    content.ok_or_else(|| "the test data belong to another build".to_owned())
}

/// The page at a route, for a case given as stored lines.
fn page(lines: &str, route: &str) -> Result<view::Page, String> {
    let (k, w) = content()?;
    let (config, setting, case) = (Config::default(), Setting::default(), Case::parse(&k, lines));
    let scene = Scene {
        k: &k,
        w: &w,
        config: &config,
        english: false,
        elder: false,
        update: true,
        install: true,
        now: Moment(29_921_310),
        ahead: 480,
        case: &case,
        since: Moment(29_921_310),
        setting: &setting,
        advised: &OnceLock::new(),
        sales_due: None,
        device: "",
        saved: None,
    };
    Ok(view::page(&scene, &Route::parse(route)))
}

#[wasm_bindgen_test]
fn what_was_worked_out_ahead_is_what_follows() -> Result<(), String> {
    let (k, _) = content()?;
    let (open, shut) = (Setting::default(), Setting { closed: 30.0, ..Setting::default() });
    let told = |advice: Option<Advice>| advice.map(|advice| (advice.next, advice.belief)).ok_or("no advice");
    let cases = ["all_work", "only_this_fails", "all_fail"]
        .map(|answer| Case::parse(&k, &format!("symptom no_read\nanswer other_card {answer}")));
    let mut ahead = Ahead::default();
    ahead.plan(cases.to_vec(), &open);
    assert!(ahead.work(&k) && ahead.work(&k), "two of three are worked out");
    for (case, worked_out) in cases.iter().zip([true, true, false]) {
        assert!(ahead.take(case, &shut).is_none(), "for another setting");
        let taken = ahead.take(case, &open);
        assert_eq!(taken.is_some(), worked_out);
        if let Some(advice) = taken {
            assert_eq!(told(advice)?, told(advise(&k, case, &open))?);
        }
    }
    Ok(())
}

#[wasm_bindgen_test]
fn routes_are_read_as_they_are_written() {
    let routes = [
        "#/",
        "#/case/0",
        "#/case/12",
        "#/step/question:link",
        "#/causes",
        "#/why",
        "#/sell",
        "#/history",
        "#/look",
        "#/look/51",
        "#/red-lines",
        "#/topics",
        "#/topic/fees",
        "#/about",
        "#/c/abc",
        "#/k/12-34",
        "#/support",
    ];
    for text in routes {
        let route = Route::parse(text);
        assert_eq!(route.to_string(), text);
        assert!(!matches!(route, Route::Unknown(_)), "{text}");
    }
    for text in ["#/case/-1", "#/case/x", "#/topical", "#/why/1", "#/nothing", "#/\u{0}"] {
        assert!(matches!(Route::parse(text), Route::Unknown(_)), "{text}");
    }
}

#[wasm_bindgen_test]
fn a_stored_case_is_read_as_it_was_written() -> Result<(), String> {
    let (k, _) = content()?;
    let case = Case::parse(&k, "symptom no_read\nanswer other_card ?\nskip action:restart_once\nanswer gone yes");
    let record = Record { case, since: Moment(7), revision: 3 };
    assert_eq!(Record::parse(&k, &record.format(&k, true)), Some(record.clone()));
    assert!(record.is_older(&k));
    for broken in ["", "pos1", "pos2 3 en 7\n", "pos1 x en 7\n", "pos1 3 en 7\nanswer gone yes", "{}"] {
        assert_eq!(Record::parse(&k, broken), None, "{broken}");
    }
    Ok(())
}

#[wasm_bindgen_test]
fn the_home_page_offers_every_symptom() -> Result<(), String> {
    let home = page("", "#/")?;
    let begins = |blocks: &[Block]| {
        let tiles = blocks.iter().filter_map(|b| if let Block::Tiles(t) = b { Some(t) } else { None }).flatten();
        tiles.filter(|c| matches!(c.act, Act::Begin(Event::Symptom(_)))).count()
    };
    let more = home.blocks.iter().find_map(|b| if let Block::More(_, inner) = b { Some(inner) } else { None });
    assert_eq!(begins(&home.blocks) + more.map_or(0, |inner| begins(inner)), 18);
    Ok(())
}

#[wasm_bindgen_test]
fn a_question_can_always_be_left_open() -> Result<(), String> {
    let step = page("symptom no_read", "#/step/question:other_card")?;
    for id in ["all_work", "only_this_fails", "all_fail", "?", "later", "skip"] {
        assert!(step.choices().any(|c| c.id == id), "{id}");
    }
    Ok(())
}

#[wasm_bindgen_test]
fn looking_back_marks_the_old_answer_and_replaces_it() -> Result<(), String> {
    let step = page("symptom no_read\nanswer other_card all_fail", "#/case/1")?;
    let chosen: Vec<_> = step.choices().filter(|c| c.chosen).map(|c| c.id.as_str()).collect();
    assert_eq!(chosen, ["all_fail"]);
    assert!(step.choices().any(|c| matches!(c.act, Act::Put(1, Event::Answer(_, None)))));
    Ok(())
}

#[wasm_bindgen_test]
fn a_forbidden_step_is_not_shown_by_its_address() -> Result<(), String> {
    let step = page("symptom tamper", "#/step/action:restart_once")?;
    assert_eq!((step.id.as_str(), step.tone), ("alert:tamper", Tone::Red));
    let step = page("tried restart_once failed\nsymptom tamper", "#/case/0")?;
    assert_eq!(step.id, "barred");
    Ok(())
}

#[wasm_bindgen_test]
fn a_long_paste_costs_no_more_than_its_beginning() -> Result<(), String> {
    let (k, _) = content()?;
    let phrases = Phrases::from_bytes(PHRASES).ok_or("the phrases belong to another build")?;
    let reader = Reader::new(&k, &phrases);
    for piece in ["没插卡没反应，", "<img src=x onerror=alert(1)>", "\u{202e}😀\u{0}", "shua ka ", "1 "] {
        let text = piece.repeat(100_000 / piece.len());
        assert!(reader.steps(&text) <= 10 * LONGEST, "{piece}");
        assert!(reader.features(&text).len() <= 3 * LONGEST, "{piece}");
    }
    Ok(())
}

#[wasm_bindgen_test]
fn json_becomes_a_typed_value() {
    let json = js_sys::JSON::parse(r#"{"a":[1,"x",null,true],"b":{"c":2.9}}"#).unwrap_or_default();
    let list = vec![Value::Number(1), Value::Text("x".into()), Value::Null, Value::Bool(true)];
    let inner = Value::Table(vec![("c".into(), Value::Number(2))]);
    assert_eq!(config::value(&json), Value::Table(vec![("a".into(), Value::List(list)), ("b".into(), inner)]));
}

#[wasm_bindgen_test]
fn what_is_stored_can_be_found_and_deleted() {
    assert!(storage::set_local("pos.case.test", Some("x")));
    assert_eq!(storage::keys("pos.case.t"), ["pos.case.test"]);
    assert!(storage::set_local("pos.case.test", None));
    assert_eq!(storage::local("pos.case.test"), None);
}
