//! Draws pages: one small component for each kind of block.

mod block;
mod choice;
mod draw;
pub mod element;
mod icon;
mod list;
mod page;
mod search;
mod shell;

pub use block::blocks;
pub use draw::Draw;
pub use element::{Element, el, text};
pub use icon::icon;
pub use page::article;
pub use shell::Shell;
