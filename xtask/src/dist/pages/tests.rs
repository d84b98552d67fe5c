//! What must hold for every page: no step that a red line forbids, both languages, no advertising, no dead link.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use super::course::{Branch, StopStep};
use super::guidance::Guidance;
use super::*;
use crate::headers::Hosting;
use crate::project::Project;
use pos_doctor_core::case::Event;
use pos_doctor_core::config::Value;
use pos_doctor_core::content::check::DENIED;
use pos_doctor_core::content::{CodeId, QuestionId, Set, SymptomId, TextId};
use pos_doctor_core::diagnose::Facts;
use std::collections::BTreeSet;
use std::sync::OnceLock;

fn bundle() -> &'static Bundle {
    static BUNDLE: OnceLock<Bundle> = OnceLock::new();
    BUNDLE.get_or_init(|| crate::content::load(&Project::find().unwrap()).unwrap())
}

fn settings(base: Option<&str>) -> Settings {
    let hosting = Hosting { base: base.map(str::to_owned), ..Hosting::default() };
    Settings { config: Config::default(), hosting }
}

/// Found once for all tests: they are most of the work.
fn courses() -> &'static Courses {
    static COURSES: OnceLock<Courses> = OnceLock::new();
    COURSES.get_or_init(Courses::default)
}

fn files() -> &'static [(String, String)] {
    static FILES: OnceLock<Vec<(String, String)>> = OnceLock::new();
    FILES.get_or_init(|| all_with(bundle(), &settings(None), "pages.css", courses()))
}

/// Everything that a page of guidance can begin with.
fn beginnings(k: &Knowledge) -> Vec<Event> {
    let count = |n: usize| 0..u16::try_from(n).unwrap();
    let symptoms = count(k.symptoms.len()).map(|n| Event::Symptom(SymptomId(n)));
    let codes = count(k.codes.len()).map(|n| Event::Code(CodeId(n)));
    let texts = count(k.texts.len()).map(|n| Event::Text(TextId(n)));
    symptoms.chain(codes).chain(texts).collect()
}

/// Whether acts cross a red line, judged by text ids and plain loops, without the engine's sets.
fn crosses(k: &Knowledge, flags: Set, acts: Set) -> bool {
    let raised: Vec<_> = flags.numbers().map(|n| &k.flags[usize::from(n)].id).collect();
    let done: Vec<_> = acts.numbers().map(|n| &k.acts[usize::from(n)]).collect();
    k.guards.iter().any(|guard| {
        let when: Vec<_> = guard.when.numbers().map(|n| &k.flags[usize::from(n)].id).collect();
        let in_force = when.is_empty() || when.iter().any(|flag| raised.contains(flag));
        in_force && guard.forbids.numbers().any(|n| done.contains(&&k.acts[usize::from(n)]))
    })
}

#[test]
fn no_page_shows_a_step_that_a_red_line_forbids() {
    let k = &bundle().knowledge;
    let config = Config::default();
    let tongue = Tongue::new(bundle(), &config, courses(), false);
    let mut seen = 0;
    for first in beginnings(k) {
        let guidance = Guidance::new(&tongue, first).unwrap();
        for stop in guidance.shown() {
            let flags = Facts::of(k, &stop.case).flags;
            assert!(!crosses(k, flags, stop.acts(k)), "{}", stop.case.format(k));
            seen += 1;
        }
        for way in guidance.ways() {
            assert!(!crosses(k, guidance.course.start.facts.flags, k.workaround(way).unwrap().acts), "{first:?}");
        }
    }
    assert!(seen > 500, "only {seen} steps on all pages");
}

/// An answer may forbid what stands further down on the same paper: then the page says at that answer to stop.
#[test]
fn an_answer_that_forbids_a_later_step_says_stop() {
    let k = &bundle().knowledge;
    let config = Config::default();
    let tongue = Tongue::new(bundle(), &config, courses(), false);
    let mut stopped = 0;
    for first in beginnings(k) {
        let guidance = Guidance::new(&tongue, first).unwrap();
        let html = guidance.html(true);
        let below: Vec<Set> = guidance.shown().iter().map(|stop| stop.acts(k)).collect();
        let ways: Vec<Set> = guidance.ways().iter().map(|id| k.workaround(*id).unwrap().acts).collect();
        for (n, stop) in guidance.shown().iter().enumerate() {
            let StopStep::Check(question, branches) = &stop.step else { continue };
            for branch in branches {
                let flags = Facts::of(k, &stop.case).flags.with(branch.raises);
                let conflict = below[n + 1..].iter().chain(&ways).any(|acts| crosses(k, flags, *acts));
                if conflict {
                    stopped += 1;
                    assert!(branch.is_serious(), "{}", describe(k, *question, branch));
                    let words = &bundle().zh.questions[question.index()].answers;
                    let label = markup::esc(&words[usize::from(branch.answer)]);
                    let boxes = html.split("<div class=\"if\">").skip(1).filter(|rest| rest.contains(&label));
                    let mut boxes = boxes.map(|rest| rest.split("class=\"answers\"").next().unwrap());
                    assert!(boxes.any(|rest| rest.contains("class=\"stop\"")), "{label}");
                }
            }
        }
    }
    assert!(stopped > 20, "only {stopped} such answers: has the content lost its dangers?");
}

fn describe(k: &Knowledge, question: QuestionId, branch: &Branch) -> String {
    let question = k.question(question).unwrap();
    format!("{} = {} forbids a later step in silence", question.id, question.answers[usize::from(branch.answer)].id)
}

#[test]
fn money_in_doubt_comes_first_and_offers_no_second_payment() {
    let page = |name: &str| &files().iter().find(|(file, _)| file == name).unwrap().1;
    let outcome = page("zh/symptom/outcome.html");
    let alert = outcome.find("class=\"alert\"").unwrap();
    assert!(outcome.find("class=\"steps\"").is_none_or(|steps| alert < steps));
    let qr = &bundle().zh.workarounds[0].instruction;
    assert!(!outcome.contains(qr.as_str()), "a way to collect is offered while the sale is in doubt");
    assert!(page("zh/symptom/no_network.html").contains(qr.as_str()), "the way exists where it is safe");
}

#[test]
fn every_page_is_there_in_both_languages_and_every_link_leads_to_a_file() {
    let names: BTreeSet<&str> = files().iter().map(|(name, _)| name.as_str()).collect();
    let others = ["index.html", "icon.png", "pages.css"];
    for (name, html) in files() {
        let twin = if let Some(path) = name.strip_prefix("zh/") {
            format!("en/{path}")
        } else {
            name.replacen("en/", "zh/", 1)
        };
        assert!(names.contains(twin.as_str()), "{name} has no {twin}");
        for target in html.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            let path = target.split('#').next().unwrap();
            let file = resolve(name, path);
            assert!(names.contains(file.as_str()) || others.contains(&file.as_str()), "{name}: {target} -> {file}");
        }
    }
    let k = &bundle().knowledge;
    let cards = bundle().tools_zh.guide.customer.len();
    let wanted = 2 * (k.symptoms.len() + k.codes.len() + k.texts.len() + k.topics.len() + cards + 8);
    assert_eq!(files().len(), wanted);
}

fn resolve(from: &str, path: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        if part == ".." {
            parts.pop().unwrap();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

#[test]
fn no_page_advertises_runs_a_script_or_has_a_style_of_its_own() {
    for (name, html) in files() {
        for word in DENIED.iter().chain(&["<script", "style=\"", "javascript:", " onclick"]) {
            assert!(!html.contains(word), "{name}: {word}");
        }
        let gap = html.split('{').skip(1).find(|rest| rest.split_once('}').is_some_and(|(word, _)| word.len() < 20));
        assert!(gap.is_none(), "{name}: a gap was left: {gap:?}");
        assert_eq!(html.matches("<h1").count(), 1, "{name}");
    }
}

#[test]
fn search_engines_are_told_full_addresses_only_where_they_are_known() {
    assert!(files().iter().all(|(_, html)| !html.contains("canonical") && !html.contains("rel=\"alternate")));
    let files = all_with(bundle(), &settings(Some("https://help.bank.example/pos/")), "pages.css", courses());
    let text = |name: &str| &files.iter().find(|(file, _)| file == name).unwrap().1;
    let page = text("en/code/51.html");
    assert!(page.contains("<link rel=\"canonical\" href=\"https://help.bank.example/pos/en/code/51.html\">"));
    assert!(page.contains("hreflang=\"zh-CN\" href=\"https://help.bank.example/pos/zh/code/51.html\""));
    assert!(text("sitemap.xml").contains("<loc>https://help.bank.example/pos/en/code/51.html</loc>"));
    assert!(text("robots.txt").contains("Sitemap: https://help.bank.example/pos/sitemap.xml"));
}

#[test]
fn the_banks_name_hotline_and_codes_are_on_the_pages() {
    let both = |text: &str| Value::Text(text.to_owned());
    let table =
        |entries: Vec<(&str, Value)>| Value::Table(entries.into_iter().map(|(k, v)| (k.to_owned(), v)).collect());
    let config = table(vec![
        ("name", both("某行 <POS>")),
        ("hotlines", Value::List(vec![table(vec![("name", both("客服")), ("number", both("95500"))])])),
        ("codes", table(vec![("51", table(vec![("means", both("本行的说明")), ("do", both("换一张"))]))])),
    ]);
    let config = Config::read(Some(&config), &bundle().knowledge);
    assert!(config.ignored.is_empty(), "{:?}", config.ignored);
    let settings = Settings { config, ..settings(None) };
    let files = all_with(bundle(), &settings, "pages.css", courses());
    let page = &files.iter().find(|(file, _)| file == "zh/code/51.html").unwrap().1;
    assert!(page.contains("某行 &lt;POS&gt;") && page.contains("本行的说明"));
    assert!(files.iter().any(|(_, html)| html.contains("客服 95500")));
}
