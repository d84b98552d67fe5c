//! Complaints in people's own words: what is understood of them, how urgent they are, and that no text does harm.

use crate::support::{bundle, knowledge};
use pos_doctor_core::content::phrases::Meaning;
use pos_doctor_core::diagnose::Setting;
use pos_doctor_core::text::{LONGEST, Reader, Understood};
use pos_doctor_core::triage::measure::{Verdict, complaints, judge, name};
use pos_doctor_core::triage::{Triage, triage};
use std::sync::OnceLock;

fn reader() -> &'static Reader<'static> {
    static READER: OnceLock<Reader<'static>> = OnceLock::new();
    READER.get_or_init(|| Reader::new(knowledge(), &bundle().phrases))
}

fn read(text: &str) -> Triage {
    triage(knowledge(), &bundle().phrases, reader(), text, &Setting::default()).expect("there is always a next step")
}

fn first(text: &str) -> String {
    name(knowledge(), read(text).first)
}

/// The complaints to tune on, and the verdict on each.
fn dev() -> &'static Vec<(String, Verdict)> {
    static DEV: OnceLock<Vec<(String, Verdict)>> = OnceLock::new();
    DEV.get_or_init(|| {
        let files = [
            include_str!("../../../tests/data/complaints/dev.toml"),
            include_str!("../../../tests/data/complaints/dev-2.toml"),
            include_str!("../../../tests/data/complaints/dev-3.toml"),
            include_str!("../../../tests/data/complaints/dev-4.toml"),
            include_str!("../../../tests/data/complaints/dev-5.toml"),
            include_str!("../../../tests/data/complaints/dev-6.toml"),
        ];
        let list: Vec<_> = files.iter().flat_map(|f| complaints(f).unwrap()).collect();
        let verdict = |c: &_| judge(knowledge(), c, &read(&c.text));
        list.iter().map(|c| (format!("{} {}", c.id, c.text), verdict(c))).collect()
    })
}

fn share(good: impl Fn(&Verdict) -> bool) -> f64 {
    dev().iter().filter(|(_, v)| good(v)).count() as f64 / dev().len() as f64
}

#[test]
fn a_right_cause_is_among_the_two_most_probable() {
    let share = share(|v| v.cause);
    assert!(dev().len() >= 1199 && share >= 0.95, "{share:.3} of {}", dev().len());
}

#[test]
fn every_critical_complaint_is_taken_as_critical() {
    let missed: Vec<&String> = dev().iter().filter(|(_, v)| v.critical == Some(false)).map(|(text, _)| text).collect();
    let critical = dev().iter().filter(|(_, v)| v.critical.is_some()).count();
    assert!(critical >= 247 && missed.is_empty(), "missed of {critical}: {missed:#?}");
}

#[test]
fn urgency_and_addressee_are_mostly_right() {
    assert!(share(|v| v.urgency) >= 0.95, "urgency {:.3}", share(|v| v.urgency));
    assert!(share(|v| v.escalate) >= 0.93, "escalate {:.3}", share(|v| v.escalate));
}

#[test]
fn no_complaint_leads_to_forbidden_advice() {
    let crossed: Vec<_> = dev().iter().filter(|(_, v)| !v.forbidden.is_empty()).collect();
    assert!(crossed.is_empty(), "{crossed:#?}");
}

#[test]
fn every_test_sentence_of_the_content_is_understood_as_its_phrase_says() {
    let bundle = bundle();
    let mut wrong = Vec::new();
    for sentence in &bundle.sentences {
        let phrase = &bundle.phrases.phrases[sentence.phrase];
        let understood = reader().read(&sentence.text);
        let said = |m: &Meaning| match m {
            Meaning::Guard(g) => understood.guards.contains(g),
            Meaning::Again => understood.again,
            Meaning::Gone => understood.gone,
            // It only takes back what the sentence as a whole sounds like.
            Meaning::Once => true,
            Meaning::Told(teller) => understood.facts.iter().any(|f| f.teller == Some(*teller)),
            // A case has one symptom: another one may be said more surely by the same words.
            Meaning::Symptom(_) => understood.facts.iter().any(|f| matches!(f.meaning, Meaning::Symptom(_))),
            m => understood.facts.iter().any(|f| f.meaning == *m),
        };
        let missing = phrase.means.iter().filter(|m| !said(m)).count();
        let asks = phrase.asks.is_none_or(|q| {
            understood.asks.contains(&q)
                || understood.facts.iter().any(|f| matches!(f.meaning, Meaning::Answer(other, _) if other == q))
        });
        if missing > 0 || !asks {
            wrong.push(format!("{}: {:?} lacks {missing}", sentence.id, sentence.text));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), bundle.sentences.len(), wrong.join("\n"));
}

#[test]
fn urgent_words_lead_to_their_page_from_any_text() {
    for (text, page) in [
        ("机器冒烟了", "alert:fire"),
        ("battery is swollen", "alert:battery_hazard"),
        ("顺便问下，昨天可乐洒机器上了，手续费多少", "alert:liquid"),
        ("卡口多了个薄片", "alert:skimmer"),
        ("POS BE ATTACKED 还能刷卡吗", "alert:tamper"),
        ("有人打电话要我的管理员密码", "alert:impostor"),
        ("客人被扣款了，机器说失败，再刷一次？", "alert:outcome_unknown"),
    ] {
        assert_eq!(first(text), page, "{text}");
    }
}

#[test]
fn a_denial_is_no_report() {
    for text in ["没进过水", "电池没鼓", "没有冒烟", "没说被攻击", "the battery is not swollen", "no water got in"]
    {
        let triage = read(text);
        assert!(triage.advice.facts.flags.is_empty(), "{text}: {:?}", triage.understood.facts);
    }
}

#[test]
fn what_says_nothing_is_not_understood() {
    for text in
        ["", " ", "?", "坏了吗", "今天天气真好", "asdfgh", "😀😀", "你好", "<b></b>", "<script>alert(51)</script>"]
    {
        assert_eq!(first(text), "not_understood", "{text}");
    }
}

#[test]
fn card_numbers_are_cut_out_and_nothing_quotes_them() {
    let triage = read("客人卡号4111 1111 1111 1111插卡没反应，另一张5500-0000-0000-0004");
    assert_eq!(triage.understood.cards_cut, 2);
    for fact in &triage.understood.facts {
        assert!(!fact.words.contains("1111") && !fact.words.contains("0004"), "{fact:?}");
    }
    assert_eq!(read("尾号5155，电话13800138000").understood.cards_cut, 0);
}

#[test]
fn facts_quote_the_words_they_come_from() {
    for text in ["刷了好几遍老是蹦请插卡", "shuaka mei fanying", "declined 51 but customer says paid", "没 有 信 号"]
    {
        let triage = read(text);
        assert!(!triage.understood.facts.is_empty(), "{text}");
        for fact in &triage.understood.facts {
            assert!((0.0..=1.0).contains(&fact.strength), "{fact:?}");
            let quoted = |words: &str| matches!(fact.meaning, Meaning::Code(_)) || text.contains(words);
            assert!(fact.words.split(" … ").all(quoted), "{text}: {fact:?}");
        }
    }
}

#[test]
fn most_sayings_are_taken_for_what_they_are() {
    let k = knowledge();
    let taken = |id: &str, text: &str| {
        let triage = read(text);
        let top = triage.causes.iter().take(2).filter_map(|(c, _)| k.cause(*c)).any(|c| c.id == id);
        match id {
            "nothing" => triage.understood.facts.is_empty(),
            "charge_again" => {
                triage.causes.iter().take(2).any(|(c, _)| Some(*c) == k.find_cause("transaction_outcome_unknown"))
            }
            _ => top,
        }
    };
    let sayings = &bundle().sayings;
    let wrong: Vec<_> = sayings.iter().filter(|(id, text)| !taken(id, text)).collect();
    assert!(
        sayings.len() > 2500 && wrong.len() * 10 < sayings.len(),
        "{} of {}: {wrong:#?}",
        wrong.len(),
        sayings.len()
    );
}

#[test]
fn a_hunch_quotes_the_words_that_spoke_for_it() {
    // No word of the dictionary is in here.
    let triage = read("整碗面扣它脑袋上了");
    for fact in &triage.understood.facts {
        assert!(!fact.words.is_empty(), "{fact:?}");
    }
    let sum: f64 = triage.understood.hunches.iter().map(|h| h.p).sum();
    assert!((sum - 1.0).abs() < 1e-9, "{sum}");
}

#[test]
fn the_parts_that_are_weighed_are_bounded_by_what_is_read() {
    for piece in ["刷卡", "swipe ", "shua ka ", "1 ", "<b>卡</b>", "卡\u{202e}", "，。", "😀"] {
        let parts = reader().features(&piece.repeat(100_000 / piece.len())).len();
        assert!(parts <= 3 * LONGEST, "{piece}: {parts}");
    }
}

/// A small generator with fixed seeds: the same texts on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

#[test]
fn no_text_panics_however_long_or_odd() {
    let odd = [
        "\u{0}",
        "\u{202e}",
        "\u{200f}",
        "\u{feff}",
        "👩‍👩‍👧",
        "<img src=x onerror=alert(1)>",
        "</",
        "<",
        "[[",
        "ß",
        "İ",
        "ﬃ",
        "4111 ",
        "刷",
        "没",
        "不是",
        "ka",
        "QIAN",
        "…",
        "\r\n",
        "\t",
        "%s",
        "{}",
        "\u{300}",
    ];
    let mut dice = Dice(7);
    for _ in 0..300 {
        let text: String = (0..dice.roll(60)).map(|_| odd[dice.roll(odd.len())]).collect();
        let _ = read(&text);
    }
    for piece in odd.iter().chain(&["插卡没反应，", "no signal ", "1"]) {
        let text = piece.repeat(100_000 / piece.len());
        let understood = reader().read(&text);
        assert!(understood.shortened || text.chars().count() <= LONGEST || understood.cards_cut > 0, "{piece:?}");
    }
}

#[test]
fn the_phrases_survive_their_binary_form() {
    let phrases = &bundle().phrases;
    let bytes = phrases.to_bytes();
    assert_eq!(pos_doctor_core::content::Phrases::from_bytes(&bytes).as_ref(), Some(phrases));
    assert!(pos_doctor_core::content::Phrases::from_bytes(&bytes[..bytes.len() / 2]).is_none());
}

/// What a text says, and what of it the text itself takes back, as lines of a stored case.
fn lines(text: &str) -> (Vec<String>, Vec<String>) {
    let understood = reader().read(text);
    let line = |meaning| pos_doctor_core::text::event(meaning).and_then(|event| event.format(knowledge()));
    let lines = |facts: &[Understood]| facts.iter().filter_map(|f| line(f.meaning)).collect();
    (lines(&understood.facts), lines(&understood.withdrawn))
}

#[test]
fn a_correction_withdraws_what_was_said_before_it() {
    for (text, holds, gone) in [
        ("划卡没反应，说错了，是插卡没反应", "answer entry_tried insert", "answer entry_tried swipe"),
        ("插卡没反应。不对，是划卡没反应", "answer entry_tried swipe", "answer entry_tried insert"),
        ("显示51，不对，是55", "code 55", "code 51"),
        ("余额不足不对是限额超了", "text host_limits", "text host_funds"),
        ("swipe does not work, I mean insert does not work", "answer entry_tried insert", "answer entry_tried swipe"),
        ("it shows 51, no wait, 55", "code 55", "code 51"),
    ] {
        let (said, withdrawn) = lines(text);
        let has = |list: &[String], line: &str| list.iter().any(|l| l == line);
        assert!(has(&said, holds) && !has(&said, gone) && has(&withdrawn, gone), "{text}: {said:?} {withdrawn:?}");
    }
    let (said, withdrawn) = lines("不是划卡，是插卡没反应");
    assert!(said.contains(&"answer entry_tried insert".to_owned()) && withdrawn.is_empty(), "{said:?} {withdrawn:?}");
    assert!(!said.iter().any(|line| line == "answer entry_tried swipe"), "{said:?}");
}

#[test]
fn no_correction_takes_a_warning_back() {
    for text in ["机器冒烟了，不对，是网络断了", "battery is swollen, I mean there is no signal"] {
        assert!(first(text).starts_with("alert:"), "{text}: {}", first(text));
    }
}

#[test]
fn what_is_no_correction_withdraws_nothing() {
    for text in ["密码不对，是不是要换卡", "屏幕颜色不对，插卡没反应", "划卡没反应，插卡也没反应"]
    {
        assert_eq!(lines(text).1, Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_claim_of_the_customer_is_weaker_and_hearsay_lifts_no_red_line() {
    let strongest = |text: &str, line: &str| {
        let fact = |f: &Understood| {
            let event = pos_doctor_core::text::event(f.meaning);
            event.and_then(|e| e.format(knowledge())).is_some_and(|l| l == line).then_some(f.strength)
        };
        reader().read(text).facts.iter().filter_map(fact).fold(0.0, f64::max)
    };
    let told = strongest("客人说已经扣了", "answer money_taken yes");
    assert!(told > 0.5 && told < 0.8, "{told}");
    for text in ["顾客说没扣款", "客人说没扣钱", "the customer says she was not charged"] {
        assert_eq!(strongest(text, "answer money_taken no"), 0.0, "{text}");
        let triage = read(text);
        let page = name(knowledge(), triage.first);
        assert!(["alert:outcome_unknown", "question:money_taken"].contains(&page.as_str()), "{text}: {page}");
    }
    assert!(strongest("没扣款", "answer money_taken no") > 0.8);
    assert!(strongest("银行说没扣款", "answer money_taken no") > 0.8);
}

#[test]
fn the_work_of_reading_is_bounded_by_what_is_read() {
    // Counted, not timed: places of the dictionary that are looked at.
    for piece in [
        "没",
        "没插卡没反应",
        "说错了，",
        "客人说扣了，",
        "shua ka mei fan ying ",
        "<b>卡</b>",
        "2次",
        "\u{202e}😀\u{0}",
    ] {
        let steps = reader().steps(&piece.repeat(100_000 / piece.len()));
        assert!(steps <= 10 * LONGEST, "{piece}: {steps}");
    }
}
