//! What a merchant reads or writes, turned into facts.

mod code;
mod fold;
mod screen;

pub use code::codes;
pub use fold::fold;
pub use screen::screens;

/// Whoever pastes a novel gets an answer to its beginning.
const MAX_INPUT: usize = 200;
