//! A second program: what boot.js asks of it, what it learns once, the page it has open.

use super::Tools;
use crate::app::read_words;
use crate::browser::{config, page};
use crate::session::Record;
use js_sys::Uint8Array;
use leptos::prelude::*;
use pos_doctor_core::config::Config;
use pos_doctor_core::content::{Knowledge, ToolWords, Words};
use std::any::Any;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

/// Makes a binary a second program that draws these pages: `fn(Tools, &str) -> Option<AnyView>`.
#[macro_export]
macro_rules! second_program {
    ($pages:path) => {
        fn main() {}

        /// Draw the page at `path` in `place`: for a case in its stored form, and what was written in the box.
        ///
        /// # Errors
        /// When knowledge or words belong to another build.
        #[wasm_bindgen::prelude::wasm_bindgen]
        #[allow(clippy::too_many_arguments)] // boot.js has them all apart, and no struct crosses the border for less
        pub fn open(
            place: web_sys::HtmlElement,
            path: String,
            lang: &str,
            record: &str,
            query: String,
            knowledge: js_sys::Uint8Array,
            words: js_sys::Uint8Array,
            tool: js_sys::Uint8Array,
            settings: wasm_bindgen::JsValue,
        ) -> Result<(), wasm_bindgen::JsError> {
            let files = $crate::tools::program::Files { knowledge, words, tool, settings };
            $crate::tools::program::open(place, path, lang == "en", record, query, &files, $pages)
        }

        /// End what the open page does: its timers, its reader.
        #[wasm_bindgen::prelude::wasm_bindgen]
        pub fn close() {
            $crate::tools::program::close();
        }
    };
}

/// What boot.js has fetched.
pub struct Files {
    pub knowledge: Uint8Array,
    pub words: Uint8Array,
    pub tool: Uint8Array,
    pub settings: JsValue,
}

thread_local! {
    /// What is learned once and lives as long as the page.
    static KNOWN: RefCell<Known> = RefCell::default();
    /// The page on the screen; dropping it ends everything it does.
    static OPEN: RefCell<Option<Box<dyn Any>>> = const { RefCell::new(None) };
}

/// Knowledge and settings, and the words of the languages that were asked for.
#[derive(Default)]
struct Known {
    base: Option<(&'static Knowledge, &'static Config)>,
    words: [Option<(&'static Words, &'static ToolWords)>; 2],
}

/// Draw a page; see [`second_program!`](crate::second_program).
///
/// # Errors
/// When knowledge or words belong to another build.
pub fn open(
    place: HtmlElement,
    path: String,
    english: bool,
    record: &str,
    query: String,
    files: &Files,
    pages: fn(Tools, &str) -> Option<AnyView>,
) -> Result<(), JsError> {
    std::panic::set_hook(Box::new(|_| page::failed()));
    close();
    let known = KNOWN.with_borrow_mut(|known| known.learn(english, files));
    let (k, config, words, tool) = known.ok_or_else(|| JsError::new("the content does not belong to this build"))?;
    let (case, since) = Record::parse(k, record).map(|record| (record.case, record.since)).unwrap_or_default();
    place.set_text_content(None);
    let handle = mount_to(place, move || {
        let case = RwSignal::new(case);
        let tools = Tools { k, words, tool, config, english, case, since, query: StoredValue::new(query) };
        pages(tools, &path).unwrap_or_else(|| tools.nowhere())
    });
    OPEN.set(Some(Box::new(handle)));
    page::settle();
    Ok(())
}

/// End what the open page does.
pub fn close() {
    drop(OPEN.take());
}

type All = (&'static Knowledge, &'static Config, &'static Words, &'static ToolWords);

impl Known {
    fn learn(&mut self, english: bool, files: &Files) -> Option<All> {
        let (k, config) = match self.base {
            Some(base) => base,
            None => {
                let k: &'static Knowledge = Box::leak(Box::new(Knowledge::from_bytes(&files.knowledge.to_vec())?));
                let config = Config::read(Some(&config::value(&files.settings)), k);
                *self.base.insert((k, Box::leak(Box::new(config))))
            }
        };
        let place = self.words.get_mut(usize::from(english))?;
        let (words, tool) = match *place {
            Some(both) => both,
            None => {
                let mut tool = ToolWords::from_bytes(&files.tool.to_vec())?;
                let mut words = read_words(&files.words.to_vec(), config, k, english)?;
                words.join(std::mem::take(&mut tool.reference));
                *place.insert((Box::leak(Box::new(words)), Box::leak(Box::new(tool))))
            }
        };
        Some((k, config, words, tool))
    }
}
