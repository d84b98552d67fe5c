//! The configuration as a whole: what is used, what is named as ignored.

use super::*;

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn table(entries: &[(&str, Value)]) -> Value {
    Value::Table(entries.iter().map(|(k, v)| ((*k).to_owned(), v.clone())).collect())
}

fn read(entries: &[(&str, Value)]) -> Config {
    Config::read(Some(&table(entries)), &Knowledge::default())
}

/// Places and reasons of what was ignored.
fn ignored(config: &Config) -> Vec<(&str, Why)> {
    config.ignored.iter().map(|i| (i.place.as_str(), i.why)).collect()
}

#[test]
fn an_empty_configuration_is_the_default() {
    assert_eq!(read(&[]), Config::default());
    assert_eq!(Config::read(Some(&Value::Null), &Knowledge::default()), Config::default());
}

#[test]
fn a_good_configuration_is_used() {
    let hours = Value::List(vec![table(&[("days", text("1-5")), ("from", text("08:00")), ("until", text("20:00"))])]);
    let config = read(&[
        ("name", table(&[("zh", text("某行 POS 帮手")), ("en", text("Some Bank POS help"))])),
        ("logo", text("bank/logo.svg")),
        ("colour", text("#0b3d91")),
        ("hotlines", Value::List(vec![table(&[("number", text("955-00")), ("hours", hours)])])),
        ("codes", table(&[("a2", table(&[("means", text("m")), ("do", text("d"))]))])),
        ("texts", table(&[("back", text("回去"))])),
    ]);
    assert_eq!(ignored(&config), []);
    assert_eq!(config.codes.first().map(|c| c.id.as_str()), Some("A2"));
    assert_eq!(config.hotlines.first().map(Hotline::dial).as_deref(), Some("95500"));
}

#[test]
fn hours_decide_whether_a_hotline_is_open() {
    let hours = Hours { days: (1, 5), from: 480, until: 1200 };
    let config = Config {
        hotlines: vec![Hotline { name: Both::default(), number: "95500".into(), hours: vec![hours] }],
        ..Config::default()
    };
    // Sunday 00:30, then Monday 12:00.
    assert!(config.is_closed(Moment(29_921_310)));
    assert!(!config.is_closed(Moment(29_921_310 + 1440 + 690)));
}

#[test]
fn everything_wrong_is_named_and_the_rest_is_used() {
    let config = read(&[
        ("name", text("Bank")),
        ("nmae", text("Bank")),
        ("logo", text("https://elsewhere.example/x.svg")),
        ("colour", text("#ffd000")),
        ("hotlines", Value::List(vec![table(&[("number", text("javascript:1"))]), Value::Null])),
        ("notices", Value::List(vec![table(&[("from", text("soon")), ("until", text("later"))])])),
        ("texts", table(&[("no_such_text", text("x"))])),
        ("privacy", Value::Number(3)),
        ("operator", text(&"x".repeat(3000))),
        ("codes", Value::Bool(true)),
        ("hosting", table(&[("connect_to", Value::List(vec![text("https://a.example"), text("http://b.example")]))])),
    ]);
    assert!(config.name.is_some());
    assert_eq!(config.connect_to, ["https://a.example"]);
    let expected = [
        ("nmae", Why::Unknown),
        ("logo", Why::NotFile),
        ("colour", Why::LowContrast),
        ("hotlines[0]", Why::NotNumber),
        ("hotlines[1].number", Why::NotText),
        ("notices[0]", Why::NotTime),
        ("texts.no_such_text", Why::Unknown),
        ("privacy.zh", Why::NotText),
        ("operator", Why::TooLong),
        ("codes", Why::NotList),
        ("hosting.connect_to[1]", Why::NotOrigin),
    ];
    assert_eq!(ignored(&config), expected);
}

#[test]
fn a_file_that_is_no_object_is_named() {
    assert_eq!(ignored(&Config::read(None, &Knowledge::default())), [("config.json", Why::Unreadable)]);
    assert_eq!(ignored(&Config::read(Some(&text("x")), &Knowledge::default())), [("config.json", Why::Unreadable)]);
}
