//! A report of a case for whoever repairs: headings and lines in words, as a page of its own, and as JSON in ids.
//! `docs/report.schema.json` describes the JSON.

pub mod json;
pub mod series;

use crate::case::Case;
use crate::content::{FlagId, Knowledge, ToolWords};
use crate::diagnose::Advice;
use crate::text::cut_cards;
use crate::token::TestNote;
use json::Json;
use series::Series;

/// A report in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    pub title: String,
    /// `zh-CN` or `en`.
    pub lang: &'static str,
    pub parts: Vec<Part>,
    /// A small line at the end.
    pub foot: String,
}

/// A heading and what stands below it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part {
    pub title: String,
    /// What, and its value; either may be empty.
    pub lines: Vec<(String, String)>,
    /// Live tests as bars: what, and how many of a hundred.
    pub bars: Vec<(String, u8)>,
    /// Live tests card by card.
    pub plots: Vec<Plot>,
}

/// A drawing with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plot {
    pub series: Series,
    pub caption: String,
    /// The same for those who do not see it.
    pub spoken: String,
}

impl Plot {
    /// The drawing of a series in the words of a language.
    pub fn new(series: Series, words: &ToolWords) -> Self {
        Self { caption: series.caption(words).to_owned(), spoken: series.spoken(words), series }
    }

    fn html(&self) -> String {
        let series = &self.series;
        let numbers: String = series.numbers().map(|n| format!("<td>{n}")).collect();
        format!(
            "<figure><svg viewBox=\"{}\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{}\">\
             <path d=\"{}\"/><path class=\"bad\" d=\"{}\"/></svg>\n\
             <table class=\"numbers\" aria-hidden=\"true\"><tr>{numbers}</table>\
             <figcaption>{}</figcaption></figure>\n",
            series::view_box(series.cards.len()),
            escape(&self.spoken),
            series.columns(true),
            series.columns(false),
            escape(&self.caption),
        )
    }
}

/// What somebody typed, fit for a report: one line, of bearable length, without anything that looks like a card number.
pub fn typed(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(300).collect();
    cut_cards(line.trim()).0
}

impl Sheet {
    /// The report as one HTML file that needs nothing else: no script, no picture from elsewhere.
    pub fn html(&self) -> String {
        let parts: String = self.parts.iter().map(Part::html).collect();
        let (title, foot) = (escape(&self.title), escape(&self.foot));
        format!(
            "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <title>{title}</title>\n<style>{STYLE}</style>\n<h1>{title}</h1>\n{parts}<footer>{foot}</footer>\n</html>\n",
            self.lang
        )
    }

    /// The report as plain lines, for a message.
    pub fn plain(&self) -> String {
        let mut text = self.title.clone();
        for part in &self.parts {
            text += &format!("\n\n{}", part.title);
            for (what, value) in &part.lines {
                text += &match (what.is_empty(), value.is_empty()) {
                    (true, _) => format!("\n{value}"),
                    (false, true) => format!("\n- {what}"),
                    (false, false) => format!("\n- {what} {value}"),
                };
            }
        }
        text
    }
}

const STYLE: &str = "body{font:11pt/1.5 'PingFang SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif;max-width:48em;\
    margin:1em auto;padding:0 1em}h1{font-size:16pt}h2{font-size:12pt;border-bottom:1px solid #999;margin:1.2em 0 .3em}\
    table{border-collapse:collapse;width:100%}td{vertical-align:top;padding:.15em .5em .15em 0;overflow-wrap:anywhere}\
    td+td{font-weight:600}tr{break-inside:avoid}meter{width:100%}\
    figure{margin:1em 0;break-inside:avoid}svg{display:block;width:100%;height:6em;border-bottom:1px solid #333}\
    path{fill:#123c7c}.bad{fill:none;stroke:#333;vector-effect:non-scaling-stroke}.numbers{table-layout:fixed}\
    .numbers td{text-align:center;font-weight:400;padding:0}figcaption{font-size:9pt}footer{margin-top:2em;font-size:9pt}@page{margin:15mm}";

impl Part {
    fn html(&self) -> String {
        let mut html = format!("<h2>{}</h2>\n<table>\n", escape(&self.title));
        for (what, value) in &self.lines {
            html += &match (what.is_empty(), value.is_empty()) {
                (false, false) => format!("<tr><td>{}<td>{}\n", escape(what), escape(value)),
                _ => format!("<tr><td colspan=\"2\">{}{}\n", escape(what), escape(value)),
            };
        }
        for (what, percent) in &self.bars {
            let meter = format!("<meter max=\"100\" value=\"{percent}\">{percent} %</meter>");
            html += &format!("<tr><td>{}<td>{meter}\n", escape(what));
        }
        html + "</table>\n" + &self.plots.iter().map(Plot::html).collect::<String>()
    }
}

/// Text within HTML or SVG.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// What the report knows besides the case.
#[derive(Debug, Clone, Default)]
pub struct Extra<'a> {
    /// `zh-CN` or `en`.
    pub lang: &'a str,
    /// `2026-11-22 19:05` on the clock of the shop.
    pub began: &'a str,
    pub code: &'a str,
    pub link: &'a str,
    /// Live tests, and what came of each card where it is known.
    pub tests: &'a [(TestNote, Option<Series>)],
    /// Name and value of what the shop has added of itself.
    pub shop: Vec<(String, String)>,
}

/// The report in stable ids, one line of JSON.
pub fn json(k: &Knowledge, case: &Case, advice: &Advice, extra: &Extra) -> String {
    let ranked = advice.belief.ranked().into_iter().take(5).filter(|(_, p)| *p >= 0.01);
    let causes = ranked.filter_map(|(cause, p)| {
        let percent = (p * 100.0 + 0.5) as u32;
        Some(Json::table([("id", Json::text(&k.cause(cause)?.id)), ("percent", Json::Number(percent))]))
    });
    let flags = advice.facts.flags.numbers().filter_map(|n| Some(Json::text(&k.flag(FlagId(n))?.id)));
    let tests = extra.tests.iter().map(|(test, series)| test_json(*test, series.as_ref()));
    let shop = extra.shop.iter().map(|(name, value)| (name.as_str(), Json::text(value)));
    Json::table([
        ("schema", Json::text("pos-doctor-report/1")),
        ("revision", Json::Number(k.revision)),
        ("language", Json::text(extra.lang)),
        ("began", Json::text(extra.began)),
        ("events", Json::List(case.format(k).lines().map(Json::text).collect())),
        ("causes", Json::List(causes.collect())),
        ("flags", Json::List(flags.collect())),
        ("tests", Json::List(tests.collect())),
        ("code", Json::text(extra.code)),
        ("link", Json::text(extra.link)),
        ("shop", Json::table(shop)),
    ])
    .to_string()
}

fn test_json(test: TestNote, series: Option<&Series>) -> Json {
    let readings = |series: &Series| {
        let one = |(quality, ms)| Json::table([("quality", Json::text(quality)), ("ms", Json::Number(ms))]);
        [("manner", Json::text(series.manner())), ("readings", Json::List(series.named().map(one).collect()))]
    };
    let short = [
        ("found", Json::text(test.found.id())),
        ("cards", Json::Number(test.cards.into())),
        ("good", Json::Number(test.good.into())),
    ];
    Json::table(short.into_iter().chain(series.into_iter().flat_map(readings)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_loses_card_numbers_and_line_ends_and_cannot_become_markup() {
        assert_eq!(typed(" 卡 6222 0212 3456 7890\n刷不了 "), "卡 **** 刷不了");
        let lines = vec![("<b>".to_owned(), "\"&".to_owned())];
        let sheet =
            Sheet { title: "</title>".into(), parts: vec![Part { lines, ..Part::default() }], ..Sheet::default() };
        let html = sheet.html();
        assert!(html.contains("&lt;b&gt;<td>&quot;&amp;") && !html.contains("</title></title>"), "{html}");
        assert!(!html.contains("style="), "what a strict policy forbids");
    }
}
