//! Words that stand together mean something: the phrases of the content, applied to what was found.

use super::matcher::{Find, Target};
use super::plain::{Kind, Unit};
use super::understand::Understood;
use crate::content::Phrases;
use crate::content::QuestionId;
use crate::content::phrases::{Meaning, Part, Phrase};
use std::collections::BTreeMap;

/// A Latin letter takes this much of the room of a Chinese character, in tenths.
const LATIN: usize = 3;
const CHINESE: usize = 10;

/// Weight of a certain hunch: as much as two words that stand together.
const HUNCH: f64 = 2.0;

/// What a phrase or a literal text said.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    pub meanings: Vec<Meaning>,
    pub asks: Option<QuestionId>,
    pub strength: f64,
    pub words: String,
    /// Where its last words begin, in units; 0 for what only the sentence as a whole says.
    pub at: usize,
    pub weight: f64,
    /// Who is quoted; `None`: the merchant.
    pub teller: Option<u8>,
}

impl Said {
    /// One fact, said literally.
    pub fn fact(meaning: Meaning, strength: f64, words: String) -> Self {
        Self { meanings: vec![meaning], asks: None, strength, words, at: 0, weight: strength * 2.0, teller: None }
    }

    /// What a sentence as a whole suggests, where the words did not say anything about the same question.
    pub fn hunch(means: &[Meaning], p: f64, words: String, said: &[Self]) -> Option<Self> {
        let question = |m: &Meaning| if let Meaning::Answer(q, _) = m { Some(*q) } else { None };
        let told = |m: &Meaning| {
            let asked = question(m);
            asked.is_some() && said.iter().flat_map(|s| &s.meanings).any(|other| question(other) == asked)
        };
        // Who says that it is dry has said enough about water: no symptom either.
        let answered = means.iter().any(told);
        let once = said.iter().any(|s| s.meanings.contains(&Meaning::Once));
        let new = |m: &&Meaning| match m {
            Meaning::Answer(..) => !told(m),
            Meaning::Symptom(_) => !answered,
            Meaning::Again => !once,
            _ => true,
        };
        let meanings: Vec<Meaning> = means.iter().filter(new).copied().collect();
        let hunch = Self { meanings, asks: None, strength: p, words, at: 0, weight: p * HUNCH, teller: None };
        (!hunch.meanings.is_empty()).then_some(hunch)
    }

    /// One of its meanings by itself.
    pub fn understood(&self, meaning: Meaning) -> Understood {
        let Self { strength, weight, at, teller, .. } = *self;
        Understood { meaning, strength, words: self.words.clone(), teller, weight, at }
    }

    /// At this place, so long: what is longer weighs more.
    pub fn at(self, at: usize, length: usize) -> Self {
        Self { at, weight: self.strength * (1.0 + length as f64 / 10.0), ..self }
    }
}

/// Everything that the phrases find.
pub fn apply(
    phrases: &Phrases,
    text: &[Unit],
    sentences: &[usize],
    finds: &[Find],
    quote: &dyn Fn(usize, usize) -> String,
) -> Vec<Said> {
    let room = room(text);
    let search = Search { words: by_word(finds), room: &room, sentences };
    let mut said = Vec::new();
    for phrase in &phrases.phrases {
        for found in search.all(phrase) {
            let words = found.iter().map(|f| quote(f.from, f.to)).collect::<Vec<_>>().join(" … ");
            let fit = found.iter().map(|f| f.fit).fold(1.0, f64::min);
            let strength = f64::from(phrase.strength) / 100.0 * fit;
            let length: usize = found.iter().map(|f| f.to - f.from).sum();
            let at = found.iter().map(|f| f.from).max().unwrap_or(0);
            let weight = strength * (found.len() as f64 + length as f64 / 20.0);
            let (meanings, asks) = (phrase.means.clone(), phrase.asks);
            said.push(Said { meanings, asks, strength, words, at, weight, teller: None });
        }
    }
    said
}

/// Room up to each unit, in tenths of a Chinese character.
fn room(text: &[Unit]) -> Vec<usize> {
    let mut sum = 0;
    let mut list = vec![0];
    for unit in text {
        sum += match unit.kind {
            Kind::Char(c) if c.is_ascii() => LATIN,
            Kind::Space => LATIN,
            _ => CHINESE,
        };
        list.push(sum);
    }
    list
}

/// Number of the sentence that each unit is in.
pub fn sentences(text: &[Unit]) -> Vec<usize> {
    let mut sentence = 0;
    let mut list = Vec::with_capacity(text.len());
    for unit in text {
        sentence += usize::from(unit.kind == Kind::Stop);
        list.push(sentence);
    }
    list
}

/// The finds of each word, so that a phrase looks at its own words only.
fn by_word(finds: &[Find]) -> BTreeMap<u16, Vec<Find>> {
    let mut words: BTreeMap<u16, Vec<Find>> = BTreeMap::new();
    for find in finds {
        if let Target::Word(word) = find.target {
            words.entry(word).or_default().push(*find);
        }
    }
    words
}

struct Search<'a> {
    words: BTreeMap<u16, Vec<Find>>,
    room: &'a [usize],
    sentences: &'a [usize],
}

/// The same phrase is not looked for more often in one text.
const OFTEN: usize = 4;

impl Search<'_> {
    /// Places where all words of a phrase stand together.
    fn all(&self, phrase: &Phrase) -> Vec<Vec<Find>> {
        let Some((first, rest)) = phrase.all.split_first() else { return Vec::new() };
        let starts = self.finds(first.word, first.negated);
        let mut found = Vec::new();
        for start in starts.take(OFTEN) {
            let mut group = vec![*start];
            if rest.iter().all(|part| self.join(phrase, part, &mut group)) && !self.barred(phrase, &group) {
                found.push(group);
            }
        }
        found
    }

    /// Add the nearest find of a part that stands in the same sentence and near enough.
    fn join(&self, phrase: &Phrase, part: &Part, group: &mut Vec<Find>) -> bool {
        let mut best: Option<(usize, Find)> = None;
        for find in self.finds(part.word, part.negated) {
            let span = self.span(group, find);
            let overlaps = group.iter().any(|g| g.from < find.to && find.from < g.to);
            let far = span > usize::from(phrase.near) * CHINESE;
            let early = phrase.ordered && group.iter().any(|g| g.to > find.from);
            if overlaps || early || far || best.is_some_and(|(b, _)| b <= span) || !self.same_sentence(group, find) {
                continue;
            }
            best = Some((span, *find));
        }
        group.extend(best.map(|(_, find)| find));
        best.is_some()
    }

    fn span(&self, group: &[Find], find: &Find) -> usize {
        let from = group.iter().map(|g| g.from).fold(find.from, usize::min);
        let to = group.iter().map(|g| g.to).fold(find.to, usize::max);
        let at = |n: usize| self.room.get(n).copied().unwrap_or(0);
        at(to).saturating_sub(at(from))
    }

    fn same_sentence(&self, group: &[Find], find: &Find) -> bool {
        group.iter().all(|g| self.sentences.get(g.from) == self.sentences.get(find.from))
    }

    fn barred(&self, phrase: &Phrase, group: &[Find]) -> bool {
        phrase.none.iter().flat_map(|word| self.finds(*word, false)).any(|f| self.same_sentence(group, f))
    }

    /// Where a word stands, said to be so or not to be so.
    fn finds(&self, word: u16, negated: bool) -> impl Iterator<Item = &Find> {
        self.words.get(&word).into_iter().flatten().filter(move |f| f.negated == negated)
    }
}
