//! The browser comes to the same diagnosis as the host, bit for bit, at every point of every case.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::expect_used)]

use pos_doctor_core::content::Knowledge;
use pos_doctor_core::content::source::CaseExample;
use pos_doctor_core::diagnose::transcript;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_browser_says_what_the_host_said() {
    let knowledge = include_bytes!(concat!(env!("POS_TEST_DATA"), "/knowledge.bin"));
    let cases = include_bytes!(concat!(env!("POS_TEST_DATA"), "/cases.bin"));
    let host = include_str!(concat!(env!("POS_TEST_DATA"), "/diagnoses.txt"));
    let knowledge = Knowledge::from_bytes(knowledge).expect("the knowledge written by the test run");
    let cases: Vec<CaseExample> = postcard::from_bytes(cases).expect("the cases written by the test run");
    let here: String =
        cases.iter().map(|case| format!("{}\n{}", case.id, transcript(&knowledge, &case.facts))).collect();
    assert!(cases.len() >= 60, "only {} cases", cases.len());
    for (here, there) in here.lines().zip(host.lines()) {
        assert_eq!(here, there);
    }
    assert_eq!(here.len(), host.len());
}
