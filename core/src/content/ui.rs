//! The app's own words: every key here has a text in both languages in `content/ui/`.

macro_rules! ui {
    ($($name:ident = $key:literal),* $(,)?) => {
        /// A word or sentence of the app's screens.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u16)]
        pub enum Ui { $($name),* }

        impl Ui {
            /// The keys in `content/ui/`, in the order of the numbers.
            pub const KEYS: &'static [&'static str] = &[$($key),*];
        }
    };
}

ui! {
    Back = "back",
    DontKnow = "dont_know",
}

impl super::Words {
    /// The app's text for a key; empty only when the words belong to another build.
    pub fn ui(&self, key: Ui) -> &str {
        self.ui.get(key as usize).map_or("", String::as_str)
    }
}
