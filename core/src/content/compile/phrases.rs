//! Words and phrases of `content/text/`.

use super::super::phrases::{
    Class, Family, Marks, Meaning, Model, Part, Phrase, Phrases, Reply, Row, Sentence, Stops, Teller,
};
use super::super::source;
use super::super::{ActionId, CauseId, CodeId, GuardId, QuestionId, SymptomId, TextId, TopicId};
use super::Compiler;

impl<'a> Compiler<'a> {
    pub(super) fn phrases(&mut self) -> (Phrases, Vec<Sentence>) {
        let file = self.file;
        let mark = |id: &str| self.names.0.get(&("word", id)).copied();
        let marks = Marks { not: mark("not"), shows: mark("shows"), rather: mark("rather") };
        let phrases = Phrases {
            syllables: file.pinyin.iter().map(|(s, c)| (s.clone(), sorted(c))).collect(),
            variants: self.variants(),
            words: file.word.iter().map(|w| self.word(w)).collect(),
            phrases: file.phrase.iter().map(|p| self.phrase(p)).collect(),
            marks,
            stops: self.stops(),
            replies: file.reply.iter().map(reply).collect(),
            tellers: file.teller.iter().map(|t| self.teller(t)).collect(),
            model: self.model(),
        };
        (phrases, file.phrase.iter().enumerate().flat_map(sentences).collect())
    }

    fn variants(&self) -> Vec<(char, char)> {
        let plain = self.file.variants.iter().filter_map(|(c, forms)| Some((c.chars().next()?, forms)));
        let mut pairs: Vec<_> = plain.flat_map(|(c, forms)| forms.chars().map(move |form| (form, c))).collect();
        pairs.sort_unstable();
        pairs.dedup_by_key(|(form, _)| *form);
        pairs
    }

    fn word(&mut self, w: &'a source::Word) -> Vec<String> {
        self.place = ("word", &w.id);
        if w.says.is_empty() || w.says.iter().any(String::is_empty) {
            self.defect("says nothing");
        }
        w.says.clone()
    }

    fn phrase(&mut self, p: &'a source::Phrase) -> Phrase {
        self.place = ("phrase", &p.id);
        if p.zh.is_empty() || p.en.is_empty() {
            self.defect("needs a test sentence in each language");
        }
        if p.means.is_empty() && p.asks.is_none() {
            self.defect("means nothing and asks nothing");
        }
        if p.all.is_empty() || p.strength == 0 || p.strength > 100 {
            self.defect("needs words, and a strength from 1 to 100");
        }
        Phrase {
            all: p.all.iter().filter_map(|w| self.part(w)).collect(),
            none: p.none.iter().filter_map(|w| self.find("word", w)).collect(),
            ordered: p.ordered,
            near: p.near,
            means: p.means.iter().filter_map(|line| self.meaning(line)).collect(),
            asks: p.asks.as_ref().and_then(|q| self.find("question", q)).map(QuestionId),
            strength: p.strength,
        }
    }

    fn teller(&mut self, t: &'a source::Teller) -> Teller {
        self.place = ("teller", &t.id);
        if t.trust == 0 || t.trust > 100 || t.zh.is_empty() || t.en.is_empty() {
            self.defect("needs a trust from 1 to 100, and a name in each language");
        }
        Teller { zh: t.zh.clone(), en: t.en.clone(), trust: t.trust, hearsay: t.hearsay }
    }

    fn part(&mut self, word: &str) -> Option<Part> {
        let (negated, id) = word.strip_prefix('!').map_or((false, word), |id| (true, id));
        self.find("word", id).map(|word| Part { word, negated })
    }

    fn meaning(&mut self, line: &str) -> Option<Meaning> {
        let words: Vec<&str> = line.split(' ').collect();
        match words.as_slice() {
            ["again"] => Some(Meaning::Again),
            ["once"] => Some(Meaning::Once),
            ["gone"] => Some(Meaning::Gone),
            ["told", id] => self.find("teller", id).and_then(|n| u8::try_from(n).ok()).map(Meaning::Told),
            ["symptom", id] => self.find("symptom", id).map(|n| Meaning::Symptom(SymptomId(n))),
            ["answer", question, answer] => self.answered(question, answer).map(|(q, a)| Meaning::Answer(q, a)),
            ["text", id] => self.find("text", id).map(|n| Meaning::Text(TextId(n))),
            ["code", id] => self.find("code", id).map(|n| Meaning::Code(CodeId(n))),
            ["tried", id, "failed"] => self.find("action", id).map(|n| Meaning::Tried(ActionId(n))),
            ["topic", id] => self.find("topic", id).map(|n| Meaning::Topic(TopicId(n))),
            ["guard", id] => self.find("guard", id).map(|n| Meaning::Guard(GuardId(n))),
            ["cause", id] => self.find("cause", id).map(|n| Meaning::Cause(CauseId(n))),
            _ => {
                self.defect(format!("`{line}` is no fact"));
                None
            }
        }
    }

    fn model(&mut self) -> Model {
        let file = self.file;
        for (cause, sentences) in &file.sayings {
            self.place = ("sayings", cause);
            self.find("hunch", cause);
            if sentences.iter().any(String::is_empty) {
                self.defect("says nothing");
            }
        }
        let Some(model) = &file.model else { return Model::default() };
        self.place = ("model", "model");
        let classes = model.classes.iter().map(|id| self.class(id)).collect();
        let rows: Option<Vec<Row>> = model.rows.lines().map(row).collect();
        if rows.is_none() || model.bias.len() != model.classes.len() {
            self.defect("is not what `cargo xtask train` writes; run it again");
        }
        Model::new(classes, model.bias.clone(), model.step, &rows.unwrap_or_default())
    }

    pub(super) fn hunches(&mut self) -> Vec<(String, Class)> {
        let file = self.file;
        file.hunch.iter().map(|h| (h.id.clone(), self.class(&h.id))).collect()
    }

    fn class(&mut self, id: &'a str) -> Class {
        let number = self.find("hunch", id);
        let Some(hunch) = number.and_then(|n| self.file.hunch.get(usize::from(n))) else { return Class::default() };
        self.place = ("hunch", id);
        let cause = match id {
            "nothing" => None,
            "charge_again" => self.find("cause", "transaction_outcome_unknown"),
            id => self.find("cause", id),
        };
        let means = hunch.means.iter().filter_map(|line| self.meaning(line)).collect();
        let family = match hunch.family.as_deref() {
            Some("danger") => Some(Family::Danger),
            Some("money") => Some(Family::Money),
            Some(_) => {
                self.defect("a family is `danger` or `money`");
                None
            }
            None => None,
        };
        let asks = hunch.asks.as_ref().and_then(|q| self.find("question", q)).map(QuestionId);
        Class { cause: cause.map(CauseId), means, least: hunch.least, family, asks }
    }

    fn stops(&mut self) -> Vec<Stops> {
        let file = self.file;
        let faults = file.cause.iter().filter(|c| c.kind == "fault").count();
        let mut list = vec![Stops::Customer; faults];
        for (what, ids) in &file.stops {
            let stops = match what.as_str() {
                "everything" => Stops::Everything,
                "way" => Stops::Way,
                "duty" => Stops::Duty,
                _ => Stops::Customer,
            };
            for id in ids {
                if let Some(place) = self.fault(id).and_then(|CauseId(n)| list.get_mut(usize::from(n))) {
                    *place = stops;
                }
            }
        }
        list
    }
}

fn sorted(chars: &str) -> String {
    let mut chars: Vec<char> = chars.chars().collect();
    chars.sort_unstable();
    chars.into_iter().collect()
}

/// `key class:weight class:weight`
fn row(line: &str) -> Option<Row> {
    let mut parts = line.split(' ');
    let key = parts.next()?.parse().ok()?;
    let pair = |p: &str| p.split_once(':').and_then(|(c, w)| Some((c.parse().ok()?, w.parse().ok()?)));
    Some((key, parts.map(pair).collect::<Option<_>>()?))
}

fn reply(r: &source::Reply) -> Reply {
    Reply { id: r.id.clone(), zh: r.zh.clone(), en: r.en.clone() }
}

fn sentences((phrase, p): (usize, &source::Phrase)) -> impl Iterator<Item = Sentence> {
    p.zh.iter().chain(&p.en).map(move |text| Sentence { id: p.id.clone(), phrase, text: text.clone() })
}
