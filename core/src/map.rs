//! The courses that cases with a symptom take, along the engine's own steps: most probable results, costs, red lines.
//! For experts who read the content: `cargo xtask map`, and `#/map` in the app.

mod draw;
mod walk;

pub use draw::svg;
pub use walk::{Node, Walk};
