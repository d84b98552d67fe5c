//! How characters sound: without tones, and with the sounds that most people do not keep apart as one.

use crate::content::Phrases;

/// Readings of characters, and the class of like-sounding syllables each syllable is in.
#[derive(Debug, Default)]
pub struct Sounds {
    /// (character, syllable), sorted.
    readings: Vec<(char, u16)>,
    /// By syllable.
    classes: Vec<u16>,
    /// By class.
    names: Vec<String>,
    /// (spelling in capitals, syllable), sorted.
    spellings: Vec<(String, u16)>,
}

/// No syllable is longer: ZHUANG.
const LONGEST: usize = 6;

impl Sounds {
    pub fn new(phrases: &Phrases) -> Self {
        let mut sounds = Self::default();
        let mut classes: Vec<String> = Vec::new();
        for (number, (syllable, chars)) in (0u16..).zip(&phrases.syllables) {
            sounds.readings.extend(chars.chars().map(|c| (c, number)));
            sounds.spellings.push((syllable.to_ascii_uppercase(), number));
            let class = like_sounding(syllable);
            let known = classes.iter().position(|c| *c == class);
            let at = known.unwrap_or_else(|| {
                classes.push(class);
                classes.len() - 1
            });
            sounds.classes.push(u16::try_from(at).unwrap_or(u16::MAX));
        }
        sounds.names = classes;
        sounds.readings.sort_unstable();
        sounds.spellings.sort();
        sounds
    }

    /// Syllables of a character.
    pub fn readings(&self, c: char) -> impl Iterator<Item = u16> + '_ {
        let from = self.readings.partition_point(|(other, _)| *other < c);
        self.readings.iter().skip(from).take_while(move |(other, _)| *other == c).map(|(_, syllable)| *syllable)
    }

    /// The class of syllables that sound like this one.
    pub fn class(&self, syllable: u16) -> u16 {
        self.classes.get(usize::from(syllable)).copied().unwrap_or(u16::MAX)
    }

    /// How the class of a syllable is written; it does not change when syllables are added.
    pub fn class_name(&self, syllable: u16) -> &str {
        self.names.get(usize::from(self.class(syllable))).map_or("", String::as_str)
    }

    /// A run of capitals as syllables, the longest first; `None` when it is no pinyin.
    pub fn spell(&self, run: &[char]) -> Option<Vec<(u16, usize)>> {
        // From the end: the best way to spell what is left from each place.
        let mut best: Vec<Option<(u16, usize)>> = vec![None; run.len() + 1];
        for from in (0..run.len()).rev() {
            let fits = (1..=LONGEST.min(run.len() - from)).rev().find_map(|length| {
                let ends = from + length == run.len() || best.get(from + length).is_some_and(Option::is_some);
                let text: String = run.iter().skip(from).take(length).collect();
                let at = self.spellings.binary_search_by(|(s, _)| s.as_str().cmp(&text)).ok().filter(|_| ends)?;
                self.spellings.get(at).map(|(_, syllable)| (*syllable, length))
            });
            if let Some(place) = best.get_mut(from) {
                *place = fits;
            }
        }
        let mut spelled = Vec::new();
        let mut at = 0;
        while at < run.len() {
            let step = best.get(at).copied().flatten()?;
            spelled.push(step);
            at += step.1;
        }
        (!spelled.is_empty()).then_some(spelled)
    }
}

/// zh/z, ch/c, sh/s, and -n/-ng: southern speakers and voice input do not part them.
fn like_sounding(syllable: &str) -> String {
    let start = match syllable.as_bytes() {
        [b'z' | b'c' | b's', b'h', ..] => syllable.replacen('h', "", 1),
        _ => syllable.to_owned(),
    };
    match start.strip_suffix("ng") {
        Some(rest) if !rest.ends_with('o') => format!("{rest}n"),
        _ => start,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sounds() -> Sounds {
        let table = [
            ("qian", "签千前"),
            ("dao", "到道"),
            ("shua", "刷"),
            ("ka", "卡"),
            ("xi", "西"),
            ("an", "安"),
            ("xian", "先"),
            ("zheng", "正"),
            ("zen", "怎"),
        ];
        let syllables = table.map(|(s, c)| (s.to_owned(), c.to_owned())).to_vec();
        Sounds::new(&Phrases { syllables, ..Phrases::default() })
    }

    fn spelled(run: &str) -> Option<usize> {
        sounds().spell(&run.chars().collect::<Vec<_>>()).map(|s| s.len())
    }

    #[test]
    fn runs_are_spelled_or_refused() {
        assert_eq!(spelled("QIANDAO"), Some(2));
        assert_eq!(spelled("SHUAKA"), Some(2));
        assert_eq!(spelled("XIAN"), Some(1));
        assert_eq!(spelled("SWIPE"), None);
        assert_eq!(spelled(""), None);
    }

    #[test]
    fn like_sounding_syllables_share_a_class() {
        let s = sounds();
        let class = |c: char| s.readings(c).map(|r| s.class(r)).next();
        assert_eq!(class('签'), class('千'));
        assert_eq!(class('正'), class('怎'));
        assert_ne!(class('到'), class('卡'));
    }
}
