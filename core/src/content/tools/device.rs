//! Words around live tests of a connected reader.

use crate::content::keys::keys;

keys! {
    /// A word of `content/tools/device.toml`.
    Device:
    Title = "title",
}
