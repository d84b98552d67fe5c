//! Words around the fault: unfinished sales, devices, plans, checklists, training.

use crate::content::keys::keys;

keys! {
    /// A word of `content/tools/shop.toml`.
    Shop:
    Title = "title",
}
