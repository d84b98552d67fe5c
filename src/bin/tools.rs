//! Entry point of the second program for `public/boot.js`.

use js_sys::Uint8Array;
use leptos::prelude::*;
use pos_doctor::app::read_words;
use pos_doctor::browser::{config, page};
use pos_doctor::session::Record;
use pos_doctor::tools::{self, Tools};
use pos_doctor_core::config::Config;
use pos_doctor_core::content::{Knowledge, ToolWords, Words};
use std::any::Any;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

fn main() {}

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

/// Draw the page at `path` in `place`: for a case in its stored form, and what was written in the box.
///
/// # Errors
/// When knowledge or words belong to another build.
#[wasm_bindgen]
#[allow(clippy::too_many_arguments)] // boot.js has them all apart, and no struct crosses the border for less
pub fn open(
    place: HtmlElement,
    path: String,
    lang: &str,
    record: &str,
    query: String,
    knowledge: &Uint8Array,
    words: &Uint8Array,
    tool: &Uint8Array,
    settings: &JsValue,
) -> Result<(), JsError> {
    std::panic::set_hook(Box::new(|_| page::failed()));
    close();
    let english = lang == "en";
    let known = KNOWN.with_borrow_mut(|known| known.learn(english, knowledge, words, tool, settings));
    let (k, config, words, tool) = known.ok_or_else(|| JsError::new("the content does not belong to this build"))?;
    let (case, since) = Record::parse(k, record).map(|record| (record.case, record.since)).unwrap_or_default();
    place.set_text_content(None);
    let handle = mount_to(place, move || {
        let case = RwSignal::new(case);
        tools::page(Tools { k, words, tool, config, english, case, since, query: StoredValue::new(query) }, &path)
    });
    OPEN.set(Some(Box::new(handle)));
    page::settle();
    Ok(())
}

/// End what the open page does: its timers, its reader.
#[wasm_bindgen]
pub fn close() {
    drop(OPEN.take());
}

type All = (&'static Knowledge, &'static Config, &'static Words, &'static ToolWords);

impl Known {
    fn learn(
        &mut self,
        english: bool,
        knowledge: &Uint8Array,
        words: &Uint8Array,
        tool: &Uint8Array,
        settings: &JsValue,
    ) -> Option<All> {
        let (k, config) = match self.base {
            Some(base) => base,
            None => {
                let k: &'static Knowledge = Box::leak(Box::new(Knowledge::from_bytes(&knowledge.to_vec())?));
                let config = Config::read(Some(&config::value(settings)), k);
                *self.base.insert((k, Box::leak(Box::new(config))))
            }
        };
        let place = self.words.get_mut(usize::from(english))?;
        let (words, tool) = match *place {
            Some(both) => both,
            None => {
                let mut tool = ToolWords::from_bytes(&tool.to_vec())?;
                let mut words = read_words(&words.to_vec(), config, k, english)?;
                words.join(std::mem::take(&mut tool.reference));
                *place.insert((Box::leak(Box::new(words)), Box::leak(Box::new(tool))))
            }
        };
        Some((k, config, words, tool))
    }
}
