//! Text ids become numbers, percentages become probabilities. Whatever does not resolve is a defect.

mod hints;
mod phrases;
mod rules;
mod steps;

use super::load::{All, Bundle};
use super::source::{self, File, Map, UiText};
use super::tools::{Desk, Device, Say, Shop, ToolWords};
use super::words::Reference;
use super::{CauseId, Knowledge, Numbers, Place, Price, QuestionId, Resolved, Set, SourceId, Ui, Words, keys};
use std::collections::BTreeMap;

/// Compile everything; what cannot be resolved is reported and left out.
pub(super) fn compile(all: &mut All, revision: u32) -> Bundle {
    let mut file = std::mem::take(&mut all.file);
    file.cause.sort_by_key(|c| (c.kind != "fault", c.id == "other"));
    file.symptom.sort_by_key(|s| s.order);
    file.alert.sort_by_key(|a| a.order);
    file.workaround.sort_by_key(|w| w.order);
    let names = Names::of(&file);
    let mut compiler = Compiler { all, names: &names, file: &file, place: ("", "") };
    let mut knowledge = compiler.knowledge(revision);
    knowledge.numbers = Numbers::of(&file, &knowledge).pack();
    let (phrases, sentences) = compiler.phrases();
    let hunches = compiler.hunches();
    let (zh, en) = words(all, &file);
    let (tools_zh, tools_en) = tool_words(all, &file, &names);
    let bundle = Bundle {
        knowledge,
        zh,
        en,
        tools_zh,
        tools_en,
        phrases,
        sentences,
        hunches,
        sayings: sayings(&file),
        cases: file.case.clone(),
        coverage: super::check::coverage(&file.row),
        valid_until: expiry_dates(&file),
    };
    all.file = file;
    bundle
}

fn sayings(file: &File) -> Vec<(String, String)> {
    let each = file.sayings.iter().flat_map(|(id, list)| list.iter().map(move |text| (id.clone(), text.clone())));
    each.collect()
}

/// Numbers of all text ids, by kind.
struct Names<'a>(BTreeMap<(&'static str, &'a str), u16>);

impl<'a> Names<'a> {
    fn of(file: &'a File) -> Self {
        let mut names = BTreeMap::new();
        macro_rules! tables {
            ($($table:ident),*) => {$(
                for (number, entry) in (0u16..).zip(&file.$table) {
                    names.insert((stringify!($table), entry.id.as_str()), number);
                }
            )*};
        }
        tables!(
            source, addressee, act, place, flag, guard, alert, cause, symptom, question, action, workaround, code,
            text, topic, resolved, word, teller, hunch
        );
        Self(names)
    }
}

struct Compiler<'a> {
    all: &'a mut All,
    names: &'a Names<'a>,
    file: &'a File,
    /// Kind and id of the entry at work, for defects.
    place: (&'static str, &'a str),
}

impl<'a> Compiler<'a> {
    fn knowledge(&mut self, revision: u32) -> Knowledge {
        let file = self.file;
        Knowledge {
            revision,
            fault_count: count(file.cause.iter().filter(|c| c.kind == "fault").count()),
            causes: file.cause.iter().map(|c| self.cause(c)).collect(),
            addressees: file.addressee.iter().map(|a| self.addressee(a)).collect(),
            flags: file.flag.iter().map(|f| self.flag(f)).collect(),
            acts: file.act.iter().map(|a| a.id.clone()).collect(),
            places: file.place.iter().map(|p| Place { id: p.id.clone(), minutes: p.minutes }).collect(),
            guards: file.guard.iter().map(|g| self.guard(g)).collect(),
            alerts: file.alert.iter().map(|a| self.alert(a)).collect(),
            symptoms: file.symptom.iter().map(|s| self.symptom(s)).collect(),
            questions: file.question.iter().map(|q| self.question(q)).collect(),
            actions: file.action.iter().map(|a| self.action(a)).collect(),
            workarounds: file.workaround.iter().map(|w| self.workaround(w)).collect(),
            codes: file.code.iter().map(|c| self.code(c)).collect(),
            texts: file.text.iter().map(|t| self.text(t)).collect(),
            topics: file.topic.iter().map(|t| self.topic(t)).collect(),
            resolved: file.resolved.iter().map(|r| Resolved { id: r.id.clone() }).collect(),
            sources: file.source.iter().map(|s| s.id.clone()).collect(),
            report_hardware: self.names.0.get(&("act", "report_hardware")).map_or(Set::EMPTY, |n| Set::one(*n)),
            numbers: Vec::new(),
        }
    }

    fn defect(&mut self, what: impl Into<String>) {
        let (kind, id) = self.place;
        self.all.defect(kind, id, what);
    }

    /// Number of a text id, or a defect and `None`.
    fn find(&mut self, kind: &'static str, id: &str) -> Option<u16> {
        let found = self.names.0.get(&(kind, id)).copied();
        if found.is_none() {
            self.defect(format!("there is no {kind} `{id}`"));
        }
        found
    }

    fn set(&mut self, kind: &'static str, ids: &[String]) -> Set {
        ids.iter().filter_map(|id| self.find(kind, id)).fold(Set::EMPTY, |set, n| set.with(Set::one(n)))
    }

    fn sources(&mut self, ids: &[String]) -> Vec<SourceId> {
        if ids.is_empty() {
            self.defect("names no source");
        }
        ids.iter().filter_map(|id| self.find("source", id)).map(SourceId).collect()
    }

    /// A fault's number; situations and requests have no place in a belief.
    fn fault(&mut self, id: &str) -> Option<CauseId> {
        let number = self.find("cause", id)?;
        let is_fault = self.file.cause.get(usize::from(number)).is_some_and(|c| c.kind == "fault");
        if !is_fault {
            self.defect(format!("`{id}` is not a fault"));
        }
        is_fault.then_some(CauseId(number))
    }

    fn sets(&mut self, sets: &Map<String>) -> Vec<(QuestionId, u8)> {
        sets.iter().filter_map(|(q, a)| self.answered(q, a)).collect()
    }

    fn answered(&mut self, question: &str, answer: &str) -> Option<(QuestionId, u8)> {
        let number = self.find("question", question)?;
        let answers = &self.file.question.get(usize::from(number))?.answers;
        let at = answers.iter().position(|a| a == answer).and_then(|at| u8::try_from(at).ok());
        if at.is_none() {
            self.defect(format!("question `{question}` has no answer `{answer}`"));
        }
        Some((QuestionId(number), at?))
    }
}

fn price(cost: source::Cost) -> Price {
    Price { total: cost.minutes + cost.risk + cost.money + cost.annoyance, minutes: cost.minutes }
}

fn count(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

/// Both languages, and a defect for every app text without a place or place without a text.
fn words(all: &mut All, file: &File) -> (Words, Words) {
    defects(all, "ui", Ui::KEYS, &file.ui);
    macro_rules! language {
        ($lang:ident) => {
            Words {
                addressees: file.addressee.iter().map(|e| e.$lang.clone()).collect(),
                flags: file.flag.iter().map(|e| e.$lang.clone()).collect(),
                guards: file.guard.iter().map(|e| e.$lang.clone()).collect(),
                alerts: file.alert.iter().map(|e| e.$lang.clone()).collect(),
                causes: file.cause.iter().map(|e| e.$lang.clone()).collect(),
                symptoms: file.symptom.iter().map(|e| e.$lang.clone()).collect(),
                questions: file.question.iter().map(|e| e.$lang.clone()).collect(),
                actions: file.action.iter().map(|e| e.$lang.clone()).collect(),
                workarounds: file.workaround.iter().map(|e| e.$lang.clone()).collect(),
                codes: file.code.iter().map(|e| e.$lang.clone()).collect(),
                texts: file.text.iter().map(|e| e.$lang.clone()).collect(),
                topics: file.topic.iter().map(|e| e.$lang.clone()).collect(),
                resolved: file.resolved.iter().map(|e| e.$lang.clone()).collect(),
                sources: file.source.iter().map(|e| e.$lang.clone()).collect(),
                ui: keys::in_order(Ui::KEYS, &file.ui, |text| &text.$lang),
            }
        };
    }
    (language!(zh), language!(en))
}

/// The words of the tools, in both languages.
fn tool_words(all: &mut All, file: &File, names: &Names) -> (ToolWords, ToolWords) {
    defects(all, "say", Say::KEYS, &file.say);
    defects(all, "desk", Desk::KEYS, &file.desk);
    defects(all, "device", Device::KEYS, &file.device);
    defects(all, "shop", Shop::KEYS, &file.shop);
    let guide = |all: &mut All, english| {
        file.guide.tell(english, |kind, id, source| {
            let number = names.0.get(&("source", source)).copied();
            if number.is_none() {
                all.defect(kind, id, format!("there is no source `{source}`"));
            }
            number.map(SourceId)
        })
    };
    let (guide_zh, guide_en) = (guide(all, false), guide(all, true));
    let words = |pick, guide| ToolWords {
        reference: Reference::default(),
        guide,
        say: keys::in_order(Say::KEYS, &file.say, pick),
        desk: keys::in_order(Desk::KEYS, &file.desk, pick),
        device: keys::in_order(Device::KEYS, &file.device, pick),
        shop: keys::in_order(Shop::KEYS, &file.shop, pick),
    };
    (words(|text| &text.zh, guide_zh), words(|text| &text.en, guide_en))
}

fn defects(all: &mut All, kind: &str, keys: &[&str], texts: &Map<UiText>) {
    for (key, what) in keys::mismatches(keys, texts) {
        all.defect(kind, key, what);
    }
}

fn expiry_dates(file: &File) -> Vec<(String, String)> {
    macro_rules! dates {
        ($($table:ident),*) => {{
            let mut dates = Vec::new();
            $(for e in &file.$table {
                dates.push((format!("{} {}", stringify!($table), e.id), e.review.until.clone()));
            })*
            dates
        }};
    }
    dates!(alert, cause, question, action, code, text, topic)
}
