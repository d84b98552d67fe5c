//! Free text becomes facts: with the words they came from and how surely the words mean them.

use super::hunch::Feature;
use super::matcher::{Find, Matcher, Target};
use super::plain::{Kind, Unit, as_pinyin, units, without_doubles, without_tags};
use super::settle::{raises, settle};
use super::{cards::cut_cards, code::codes, hunch, negation, phrase, telling};
use crate::case::{Case, Event};
use crate::content::phrases::{Family, Meaning};
use crate::content::{CauseId, CauseKind, CodeClass, GuardId, Knowledge, Phrases, QuestionId, Set};

/// Characters that are looked at; whoever pastes more gets an answer to the beginning.
pub const LONGEST: usize = 600;
/// How surely a response code or a literal screen text is meant.
const LITERAL: f64 = 0.95;
/// A sentence must be at least so much like one about a cause to be more than not understood.
const LIKELY: f64 = 0.1;
/// A danger said less surely than this is doubted when a sentence is less like one about a danger than that.
const SURE: f64 = 0.8;
const UNLIKE: f64 = 0.1;
/// A sentence that is less like one about a fault says nothing about which.
const MOSTLY: f64 = 0.5;
/// So many faults that a sentence is like become part of a case, if it is so much like them.
const MOST_HEARD: usize = 4;
const WORTH: f64 = 0.03;
/// The words at units `from..to`.
type Quote<'a> = &'a dyn Fn(usize, usize) -> String;
/// The look-up of codes reads this much at a time.
const PIECE: usize = 150;

/// Reads free text by the phrases of the content.
#[derive(Debug)]
pub struct Reader<'a> {
    k: &'a Knowledge,
    phrases: &'a Phrases,
    matcher: Matcher,
}

/// One thing that the text says.
#[derive(Debug, Clone, PartialEq)]
pub struct Understood {
    pub meaning: Meaning,
    /// From 0 to 1.
    pub strength: f64,
    /// The merchant's own words that say it.
    pub words: String,
    /// Who is quoted, a place in [`Phrases::tellers`]; `None`: the merchant.
    pub teller: Option<u8>,
    /// Weight against another reading: longer and more words say more.
    pub(super) weight: f64,
    /// Place in the text, in units.
    pub(super) at: usize,
}

/// What a text says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Understanding {
    pub facts: Vec<Understood>,
    /// Said, and then corrected by the same text.
    pub withdrawn: Vec<Understood>,
    /// Asked because the words are ambiguous, or say two things.
    pub asks: Vec<QuestionId>,
    /// Red lines that fit these words.
    pub guards: Vec<GuardId>,
    /// Somebody means to charge once more.
    pub again: bool,
    /// Whoever wanted something is not there any more.
    pub gone: bool,
    /// Long numbers that were cut out before anything else.
    pub cards_cut: usize,
    /// The text was longer than what is looked at.
    pub shortened: bool,
    /// What the sentence as a whole is like, most probable first.
    pub hunches: Vec<Hunch>,
}

/// What a sentence as a whole is like.
#[derive(Debug, Clone, PartialEq)]
pub struct Hunch {
    /// A published cause; `None`: nothing that concerns us.
    pub cause: Option<CauseId>,
    pub p: f64,
}

impl Understanding {
    /// Whether nothing at all was understood: say so, and do not guess.
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty() && self.asks.is_empty() && !self.is_like_something()
    }

    /// Whether no word was understood, but the sentence as a whole is like something.
    pub fn is_guess(&self) -> bool {
        self.facts.is_empty() && self.asks.is_empty() && self.is_like_something()
    }

    /// Whether the sentence as a whole is enough like one about a certain cause to go on from there.
    fn is_like_something(&self) -> bool {
        self.hunches.first().is_some_and(|h| h.cause.is_some() && h.p >= LIKELY)
    }

    /// What belongs into a case: the facts, the symptom first, then what the words leave open and sound like.
    pub fn case(&self, k: &Knowledge) -> Case {
        let events = self.facts.iter().filter_map(|f| event(f.meaning));
        let mut events: Vec<Event> = events.collect();
        events.sort_by_key(|e| !matches!(e, Event::Symptom(_)));
        events.extend(self.asks.iter().map(|q| Event::Unsure(*q)));
        events.extend(self.heard(k));
        Case { events, unknown: Vec::new() }
    }

    /// The faults that the sentence as a whole is like. One about something else says nothing about faults.
    pub fn heard(&self, k: &Knowledge) -> Vec<Event> {
        let fault = |h: &&Hunch| h.cause.and_then(|c| k.cause(c)).is_some_and(|c| c.kind == CauseKind::Fault);
        let faults = || self.hunches.iter().filter(fault);
        if faults().map(|h| h.p).sum::<f64>() < MOSTLY {
            return Vec::new();
        }
        let likely = faults().take(MOST_HEARD).filter(|h| h.p >= WORTH);
        likely.filter_map(|h| Some(Event::Heard(h.cause?, (h.p * 100.0).round() as u8))).collect()
    }
}

/// The event of a case that a meaning is, if it is one.
pub fn event(meaning: Meaning) -> Option<Event> {
    match meaning {
        Meaning::Symptom(id) => Some(Event::Symptom(id)),
        Meaning::Answer(q, a) => Some(Event::Answer(q, Some(a))),
        Meaning::Text(id) => Some(Event::Text(id)),
        Meaning::Code(id) => Some(Event::Code(id)),
        Meaning::Tried(id) => Some(Event::Tried(id, false)),
        Meaning::Topic(_)
        | Meaning::Cause(_)
        | Meaning::Guard(_)
        | Meaning::Again
        | Meaning::Once
        | Meaning::Gone
        | Meaning::Told(_) => None,
    }
}

impl<'a> Reader<'a> {
    /// Gets the words ready; do it once.
    pub fn new(k: &'a Knowledge, phrases: &'a Phrases) -> Self {
        Self { k, phrases, matcher: Matcher::new(k, phrases) }
    }

    /// What a text says. Nothing of it is kept but the quoted words.
    pub fn read(&self, text: &str) -> Understanding {
        let (clean, cards_cut) = cut_cards(text);
        let (chars, shortened) = beginning(&clean);
        let (plain, pinyin) = self.readings(&chars);
        let (mut said, mut withdrawn) = self.say(&chars, &plain);
        if let Some((more, back)) = pinyin.as_ref().map(|units| self.say(&chars, units)) {
            said.extend(more);
            withdrawn.extend(back);
        }
        let text = pinyin.as_ref().unwrap_or(&plain);
        let features = hunch::features(self.matcher.sounds(), text);
        let shares = hunch::weigh(&self.phrases.model, &features).unwrap_or_default();
        // Pinyin says too little to the model for it to doubt what was found.
        let (mut said, doubted): (Vec<_>, Vec<_>) =
            said.into_iter().partition(|s| pinyin.is_some() || !self.misheard(s, &shares));
        let suggested = self.suggested(&shares, &features, &said, &|from, to| quoted(&chars, text, from, to));
        said.extend(suggested);
        let hunches = self.hunches(&shares);
        let mut understood = settle(self.k, said);
        self.leave_open(&mut understood, &doubted, &shares);
        let withdrawn = settle(self.k, withdrawn).facts;
        Understanding { withdrawn, cards_cut, shortened, hunches, ..understood }
    }

    /// Danger and money that are only half heard are asked about, unless the text says so or answers it.
    fn leave_open(&self, understood: &mut Understanding, doubted: &[phrase::Said], shares: &[f64]) {
        let model = &self.phrases.model;
        let half = hunch::half_heard(model, shares).into_iter().filter_map(|class| model.classes.get(class)?.asks);
        let misheard = doubted.iter().flat_map(|s| &s.meanings).filter_map(|m| match m {
            Meaning::Answer(q, _) => Some(*q),
            _ => None,
        });
        let answered =
            |q: QuestionId| understood.facts.iter().any(|f| matches!(f.meaning, Meaning::Answer(a, _) if a == q));
        let mut open: Vec<QuestionId> = half.chain(misheard).filter(|q| !answered(*q)).collect();
        open.retain(|q| !understood.asks.contains(q));
        open.dedup();
        understood.asks.splice(0..0, open);
    }

    /// Keys of the parts of a text that the model may know.
    pub fn features(&self, text: &str) -> Vec<u32> {
        let (chars, _) = beginning(&cut_cards(text).0);
        let (plain, pinyin) = self.readings(&chars);
        let features = hunch::features(self.matcher.sounds(), pinyin.as_ref().unwrap_or(&plain));
        features.into_iter().map(|f| f.key).collect()
    }

    /// How much of the dictionary is looked at for a text: what the time of reading grows with.
    pub fn steps(&self, text: &str) -> usize {
        let (plain, pinyin) = self.readings(&beginning(&cut_cards(text).0).0);
        [Some(plain), pinyin].iter().flatten().map(|units| self.matcher.steps(units)).sum()
    }

    /// The text as it is written, and as pinyin where most of it is.
    fn readings(&self, chars: &[char]) -> (Vec<Unit>, Option<Vec<Unit>>) {
        let mut plain = units(self.phrases, chars);
        without_doubles(self.matcher.sounds(), &mut plain);
        let pinyin = as_pinyin(self.matcher.sounds(), &plain);
        (plain, pinyin)
    }

    /// What the sentence as a whole is like, most probable first.
    fn hunches(&self, shares: &[f64]) -> Vec<Hunch> {
        let mut hunches: Vec<Hunch> = Vec::new();
        for (class, p) in self.phrases.model.classes.iter().zip(shares) {
            match hunches.iter_mut().find(|h| h.cause == class.cause) {
                Some(same) => same.p += p,
                None => hunches.push(Hunch { cause: class.cause, p: *p }),
            }
        }
        hunches.sort_by(|a, b| b.p.total_cmp(&a.p).then(a.cause.cmp(&b.cause)));
        hunches
    }

    /// The facts that the sentence as a whole suggests.
    fn suggested(
        &self,
        shares: &[f64],
        features: &[Feature],
        said: &[phrase::Said],
        quote: Quote,
    ) -> Vec<phrase::Said> {
        let model = &self.phrases.model;
        // What a topic answers is no trouble of some other kind as well.
        let topic = said.iter().flat_map(|s| &s.meanings).any(|m| matches!(m, Meaning::Topic(_)));
        let other = self.k.find_cause("other").filter(|_| topic);
        let decided: Vec<Family> = self.decided(said);
        let suggest = |number: usize| {
            let (class, p) = (model.classes.get(number)?, shares.get(number)?);
            let half = |family: &Family| hunch::of_family(model, shares, *family) < MOSTLY;
            let doubtful = class.family.filter(|f| decided.contains(f)).is_some_and(|f| half(&f));
            if doubtful || (other.is_some() && class.cause == other) {
                return None;
            }
            let words = hunch::reasons(model, features, number).into_iter().map(|f| quote(f.from, f.to));
            phrase::Said::hunch(&class.means, *p, words.collect::<Vec<_>>().join(" … "), said)
        };
        hunch::speaking(model, shares).into_iter().filter_map(suggest).collect()
    }

    /// What a code or a text on the screen speaks against: danger and money that are only half heard are asked then.
    fn decided(&self, said: &[phrase::Said]) -> Vec<Family> {
        let literal = |m: &&Meaning| matches!(m, Meaning::Code(_) | Meaning::Text(_));
        let shown = || said.iter().flat_map(|s| &s.meanings).filter(literal);
        let calm = shown().next().is_some() && shown().all(|m| raises(self.k, *m).is_empty());
        let answered = shown().any(|m| self.is_answer(*m));
        let families = [(Family::Danger, calm), (Family::Money, answered)];
        families.into_iter().filter(|(_, yes)| *yes).map(|(family, _)| family).collect()
    }

    /// The bank has answered, or the terminal says what it wants first.
    fn is_answer(&self, meaning: Meaning) -> bool {
        match meaning {
            Meaning::Code(id) => self
                .k
                .code(id)
                .is_some_and(|c| matches!(c.class, CodeClass::Declined | CodeClass::Session | CodeClass::Registration)),
            Meaning::Text(id) => self.k.text(id).is_some_and(|t| t.who == "issuer"),
            _ => false,
        }
    }

    /// A danger that only sounds like what was written, in a sentence that is not at all like one about a danger.
    fn misheard(&self, said: &phrase::Said, shares: &[f64]) -> bool {
        let blocks = |flags: Set| flags.numbers().any(|n| self.k.flags.get(usize::from(n)).is_some_and(|f| f.blocks));
        let says = |m: &&Meaning| matches!(m, Meaning::Answer(..) | Meaning::Symptom(_));
        let alarms = said.meanings.iter().filter(says).any(|m| blocks(raises(self.k, *m)));
        let like_danger = hunch::of_family(&self.phrases.model, shares, Family::Danger);
        alarms && said.strength < SURE && !shares.is_empty() && like_danger < UNLIKE
    }

    /// What one reading of a text says, and what of it the text itself takes back.
    fn say(&self, chars: &[char], plain: &[Unit]) -> (Vec<phrase::Said>, Vec<phrase::Said>) {
        let marks = &self.phrases.marks;
        let mut finds = self.matcher.find(plain);
        negation::mark(plain, &mut finds, marks);
        let sentences = phrase::sentences(plain);
        let corrections = telling::corrections(&finds, marks);
        let quote = |from: usize, to: usize| quoted(chars, plain, from, to);
        let mut said: Vec<phrase::Said> = finds.iter().filter_map(|f| literal(f, &quote)).collect();
        said.extend(phrase::apply(self.phrases, plain, &sentences, &finds, &quote));
        let places = corrections.iter().filter_map(|at| plain.get(*at)).map(|u| u.at);
        said.extend(self.codes(chars, plain, &places.collect::<Vec<_>>()));
        telling::attribute(self.k, self.phrases, plain, &finds, &mut said);
        let withdrawn = telling::withdraw(self.k, &mut said, &corrections, &sentences);
        (said, withdrawn)
    }

    /// Response codes, piece by piece, as the look-up reads only so much. A correction begins a piece of its own.
    fn codes(&self, chars: &[char], plain: &[Unit], corrections: &[usize]) -> Vec<phrase::Said> {
        let mut said = Vec::new();
        let mut from = 0;
        while from < chars.len() {
            let ends = |at: usize| {
                let stop = chars.get(at - 1).is_some_and(|c| matches!(c, '\n' | '\u{3002}' | '!' | '?'));
                stop || corrections.contains(&at)
            };
            let most = chars.len().min(from + PIECE);
            let to = (from + 1..most).find(|at| ends(*at)).unwrap_or(most);
            let place = plain.partition_point(|u| u.at < from);
            let mut piece = closed_up(chars.get(from..to).unwrap_or_default());
            if corrections.contains(&from) && !said.is_empty() {
                piece = corrected(&piece);
            }
            for id in codes(self.k, &piece) {
                let name = self.k.code(id).map(|c| c.id.clone()).unwrap_or_default();
                said.push(phrase::Said { at: place, ..phrase::Said::fact(Meaning::Code(id), LITERAL, name) });
            }
            from = to;
        }
        said
    }
}

/// As much of a text as is looked at, without tags, and whether there was more.
fn beginning(text: &str) -> (Vec<char>, bool) {
    let mut chars: Vec<char> = text.chars().take(LONGEST + 1).collect();
    let shortened = chars.len() > LONGEST;
    chars.truncate(LONGEST);
    (without_tags(&chars), shortened)
}

/// A code typed with a space between its two digits is closed up: 4 5.
fn closed_up(piece: &[char]) -> String {
    let digit = |at: Option<usize>| at.and_then(|n| piece.get(n)).is_some_and(char::is_ascii_digit);
    let gap = |at: usize| {
        let apart = digit(at.checked_sub(1)) && digit(Some(at + 1));
        apart && !digit(at.checked_sub(2)) && !digit(Some(at + 2)) && piece.get(at) == Some(&' ')
    };
    piece.iter().enumerate().filter(|(at, _)| !gap(*at)).map(|(_, c)| *c).collect()
}

/// What stands for a code that was just given: 51，不对，是 55.
fn corrected(piece: &str) -> String {
    let number = piece.find(|c: char| c.is_ascii_digit()).unwrap_or_default();
    let letters = piece
        .get(..number)
        .map_or(0, |before| before.len() - before.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len());
    format!("CODE {}", piece.get(number - letters..).unwrap_or_default())
}

/// A text that terminals show, found as it is.
fn literal(find: &Find, quote: &dyn Fn(usize, usize) -> String) -> Option<phrase::Said> {
    let Target::Text(id) = find.target else { return None };
    let words = quote(find.from, find.to);
    let said = phrase::Said::fact(Meaning::Text(id), LITERAL * find.fit, words);
    (!find.negated).then_some(said.at(find.from, find.to - find.from))
}

/// The characters that units `from..to` stand for.
fn quoted(chars: &[char], plain: &[Unit], from: usize, to: usize) -> String {
    let (Some(first), Some(last)) = (plain.get(from), to.checked_sub(1).and_then(|n| plain.get(n))) else {
        return String::new();
    };
    // A syllable spans several letters: up to where the next unit begins.
    let end = match last.kind {
        Kind::Syllable(_) => plain.get(to).map_or(chars.len(), |u| u.at),
        _ => last.at + 1,
    };
    chars.iter().skip(first.at).take(end.saturating_sub(first.at)).collect::<String>().trim().to_owned()
}
