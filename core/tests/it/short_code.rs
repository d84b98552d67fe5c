//! Short codes: both ways, and no slip of one digit or two neighbours goes unnoticed.

use crate::support::{advice, bundle, knowledge};
use pos_doctor_core::case::{Case, Step};
use pos_doctor_core::content::{ActionId, AddresseeId, CauseId, SymptomId};
use pos_doctor_core::short_code::{DIGITS, Essentials, Slip, grouped};
use std::collections::BTreeSet;

fn codes() -> Vec<(Essentials, String)> {
    let k = knowledge();
    let cases = bundle().cases.iter().map(|example| Case::parse(k, &example.facts.join("\n")));
    cases
        .map(|case| {
            let essentials = Essentials::of(k, &case, &advice(&case));
            (essentials, essentials.write(k).unwrap())
        })
        .collect()
}

#[test]
fn the_essentials_of_every_case_come_back() {
    for (essentials, code) in codes() {
        assert_eq!(code.len(), DIGITS);
        assert_eq!(Essentials::read(knowledge(), &code), Ok(essentials));
        assert_eq!(Essentials::read(knowledge(), &grouped(&code)), Ok(essentials));
    }
    let codes: BTreeSet<String> = codes().into_iter().map(|(_, code)| code).collect();
    assert!(codes.len() > 100, "only {} different codes", codes.len());
}

#[test]
fn the_highest_numbers_and_nothing_at_all_fit() {
    let k = knowledge();
    let last = |len: usize| u16::try_from(len - 1).unwrap();
    let full = Essentials {
        symptom: Some(SymptomId(last(k.symptoms.len()))),
        cause: Some(CauseId(last(k.causes.len()))),
        step: Some(Step::Action(ActionId(last(k.actions.len())))),
        to: Some(AddresseeId(last(k.addressees.len()))),
    };
    for essentials in [full, Essentials::default()] {
        assert_eq!(Essentials::read(k, &essentials.write(k).unwrap()), Ok(essentials));
    }
}

#[test]
fn every_wrong_digit_and_every_swap_of_neighbours_is_noticed() {
    let (mut wrong, mut swapped) = (0, 0);
    for (_, code) in codes() {
        for at in 0..DIGITS {
            for digit in '0'..='9' {
                let mut slip = code.clone();
                slip.replace_range(at..=at, &digit.to_string());
                if slip != code {
                    assert_eq!(Essentials::read(knowledge(), &slip), Err(Slip::Misheard), "{slip} for {code}");
                    wrong += 1;
                }
            }
        }
        for at in 1..DIGITS {
            let mut bytes = code.clone().into_bytes();
            bytes.swap(at - 1, at);
            let slip = String::from_utf8(bytes).unwrap();
            if slip != code {
                assert_eq!(Essentials::read(knowledge(), &slip), Err(Slip::Misheard), "{slip} for {code}");
                swapped += 1;
            }
        }
    }
    assert!(wrong > 10_000 && swapped > 1_000, "{wrong} {swapped}");
}

#[test]
fn a_code_is_read_as_people_write_and_speak_it() {
    let k = knowledge();
    let (essentials, code) = codes().swap_remove(0);
    let spoken = |digits: &str| -> String {
        code.chars().map(|c| digits.chars().nth(c.to_digit(10).unwrap() as usize).unwrap()).collect()
    };
    let hyphens = format!(" {}-{}－{} ", &code[..3], &code[3..6], &code[6..]);
    let ways =
        [spoken("〇一二三四五六七八九"), spoken("零幺两三四五六七八九"), spoken("０１２３４５６７８９"), hyphens];
    for way in ways {
        assert_eq!(Essentials::read(k, &way), Ok(essentials), "{way}");
    }
}

#[test]
fn what_is_no_code_is_told_apart() {
    let k = knowledge();
    for text in ["", "123", "12345678901", "abcdefghij", "银行卡"] {
        assert_eq!(Essentials::read(k, text), Err(Slip::Length), "{text}");
    }
    // All ten-digit numbers of the form 99999999xx: the one with the right check digit is of a later version.
    let found: Vec<_> = (0..10).map(|d| Essentials::read(k, &format!("999999999{d}"))).collect();
    assert_eq!(found.iter().filter(|f| **f == Err(Slip::Newer)).count(), 1);
    assert_eq!(found.iter().filter(|f| **f == Err(Slip::Misheard)).count(), 9);
}
