//! Causes, addressees, flags, red lines, alerts, symptoms and topics.

use super::super::source;
use super::super::{
    Addressee, AddresseeId, Alert, Cause, CauseId, CauseKind, Flag, FlagClass, FlagId, Guard, Price, QuestionId,
    Symptom, Then, Topic, TopicId,
};
use super::Compiler;

impl<'a> Compiler<'a> {
    pub(super) fn cause(&mut self, c: &'a source::Cause) -> Cause {
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

    pub(super) fn addressee(&mut self, a: &'a source::Addressee) -> Addressee {
        self.place = ("addressee", &a.id);
        Addressee {
            id: a.id.clone(),
            reports_as: a.reports_as.clone(),
            cost: Price { total: a.cost, minutes: a.minutes },
            wrong: a.wrong,
            wants: a.wants.iter().filter_map(|id| self.find("question", id)).map(QuestionId).collect(),
        }
    }

    pub(super) fn flag(&mut self, f: &'a source::Flag) -> Flag {
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

    pub(super) fn guard(&mut self, g: &'a source::Guard) -> Guard {
        self.place = ("guard", &g.id);
        self.sources(&g.sources);
        Guard {
            id: g.id.clone(),
            when: self.set("flag", &g.when),
            forbids: self.set("act", &g.forbids),
            show_for: g.show_for.iter().filter_map(|id| self.find("cause", id)).map(CauseId).collect(),
        }
    }

    pub(super) fn alert(&mut self, a: &'a source::Alert) -> Alert {
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
            sell_within: a.sell_within,
            acts: self.set("act", &a.acts),
        }
    }

    pub(super) fn symptom(&mut self, s: &'a source::Symptom) -> Symptom {
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

    pub(super) fn topic(&mut self, t: &'a source::Topic) -> Topic {
        self.place = ("topic", &t.id);
        Topic {
            id: t.id.clone(),
            group: t.group.clone(),
            cause: t.cause.as_ref().and_then(|id| self.find("cause", id)).map(CauseId),
            sources: self.sources(&t.sources),
        }
    }
}
