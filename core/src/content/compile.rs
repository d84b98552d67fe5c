//! Text ids become numbers, percentages become probabilities. Whatever does not resolve is a defect.

use super::conditions::{Condition, Gate};
use super::load::{All, Bundle};
use super::source::{self, File, Map};
use super::{
    ActionId, Addressee, AddresseeId, Alert, Answer, Cause, CauseId, CauseKind, Code, CodeClass, Flag, FlagClass,
    FlagId, Guard, Hint, Knowledge, Price, Question, QuestionId, Resolved, ResolvedId, ScreenText, Set, SourceId,
    Symptom, Then, Topic, TopicId, Ui, Who, Words, Workaround,
};
use std::collections::BTreeMap;

/// Compile everything; what cannot be resolved is reported and left out.
pub(super) fn compile(all: &mut All, revision: u32) -> Bundle {
    let mut file = std::mem::take(&mut all.file);
    file.cause.sort_by_key(|c| (c.kind != "fault", c.id == "other"));
    file.symptom.sort_by_key(|s| s.order);
    file.alert.sort_by_key(|a| a.order);
    file.workaround.sort_by_key(|w| w.order);
    let names = Names::of(&file);
    let knowledge = Compiler { all, names: &names, file: &file, place: ("", "") }.knowledge(revision);
    let (zh, en) = words(all, &file);
    let bundle = Bundle {
        knowledge,
        zh,
        en,
        cases: file.case.clone(),
        coverage: super::check::coverage(&file.row),
        valid_until: expiry_dates(&file),
    };
    all.file = file;
    bundle
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
            source, addressee, act, flag, guard, alert, cause, symptom, question, action, workaround, code, text,
            topic, resolved
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

    fn cause(&mut self, c: &'a source::Cause) -> Cause {
        self.place = ("cause", &c.id);
        let kind = match c.kind.as_str() {
            "fault" => CauseKind::Fault,
            "situation" => CauseKind::Situation,
            "request" => CauseKind::Request,
            other => {
                self.defect(format!("kind `{other}` is not fault, situation or request"));
                CauseKind::Request
            }
        };
        Cause {
            id: c.id.clone(),
            kind,
            rolls_up_to: c.rolls_up_to.as_ref().and_then(|id| self.find("cause", id)).map(CauseId),
            addressee: AddresseeId(self.find("addressee", &c.addressee).unwrap_or_default()),
            shop_can: c.shop_can,
            hardware: c.hardware,
            sources: self.sources(&c.sources),
        }
    }

    fn addressee(&mut self, a: &'a source::Addressee) -> Addressee {
        self.place = ("addressee", &a.id);
        Addressee {
            id: a.id.clone(),
            reports_as: a.reports_as.clone(),
            cost: Price { total: a.cost, minutes: a.minutes },
            wrong: a.wrong,
            wants: a.wants.iter().filter_map(|id| self.find("question", id)).map(QuestionId).collect(),
        }
    }

    fn flag(&mut self, f: &'a source::Flag) -> Flag {
        self.place = ("flag", &f.id);
        let class = match f.class.as_str() {
            "safety" => FlagClass::Safety,
            "money" => FlagClass::Money,
            "security" => FlagClass::Security,
            "limit" => FlagClass::Limit,
            other => {
                self.defect(format!("class `{other}` is not safety, money, security or limit"));
                FlagClass::Limit
            }
        };
        let cause = f.cause.as_ref().and_then(|id| self.find("cause", id)).map(CauseId);
        Flag { id: f.id.clone(), class, cause, blocks: f.blocks, voids: self.set("flag", &f.voids) }
    }

    fn guard(&mut self, g: &'a source::Guard) -> Guard {
        self.place = ("guard", &g.id);
        self.sources(&g.sources);
        Guard {
            id: g.id.clone(),
            when: self.set("flag", &g.when),
            forbids: self.set("act", &g.forbids),
            show_for: g.show_for.iter().filter_map(|id| self.find("cause", id)).map(CauseId).collect(),
        }
    }

    fn alert(&mut self, a: &'a source::Alert) -> Alert {
        self.place = ("alert", &a.id);
        self.sources(&a.sources);
        let then = match a.then.split_once(':') {
            Some(("handover", id)) => self.find("addressee", id).map(|n| Then::HandOver(AddresseeId(n))),
            Some(("question", id)) => self.find("question", id).map(|n| Then::Ask(QuestionId(n))),
            _ if a.then == "continue" => Some(Then::Continue),
            _ => {
                self.defect(format!("then `{}` is not handover:ID, question:ID or continue", a.then));
                None
            }
        };
        Alert {
            id: a.id.clone(),
            flag: FlagId(self.find("flag", &a.flag).unwrap_or_default()),
            order: a.order,
            then: then.unwrap_or(Then::Continue),
            acts: self.set("act", &a.acts),
        }
    }

    fn symptom(&mut self, s: &'a source::Symptom) -> Symptom {
        self.place = ("symptom", &s.id);
        self.sources(&s.sources);
        let sum: u32 = s.priors.values().map(|w| u32::from(*w)).sum();
        if sum != 1000 || !s.priors.contains_key("other") {
            self.defect(format!("priors must sum to 1000 and include `other`; they sum to {sum}"));
        }
        let faults = self.file.cause.iter().filter(|c| c.kind == "fault").count();
        let mut priors = vec![0.0; faults];
        for (id, weight) in &s.priors {
            let at = self.fault(id).and_then(|c| priors.get_mut(c.index()));
            if let Some(prior) = at {
                *prior = f64::from(*weight);
            }
        }
        Symptom {
            id: s.id.clone(),
            order: s.order,
            share: s.share,
            priors,
            raises: self.set("flag", &s.raises),
            sets: self.sets(&s.sets),
            first: s.first.iter().filter_map(|id| self.find("question", id)).map(QuestionId).collect(),
            topic: s.topic.as_ref().and_then(|id| self.find("topic", id)).map(TopicId),
        }
    }

    fn question(&mut self, q: &'a source::Question) -> Question {
        self.place = ("question", &q.id);
        if q.answers.len() < 2 || q.answers.len() > 6 {
            self.defect("a question has 2 to 6 answers");
        }
        for (id, _) in q.raises.iter().chain(&q.clears) {
            self.known_answer(q, id);
        }
        q.ends.keys().for_each(|id| self.known_answer(q, id));
        let context = match q.kind.as_str() {
            "context" => true,
            "finding" => false,
            other => {
                self.defect(format!("kind `{other}` is not context or finding"));
                false
            }
        };
        Question {
            id: q.id.clone(),
            context,
            cost: price(q.cost),
            who: self.who(&q.who),
            answers: q.answers.iter().map(|a| self.answer(q, a)).collect(),
            unknown_raises: q.raises.get("?").map_or(Set::EMPTY, |f| self.set("flag", f)),
            likelihood: self.rows(q),
            gate: self.gate(&q.gate),
            acts: self.set("act", &q.acts),
            settles: q.settles.iter().filter_map(|id| self.find("question", id)).map(QuestionId).collect(),
            on_demand: q.on_demand,
            sources: self.sources(&q.sources),
        }
    }

    fn known_answer(&mut self, q: &source::Question, id: &str) {
        if id != "?" && !q.answers.iter().any(|a| a == id) {
            self.defect(format!("has no answer `{id}`"));
        }
    }

    fn answer(&mut self, q: &source::Question, id: &str) -> Answer {
        Answer {
            id: id.to_owned(),
            raises: q.raises.get(id).map_or(Set::EMPTY, |f| self.set("flag", f)),
            clears: q.clears.get(id).map_or(Set::EMPTY, |f| self.set("flag", f)),
            ends: q.ends.get(id).and_then(|r| self.find("resolved", r)).map(ResolvedId),
        }
    }

    /// The dense table: a row for every fault, the default row where there is none of its own.
    fn rows(&mut self, q: &source::Question) -> Vec<u8> {
        let Some(default) = q.likelihood.get("default") else {
            self.defect("likelihood has no `default` row");
            return Vec::new();
        };
        for (id, row) in &q.likelihood {
            if id != "default" {
                self.fault(id);
            }
            let sum: u32 = row.iter().map(|p| u32::from(*p)).sum();
            if row.len() != q.answers.len() || sum != 100 {
                self.defect(format!("likelihood row `{id}` must have one number per answer and sum to 100 (is {sum})"));
            }
        }
        let faults = self.file.cause.iter().filter(|c| c.kind == "fault");
        faults.flat_map(|c| q.likelihood.get(&c.id).unwrap_or(default).iter().copied()).collect()
    }

    fn action(&mut self, a: &'a source::Action) -> super::Action {
        self.place = ("action", &a.id);
        let botched = f64::from(a.botched.min(100)) / 100.0;
        let fixes = a.fixes.iter().filter_map(|(id, percent)| {
            let chance = f64::from(*percent) / 100.0 * (1.0 - botched);
            self.fault(id).map(|fault| (fault, chance))
        });
        let mut fixes: Vec<_> = fixes.collect();
        fixes.sort_by_key(|(fault, _)| *fault);
        if a.fixes.values().any(|p| *p == 0 || *p > 100) {
            self.defect("fixes are percentages from 1 to 100");
        }
        super::Action {
            id: a.id.clone(),
            cost: price(a.cost),
            who: self.who(&a.who),
            fixes,
            botched,
            gate: self.gate(&a.gate),
            acts: self.set("act", &a.acts),
            failed_raises: self.set("flag", &a.failed_raises),
            failed_clears: self.set("flag", &a.failed_clears),
            icon: a.icon.clone(),
            sources: self.sources(&a.sources),
        }
    }

    fn workaround(&mut self, w: &'a source::Workaround) -> Workaround {
        self.place = ("workaround", &w.id);
        self.sources(&w.sources);
        Workaround { id: w.id.clone(), order: w.order, gate: self.gate(&w.gate), acts: self.set("act", &w.acts) }
    }

    fn code(&mut self, c: &'a source::Code) -> Code {
        self.place = ("code", &c.id);
        self.sources(&c.sources);
        let class = match c.class.as_str() {
            "approved" => CodeClass::Approved,
            "defect" => CodeClass::Defect,
            "declined" => CodeClass::Declined,
            "session" => CodeClass::Session,
            "registration" => CodeClass::Registration,
            "open" => CodeClass::Open,
            "format" => CodeClass::Format,
            "flips" => CodeClass::Flips,
            other => {
                self.defect(format!("class `{other}` is unknown"));
                CodeClass::Flips
            }
        };
        let hint = self.hint(&c.points_to, c.elsewhere, &c.sets, &c.raises);
        Code { id: c.id.clone(), class, who: c.who.clone(), hint }
    }

    fn text(&mut self, t: &'a source::ScreenText) -> ScreenText {
        self.place = ("text", &t.id);
        self.sources(&t.sources);
        if t.variants.is_empty() {
            self.defect("has no variants");
        }
        let hint = self.hint(&t.points_to, t.elsewhere, &t.sets, &t.raises);
        ScreenText { id: t.id.clone(), variants: t.variants.clone(), who: t.who.clone(), hint }
    }

    fn hint(&mut self, points_to: &Map<u16>, elsewhere: u16, sets: &Map<String>, raises: &[String]) -> Hint {
        let mut points: Vec<_> = points_to.iter().filter_map(|(id, w)| self.fault(id).map(|c| (c, *w))).collect();
        points.sort_by_key(|(fault, _)| *fault);
        if elsewhere == 0 {
            self.defect("elsewhere must be at least 1: a code or text never excludes a cause");
        }
        Hint { points_to: points, elsewhere: elsewhere.max(1), sets: self.sets(sets), raises: self.set("flag", raises) }
    }

    fn topic(&mut self, t: &'a source::Topic) -> Topic {
        self.place = ("topic", &t.id);
        Topic {
            id: t.id.clone(),
            group: t.group.clone(),
            cause: t.cause.as_ref().and_then(|id| self.find("cause", id)).map(CauseId),
            sources: self.sources(&t.sources),
        }
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

    fn gate(&mut self, gate: &source::Gate) -> Gate {
        let mut after_questions = Vec::new();
        let mut after_actions = Vec::new();
        for id in &gate.after {
            if let Some(n) = self.names.0.get(&("question", id.as_str())) {
                after_questions.push(QuestionId(*n));
            } else if let Some(n) = self.find("action", id) {
                after_actions.push(ActionId(n));
            }
        }
        Gate {
            needs: gate.needs.iter().filter_map(|c| self.condition(c)).collect(),
            not_if: gate.not_if.iter().filter_map(|c| self.condition(c)).collect(),
            after_questions,
            after_actions,
        }
    }

    fn condition(&mut self, text: &str) -> Option<Condition> {
        let (negated, rest) = text.strip_prefix('!').map_or((false, text), |rest| (true, rest));
        let Some((question, answers)) = rest.split_once('=') else {
            self.defect(format!("condition `{text}` is not question=answer"));
            return None;
        };
        let mut bits = 0u8;
        let mut id = None;
        for answer in answers.split('|') {
            let (question, number) = self.answered(question, answer)?;
            bits |= 1 << number.min(7);
            id = Some(question);
        }
        id.map(|question| Condition { question, answers: bits, negated })
    }

    fn who(&mut self, who: &str) -> Who {
        match who {
            "merchant" => Who::Merchant,
            "cardholder" => Who::Cardholder,
            "engineer" => Who::Engineer,
            other => {
                self.defect(format!("who `{other}` is not merchant, cardholder or engineer"));
                Who::Engineer
            }
        }
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
    for key in file.ui.keys().filter(|k| !Ui::KEYS.contains(&k.as_str())) {
        all.defect("ui", key, "the app has no place for this text");
    }
    for key in Ui::KEYS.iter().filter(|k| !file.ui.contains_key(**k)) {
        all.defect("ui", key, "the app needs this text; it is missing");
    }
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
                ui: Ui::KEYS.iter().map(|k| file.ui.get(*k).map(|t| t.$lang.clone()).unwrap_or_default()).collect(),
            }
        };
    }
    (language!(zh), language!(en))
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
