//! What drawing needs to know.

use crate::view::Act;
use leptos::prelude::*;
use pos_doctor_core::content::{Ui, Words};

/// The words of the frame, and who hears what was pressed. Both programs draw pages with it.
#[derive(Clone, Copy)]
pub struct Draw {
    words: &'static Words,
    press: Callback<Act>,
}

impl Draw {
    pub fn new(words: &'static Words, press: Callback<Act>) -> Self {
        Self { words, press }
    }

    /// One of the app's own words.
    pub fn ui(self, key: Ui) -> &'static str {
        self.words.ui(key)
    }

    /// Something was pressed.
    pub fn act(self, act: Act) {
        self.press.run(act);
    }
}
