//! Draws pages: one small component for each kind of block.

mod block;
mod choice;
pub mod element;
mod icon;
mod list;
mod search;
mod shell;

pub use block::blocks;
pub use icon::icon;
pub use shell::Shell;
