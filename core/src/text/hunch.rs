//! A second opinion from whole sentences: single characters, pairs of sounds and Latin words, weighed by a linear model
//! that was trained on labelled sentences (`cargo xtask train`). It speaks where no known words do, and always says
//! which parts of the text spoke for it.

use super::pinyin::Sounds;
use super::plain::{Kind, Unit};
use crate::content::phrases::{Class, Family, Model};

/// A part of the text that the model may know, and where it stands: units `from..to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Feature {
    pub key: u32,
    pub from: usize,
    pub to: usize,
}

/// Keys are numbers below this. A strange part takes a known one's number once in fifty times, and weighs little alone.
const KEYS: u32 = 1 << 18;
/// Latin words with the same beginning count as kin: restart, restarted.
const STEM: usize = 5;

struct Token {
    /// What it is, and what it sounds like.
    own: u32,
    sound: u32,
    stem: Option<u32>,
    from: usize,
    to: usize,
}

/// Every part of a text that counts, each once.
pub fn features(sounds: &Sounds, text: &[Unit]) -> Vec<Feature> {
    let mut all: Vec<Feature> = Vec::new();
    let mut before: Option<Token> = None;
    let mut at = 0;
    while at < text.len() {
        let token = token(sounds, text, at);
        at = token.as_ref().map_or(at + 1, |t| t.to);
        let Some(token) = token else {
            let gap = text.get(at - 1).is_some_and(|u| u.kind == Kind::Space);
            before = before.filter(|_| gap);
            continue;
        };
        let feature = |hash: u32, from: usize| Feature { key: hash % KEYS, from, to: token.to };
        all.push(feature(token.own, token.from));
        all.extend(token.stem.map(|stem| feature(stem, token.from)));
        all.extend(before.map(|b| feature(pair(b.sound, token.sound), b.from)));
        before = Some(token);
    }
    all.sort_unstable();
    all.dedup_by_key(|f| f.key);
    all
}

/// The token that starts here: a Latin word, a number, a character or a syllable.
fn token(sounds: &Sounds, text: &[Unit], from: usize) -> Option<Token> {
    let run = |is: fn(&char) -> bool| -> Vec<char> {
        let chars = text.iter().skip(from).map_while(|u| match u.kind {
            Kind::Char(c) if is(&c) => Some(c),
            _ => None,
        });
        chars.collect()
    };
    let whole = |chars: Vec<char>, stem: Option<u32>| {
        let own = hash(chars.iter().copied());
        Some(Token { own, sound: own, stem, from, to: from + chars.len() })
    };
    match text.get(from)?.kind {
        Kind::Char(c) if c.is_ascii_alphabetic() => {
            let word = run(char::is_ascii_alphabetic);
            let start = word.iter().copied().take(STEM).chain(['*']);
            let stem = (word.len() > STEM).then(|| hash(start));
            whole(word, stem)
        }
        Kind::Char(c) if c.is_ascii_digit() => {
            let number = run(char::is_ascii_digit);
            let to = from + number.len();
            // Long numbers are prices, cards or orders: that there is one says enough.
            let own = if number.len() > 2 { hash(['#']) } else { hash(number) };
            Some(Token { own, sound: own, stem: None, from, to })
        }
        Kind::Char(c) => {
            let own = hash([c]);
            let sound = sounds.readings(c).next().map_or(own, |r| spoken(sounds, r));
            Some(Token { own, sound, stem: None, from, to: from + 1 })
        }
        Kind::Syllable(syllable) => {
            let own = spoken(sounds, syllable);
            Some(Token { own, sound: own, stem: None, from, to: from + 1 })
        }
        Kind::Space | Kind::Pause | Kind::Stop => None,
    }
}

fn spoken(sounds: &Sounds, syllable: u16) -> u32 {
    hash(sounds.class_name(syllable).chars())
}

/// FNV-1a over characters: simple, and the same everywhere.
fn hash(chars: impl IntoIterator<Item = char>) -> u32 {
    let mix = |h: u32, c: char| (h ^ u32::from(c)).wrapping_mul(16_777_619);
    let h = chars.into_iter().fold(2_166_136_261, mix);
    h ^ (h >> 15)
}

fn pair(a: u32, b: u32) -> u32 {
    let h = (a.rotate_left(9) ^ b).wrapping_mul(2_654_435_769);
    h ^ (h >> 14)
}

/// Probability of each class of the model, and the features that it knows; `None` when it knows none of the text.
pub fn weigh(model: &Model, features: &[Feature]) -> Option<Vec<f64>> {
    let known: Vec<usize> = features.iter().filter_map(|f| model.find(f.key)).collect();
    if known.is_empty() {
        return None;
    }
    let mut scores = vec![0.0; model.classes.len()];
    for (class, weight) in known.iter().flat_map(|row| model.row(*row)) {
        if let Some(score) = scores.get_mut(class) {
            *score += f64::from(weight);
        }
    }
    let scale = model.step() / (known.len() as f64).sqrt();
    let scores = scores.iter().zip(&model.bias).map(|(s, b)| s * scale + f64::from(*b) * model.step());
    Some(shares(&scores.collect::<Vec<_>>()))
}

/// From scores to shares that sum to one.
pub fn shares(scores: &[f64]) -> Vec<f64> {
    let top = scores.iter().copied().fold(f64::MIN, f64::max);
    let powers: Vec<f64> = scores.iter().map(|s| exp(s - top)).collect();
    let sum: f64 = powers.iter().sum();
    powers.iter().map(|p| p / sum).collect()
}

/// e to the power of a number that is not positive, by multiplication only, so that every machine agrees to the last bit.
fn exp(x: f64) -> f64 {
    const HALVINGS: i32 = 10;
    if x < -30.0 {
        return 0.0;
    }
    let mut power = 1.0 + x / 1024.0;
    for _ in 0..HALVINGS {
        power *= power;
    }
    power
}

/// The classes that are probable enough to suggest something. In a family the likeliest speak, when all of it together
/// is probable enough.
pub fn speaking(model: &Model, shares: &[f64]) -> Vec<usize> {
    let each = || model.classes.iter().zip(shares.iter().copied());
    let speaks = |class: &Class, p: f64| {
        let kin = || each().filter(|(other, _)| other.family == class.family).map(|(_, p)| p);
        let (sum, most) = if class.family.is_some() { (kin().sum(), kin().fold(0.0, f64::max)) } else { (p, p) };
        sum * 100.0 >= f64::from(class.least) && p * 2.0 >= most
    };
    each().enumerate().filter(|(_, (class, p))| speaks(class, *p)).map(|(n, _)| n).collect()
}

/// A sentence that is so much like a family leaves open whether it is meant, though nothing is concluded from it.
const HALF_HEARD: f64 = 0.08;

/// The classes of danger and money that are only half heard, the likeliest of each family.
pub fn half_heard(model: &Model, shares: &[f64]) -> Vec<usize> {
    let likeliest = |family: Family| {
        let kin = model.classes.iter().zip(shares).enumerate().filter(|(_, (c, _))| c.family == Some(family));
        kin.max_by(|a, b| a.1.1.total_cmp(b.1.1)).map(|(n, _)| n)
    };
    let heard = |family: &Family| of_family(model, shares, *family) >= HALF_HEARD;
    [Family::Danger, Family::Money].into_iter().filter(heard).filter_map(likeliest).collect()
}

/// Probability of a family.
pub fn of_family(model: &Model, shares: &[f64], family: Family) -> f64 {
    model.classes.iter().zip(shares).filter(|(c, _)| c.family == Some(family)).map(|(_, p)| p).sum()
}

/// The features that speak most for a class, in the order of the text.
pub fn reasons(model: &Model, features: &[Feature], class: usize) -> Vec<Feature> {
    const MOST: usize = 3;
    let weight = |f: &Feature| {
        let row = model.find(f.key)?;
        model.row(row).find(|(c, _)| *c == class).map(|(_, w)| w).filter(|w| *w > 0)
    };
    let mut speaking: Vec<(i8, Feature)> = features.iter().filter_map(|f| Some((weight(f)?, *f))).collect();
    speaking.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.from.cmp(&b.1.from)));
    let mut best: Vec<Feature> = speaking.into_iter().take(MOST).map(|(_, f)| f).collect();
    best.sort_by_key(|f| (f.from, f.to));
    best
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn shares_sum_to_one_and_keep_their_order() {
        let p = shares(&[0.0, 1.0, -40.0]);
        assert!((p.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        assert!((p[1] / p[0] - std::f64::consts::E).abs() < 0.01, "{p:?}");
        assert!(p[2] < 1e-12);
    }

    #[test]
    fn the_heavier_class_is_more_probable_and_its_reason_is_named() {
        let class = || Class::default();
        let model = Model::new(vec![class(), class()], vec![0, 0], 50, &[(7, vec![(1, 4)]), (9, vec![(0, 1)])]);
        let text = [7, 8, 9].map(|key| Feature { key, from: key as usize, to: key as usize + 1 });
        let p = weigh(&model, &text).unwrap();
        assert!(p[1] > p[0], "{p:?}");
        assert_eq!(reasons(&model, &text, 1), [text[0]]);
        assert!(weigh(&model, &text[1..2]).is_none());
    }
}
