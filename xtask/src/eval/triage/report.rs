//! The table of `cargo xtask eval triage --report`.

use super::baseline::Search;
use pos_doctor_core::content::Bundle;
use pos_doctor_core::diagnose::Setting;
use pos_doctor_core::text::Reader;
use pos_doctor_core::triage::measure::{Complaint, Verdict, facts, judge, name};
use pos_doctor_core::triage::{Triage, triage};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Instant;

/// Counts for one row.
#[derive(Default)]
struct Row {
    all: usize,
    cause: usize,
    baseline: usize,
    urgency: usize,
    /// Critical ones, and those of them taken as critical.
    critical: (usize, usize),
    /// Taken as critical although they are not.
    alarms: usize,
    escalate: usize,
    forbidden: usize,
    facts: (usize, usize),
    false_facts: usize,
}

const HEAD: &str = "\
| register | n | cause in top 2 | keyword search | urgency | critical | false alarms | escalate | forbidden | facts | false facts |
|---|---|---|---|---|---|---|---|---|---|---|
";

impl Row {
    fn add(&mut self, verdict: &Verdict, result: &Triage, baseline: bool) {
        self.all += 1;
        self.cause += usize::from(verdict.cause);
        self.baseline += usize::from(baseline);
        self.urgency += usize::from(verdict.urgency);
        self.critical.0 += usize::from(verdict.critical.is_some());
        self.critical.1 += usize::from(verdict.critical == Some(true));
        self.alarms += usize::from(verdict.critical.is_none() && result.urgency.as_str() == "critical");
        self.escalate += usize::from(verdict.escalate);
        self.forbidden += verdict.forbidden.len();
        self.facts.0 += verdict.facts.0;
        self.facts.1 += verdict.facts.1;
        self.false_facts += verdict.false_facts.len();
    }

    fn line(&self, name: &str) -> String {
        let percent = |part: usize| format!("{:.1} %", part as f64 * 100.0 / self.all.max(1) as f64);
        format!(
            "| {name} | {} | {} | {} | {} | {}/{} | {} | {} | {} | {}/{} | {} |",
            self.all,
            percent(self.cause),
            percent(self.baseline),
            percent(self.urgency),
            self.critical.1,
            self.critical.0,
            self.alarms,
            percent(self.escalate),
            self.forbidden,
            self.facts.1,
            self.facts.0,
            self.false_facts,
        )
    }
}

/// The whole report; with `wrong`, every complaint that is not wholly right.
pub fn report(bundle: &Bundle, complaints: &[Complaint], wrong: bool) -> String {
    let k = &bundle.knowledge;
    let reader = Reader::new(k, &bundle.phrases);
    let search = Search::new(bundle);
    let mut rows: BTreeMap<&str, Row> = BTreeMap::new();
    let mut whole = Row::default();
    let mut confusion: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut text = String::new();
    for complaint in complaints {
        let Some(result) = triage(k, &bundle.phrases, &reader, &complaint.text, &Setting::default()) else { continue };
        let verdict = judge(k, complaint, &result);
        let baseline = keyword_search_finds(&search, complaint);
        whole.add(&verdict, &result, baseline);
        rows.entry(&complaint.register).or_default().add(&verdict, &result, baseline);
        if !verdict.cause {
            *confusion.entry(confused(bundle, complaint, &result)).or_default() += 1;
        }
        if wrong && !right(&verdict) {
            text += &explained(bundle, complaint, &result, &verdict);
        }
    }
    text += HEAD;
    rows.iter().chain([(&"all", &whole)]).for_each(|(name, row)| text += &(row.line(name) + "\n"));
    text += "\n| right cause | most probable instead | n |\n|---|---|---|\n";
    for ((right, got), n) in confusion {
        let _ = writeln!(text, "| {right} | {got} | {n} |");
    }
    text + &costs(bundle, &reader, complaints)
}

/// What the understanding adds to the app, and what a text costs.
fn costs(bundle: &Bundle, reader: &Reader, complaints: &[Complaint]) -> String {
    let bytes = bundle.phrases.to_bytes();
    let packed = compressed(&bytes).unwrap_or_default();
    let start = Instant::now();
    let letters: usize = complaints.iter().map(|c| c.text.chars().count()).sum();
    complaints.iter().for_each(|c| drop(reader.read(&c.text)));
    let each = start.elapsed().as_secs_f64() * 1000.0 / complaints.len().max(1) as f64;
    let mean = letters / complaints.len().max(1);
    format!(
        "\nphrases: {} bytes, {packed} with brotli; {each:.2} ms to read a text of {mean} characters on this machine\n",
        bytes.len()
    )
}

/// Bytes over the wire.
fn compressed(bytes: &[u8]) -> std::io::Result<usize> {
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &brotli::enc::BrotliEncoderParams::default())?;
    Ok(packed.len())
}

fn keyword_search_finds(search: &Search, complaint: &Complaint) -> bool {
    let found = search.best(&complaint.text);
    match complaint.causes.as_slice() {
        [] => found.is_empty(),
        causes => found.iter().any(|id| causes.iter().any(|c| c == id)),
    }
}

fn right(v: &Verdict) -> bool {
    let facts = v.facts.0 == v.facts.1 && v.false_facts.is_empty();
    v.cause && v.urgency && v.escalate && facts && v.forbidden.is_empty() && v.unwarned.is_empty()
}

fn confused(bundle: &Bundle, complaint: &Complaint, result: &Triage) -> (String, String) {
    let right = complaint.causes.first().map_or("(nothing)", String::as_str);
    let got = result.causes.first().and_then(|(id, _)| bundle.knowledge.cause(*id)).map_or("", |c| c.id.as_str());
    let got = if result.understood.is_empty() { "(not understood)" } else { got };
    (right.to_owned(), got.to_owned())
}

fn explained(bundle: &Bundle, c: &Complaint, result: &Triage, v: &Verdict) -> String {
    let k = &bundle.knowledge;
    let top = result.causes.iter().take(3).filter_map(|(id, p)| Some(format!("{} {p:.2}", k.cause(*id)?.id)));
    let mark = |ok: bool, what: &'static str| if ok { "" } else { what };
    let words = result.understood.facts.iter().map(|f| f.words.as_str());
    let marks = [
        mark(v.cause, " CAUSE"),
        mark(v.critical.is_some() || result.urgency.as_str() != "critical", " ALARM"),
        mark(v.urgency, if v.critical.is_some() { " CRITICAL" } else { " urgency" }),
        mark(v.escalate, " escalate"),
        mark(v.facts.0 == v.facts.1, " facts"),
        mark(v.false_facts.is_empty(), " FALSE"),
        mark(v.forbidden.is_empty(), " FORBIDDEN"),
    ];
    let hunches = result.understood.hunches.iter().take(3);
    let hunches: Vec<String> = hunches
        .map(|h| format!("{} {:.2}", h.cause.and_then(|c| k.cause(c)).map_or("nothing", |c| &c.id), h.p))
        .collect();
    let got = format!("{:?} {} {}", top.collect::<Vec<_>>(), result.urgency.as_str(), result.escalate.as_str());
    format!(
        "{} {:?}{}\n    want {:?} {:?} {:?} {:?}\n    got  {got} first {}\n    like {hunches:?}\n    facts {:?}\n    words {:?} {:?}\n",
        c.id,
        c.text,
        marks.concat(),
        c.causes,
        c.urgency,
        c.escalate_to,
        c.facts,
        name(k, result.first),
        facts(k, result),
        words.collect::<Vec<_>>(),
        v.forbidden,
    )
}
