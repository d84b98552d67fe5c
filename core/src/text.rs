//! What a merchant reads or writes, turned into facts.

mod cards;
mod code;
mod fold;
mod heard;
mod hunch;
mod matcher;
mod negation;
mod phrase;
mod pinyin;
mod plain;
mod screen;
mod settle;
mod telling;
mod understand;

pub use cards::cut_cards;
pub use code::codes;
pub use fold::fold;
pub use heard::Heard;
pub use hunch::{Feature, shares};
pub use screen::screens;
pub use understand::{Hunch, LONGEST, Reader, Understanding, Understood, event};

/// Whoever pastes a novel gets an answer to its beginning.
const MAX_INPUT: usize = 200;
