//! What a plain keyword search would find: causes whose own words share most with the text. The yardstick for the
//! understanding of text, on the same complaints.

use pos_doctor_core::content::{Bundle, Words};
use pos_doctor_core::text::fold;
use std::collections::{BTreeMap, BTreeSet};

/// Causes and the words of their descriptions.
pub struct Search {
    causes: Vec<(String, BTreeSet<String>)>,
    /// In how many causes a word stands.
    spread: BTreeMap<String, usize>,
}

impl Search {
    /// Over the names, meanings and reports of all causes in both languages, and the screen texts that point to them.
    pub fn new(bundle: &Bundle) -> Self {
        let k = &bundle.knowledge;
        let mut causes: Vec<(String, BTreeSet<String>)> = Vec::new();
        for (at, cause) in k.causes.iter().enumerate() {
            let own = |w: &Words| w.causes.get(at).map(|c| [&*c.name, &c.means, &c.say].join(" ")).unwrap_or_default();
            let mut words = keywords(&own(&bundle.zh));
            words.extend(keywords(&own(&bundle.en)));
            for text in k.texts.iter().filter(|t| t.hint.points_to.iter().any(|(c, w)| c.index() == at && *w >= 100)) {
                text.variants.iter().for_each(|v| words.extend(keywords(v)));
            }
            causes.push((cause.id.clone(), words));
        }
        let mut spread = BTreeMap::new();
        causes.iter().flat_map(|(_, w)| w).for_each(|w| *spread.entry(w.clone()).or_insert(0) += 1);
        Self { causes, spread }
    }

    /// The two best causes; none when no word is shared.
    pub fn best(&self, text: &str) -> Vec<&str> {
        let words = keywords(text);
        let rarity = |w: &String| 1.0 / *self.spread.get(w).unwrap_or(&1) as f64;
        let scores =
            self.causes.iter().map(|(id, own)| (words.intersection(own).map(rarity).sum::<f64>(), id.as_str()));
        let mut scored: Vec<(f64, &str)> = scores.filter(|(score, _)| *score > 0.0).collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        scored.into_iter().map(|(_, id)| id).take(2).collect()
    }
}

/// Pairs of Chinese characters, and Latin words.
fn keywords(text: &str) -> BTreeSet<String> {
    let text = fold(text);
    let latin = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| w.len() > 2).map(str::to_owned);
    let chars: Vec<char> = text.chars().collect();
    let pairs = chars.windows(2).filter(|p| p.iter().all(|c| c.is_alphanumeric() && !c.is_ascii()));
    latin.chain(pairs.map(|p| p.iter().collect())).collect()
}
