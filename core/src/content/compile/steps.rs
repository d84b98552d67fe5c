//! Questions, actions and ways to keep selling, and the conditions under which they are offered.

use super::super::source;
use super::super::{
    Action, ActionId, Answer, Condition, Gate, LiveTest, PlaceId, Question, QuestionId, ResolvedId, Set, Who,
    Workaround,
};
use super::{Compiler, price};

impl<'a> Compiler<'a> {
    pub(super) fn question(&mut self, q: &'a source::Question) -> Question {
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
            place: self.place_of(q.place.as_deref()),
            answers: q.answers.iter().map(|a| self.answer(q, a)).collect(),
            unknown_raises: q.raises.get("?").map_or(Set::EMPTY, |f| self.set("flag", f)),
            likelihood: self.rows(q),
            gate: self.gate(&q.gate),
            acts: self.set("act", &q.acts),
            settles: q.settles.iter().filter_map(|id| self.find("question", id)).map(QuestionId).collect(),
            on_demand: q.on_demand,
            live: q.live.as_deref().and_then(|live| self.live(live)),
            sources: self.sources(&q.sources),
        }
    }

    pub(super) fn known_answer(&mut self, q: &source::Question, id: &str) {
        if id != "?" && !q.answers.iter().any(|a| a == id) {
            self.defect(format!("has no answer `{id}`"));
        }
    }

    pub(super) fn answer(&mut self, q: &source::Question, id: &str) -> Answer {
        Answer {
            id: id.to_owned(),
            raises: q.raises.get(id).map_or(Set::EMPTY, |f| self.set("flag", f)),
            clears: q.clears.get(id).map_or(Set::EMPTY, |f| self.set("flag", f)),
            ends: q.ends.get(id).and_then(|r| self.find("resolved", r)).map(ResolvedId),
        }
    }

    /// The dense table: a row for every fault, the default row where there is none of its own.
    pub(super) fn rows(&mut self, q: &source::Question) -> Vec<u8> {
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

    pub(super) fn action(&mut self, a: &'a source::Action) -> Action {
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
        Action {
            id: a.id.clone(),
            cost: price(a.cost),
            who: self.who(&a.who),
            place: self.place_of(a.place.as_deref()),
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

    pub(super) fn workaround(&mut self, w: &'a source::Workaround) -> Workaround {
        self.place = ("workaround", &w.id);
        self.sources(&w.sources);
        let (gate, acts) = (self.gate(&w.gate), self.set("act", &w.acts));
        Workaround { id: w.id.clone(), order: w.order, minutes: w.minutes, gate, acts }
    }

    pub(super) fn gate(&mut self, gate: &source::Gate) -> Gate {
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

    pub(super) fn condition(&mut self, text: &str) -> Option<Condition> {
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

    fn live(&mut self, live: &str) -> Option<LiveTest> {
        match live {
            "reader" => Some(LiveTest::Reader),
            "network" => Some(LiveTest::Network),
            other => {
                self.defect(format!("live `{other}` is not reader or network"));
                None
            }
        }
    }

    fn place_of(&mut self, id: Option<&str>) -> Option<PlaceId> {
        self.find("place", id?).map(PlaceId)
    }

    pub(super) fn who(&mut self, who: &str) -> Who {
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
