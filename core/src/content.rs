//! What we know, as data: loaded from `content/`, checked as a whole, compiled to numbered tables.

pub mod check;
mod compile;
pub mod conditions;
pub mod ids;
mod keys;
pub mod knowledge;
mod load;
pub mod numbers;
pub mod phrases;
pub mod source;
pub mod tools;
pub mod ui;
pub mod words;

pub use conditions::{Condition, Gate};
pub use ids::*;
pub use knowledge::*;
pub use load::{Bundle, Coverage, Defect, inspect, load};
pub use numbers::Numbers;
pub use phrases::Phrases;
pub use tools::ToolWords;
pub use ui::Ui;
pub use words::Words;
