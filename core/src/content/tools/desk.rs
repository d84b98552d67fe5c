//! Words around links, the support desk, the report and stored cases.

use crate::content::keys::keys;

keys! {
    /// A word of `content/tools/desk.toml`.
    Desk:
    Title = "title",
}
