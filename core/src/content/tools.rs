//! The words of the tools: pages that the first program fetches only when somebody opens one of them.

mod desk;
mod device;
pub mod guide;
mod say;
mod shop;

use super::words::Reference;
pub use desk::Desk;
pub use device::Device;
pub use guide::Guide;
pub use say::Say;
use serde::{Deserialize, Serialize};
pub use shop::Shop;

/// Everything that the tools say in one language, beside the words that they share with the rest.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub struct ToolWords {
    /// What of the common words is looked up.
    pub reference: Reference,
    /// By [`Say`] number.
    pub say: Vec<String>,
    /// By [`Desk`] number.
    pub desk: Vec<String>,
    /// By [`Device`] number.
    pub device: Vec<String>,
    /// By [`Shop`] number.
    pub shop: Vec<String>,
    /// What the shop's pages read out.
    pub guide: Guide,
}

impl ToolWords {
    /// The form in which the app fetches it.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// `None` when these are no words, or those of another build.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let words: Self = postcard::from_bytes(bytes).ok()?;
        let fits = words.say.len() == Say::KEYS.len()
            && words.desk.len() == Desk::KEYS.len()
            && words.device.len() == Device::KEYS.len()
            && words.shop.len() == Shop::KEYS.len();
        fits.then_some(words)
    }

    /// The text of a word; empty only when the words belong to another build.
    pub fn get(&self, word: impl Word) -> &str {
        word.list(self).get(word.number()).map_or("", String::as_str)
    }
}

/// A word of one of the areas.
pub trait Word: Copy {
    /// The texts of its area.
    fn list(self, words: &ToolWords) -> &[String];

    /// Its place among them.
    fn number(self) -> usize;
}

macro_rules! areas {
    ($($words:ident in $list:ident),*) => {$(
        impl Word for $words {
            fn list(self, words: &ToolWords) -> &[String] {
                &words.$list
            }

            fn number(self) -> usize {
                self as usize
            }
        }
    )*};
}

areas!(Say in say, Desk in desk, Device in device, Shop in shop);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_by_its_number() {
        let words = ToolWords { desk: vec!["links".to_owned()], ..ToolWords::default() };
        assert_eq!(words.get(Desk::Title), "links");
        assert_eq!(words.get(Shop::Title), "");
        assert_eq!(ToolWords::from_bytes(&words.to_bytes()), None, "the words of another build");
    }
}
