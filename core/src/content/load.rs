//! From the files of `content/` to a checked [`Bundle`], or the list of everything that is wrong with them.

use super::phrases::{Class, Sentence};
use super::source::{CaseExample, File};
use super::{Knowledge, Phrases, ToolWords, Words, check, compile};
use std::collections::BTreeMap;
use std::fmt;

/// The whole content, ready for use.
#[derive(Debug, Clone)]
pub struct Bundle {
    pub knowledge: Knowledge,
    pub zh: Words,
    pub en: Words,
    pub tools_zh: ToolWords,
    pub tools_en: ToolWords,
    /// How people put things.
    pub phrases: Phrases,
    /// Sentences that must be understood; run as tests.
    pub sentences: Vec<Sentence>,
    /// What the model may take a sentence for, by id.
    pub hunches: Vec<(String, Class)>,
    /// Hunch and sentence: what the model of [`Phrases`] learns from.
    pub sayings: Vec<(String, String)>,
    /// Cases a support engineer can read; run as tests.
    pub cases: Vec<CaseExample>,
    pub coverage: Coverage,
    /// `(entry, date)` of everything whose review has a date of expiry.
    pub valid_until: Vec<(String, String)>,
}

/// How the rows of the seed matrix are accounted for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Coverage {
    pub carried: usize,
    pub warned: usize,
    pub dropped: usize,
    pub missing: usize,
}

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { carried, warned, dropped, missing } = self;
        let rows = carried + warned + dropped + missing;
        write!(f, "{rows} rows: {carried} carried, {warned} warned, {dropped} dropped, {missing} missing")
    }
}

/// Something wrong in `content/`: where, and what.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Defect {
    pub file: String,
    /// Kind and id of the entry, such as `question other_card`; empty when the whole file is meant.
    pub entry: String,
    pub what: String,
}

impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "content/{}: ", self.file)?;
        if !self.entry.is_empty() {
            write!(f, "{}: ", self.entry)?;
        }
        f.write_str(&self.what)
    }
}

/// Load everything we know from `(path, text)` pairs, or say everything that is wrong with it.
///
/// # Errors
/// All defects, sorted by file and entry: a content author mends them in one go.
pub fn load(files: &[(String, String)]) -> Result<Bundle, Vec<Defect>> {
    let (bundle, defects) = inspect(files);
    if defects.is_empty() { Ok(bundle) } else { Err(defects) }
}

/// Like [`load`], but gives both: what could be used, and what is wrong.
pub fn inspect(files: &[(String, String)]) -> (Bundle, Vec<Defect>) {
    let mut all = All::default();
    for (path, text) in files {
        match toml::from_str::<File>(text) {
            Ok(file) => all.take(path, file),
            Err(error) => all.defect_in(path, error.to_string().trim_end().to_owned()),
        }
    }
    let bundle = compile::compile(&mut all, fingerprint(files));
    check::check(&mut all, &bundle);
    all.defects.sort();
    all.defects.dedup();
    (bundle, all.defects)
}

/// All files merged, the place of every entry, and what was found wrong so far.
#[derive(Default)]
pub(super) struct All {
    pub(super) file: File,
    places: BTreeMap<String, String>,
    pub(super) defects: Vec<Defect>,
}

impl All {
    /// Report a defect of one entry, e.g. `("question", "other_card", "rows do not sum")`.
    pub(super) fn defect(&mut self, kind: &str, id: &str, what: impl Into<String>) {
        let entry = format!("{kind} {id}");
        let file = self.places.get(&entry).cloned().unwrap_or_default();
        self.defects.push(Defect { file, entry, what: what.into() });
    }

    fn defect_in(&mut self, path: &str, what: String) {
        self.defects.push(Defect { file: path.to_owned(), entry: String::new(), what });
    }

    fn place(&mut self, path: &str, kind: &str, id: &str) {
        let entry = format!("{kind} {id}");
        if let Some(first) = self.places.insert(entry, path.to_owned()) {
            self.defect(kind, id, format!("defined twice, also in content/{first}"));
        }
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        if id.is_empty() || !id.chars().all(plain) {
            self.defect(kind, id, "an id has letters, digits, _ and - only");
        }
    }

    fn take(&mut self, path: &str, mut file: File) {
        macro_rules! tables {
            ($($table:ident),*) => {$(
                for entry in &file.$table {
                    self.place(path, stringify!($table), &entry.id);
                }
                self.file.$table.append(&mut file.$table);
            )*};
        }
        tables!(
            source, addressee, act, place, flag, guard, alert, cause, symptom, question, action, workaround, code,
            text, topic, row, resolved, case, word, phrase, reply, teller, hunch
        );
        for (kind, id) in file.guide.ids() {
            self.place(path, kind, id);
        }
        self.file.guide.take(file.guide);
        for (key, chars) in file.pinyin {
            self.place(path, "pinyin", &key);
            self.file.pinyin.insert(key, chars);
        }
        self.file.variants.extend(file.variants);
        self.file.stops.extend(file.stops);
        self.file.number.extend(file.number);
        self.file.answer_number.extend(file.answer_number);
        self.file.model = file.model.or(self.file.model.take());
        for (cause, sentences) in file.sayings {
            self.file.sayings.entry(cause).or_default().extend(sentences);
        }
        macro_rules! texts {
            ($($table:ident),*) => {$(
                for (key, text) in file.$table {
                    self.place(path, stringify!($table), &key);
                    self.file.$table.insert(key, text);
                }
            )*};
        }
        texts!(ui, say, desk, device, shop);
    }
}

/// FNV-1a over paths and texts: names a content revision; not a security measure.
fn fingerprint(files: &[(String, String)]) -> u32 {
    let bytes = files.iter().flat_map(|(path, text)| path.bytes().chain(text.bytes()));
    bytes.fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
