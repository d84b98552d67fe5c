//! Links: nothing is lost on the way, nothing damaged is opened, and every link ever made still opens.

use crate::support::{bundle, knowledge};
use pos_doctor_core::case::{Case, Step};
use pos_doctor_core::content::inspect;
use pos_doctor_core::content::numbers::Kind;
use pos_doctor_core::token::{Found, MOST_CHARACTERS, Parcel, TestNote, Trouble, Unknown, read, write};

fn token(facts: &[&str]) -> String {
    write(knowledge(), &parcel(&facts.join("\n"))).token
}

fn parcel(facts: &str) -> Parcel {
    Parcel { case: Case::parse(knowledge(), facts), ..Parcel::default() }
}

/// Everything that a version 1 token can hold.
const FULL: &str = "symptom no_read\nanswer other_card ?\nanswer other_card all_fail\ntext use_chip\ncode 51\n\
    tried restart_once failed\ntried restart_once fixed\nseen liquid\nhanded acquirer\nreopened\n\
    skip question:link\nlater action:restart_once\nheard power_adapter 40\nunsure liquid_seen";

fn full() -> Parcel {
    let k = knowledge();
    let parcel = Parcel {
        english: Some(true),
        elder: true,
        start: Some(Step::Action(k.find_action("restart_once").unwrap())),
        tests: vec![
            TestNote { found: Found::Head, cards: 2, good: 0 },
            TestNote { found: Found::Works, cards: 30, good: 29 },
        ],
        ..parcel(&FULL.replace("use_chip", &k.texts[0].id))
    };
    assert!(parcel.case.unknown.is_empty(), "{:?}", parcel.case.unknown);
    parcel
}

#[test]
fn every_case_of_the_content_comes_back_from_its_link_whole() {
    let k = knowledge();
    for example in &bundle().cases {
        let sent = parcel(&example.facts.join("\n"));
        let written = write(k, &sent);
        let opened = read(k, &written.token).unwrap_or_else(|trouble| panic!("{}: {trouble:?}", example.id));
        assert_eq!((opened.parcel, opened.other_revision, opened.unknown), (sent, false, vec![]), "{}", example.id);
        assert_eq!(written.left_out, 0);
    }
}

#[test]
fn everything_else_that_travels_comes_back_too() {
    let opened = read(knowledge(), &write(knowledge(), &full()).token).unwrap();
    assert_eq!(opened.parcel, full());
    for english in [None, Some(false), Some(true)] {
        let opened = read(knowledge(), &write(knowledge(), &Parcel { english, ..Parcel::default() }).token).unwrap();
        assert_eq!(opened.parcel, Parcel { english, ..Parcel::default() });
    }
}

#[test]
fn links_of_every_released_version_still_open() {
    let lines: Vec<&str> = include_str!("../data/tokens.txt").lines().filter(|l| !l.starts_with('#')).collect();
    assert!(lines.len() >= 10);
    for line in lines {
        let (token, facts) = line.split_once(' ').unwrap_or((line, ""));
        let opened = read(knowledge(), token).unwrap_or_else(|trouble| panic!("{token}: {trouble:?}"));
        // What has left the content since stays aside; it is still there.
        let known = opened.parcel.case.format(knowledge()).replace('\n', " | ");
        let gone = opened.parcel.case.unknown.len();
        assert!(known == facts || gone > 0, "{token} opened as {known}, not {facts}");
    }
}

#[test]
fn links_made_by_this_version_are_those_of_the_list() {
    // Whoever changes the form sees here that a new version number is due.
    for line in include_str!("../data/tokens.txt").lines().filter(|l| !l.starts_with('#')) {
        let (token, facts) = line.split_once(' ').unwrap_or((line, ""));
        let old = pos_doctor_core::token::read(knowledge(), token).unwrap();
        let again =
            write(knowledge(), &Parcel { case: Case::parse(knowledge(), &facts.replace(" | ", "\n")), ..old.parcel });
        // The revision and the checksum are other ones; the entries must not be.
        let middle = |token: &str| token[4..token.len() - 4].to_owned();
        assert_eq!(middle(&again.token), middle(token), "{facts}");
    }
}

#[test]
fn a_link_cut_anywhere_or_with_any_character_changed_is_refused() {
    const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let k = knowledge();
    let (mut cut, mut changed) = (0, 0);
    for example in bundle().cases.iter().take(40) {
        let token = write(k, &parcel(&example.facts.join("\n"))).token;
        for end in 0..token.len() {
            assert!(read(k, &token[..end]).is_err(), "{token} cut at {end}");
            cut += 1;
        }
        for at in 0..token.len() {
            for other in ALPHABET.chars().filter(|c| *c != char::from(token.as_bytes()[at])) {
                let mut wrong = token.clone();
                wrong.replace_range(at..=at, &other.to_string());
                assert!(read(k, &wrong).is_err(), "{wrong} instead of {token}");
                changed += 1;
            }
        }
    }
    assert!(cut > 500 && changed > 40_000, "{cut} {changed}");
}

#[test]
fn swapped_neighbours_and_doubled_characters_are_refused() {
    let k = knowledge();
    let token = write(k, &full()).token;
    for at in 1..token.len() {
        let mut bytes = token.clone().into_bytes();
        bytes.swap(at - 1, at);
        let swapped = String::from_utf8(bytes).unwrap();
        assert!(swapped == token || read(k, &swapped).is_err(), "{swapped}");
        let doubled = format!("{}{}", &token[..at], &token[at - 1..]);
        assert!(read(k, &doubled).is_err(), "{doubled}");
    }
}

#[test]
fn troubles_say_what_is_wrong() {
    let k = knowledge();
    assert_eq!(read(k, ""), Err(Trouble::Empty));
    assert_eq!(read(k, &"A".repeat(MOST_CHARACTERS + 1)), Err(Trouble::TooLong));
    assert_eq!(read(k, "这不是链接"), Err(Trouble::NotALink));
    assert_eq!(read(k, "a b"), Err(Trouble::NotALink));
    assert_eq!(read(k, "A"), Err(Trouble::Damaged));
    // 02 followed by its checksum: a later version, whole.
    assert_eq!(read(k, &seal(&[2])), Err(Trouble::Newer));
}

/// A small generator, so that a failure can be repeated.
fn random(seed: &mut u64) -> usize {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*seed >> 33).unwrap()
}

#[test]
fn random_characters_and_random_bits_with_a_right_checksum_never_panic() {
    let k = knowledge();
    let mut seed = 5;
    for _ in 0..20_000 {
        let length = random(&mut seed) % 60;
        let text: String =
            (0..length).map(|_| char::from(32 + u8::try_from(random(&mut seed) % 95).unwrap())).collect();
        let _ = read(k, &text);
    }
    let mut opened = 0;
    for _ in 0..20_000 {
        let mut bytes: Vec<u8> = (0..random(&mut seed) % 40).map(|_| random(&mut seed) as u8).collect();
        bytes.insert(0, 1);
        let token = seal(&bytes);
        if let Ok(found) = read(k, &token) {
            opened += 1;
            // Whatever it says can be shown, travels on, and comes back the same.
            let again = write(k, &found.parcel);
            assert_eq!(again.left_out, 0);
            let back = read(k, &again.token).unwrap().parcel;
            assert_eq!(back.case.events, found.parcel.case.events);
            assert_eq!(back.case.unknown, found.parcel.case.unknown);
            assert!(pos_doctor_core::diagnose::advise(k, &found.parcel.case, &Default::default()).is_some());
        }
    }
    assert!(opened > 20, "{opened}");
}

/// Bytes with their checksum, as a token: written here a second time, on purpose.
fn seal(bytes: &[u8]) -> String {
    let mut crc = 0xffffu32;
    for byte in bytes {
        crc ^= u32::from(*byte) << 8;
        for _ in 0..8 {
            crc = if crc & 0x8000 == 0 { crc << 1 } else { (crc << 1) ^ 0x1021 } & 0xffff;
        }
    }
    let mut all = bytes.to_vec();
    all.extend([(crc >> 8) as u8, crc as u8]);
    let bits: String = all.iter().map(|byte| format!("{byte:08b}")).collect();
    let alphabet: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['-', '_']).collect();
    let groups = bits.as_bytes().chunks(6).map(|group| {
        let text = format!("{:0<6}", std::str::from_utf8(group).unwrap());
        alphabet[usize::from_str_radix(&text, 2).unwrap()]
    });
    groups.collect()
}

#[test]
fn what_has_left_the_content_is_kept_aside_and_travels_on() {
    let sent = token(&["symptom no_read", "answer other_card all_fail", "code 51"]);
    // The same content without code 51, whose number stays taken.
    let mut files = crate::support::files();
    for (path, text) in &mut files {
        if path == "codes/core.toml" {
            *text = text.replacen("id = \"51\"", "id = \"Q9\"", 1);
        }
    }
    let later = inspect(&files).0.knowledge;
    let opened = read(&later, &sent).unwrap();
    assert!(opened.other_revision);
    assert_eq!(opened.unknown, [Unknown::Entry(Kind::Code)]);
    assert_eq!(opened.parcel.case.events.len(), 2);
    let back = read(knowledge(), &write(&later, &opened.parcel).token).unwrap();
    let lines = back.parcel.case.format(knowledge());
    assert_eq!(lines, "symptom no_read\nanswer other_card all_fail\ncode 51");
}

/// A link of a content that has an answer, two questions, a step, a code and a start that this one does not have.
#[test]
fn what_this_content_does_not_have_is_said_in_words() {
    let mut sent = parcel("symptom no_read\nanswer other_card all_fail");
    let other_card = knowledge().find_question("other_card").unwrap();
    let lines = ["#answer 4 6", "#answer 900 1", "#tried 900 0", "#code 900", "#answer 901 0", "#skip_action 901"];
    sent.case.unknown.extend(lines.map(str::to_owned));
    let opened = read(knowledge(), &write(knowledge(), &sent).token).unwrap();
    assert_eq!(opened.parcel, sent, "it travels on");
    assert_eq!(opened.unknown[0], Unknown::Answer(other_card), "the question of this number is still asked");
    assert_eq!(
        Unknown::told(&opened.unknown, &bundle().zh, &bundle().tools_zh),
        [
            "“换一张别的卡，能收吗？”：当时选的答案现在没有了，请再答一次",
            "回答 2 条：问的问题现在没有了",
            "试过或放下的步骤 2 条",
            "应答码 1 个",
        ]
    );
    assert_eq!(
        Unknown::told(&opened.unknown, &bundle().en, &bundle().tools_en),
        [
            "“Does another card work?” The answer given then is no longer offered; please answer again",
            "Answers to questions that are no longer asked: 2",
            "Steps tried or put off: 2",
            "Response codes: 1",
        ]
    );
}

#[test]
fn lines_without_a_number_are_counted_as_left_out() {
    let mut sent = parcel("symptom no_read");
    sent.case.unknown.push("answer of_another_age yes".into());
    assert_eq!(write(knowledge(), &sent).left_out, 1);
}

#[test]
fn the_longest_case_fits_and_a_longer_one_is_refused() {
    let k = knowledge();
    let mut long = full();
    let events = long.case.events.clone();
    long.case.events = events.iter().cycle().copied().take(200).collect();
    long.tests.clear();
    long.start = None;
    let token = write(k, &long).token;
    assert!(token.len() <= MOST_CHARACTERS, "{}", token.len());
    assert_eq!(read(k, &token).unwrap().parcel, long);
    long.case.events.push(events[0]);
    assert_eq!(read(k, &write(k, &long).token), Err(Trouble::TooLong));
}

#[test]
#[ignore = "prints tokens for a new version; append them to tests/data/tokens.txt"]
fn print_golden_tokens() {
    let all = bundle().cases.iter().step_by(9).map(|c| parcel(&c.facts.join("\n"))).chain([full(), Parcel::default()]);
    for parcel in all {
        println!("{} {}", write(knowledge(), &parcel).token, parcel.case.format(knowledge()).replace('\n', " | "));
    }
}

#[test]
fn parameters_that_a_bank_writes_by_hand_make_the_same_case() {
    let text =
        "symptom=no_read&other_card=all_fail&code=51&lang=en&elder=1&start=action:restart_once&colour=red&code=none";
    let found = pos_doctor_core::token::plain(knowledge(), text);
    assert_eq!(found.unknown, ["colour", "code"].map(|name| Unknown::Parameter(name.to_owned())));
    assert_eq!(found.parcel.case, Case::parse(knowledge(), "symptom no_read\nanswer other_card all_fail\ncode 51"));
    assert_eq!((found.parcel.english, found.parcel.elder), (Some(true), true));
    assert_eq!(found.parcel.start, Step::parse(knowledge(), "action:restart_once"));
}
