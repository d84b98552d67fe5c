//! What the search remembers: bounds of expanded states, in a table of fixed size.
//!
//! States are compared whole, so two states are never taken for each other. When a bucket is full, the entry that
//! took the least work gives way.

use super::model::Model;
use super::position::Step;

/// What a state is in the table: failed actions, answers, and actions that must not come next; as bits.
#[derive(Debug, Clone)]
pub struct Layout {
    pub words: usize,
    /// Lowest bit and width of each question's answer (0: not asked).
    questions: Vec<usize>,
    forbidden: usize,
}

impl Layout {
    pub fn new(model: &Model) -> Self {
        let mut bit = model.actions.len();
        let mut questions = Vec::new();
        for question in &model.questions {
            let width = if question.answers.len() <= 3 { 2 } else { 3 };
            if bit / 64 != (bit + width - 1) / 64 {
                bit = (bit / 64 + 1) * 64;
            }
            questions.push(bit);
            bit += width;
        }
        Self { words: (bit + model.actions.len()).div_ceil(64).max(1), questions, forbidden: bit }
    }

    pub fn forbid(&self, key: &mut [u64], action: usize) {
        set(key, self.forbidden + action, 1);
    }

    /// Forgets what must not come next.
    pub fn permit_all(&self, key: &mut [u64]) {
        for (n, word) in key.iter_mut().enumerate().skip(self.forbidden / 64) {
            let keep = if n == self.forbidden / 64 { (1_u64 << (self.forbidden % 64)) - 1 } else { 0 };
            *word &= keep;
        }
    }

    /// Takes note of a step: that it failed, or what it said; what must not come next is forgotten.
    pub fn take(&self, key: &mut [u64], step: Step, answer: usize) {
        self.permit_all(key);
        match step {
            Step::Action(n) => set(key, n, 1),
            Step::Question(n) => set(key, self.bit(n), answer as u64 + 1),
            Step::Call(_) | Step::Rule => {}
        }
    }

    /// What a question has said, if it was asked.
    pub fn said(&self, key: &[u64], question: usize) -> Option<usize> {
        let (bit, end) = (self.bit(question), self.questions.get(question + 1).copied().unwrap_or(self.forbidden));
        let width = end.min(bit + 3) - bit;
        let value = key.get(bit / 64).map_or(0, |word| word >> (bit % 64)) & ((1 << width) - 1);
        (value as usize).checked_sub(1)
    }

    /// Whether an action has failed.
    pub fn failed(&self, key: &[u64], action: usize) -> bool {
        key.get(action / 64).is_some_and(|word| word >> (action % 64) & 1 == 1)
    }

    fn bit(&self, question: usize) -> usize {
        self.questions.get(question).copied().unwrap_or(0)
    }
}

fn set(key: &mut [u64], bit: usize, value: u64) {
    if let Some(word) = key.get_mut(bit / 64) {
        *word |= value << (bit % 64);
    }
}

/// What is known about a state.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry {
    /// Both times the mass of the state.
    pub low: f64,
    pub up: f64,
    /// First step of the strategy that costs `up`, as a number the search understands.
    pub step: u32,
    /// States expanded for it.
    pub work: u32,
}

const WAYS: usize = 4;

/// The table.
#[derive(Debug)]
pub struct Table {
    words: usize,
    buckets: u64,
    /// A byte of the hash for each place, 0 for an empty one: most look-ups end here.
    tags: Vec<u8>,
    data: Vec<u64>,
}

impl Table {
    /// A table for keys of so many words, in at most so many bytes.
    pub fn new(words: usize, bytes: usize) -> Self {
        let place = (words + 3) * 8 + 1;
        let buckets = (bytes / place / WAYS).clamp(16, u32::MAX as usize);
        Self {
            words,
            buckets: buckets as u64,
            tags: vec![0; buckets * WAYS],
            data: vec![0; buckets * WAYS * (words + 3)],
        }
    }

    /// Bytes in use.
    pub fn bytes(&self) -> usize {
        self.tags.len() + self.data.len() * 8
    }

    fn start(&self, key: &[u64]) -> (usize, u8) {
        let hash = key.iter().fold(0_u64, |hash, word| {
            let mixed = (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) ^ (mixed >> 32)
        });
        ((((hash >> 32) * self.buckets) >> 32) as usize * WAYS, (hash as u8) | 1)
    }

    fn place(&self, place: usize) -> &[u64] {
        let size = self.words + 3;
        self.data.get(place * size..(place + 1) * size).unwrap_or_default()
    }

    /// What is known about a state.
    pub fn get(&self, key: &[u64]) -> Option<Entry> {
        let (start, tag) = self.start(key);
        let tags = self.tags.get(start..start + WAYS)?;
        for (n, _) in tags.iter().enumerate().filter(|(_, t)| **t == tag) {
            let place = self.place(start + n);
            if place.get(..self.words) == Some(key) {
                return entry(place.get(self.words..)?);
            }
        }
        None
    }

    /// Remembers a state; forgets another one when there is no room.
    pub fn put(&mut self, key: &[u64], new: Entry) {
        let (start, tag) = self.start(key);
        let (mut least, mut victim) = (u64::MAX, start);
        for n in start..start + WAYS {
            let place = self.place(n);
            let empty = self.tags.get(n) == Some(&0);
            if empty || place.get(..self.words) == Some(key) {
                victim = n;
                break;
            }
            let work = place.last().map_or(0, |meta| meta & 0xffff_ffff);
            if work < least {
                (least, victim) = (work, n);
            }
        }
        let size = self.words + 3;
        if let Some(tag_slot) = self.tags.get_mut(victim) {
            *tag_slot = tag;
        }
        if let Some((head, [low, up, meta])) =
            self.data.get_mut(victim * size..(victim + 1) * size).and_then(|place| place.split_at_mut_checked(size - 3))
        {
            head.iter_mut().zip(key).for_each(|(slot, word)| *slot = *word);
            *low = new.low.to_bits();
            *up = new.up.to_bits();
            *meta = (u64::from(new.step) << 32) | u64::from(new.work);
        }
    }
}

fn entry(numbers: &[u64]) -> Option<Entry> {
    let [low, up, meta] = numbers else { return None };
    Some(Entry {
        low: f64::from_bits(*low),
        up: f64::from_bits(*up),
        step: (meta >> 32) as u32,
        work: (meta & 0xffff_ffff) as u32,
    })
}
