//! Finds all known words in a text at once: a trie over sounds, so that a word is found in other characters of the
//! same sound and in pinyin too, and a judgement of how well each find fits.

use super::pinyin::Sounds;
use super::plain::{Kind, Unit, units};
use crate::content::{Knowledge, Phrases, TextId};
use std::collections::BTreeMap;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    Word(u16),
    Text(TextId),
}

/// A find: units `from..to`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Find {
    pub target: Target,
    pub from: usize,
    pub to: usize,
    /// 1 as written; less for other characters of the same sound, or pinyin.
    pub fit: f64,
    pub negated: bool,
}

/// Begins a word in the content that any number of two and more may begin: `#家银行`, `# banks`.
const SEVERAL: char = '#';
const NUMBERS: &str = "23456789二两三四五六七八九十仨";

/// Characters that may stand within a word without changing it.
const FILLERS: &str = "了的呢嘛啊呀哦着就都也还又老给它他有啥个得";

/// Characters so common that they stand for themselves only.
const COMMON: &str = "是的了一不有在我他这个们来到时大地为子你说着就那和要她出也得里后以会可下过去能对小多么都好看起没成只事把还用样想作种从面但些所同又行它老因很给什两次被其话与问几做再像等却少许啊呀吧呢吗嘛哦上今天前先真让叫谁怎咋";

/// All words of the content, ready to be found.
#[derive(Debug, Default)]
pub struct Matcher {
    sounds: Sounds,
    nodes: Vec<Node>,
    entries: Vec<Entry>,
}

#[derive(Debug, Default)]
struct Node {
    next: BTreeMap<u32, usize>,
    ends: Vec<usize>,
}

#[derive(Debug)]
struct Entry {
    target: Target,
    chars: Vec<char>,
    /// Any ending of the last Latin word will do.
    stem: bool,
}

/// Characters without a reading stand for themselves; sounds have lower numbers.
const FIRST_CHAR: u32 = 0x1_0000;
/// Words are shorter; an unlucky text must not be searched deeper.
const DEEPEST: usize = 64;
/// Ways to read a word that are kept.
const MOST_READINGS: usize = 16;

impl Matcher {
    /// All words, and the literal texts that terminals show.
    pub fn new(k: &Knowledge, phrases: &Phrases) -> Self {
        let mut matcher = Self { sounds: Sounds::new(phrases), nodes: vec![Node::default()], entries: Vec::new() };
        for (number, says) in (0u16..).zip(&phrases.words) {
            says.iter().for_each(|text| matcher.add(phrases, text, Target::Word(number)));
        }
        for (number, text) in (0u16..).zip(&k.texts) {
            text.variants.iter().for_each(|v| matcher.add(phrases, v, Target::Text(TextId(number))));
        }
        matcher
    }

    pub fn sounds(&self) -> &Sounds {
        &self.sounds
    }

    fn add(&mut self, phrases: &Phrases, text: &str, target: Target) {
        // Any number will do in place of the sign, so that what follows it is read as after a number.
        let counted = text.strip_prefix(SEVERAL).map(|rest| format!("2{rest}"));
        let all: Vec<char> = counted.as_deref().unwrap_or(text).chars().collect();
        let mut chars: Vec<char> = units(phrases, &all).iter().filter_map(plain_char).collect();
        if let (Some(_), Some(first)) = (counted, chars.first_mut()) {
            *first = SEVERAL;
        }
        if chars.is_empty() {
            return;
        }
        let mut nodes = vec![0];
        for c in &chars {
            nodes = self.children(&nodes, *c);
        }
        self.entries.push(Entry { target, chars, stem: text.ends_with('*') });
        let entry = self.entries.len() - 1;
        for node in nodes {
            if let Some(node) = self.nodes.get_mut(node) {
                node.ends.push(entry);
            }
        }
    }

    /// The places that a character leads to: one for each way to read it.
    fn children(&mut self, nodes: &[usize], c: char) -> Vec<usize> {
        let mut keys: Vec<u32> = self.sounds.readings(c).map(|r| u32::from(self.sounds.class(r))).collect();
        if keys.is_empty() {
            keys.push(char_key(c));
        }
        let pairs = nodes.iter().flat_map(|node| keys.iter().map(|key| (*node, *key)));
        let pairs: Vec<(usize, u32)> = pairs.take(MOST_READINGS).collect();
        pairs.into_iter().map(|(node, key)| self.child(node, key)).collect()
    }

    fn child(&mut self, node: usize, key: u32) -> usize {
        let new = self.nodes.len();
        let Some(parent) = self.nodes.get_mut(node) else { return node };
        let child = *parent.next.entry(key).or_insert(new);
        if child == new {
            self.nodes.push(Node::default());
        }
        child
    }

    /// Every word in the text; of finds that lie within another one, only the longer stays.
    pub fn find(&self, text: &[Unit]) -> Vec<Find> {
        longest(self.walk(text).finds)
    }

    /// Places of the trie that are looked at for a text: what the time of reading grows with.
    pub fn steps(&self, text: &[Unit]) -> usize {
        self.walk(text).steps
    }

    fn walk<'a>(&'a self, text: &'a [Unit]) -> Walk<'a> {
        let mut walk = Walk { matcher: self, text, path: Vec::new(), finds: Vec::new(), steps: 0 };
        for start in 0..text.len() {
            let within_word = start > 0 && both_ascii(text, start - 1);
            if !within_word {
                walk.step(0, start, false);
            }
        }
        walk
    }

    fn fit(&self, entry: &Entry, path: &[Unit]) -> Option<f64> {
        let (mut same, mut sound) = (0, 0);
        let mut typed = 0;
        for (c, unit) in entry.chars.iter().zip(path) {
            match unit.kind {
                Kind::Char(other) if other == *c || *c == SEVERAL => same += 1,
                // Nobody hears a rare word where a common one is written.
                Kind::Char(other) if COMMON.contains(other) => return None,
                Kind::Char(other) => sound += usize::from(self.sounds.readings(other).any(|r| self.reads(*c, r))),
                Kind::Syllable(syllable) => {
                    typed += 1;
                    sound += usize::from(self.reads(*c, syllable));
                }
                _ => same += 1,
            }
        }
        let length = entry.chars.len();
        let vague = length - (same + sound).min(length);
        match length {
            _ if same == length => Some(1.0),
            2 if typed == 2 && vague == 0 => Some(0.8),
            2 => (same == 1 && vague == 0).then_some(0.7),
            0 | 1 => None,
            _ if typed > 0 => (vague * 2 <= length).then_some(0.8),
            3 => (same >= 1 && vague == 0).then_some(0.8),
            _ => (same >= 1 && vague * 4 <= length).then_some(0.8),
        }
    }

    fn reads(&self, c: char, syllable: u16) -> bool {
        self.sounds.readings(c).any(|r| r == syllable)
    }
}

fn plain_char(unit: &Unit) -> Option<char> {
    match unit.kind {
        Kind::Char(c) => Some(c),
        Kind::Space => Some(' '),
        _ => None,
    }
}

fn char_key(c: char) -> u32 {
    FIRST_CHAR + u32::from(c)
}

/// Whether the units at `at` and after it belong to one Latin word or number.
fn both_ascii(text: &[Unit], at: usize) -> bool {
    let (Some(a), Some(b)) = (text.get(at), text.get(at + 1)) else { return false };
    let digit = |u: &Unit| matches!(u.kind, Kind::Char(c) if c.is_ascii_digit());
    a.is_ascii() && b.is_ascii() && digit(a) == digit(b)
}

/// The search from one place.
struct Walk<'a> {
    matcher: &'a Matcher,
    text: &'a [Unit],
    path: Vec<Unit>,
    finds: Vec<Find>,
    steps: usize,
}

impl Walk<'_> {
    fn step(&mut self, node: usize, at: usize, skipped: bool) {
        self.steps += 1;
        let matcher = self.matcher;
        let Some(here) = matcher.nodes.get(node) else { return };
        here.ends.iter().filter_map(|e| matcher.entries.get(*e)).for_each(|e| self.end(e, at, skipped));
        if self.path.len() >= DEEPEST || here.next.is_empty() {
            return;
        }
        let Some(unit) = self.text.get(at).copied() else { return };
        let mut went = Vec::new();
        for key in self.keys(unit) {
            if let Some(next) = here.next.get(&key).filter(|next| !went.contains(*next)) {
                went.push(*next);
                self.path.push(unit);
                self.step(*next, at + 1, skipped);
                self.path.pop();
            }
        }
        if !skipped && !self.path.is_empty() && is_filler(unit) {
            self.step(node, at + 1, true);
        }
    }

    fn keys(&self, unit: Unit) -> Vec<u32> {
        let sounds = &self.matcher.sounds;
        let mut keys: Vec<u32> = match unit.kind {
            Kind::Char(c) => {
                let heard = sounds.readings(c).map(|r| u32::from(sounds.class(r)));
                heard.chain([char_key(c)]).collect()
            }
            Kind::Syllable(syllable) => vec![u32::from(sounds.class(syllable))],
            Kind::Space => vec![char_key(' ')],
            Kind::Pause | Kind::Stop => Vec::new(),
        };
        let several = matches!(unit.kind, Kind::Char(c) if NUMBERS.contains(c));
        keys.extend(several.then(|| char_key(SEVERAL)));
        keys
    }

    fn end(&mut self, entry: &Entry, to: usize, skipped: bool) {
        let latin = to > 0 && both_ascii(self.text, to - 1);
        let short = entry.chars.len() < 3;
        // The skipped unit must lie within: the last unit taken stands right before the end.
        let open_end = skipped && self.path.last() != self.text.get(to.wrapping_sub(1));
        if (latin && !entry.stem) || (skipped && short) || open_end {
            return;
        }
        let Some(fit) = self.matcher.fit(entry, &self.path) else { return };
        let from = to - self.path.len() - usize::from(skipped);
        let ending = self.text.iter().skip(to).take_while(|u| entry.stem && latin && u.is_ascii()).count();
        let fit = if skipped { fit * 0.95 } else { fit };
        self.finds.push(Find { target: entry.target, from, to: to + ending, fit, negated: false });
    }
}

fn is_filler(unit: Unit) -> bool {
    match unit.kind {
        Kind::Char(c) => FILLERS.contains(c),
        Kind::Pause => true,
        _ => false,
    }
}

/// Drop what lies within a longer find that fits about as well, and doubles.
fn longest(mut finds: Vec<Find>) -> Vec<Find> {
    finds.sort_by(|a, b| a.from.cmp(&b.from).then(b.to.cmp(&a.to)).then(b.fit.total_cmp(&a.fit)));
    let mut kept: Vec<Find> = Vec::new();
    for find in finds {
        let within = kept.iter().rev().take(60).any(|other| {
            // A screen text says what it says; people's words within it still count.
            let kept_apart = matches!(other.target, Target::Text(_)) && matches!(find.target, Target::Word(_));
            let inside = other.from <= find.from && find.to <= other.to && !kept_apart;
            let same = other.from == find.from && other.to == find.to;
            inside
                && if same { other.target == find.target || other.fit > find.fit } else { other.fit + 0.1 >= find.fit }
        });
        if !within {
            kept.push(find);
        }
    }
    kept
}
