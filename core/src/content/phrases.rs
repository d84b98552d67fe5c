//! How people put things, compiled from `content/text/`. Kept apart from [`super::Knowledge`]: only the text box needs it.

use super::ids::*;
use serde::{Deserialize, Serialize};

/// Everything that turns words into facts.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Phrases {
    /// Syllables without tone and the characters read so, sorted.
    #[serde(with = "packed")]
    pub syllables: Vec<(String, String)>,
    /// Other forms of characters and the plain ones, sorted.
    pub variants: Vec<(char, char)>,
    /// By word number: the ways to say it.
    pub words: Vec<Vec<String>>,
    pub phrases: Vec<Phrase>,
    pub marks: Marks,
    /// By fault number.
    pub stops: Vec<Stops>,
    pub replies: Vec<Reply>,
    pub tellers: Vec<Teller>,
    pub model: Model,
}

/// What a fault keeps a shop from doing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stops {
    /// All card payments.
    Everything,
    /// One way of presenting or paying.
    Way,
    /// A duty: slips, settlement.
    Duty,
    /// One customer, who may pay in another way.
    #[default]
    Customer,
}

/// Words that change the meaning of others.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Marks {
    /// not, no, without
    pub not: Option<u16>,
    /// says, shows, prompts: what may stand between "not" and what is not
    pub shows: Option<u16>,
    /// "no, I mean": what follows replaces what was said before
    pub rather: Option<u16>,
}

/// Words that stand together, and what they mean.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Phrase {
    pub all: Vec<Part>,
    pub none: Vec<u16>,
    pub ordered: bool,
    /// Chinese characters.
    pub near: u8,
    pub means: Vec<Meaning>,
    pub asks: Option<QuestionId>,
    /// Percent.
    pub strength: u8,
}

/// A word of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub word: u16,
    /// It is said not to be so.
    pub negated: bool,
}

/// What words can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Meaning {
    Symptom(SymptomId),
    Answer(QuestionId, u8),
    Text(TextId),
    Code(CodeId),
    /// Tried, and it did not help.
    Tried(ActionId),
    /// A question that a topic page answers.
    Topic(TopicId),
    /// A situation or request, recognised.
    Cause(CauseId),
    /// A red line that fits these words.
    Guard(GuardId),
    /// Somebody means to charge once more.
    Again,
    /// Nobody has charged again.
    Once,
    /// Whoever wanted something is not there any more.
    Gone,
    /// Somebody else says what follows: place in [`Phrases::tellers`].
    Told(u8),
}

/// A linear model over parts of sentences, by columns, which pack better than rows.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Model {
    pub classes: Vec<Class>,
    /// By class, in steps.
    pub bias: Vec<i8>,
    /// What a weight of 1 is worth, in hundredths.
    step: u8,
    /// Distances between the keys of one row and the next.
    gaps: Vec<u32>,
    /// How many weights each row has.
    lengths: Vec<u8>,
    /// Of all rows, one after the other.
    of: Vec<u8>,
    weights: Vec<i8>,
    #[serde(skip)]
    places: Vec<(u32, u32)>,
}

/// A key and its weights by class.
pub type Row = (u32, Vec<(u8, i8)>);

/// What the model can take a sentence for.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Class {
    /// The published cause; `None`: nothing that concerns us.
    pub cause: Option<CauseId>,
    /// The facts that it suggests.
    pub means: Vec<Meaning>,
    /// Percent: less probable than this, it suggests nothing.
    pub least: u8,
    /// Causes whose probabilities count together.
    pub family: Option<Family>,
    /// The question that settles it where the sentence is only a little like it.
    pub asks: Option<QuestionId>,
}

/// What it would be grave to overlook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Family {
    Danger,
    Money,
}

impl Model {
    /// From rows of (class, weight), sorted by key.
    pub fn new(classes: Vec<Class>, bias: Vec<i8>, step: u8, rows: &[Row]) -> Self {
        let mut model = Self { classes, bias, step, ..Self::default() };
        let mut last = 0;
        for (key, row) in rows {
            model.gaps.push(key.saturating_sub(last));
            last = *key;
            model.lengths.push(u8::try_from(row.len()).unwrap_or(u8::MAX));
            row.iter().take(usize::from(u8::MAX)).for_each(|(class, weight)| {
                model.of.push(*class);
                model.weights.push(*weight);
            });
        }
        model.index();
        model
    }

    /// Where each row begins.
    fn index(&mut self) {
        let (mut key, mut start) = (0u32, 0u32);
        let rows = self.gaps.iter().zip(&self.lengths);
        let places = rows.map(|(gap, length)| {
            key = key.saturating_add(*gap);
            let place = (key, start);
            start += u32::from(*length);
            place
        });
        self.places = places.collect();
    }

    /// What a weight of 1 is worth.
    pub fn step(&self) -> f64 {
        f64::from(self.step) / 100.0
    }

    /// The row of a key.
    pub fn find(&self, key: u32) -> Option<usize> {
        self.places.binary_search_by_key(&key, |(k, _)| *k).ok()
    }

    /// Classes and weights of a row.
    pub fn row(&self, row: usize) -> impl Iterator<Item = (usize, i8)> + '_ {
        let start = self.places.get(row).map_or(0, |(_, start)| *start) as usize;
        let length = self.lengths.get(row).copied().map_or(0, usize::from);
        let of = self.of.iter().skip(start).take(length).map(|c| usize::from(*c));
        of.zip(self.weights.iter().skip(start).copied())
    }
}

/// A sentence about what was written, in both languages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    pub id: String,
    pub zh: String,
    pub en: String,
}

/// Somebody who is quoted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Teller {
    /// "the customer says so", in both languages.
    pub zh: String,
    pub en: String,
    /// Percent: how much of a claim's strength is left when it is only told.
    pub trust: u8,
    /// That all is well is asked about, not taken from this mouth, where it would lift a red line.
    pub hearsay: bool,
}

/// A sentence of the content that must be understood as a phrase says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Id of the phrase, for people.
    pub id: String,
    /// Its place in [`Phrases::phrases`].
    pub phrase: usize,
    pub text: String,
}

impl Phrases {
    /// Decode what [`Phrases::to_bytes`] wrote. `None` when the bytes are something else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut phrases: Self = postcard::from_bytes(bytes).ok()?;
        phrases.model.index();
        Some(phrases)
    }

    /// The binary form that the app fetches.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// The sentence with this id.
    pub fn reply(&self, id: &str) -> Option<&Reply> {
        self.replies.iter().find(|r| r.id == id)
    }

    /// What a fault keeps a shop from doing.
    pub fn stops(&self, fault: CauseId) -> Stops {
        self.stops.get(fault.index()).copied().unwrap_or_default()
    }
}

/// Characters as distances from one to the next, which take half the room.
mod packed {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(syllables: &[(String, String)], to: S) -> Result<S::Ok, S::Error> {
        let gaps = |chars: &str| {
            let mut last = 0;
            let gap = chars.chars().map(|c| u32::from(c).wrapping_sub(std::mem::replace(&mut last, u32::from(c))));
            gap.collect::<Vec<u32>>()
        };
        let packed: Vec<(&str, Vec<u32>)> = syllables.iter().map(|(s, chars)| (s.as_str(), gaps(chars))).collect();
        packed.serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<(String, String)>, D::Error> {
        let packed = Vec::<(String, Vec<u32>)>::deserialize(from)?;
        let chars = |gaps: Vec<u32>| {
            let mut last = 0u32;
            let code = gaps.into_iter().filter_map(|gap| {
                last = last.wrapping_add(gap);
                char::from_u32(last)
            });
            code.collect::<String>()
        };
        Ok(packed.into_iter().map(|(s, gaps)| (s, chars(gaps))).collect())
    }
}
