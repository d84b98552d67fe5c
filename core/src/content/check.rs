//! What must hold across the whole content, beyond every id resolving.

mod numbers;
mod places;

use super::load::{All, Bundle, Coverage};
use super::source::{self, File};
use super::{Condition, Gate, Knowledge, Question, Set};
use crate::shop::quiz::{Verdict, judge, next};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// How many rows the seed matrix has of each type.
const MATRIX: [(char, usize); 12] = [
    ('S', 15),
    ('C', 57),
    ('F', 63),
    ('P', 29),
    ('A', 20),
    ('E', 22),
    ('R', 15),
    ('B', 18),
    ('T', 4),
    ('G', 15),
    ('O', 5),
    ('X', 17),
];

/// Advertising of the source articles; none of it may stand anywhere in the content.
pub const DENIED: [&str; 9] =
    ["mepos", "baokaoweb", "个人免费办理", "免费申请POS", "押金59", "0.38%", "资金周转", "养卡", "跳码"];

/// Run every check; defects go to `all`, the coverage to the bundle.
pub(super) fn check(all: &mut All, bundle: &Bundle) {
    let file = std::mem::take(&mut all.file);
    languages(all, &file);
    shares(all, &file);
    repairs(all, &bundle.knowledge);
    questions(all, &bundle.knowledge);
    places::check(all, &bundle.knowledge);
    red_lines(all, &bundle.knowledge);
    signs(all, &file);
    flags(all, &bundle.knowledge);
    rows(all, &file);
    cases(all, &file);
    numbers::check(all, &file, &bundle.knowledge);
    guide(all, &file, bundle);
    all.file = file;
}

/// Both languages complete, with the same placeholders.
fn languages(all: &mut All, file: &File) {
    macro_rules! tables {
        ($($table:ident),*) => {$(
            for e in &file.$table {
                pair(all, stringify!($table), &e.id, &e.zh, &e.en);
            }
        )*};
    }
    tables!(
        addressee, flag, guard, alert, cause, symptom, question, action, workaround, code, text, topic, resolved,
        source, row
    );
    for (kind, texts) in
        [("ui", &file.ui), ("say", &file.say), ("desk", &file.desk), ("device", &file.device), ("shop", &file.shop)]
    {
        for (key, text) in texts {
            pair(all, kind, key, &text.zh, &text.en);
        }
    }
    file.guide.pairs(|kind, id, words| compare(all, kind, id, "", &words.zh, &words.en));
    for q in &file.question {
        for words in [&q.zh, &q.en] {
            if words.answers.len() != q.answers.len() {
                all.defect("question", &q.id, "needs one label for each answer, in both languages");
            }
        }
    }
}

fn pair<T: Serialize>(all: &mut All, kind: &str, id: &str, zh: &T, en: &T) {
    let (Ok(zh), Ok(en)) = (toml::Value::try_from(zh), toml::Value::try_from(en)) else {
        return;
    };
    compare(all, kind, id, "", &zh, &en);
}

/// Fields that may be empty, if they are empty in both languages.
const OPTIONAL: [&str; 9] = ["keep", "how", "fixed", "failed", "unsaid", "shows", "steps", "other", "answers"];

fn compare(all: &mut All, kind: &str, id: &str, field: &str, zh: &toml::Value, en: &toml::Value) {
    match (zh, en) {
        (toml::Value::Table(zh), toml::Value::Table(en)) => {
            for (key, value) in zh {
                if let Some(other) = en.get(key) {
                    compare(all, kind, id, key, value, other);
                }
            }
        }
        (toml::Value::Array(zh), toml::Value::Array(en)) => {
            if zh.is_empty() != en.is_empty() || (zh.is_empty() && !OPTIONAL.contains(&field)) {
                all.defect(kind, id, format!("`{field}` is missing in a language"));
            }
            zh.iter().zip(en).for_each(|(zh, en)| compare(all, kind, id, field, zh, en));
        }
        (toml::Value::String(zh), toml::Value::String(en)) => {
            if zh.is_empty() != en.is_empty() || (zh.is_empty() && !OPTIONAL.contains(&field)) {
                all.defect(kind, id, format!("`{field}` is missing in a language"));
            }
            if placeholders(zh) != placeholders(en) {
                all.defect(kind, id, format!("`{field}` has different {{placeholders}} in the two languages"));
            }
            for word in DENIED.iter().filter(|word| zh.contains(**word) || en.contains(**word)) {
                all.defect(kind, id, format!("`{field}` repeats advertising: {word}"));
            }
        }
        _ => {}
    }
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

fn shares(all: &mut All, file: &File) {
    let sum: u32 = file.symptom.iter().map(|s| u32::from(s.share)).sum();
    if let (true, Some(first)) = (sum != 1000, file.symptom.first()) {
        all.defect("symptom", &first.id, format!("the shares of all symptoms must sum to 1000; they sum to {sum}"));
    }
}

/// Actions repair something, and what a shop can repair has an action.
fn repairs(all: &mut All, k: &Knowledge) {
    for action in k.actions.iter().filter(|a| a.fixes.is_empty()) {
        all.defect("action", &action.id, "repairs nothing");
    }
    for (id, cause) in k.faults().filter(|(_, c)| c.shop_can) {
        if !k.actions.iter().any(|a| a.fixes.iter().any(|(c, _)| *c == id)) {
            all.defect("cause", &cause.id, "the shop can repair it, but no action does");
        }
    }
    for cause in k.causes.iter().filter(|c| c.rolls_up_to.and_then(|up| k.cause(up)).is_some_and(|up| up.id == c.id)) {
        all.defect("cause", &cause.id, "rolls up to itself");
    }
}

/// A question changes the belief, raises or clears a flag, ends the case, or opens a gate.
fn questions(all: &mut All, k: &Knowledge) {
    let gates = || {
        k.questions
            .iter()
            .map(|q| &q.gate)
            .chain(k.actions.iter().map(|a| &a.gate))
            .chain(k.workarounds.iter().map(|w| &w.gate))
    };
    for (number, q) in (0u16..).zip(&k.questions) {
        let mut rows = q.likelihood.chunks(q.answers.len().max(1));
        let first = rows.next();
        let informs = rows.any(|row| Some(row) != first);
        let acts = q.answers.iter().any(|a| !a.raises.is_empty() || !a.clears.is_empty() || a.ends.is_some());
        let gate = |g: &Gate| g.needs.iter().chain(&g.not_if).any(|c: &Condition| c.question.0 == number);
        if !informs && !acts && !gates().any(gate) {
            all.defect("question", &q.id, "can change nothing: all causes answer alike, and nothing depends on it");
        }
    }
}

/// No step crosses a red line that always holds, or one that holds wherever the step makes sense.
fn red_lines(all: &mut All, k: &Knowledge) {
    let always = forbidden(k, Set::EMPTY);
    macro_rules! tables {
        ($($table:ident $kind:literal),*) => {$(
            for e in k.$table.iter().filter(|e| e.acts.meets(always)) {
                all.defect($kind, &e.id, "crosses a red line that always holds");
            }
        )*};
    }
    tables!(questions "question", actions "action", alerts "alert", workarounds "workaround");
    for alert in &k.alerts {
        let flags = Set::one(alert.flag.0);
        if alert.acts.meets(forbidden(k, flags)) {
            all.defect("alert", &alert.id, "crosses a red line of its own flag");
        }
        if let super::Then::Ask(q) = alert.then {
            let question = k.question(q).filter(|q| q.acts.meets(forbidden(k, flags)));
            if let Some(question) = question {
                all.defect(
                    "question",
                    &question.id,
                    format!("crosses a red line of the flag whose alert asks it ({})", alert.id),
                );
            }
        }
    }
    let own_situation = |acts: Set, gate: &Gate| gate.needs.iter().any(|c| acts.meets(forbidden(k, implied(k, c))));
    for action in k.actions.iter().filter(|a| own_situation(a.acts, &a.gate)) {
        all.defect("action", &action.id, "a red line forbids it in the situation that it needs");
    }
    for question in k.questions.iter().filter(|q| own_situation(q.acts, &q.gate)) {
        all.defect("question", &question.id, "a red line forbids it in the situation that it needs");
    }
}

/// Acts that red lines forbid under these flags.
fn forbidden(k: &Knowledge, flags: Set) -> Set {
    k.guards.iter().filter(|g| g.holds(flags)).fold(Set::EMPTY, |set, g| set.with(g.forbids))
}

/// Flags that are raised whenever the condition holds.
fn implied(k: &Knowledge, condition: &Condition) -> Set {
    let answers = k.question(condition.question).map(|q: &Question| &q.answers);
    let allowed = answers.into_iter().flat_map(|answers| (0u8..).zip(answers)).filter(|(n, _)| condition.allows(*n));
    let common = allowed.map(|(_, answer)| answer.raises.0).reduce(|a, b| a & b);
    Set(common.unwrap_or(0))
}

/// The words of a step give away what it does: such an act must be declared, or guards cannot see it.
fn signs(all: &mut All, file: &File) {
    let mut defects = Vec::new();
    let mut look = |kind: &'static str, id: &str, acts: &[String], texts: Vec<&str>| {
        for act in file.act.iter().filter(|act| !acts.contains(&act.id)) {
            let sign = act.signs.iter().find(|sign| texts.iter().any(|text| says(text, sign)));
            if let Some(sign) = sign {
                defects.push((kind, id.to_owned(), format!("says `{sign}` but does not declare the act `{}`", act.id)));
            }
        }
    };
    for a in &file.action {
        let texts = [&a.zh, &a.en].into_iter().flat_map(|w| w.steps.iter().chain([&w.instruction]));
        look("action", &a.id, &a.acts, texts.map(String::as_str).collect());
    }
    for q in &file.question {
        let texts = [&q.zh, &q.en].into_iter().map(|w| w.how.as_str());
        look("question", &q.id, &q.acts, texts.collect());
    }
    for a in &file.alert {
        let texts = [&a.zh, &a.en].into_iter().flat_map(|w| w.now.iter().map(String::as_str));
        look("alert", &a.id, &a.acts, texts.collect());
    }
    for w in &file.workaround {
        let texts = [&w.zh, &w.en].into_iter().map(|w| w.instruction.as_str());
        look("workaround", &w.id, &w.acts, texts.collect());
    }
    defects.into_iter().for_each(|(kind, id, what)| all.defect(kind, &id, what));
}

/// Whether a text asks for something; "do not …" sentences do not count.
fn says(text: &str, sign: &str) -> bool {
    const NEGATIONS: [&str; 10] = ["不要", "别", "不", "勿", "没", "无需", "not ", "n't ", "never ", "no "];
    let text = text.to_lowercase();
    let sign = sign.to_lowercase();
    const CLAUSE_ENDS: [char; 10] =
        ['.', ',', ';', ':', '\u{3002}', '\u{ff0c}', '\u{ff1b}', '\u{ff1a}', '!', '\u{ff01}'];
    text.split(CLAUSE_ENDS).any(|clause| {
        clause.find(&sign).is_some_and(|at| {
            let before = clause.get(..at).unwrap_or_default();
            !NEGATIONS.iter().any(|word| before.contains(word))
        })
    })
}

/// Every flag can be raised; one that blocks has a page that says what to do.
fn flags(all: &mut All, k: &Knowledge) {
    let answers = k.questions.iter().flat_map(|q| &q.answers).map(|a| a.raises);
    let hints = k.codes.iter().map(|c| c.hint.raises).chain(k.texts.iter().map(|t| t.hint.raises));
    let rest = k.symptoms.iter().map(|s| s.raises).chain(k.actions.iter().map(|a| a.failed_raises));
    let raised = answers.chain(hints).chain(rest).fold(Set::EMPTY, Set::with);
    for (number, flag) in (0u16..).zip(&k.flags) {
        if !raised.meets(Set::one(number)) {
            all.defect("flag", &flag.id, "nothing ever raises it");
        }
        if flag.blocks && !k.alerts.iter().any(|a| a.flag.0 == number) {
            all.defect("flag", &flag.id, "blocks everything else but has no alert that says what to do");
        }
    }
    if k.flags.len() > 64 || k.acts.len() > 64 {
        all.defect("flag", "", "at most 64 flags and 64 acts fit into a set");
    }
}

/// Every row of the seed matrix is accounted for, and points to something that exists.
fn rows(all: &mut All, file: &File) {
    let ids: BTreeSet<&str> = file.row.iter().map(|r| r.id.as_str()).collect();
    let wanted: BTreeSet<String> = matrix_ids().collect();
    for id in wanted.iter().filter(|id| !ids.contains(id.as_str())) {
        all.defect("row", id, "row of the seed matrix is not accounted for");
    }
    let places = places(file);
    for row in &file.row {
        if !wanted.contains(&row.id) {
            all.defect("row", &row.id, "the seed matrix has no such row");
        }
        if !["carried", "rewritten", "warned", "dropped"].contains(&row.flag.as_str()) {
            all.defect("row", &row.id, format!("flag `{}` is unknown", row.flag));
        }
        if row.at.is_empty() && row.flag != "dropped" {
            all.defect("row", &row.id, "says nowhere where it is carried");
        }
        for at in row.at.iter().filter(|at| !places.contains(at.as_str())) {
            all.defect("row", &row.id, format!("there is no `{at}`"));
        }
    }
}

/// Cases name only what exists.
fn cases(all: &mut All, file: &File) {
    let mut places = places(file);
    places.extend(file.act.iter().map(|a| format!("act:{}", a.id)));
    places.extend(file.addressee.iter().map(|a| format!("handover:{}", a.id)));
    places.extend(file.alert.iter().map(|a| format!("alert:{}", a.id)));
    places.extend(file.resolved.iter().map(|r| format!("end:{}", r.id)));
    places.extend(["end:repaired".to_owned(), "end:handed".to_owned()]);
    for case in &file.case {
        let ids = |kind: &str, ids: &[String]| ids.iter().map(|id| format!("{kind}:{id}")).collect::<Vec<_>>();
        let mut named = [ids("cause", &case.causes), ids("flag", &case.flags), ids("guard", &case.guards)].concat();
        named.extend(case.first.iter().chain(&case.never).cloned());
        for id in named.iter().filter(|id| !places.contains(*id)) {
            all.defect("case", &case.id, format!("there is no `{id}`"));
        }
    }
}

/// Checklists come round, payments go wrong in ways that we know, and the engine agrees with every quiz card.
fn guide(all: &mut All, file: &File, bundle: &Bundle) {
    let k = &bundle.knowledge;
    for check in file.guide.check.iter().filter(|e| !["day", "week", "month", "season"].contains(&&*e.every)) {
        all.defect(
            "check",
            &check.id,
            format!("comes round every `{}`; day, week, month or season are known", check.every),
        );
    }
    for (entry, id) in file.guide.payment.iter().flat_map(|e| e.symptoms.iter().map(move |id| (e, id))) {
        if k.find_symptom(id).is_none() {
            all.defect("payment", &entry.id, format!("there is no symptom `{id}`"));
        }
    }
    let unsourced = file.guide.ids_without_source();
    unsourced.into_iter().for_each(|(kind, id)| all.defect(kind, id, "names no source"));
    for card in &file.guide.quiz {
        if [&card.zh, &card.en].iter().any(|w| w.choices.len() != card.means.len()) {
            all.defect("quiz", &card.id, "needs one choice for each meaning, in both languages");
        }
        let verdicts: Vec<_> = card.means.iter().map(|means| judge(k, &card.facts, means)).collect();
        if let Some(at) = verdicts.iter().position(Option::is_none) {
            let means = card.means.get(at).map_or("", String::as_str);
            all.defect("quiz", &card.id, format!("the facts, or `{means}`, mean nothing here"));
        } else if verdicts.iter().filter(|v| **v == Some(Verdict::Right)).count() != 1 {
            all.defect("quiz", &card.id, format!("the engine agrees with none or several: {}", next(k, &card.facts)));
        }
    }
}

fn places(file: &File) -> BTreeSet<String> {
    let mut places: BTreeSet<String> = ["normaliser".to_owned(), "denylist".to_owned()].into();
    macro_rules! tables {
        ($($table:ident),*) => {$(
            places.extend(file.$table.iter().map(|e| format!("{}:{}", stringify!($table), e.id)));
        )*};
    }
    tables!(cause, question, action, guard, alert, symptom, workaround, topic, text, code, addressee, flag, resolved);
    places.extend(file.guide.ids().into_iter().map(|(kind, id)| format!("{kind}:{id}")));
    places
}

fn matrix_ids() -> impl Iterator<Item = String> {
    MATRIX.into_iter().flat_map(|(kind, rows)| (1..=rows).map(move |n| format!("{kind}-{n:02}")))
}

/// How the 280 rows are accounted for.
pub(super) fn coverage(rows: &[source::Row]) -> Coverage {
    let flags: BTreeMap<&str, &str> = rows.iter().map(|r| (r.id.as_str(), r.flag.as_str())).collect();
    let mut coverage = Coverage::default();
    for id in matrix_ids() {
        match flags.get(id.as_str()) {
            Some(&"carried" | &"rewritten") => coverage.carried += 1,
            Some(&"warned") => coverage.warned += 1,
            Some(&"dropped") => coverage.dropped += 1,
            _ => coverage.missing += 1,
        }
    }
    coverage
}
