//! Journeys through the lists, good and bad.
#![allow(clippy::indexing_slicing, clippy::panic)]

use super::entry::{self, MOST_FEN, Trouble};
use super::ics::{self, Every};
use super::reminder::{CLOSING, first_due, reminder};
use super::*;
use crate::config::Moment;

fn wall(text: &str) -> Wall {
    Wall::parse(text).unwrap_or_default()
}

const NOW: &str = "2026-11-22 19:05";

fn sale(id: &str, told: Told) -> Sale {
    let form =
        SaleForm { when: NOW.into(), amount: "88.5".into(), last_four: "1234".into(), told, ..SaleForm::default() };
    form.check(id, None, wall(NOW)).unwrap_or_else(|troubles| panic!("{troubles:?}"))
}

fn walk(told: Told, findings: &[Finding]) -> (Option<Stage>, Option<Outcome>) {
    let mut sale = sale("a", told);
    for finding in findings {
        sale.enter(*finding, wall(NOW));
    }
    assert_eq!(sale.log.len(), findings.len(), "a finding was refused: {findings:?}");
    (sale.todo(), sale.outcome())
}

#[test]
fn the_order_is_terminal_list_acquirer() {
    use Finding::*;
    assert_eq!(walk(Told::Wait, &[]).0, Some(Stage::Query));
    assert_eq!(walk(Told::Wait, &[Unclear]).0, Some(Stage::List));
    assert_eq!(walk(Told::Wait, &[Unclear, Unclear]).0, Some(Stage::Acquirer));
    assert_eq!(walk(Told::Wait, &[Unclear, Unclear, Unclear]).0, Some(Stage::Acquirer), "until they know");
    assert_eq!(walk(Told::Wait, &[Unclear, WentThrough]), (None, Some(Outcome::Paid)));
}

#[test]
fn who_paid_another_way_gets_the_first_amount_back() {
    use Finding::*;
    assert_eq!(walk(Told::OtherWay, &[WentThrough]), (Some(Stage::GiveBack), None));
    assert_eq!(walk(Told::OtherWay, &[WentThrough, Done]), (None, Some(Outcome::GivenBack)));
    assert_eq!(walk(Told::OtherWay, &[NotCharged]), (None, Some(Outcome::PaidOtherWay)));
}

#[test]
fn what_was_not_charged_is_collected_or_let_go() {
    use Finding::*;
    for told in [Told::Wait, Told::Goods, Told::Nothing] {
        assert_eq!(walk(told, &[Unclear, NotCharged]), (Some(Stage::Collect), None));
        assert_eq!(walk(told, &[NotCharged, Done]), (None, Some(Outcome::Collected)));
        assert_eq!(walk(told, &[NotCharged, Dropped]), (None, Some(Outcome::Dropped)));
    }
}

#[test]
fn a_finding_that_does_not_belong_changes_nothing_and_the_last_one_can_be_taken_back() {
    let mut sale = sale("a", Told::Wait);
    sale.enter(Finding::Done, wall(NOW));
    assert!(sale.log.is_empty());
    sale.enter(Finding::WentThrough, wall(NOW));
    sale.enter(Finding::Unclear, wall(NOW));
    assert_eq!(sale.outcome(), Some(Outcome::Paid));
    sale.undo(wall(NOW));
    assert_eq!(sale.todo(), Some(Stage::Query));
}

#[test]
fn bad_fields_are_all_named() {
    let form = SaleForm {
        when: "2026-02-30T12:00".into(),
        amount: "99999999999999999999999".into(),
        last_four: "12345".into(),
        reference: "4111 1111 1111 1111".into(),
        note: "x".repeat(501),
        ..SaleForm::default()
    };
    let troubles = form.check("a", None, wall(NOW)).err().unwrap_or_default();
    let expected = [
        (Field::When, Trouble::NoSuchTime),
        (Field::Amount, Trouble::HugeAmount),
        (Field::LastFour, Trouble::NotFourDigits),
        (Field::Reference, Trouble::CardNumber),
        (Field::Note, Trouble::TooLong),
    ];
    assert_eq!(troubles, expected);
}

#[test]
fn amounts_are_read_as_people_type_them() {
    for (text, fen) in
        [("88", 8800), ("1,234.5", 123_450), ("￥88.05元", 8805), ("８８．５０", 8850), ("88。5", 8850), (".5", 50)]
    {
        assert_eq!(entry::amount(text), Ok(fen), "{text}");
        assert_eq!(entry::amount(&entry::money(fen)), Ok(fen));
    }
    assert_eq!(entry::amount(&entry::money(MOST_FEN)), Ok(MOST_FEN));
    assert_eq!(entry::amount(&entry::money(MOST_FEN + 1)), Err(Trouble::HugeAmount));
    for text in ["0", "-5", "1e5", "12.345", "八十", "1.2.3", ".", "NaN", "inf"] {
        assert_eq!(entry::amount(text), Err(Trouble::NotAmount), "{text}");
    }
    assert_eq!(entry::amount(" "), Err(Trouble::Missing));
}

#[test]
fn times_must_be_possible_past_and_not_too_long_ago() {
    let now = wall(NOW);
    assert_eq!(entry::when("2026-11-22T19:15", now), Ok(wall("2026-11-22 19:15")), "clocks differ");
    assert_eq!(entry::when("2026-11-23T09:00", now), Err(Trouble::Future));
    assert_eq!(entry::when("2023-11-22T09:00", now), Err(Trouble::LongAgo));
    assert_eq!(entry::when("", now), Err(Trouble::Missing));
}

#[test]
fn card_numbers_get_into_no_field() {
    let card = "6222 0212 3456 7890 123";
    assert_eq!(entry::last_four(card), Err(Trouble::CardNumber));
    assert_eq!(entry::note(&format!("卡号{card}")), Err(Trouble::CardNumber));
    assert_eq!(entry::line(card), Err(Trouble::CardNumber));
    assert_eq!(entry::reference("6222021234567890"), Err(Trouble::CardNumber));
    // A reference number of a card sale, and an order number of a wallet.
    for number in ["123456789012", "4200001234202611221234567890"] {
        assert_eq!(entry::reference(number).as_deref(), Ok(number));
    }
    let mut line = Book::<Sale>::default();
    line.put(sale("a", Told::Wait));
    let smuggled = line.format().replace("1234\"", "6222021234567890123\"");
    let mut book = Book::<Sale>::default();
    assert_eq!(book.import(&smuggled), Ok(Import { unread: 1, ..Import::default() }));
    assert!(book.entries.is_empty());
}

fn book(count: usize) -> Book<Sale> {
    let mut book = Book::default();
    (0..count).for_each(|n| assert!(book.put(sale(&format!("sale{n}"), Told::OtherWay))));
    book
}

#[test]
fn export_and_import_of_a_thousand_come_round() {
    let mut full = book(1000);
    for (n, sale) in full.entries.iter_mut().enumerate() {
        [Finding::Unclear, Finding::WentThrough, Finding::Done]
            .iter()
            .take(n % 4)
            .for_each(|f| sale.enter(*f, wall(NOW)));
    }
    let text = full.format();
    let mut empty = Book::default();
    assert_eq!(empty.import(&text), Ok(Import { added: 1000, ..Import::default() }));
    assert_eq!(empty, full);
    assert_eq!(
        empty.import(&format!("\u{feff}{}", text.replace('\n', "\r\n"))),
        Ok(Import { same: 1000, ..Import::default() })
    );
    assert_eq!(Book::parse(&text), full, "stored and exported are one form");
}

#[test]
fn of_two_the_newer_stays() {
    let (mut here, mut there) = (book(2), book(2));
    let edit = |book: &mut Book<Sale>, at: usize, finding| book.entries[at].enter(finding, wall(NOW));
    edit(&mut here, 0, Finding::WentThrough);
    edit(&mut there, 1, Finding::Unclear);
    assert_eq!(here.import(&there.format()), Ok(Import { renewed: 1, same: 1, ..Import::default() }));
    assert_eq!(here.entries[0].log.len(), 1, "ours was newer");
    assert_eq!(here.entries[1].log.len(), 1, "theirs was newer");
}

#[test]
fn broken_and_foreign_files_say_so_and_change_nothing() {
    let before = book(3);
    let devices = Book::<Device>::default().format();
    let newer = before.format().replacen("\"form\":\"1\"", "\"form\":\"2\"", 1);
    let many = before.format() + &"x\n".repeat(4000);
    let cases = [
        ("", ImportTrouble::Empty),
        ("\u{feff} \n", ImportTrouble::Empty),
        ("时间,金额\n昨天,88", ImportTrouble::Foreign),
        ("[{\"id\":1}]", ImportTrouble::Foreign),
        ("\u{0}\u{1}PK", ImportTrouble::Foreign),
        (&devices, ImportTrouble::OtherKind),
        (&newer, ImportTrouble::Newer),
        (&many, ImportTrouble::TooMany),
    ];
    for (text, trouble) in cases {
        let mut book = before.clone();
        assert_eq!(book.import(text), Err(trouble), "{text:.20}");
        assert_eq!(book, before);
    }
}

#[test]
fn a_torn_file_gives_what_it_has_and_stored_lines_are_never_lost() {
    let text = book(3).format();
    let torn = &text[..text.len() - 30];
    let mut book = Book::<Sale>::default();
    assert_eq!(book.import(torn), Ok(Import { added: 2, unread: 1, ..Import::default() }));
    let stored = Book::<Sale>::parse(torn);
    assert_eq!((stored.entries.len(), stored.unread.len()), (2, 1));
    assert_eq!(Book::<Sale>::parse(&stored.format()), stored, "the torn line is kept");
}

#[test]
fn a_full_book_takes_no_more_but_changes() {
    let mut book = book(book::MOST);
    assert!(!book.put(sale("one more", Told::Wait)));
    assert!(book.put(sale("sale7", Told::Goods)));
    assert_eq!(book.get("sale7").map(|sale| sale.told), Some(Told::Goods));
}

#[test]
fn reminded_at_closing_time_and_every_day_until_settled() {
    let mut all = vec![sale("a", Told::Wait)];
    let at = |text: &str, all: &[Sale]| reminder(all, wall(text), CLOSING);
    let expect = |due, oldest| reminder::Reminder { open: 1, due, oldest };
    assert_eq!(at("2026-11-22 20:59", &all), expect(0, 0));
    assert_eq!(at("2026-11-22 21:00", &all), expect(1, 0));
    assert_eq!(at("2026-11-23 02:00", &all), expect(1, 0), "still the same evening");
    assert_eq!(at("2026-11-23 09:00", &all), expect(1, 1));
    assert_eq!(first_due(&all, CLOSING), Some(wall("2026-11-22 21:00")));
    // A bar that closes at two counts the night to the day before.
    assert_eq!(first_due(&all, 120), Some(wall("2026-11-23 02:00")));
    all[0].enter(Finding::WentThrough, wall(NOW));
    assert_eq!(at("2026-11-23 09:00", &all), reminder::Reminder::default());
    assert_eq!(first_due(&all, CLOSING), None);
}

fn device() -> DeviceForm {
    DeviceForm {
        name: "前台一号".into(),
        serial: "N8100012345678901".into(),
        bought: "2024-11-22".into(),
        warranty: "2026-11-22".into(),
        link: "sim".into(),
        ..DeviceForm::default()
    }
}

#[test]
fn a_warranty_runs_to_the_end_of_its_last_day() {
    let device = device().check("d", None, wall(NOW)).unwrap_or_else(|t| panic!("{t:?}"));
    let on = |day: &str| device.warranty_on(Day::parse(day).unwrap_or_default());
    assert_eq!(on("2026-11-22"), Warranty::EndsSoon(1));
    assert_eq!(on("2026-11-23"), Warranty::Over(1));
    assert_eq!(on("2026-09-24"), Warranty::EndsSoon(60));
    assert_eq!(on("2026-09-23"), Warranty::Running(61));
    assert_eq!(device.answers(wall(NOW).day()), [("link", "sim"), ("age", "1_to_4y")]);
}

#[test]
fn devices_come_round_with_their_repairs() {
    let mut device = device().check("d", None, wall(NOW)).unwrap_or_else(|t| panic!("{t:?}"));
    device.repairs.extend(device::repair("2025-05-01", "换了打印头; 快* 便宜", "printer", wall(NOW)));
    device.repairs.extend(device::repair("2026-11-01", "整台换新", device::SWAP, wall(NOW)));
    // The new one is young, whenever the old one was bought.
    assert_eq!(device.answers(wall(NOW).day()), [("link", "sim"), ("age", "under_1y"), ("recent", "new_terminal")]);
    let mut book = Book::default();
    book.put(device);
    assert_eq!(Book::parse(&book.format()), book);
}

#[test]
fn a_repaired_part_counts_for_a_year_unless_the_terminal_was_swapped_since() {
    let mut device = device().check("d", None, wall(NOW)).unwrap_or_else(|t| panic!("{t:?}"));
    let repaired = |device: &Device, day: &str| {
        let answers = device.answers(Day::parse(day).unwrap_or_default());
        answers.iter().find(|(question, _)| *question == "repaired").map(|(_, answer)| (*answer).to_owned())
    };
    for (day, part) in [("2025-03-01", "printer"), ("2025-05-01", "reader"), ("2025-06-01", "")] {
        device.repairs.extend(device::repair(day, "修过", part, wall(NOW)));
    }
    assert_eq!(repaired(&device, "2026-04-30").as_deref(), Some("reader"), "the latest that is known");
    assert_eq!(repaired(&device, "2026-05-01"), None, "a year is over");
    assert_eq!(repaired(&device, "2025-04-30"), None, "a clock that was wrong");
    device.repairs.extend(device::repair("2026-02-01", "整台换新", device::SWAP, wall(NOW)));
    assert_eq!(repaired(&device, "2026-04-30"), None);
}

#[test]
fn devices_of_an_impossible_time_are_refused() {
    let form = DeviceForm { name: " ".into(), bought: "2027-01-01".into(), ..device() };
    let troubles = form.check("d", None, wall(NOW)).err().unwrap_or_default();
    assert_eq!(troubles.first(), Some(&(Field::Bought, Trouble::Future)));
    assert!(troubles.contains(&(Field::Name, Trouble::Missing)));
    let form = DeviceForm { warranty: "2020-01-01".into(), ..device() };
    assert_eq!(form.check("d", None, wall(NOW)).err(), Some(vec![(Field::Warranty, Trouble::BeforeBought)]));
    assert!(device::repair("2027-01-01", "", "", wall(NOW)).is_err());
}

#[test]
fn calendar_lines_are_folded_between_characters() {
    let text = "打烊前查一查没有结果的交易，".repeat(12);
    let reminder = ics::Reminder {
        uid: "sales@pos".into(),
        start: wall("2026-11-30 20:30"),
        every: Every::Month,
        title: "a,b;c\\d\ne".into(),
        text: text.clone(),
    };
    let file = ics::calendar("店里", &[reminder], Moment(29_921_310));
    assert!(file.ends_with("END:VCALENDAR\r\n"));
    assert!(!file.replace("\r\n", "").contains(['\r', '\n']));
    assert!(file.split("\r\n").all(|line| line.len() <= 75), "{file}");
    assert!(file.contains("DTSTAMP:20261121T163000Z\r\n"), "{file}");
    assert!(file.contains("SUMMARY:a\\,b\\;c\\\\d\\ne\r\n"));
    assert!(file.contains("DTSTART:20261128T203000\r\n") && file.contains("BYMONTHDAY=28\r\n"), "{file}");
    assert!(file.replace("\r\n ", "").contains(&text));
}

#[test]
fn marks_count_until_the_next_time() {
    let mut marks = chores::Marks::default();
    let day = |text| Day::parse(text).unwrap_or_default();
    marks.set("seal", Some(day("2026-11-20")));
    assert_eq!(marks.done("seal", "day", day("2026-11-20")), Some(day("2026-11-20")));
    assert_eq!(marks.done("seal", "day", day("2026-11-21")), None);
    assert_eq!(marks.done("seal", "week", day("2026-11-26")), Some(day("2026-11-20")));
    assert_eq!(marks.done("seal", "week", day("2026-11-19")), None, "a clock that was wrong");
    assert_eq!(chores::Marks::parse(&(marks.format() + "nonsense\nx y\n")), marks);
}

#[test]
fn shuffling_loses_nothing_and_the_seed_decides() {
    let mut order = quiz::shuffled(12, 7);
    assert_eq!(order, quiz::shuffled(12, 7));
    assert_ne!(order, quiz::shuffled(12, 8));
    order.sort_unstable();
    assert_eq!(order, (0..12).collect::<Vec<_>>());
    assert!(quiz::shuffled(0, 1).is_empty());
}
