//! Numbers of ids in links and short codes: `content/numbers.toml`, append-only, so that a link of today opens in years.

use super::Knowledge;
use super::source::{File, Map};

/// Everything that a link or short code can name; the answers of each question are numbered on their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Symptom,
    Question,
    Action,
    Code,
    Text,
    Alert,
    Flag,
    Cause,
    Addressee,
}

impl Kind {
    /// All kinds, in the order in which they are stored.
    pub const ALL: [Self; 9] = [
        Self::Symptom,
        Self::Question,
        Self::Action,
        Self::Code,
        Self::Text,
        Self::Alert,
        Self::Flag,
        Self::Cause,
        Self::Addressee,
    ];

    /// Its name in `numbers.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Symptom => "symptom",
            Self::Question => "question",
            Self::Action => "action",
            Self::Code => "code",
            Self::Text => "text",
            Self::Alert => "alert",
            Self::Flag => "flag",
            Self::Cause => "cause",
            Self::Addressee => "addressee",
        }
    }

    /// The ids of this kind, in the order of the knowledge.
    pub fn ids(self, k: &Knowledge) -> Vec<&str> {
        macro_rules! ids {
            ($table:ident) => {
                k.$table.iter().map(|entry| entry.id.as_str()).collect()
            };
        }
        match self {
            Self::Symptom => ids!(symptoms),
            Self::Question => ids!(questions),
            Self::Action => ids!(actions),
            Self::Code => ids!(codes),
            Self::Text => ids!(texts),
            Self::Alert => ids!(alerts),
            Self::Flag => ids!(flags),
            Self::Cause => ids!(causes),
            Self::Addressee => ids!(addressees),
        }
    }
}

/// The numbers of one content, both ways.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Numbers {
    /// For each kind, in the order of [`Kind::ALL`]: the number of every entry.
    tables: Vec<Vec<u16>>,
    /// For each question: the number of every answer.
    answers: Vec<Vec<u16>>,
}

/// What an entry without a number counts as; the check has reported it.
const NONE: u16 = u16::MAX;

impl Numbers {
    /// What `numbers.toml` says about the entries of this knowledge.
    pub(super) fn of(file: &File, k: &Knowledge) -> Self {
        let look = |map: Option<&Map<u16>>, id: &str| map.and_then(|map| map.get(id)).copied().unwrap_or(NONE);
        let table = |kind: Kind| kind.ids(k).into_iter().map(|id| look(file.number.get(kind.name()), id)).collect();
        let answers = k.questions.iter().map(|q| {
            let map = file.answer_number.get(&q.id);
            q.answers.iter().map(|answer| look(map, &answer.id)).collect()
        });
        Self { tables: Kind::ALL.into_iter().map(table).collect(), answers: answers.collect() }
    }

    /// The stored form: how far each number is from its entry's place. Mostly zeros, which compress to nothing.
    pub(super) fn pack(&self) -> Vec<u8> {
        let far = |table: &Vec<u16>| {
            (0u16..).zip(table).map(|(place, n)| n.wrapping_sub(place).cast_signed()).collect::<Vec<_>>()
        };
        let all: Vec<Vec<i16>> = self.tables.iter().chain(&self.answers).map(far).collect();
        postcard::to_allocvec(&all).unwrap_or_default()
    }

    /// The numbers of this knowledge; none at all when they were not stored by [`Numbers::pack`].
    pub fn read(k: &Knowledge) -> Self {
        let all: Vec<Vec<i16>> = postcard::from_bytes(&k.numbers).unwrap_or_default();
        let near = |table: Vec<i16>| {
            (0u16..).zip(table).map(|(place, far)| place.wrapping_add(far.cast_unsigned())).collect::<Vec<_>>()
        };
        let mut tables: Vec<Vec<u16>> = all.into_iter().map(near).collect();
        let answers = tables.split_off(tables.len().min(Kind::ALL.len()));
        Self { tables, answers }
    }

    /// The number of an entry, given its place in the knowledge.
    pub fn number(&self, kind: Kind, place: u16) -> Option<u16> {
        self.tables.get(kind as usize)?.get(usize::from(place)).copied().filter(|n| *n != NONE)
    }

    /// The place of the entry with this number; `None` when this content does not have it (yet, or any more).
    pub fn place(&self, kind: Kind, number: u16) -> Option<u16> {
        find(self.tables.get(kind as usize)?, number)
    }

    /// The number of an answer, given the places of question and answer.
    pub fn answer(&self, question: u16, answer: u8) -> Option<u16> {
        let numbers = self.answers.get(usize::from(question))?;
        numbers.get(usize::from(answer)).copied().filter(|n| *n != NONE)
    }

    /// The place of the answer with this number, given the place of its question.
    pub fn answer_place(&self, question: u16, number: u16) -> Option<u8> {
        u8::try_from(find(self.answers.get(usize::from(question))?, number)?).ok()
    }
}

fn find(table: &[u16], number: u16) -> Option<u16> {
    let place = table.iter().position(|n| *n == number && number != NONE)?;
    u16::try_from(place).ok()
}
