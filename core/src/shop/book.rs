//! A list of entries as it is kept on a device, exported and imported: a first line that says what it is, then one
//! entry a line. Lines that cannot be read are kept as they are, so that nothing is lost to an older program.

use super::lines::{self, Fields};

/// Something that is kept in a book.
pub trait Entry: Sized + Clone + PartialEq {
    /// The word of the first line.
    const KIND: &'static str;

    /// Names the entry on every device.
    fn id(&self) -> &str;

    /// When it was changed last, in minutes: the newer of two wins.
    fn changed(&self) -> i64;

    fn write(&self) -> Vec<(&'static str, String)>;

    fn read(fields: &Fields) -> Option<Self>;
}

/// The entries, in the order in which they were made.
#[derive(Debug, Clone, PartialEq)]
pub struct Book<T> {
    pub entries: Vec<T>,
    /// Lines that mean nothing here.
    pub unread: Vec<String>,
}

/// What an import did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Import {
    pub added: usize,
    pub renewed: usize,
    /// Those that were here already, as new or newer.
    pub same: usize,
    /// Lines that could not be read.
    pub unread: usize,
}

/// Why nothing was imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportTrouble {
    Empty,
    /// Not made by this program.
    Foreign,
    /// Made by this program, but a list of something else.
    OtherKind,
    /// Made by a later version.
    Newer,
    /// More than [`MOST`] entries.
    TooMany,
}

/// Most entries of a book: years of work, and still quick on a cheap phone.
pub const MOST: usize = 3000;
/// Longer files are not ours.
pub const LONGEST: usize = 4_000_000;
const FORM: &str = "1";
const HEAD: &str = "pos_doctor";

impl<T> Default for Book<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), unread: Vec::new() }
    }
}

impl<T: Entry> Book<T> {
    /// What is stored on this device; whatever it is, nothing of it is thrown away.
    pub fn parse(text: &str) -> Self {
        let mut book = Self::default();
        for line in text.lines().filter(|line| !line.trim().is_empty() && !is_head::<T>(line)) {
            match lines::read(line).and_then(|fields| T::read(&fields)) {
                Some(entry) => {
                    book.put(entry);
                }
                None => book.unread.push(line.to_owned()),
            }
        }
        book
    }

    /// The form in which it is stored and exported.
    pub fn format(&self) -> String {
        let mut text = lines::write([(HEAD, T::KIND), ("form", FORM)]);
        for entry in &self.entries {
            text.push('\n');
            let fields = entry.write();
            text += &lines::write(fields.iter().map(|(name, value)| (*name, value.as_str())));
        }
        for line in &self.unread {
            text.push('\n');
            text += line;
        }
        text.push('\n');
        text
    }

    pub fn get(&self, id: &str) -> Option<&T> {
        self.entries.iter().find(|entry| entry.id() == id)
    }

    /// Put an entry in the place of the one with its id, or at the end; false when the book is full.
    pub fn put(&mut self, entry: T) -> bool {
        let full = self.entries.len() >= MOST;
        match self.entries.iter_mut().find(|old| old.id() == entry.id()) {
            Some(old) => *old = entry,
            None if full => return false,
            None => self.entries.push(entry),
        }
        true
    }

    pub fn remove(&mut self, id: &str) {
        self.entries.retain(|entry| entry.id() != id);
    }

    /// Take in what another device exported. Nothing here is lost: of two the one changed last stays.
    ///
    /// # Errors
    /// When the text is no such list; the book is then as it was.
    pub fn import(&mut self, text: &str) -> Result<Import, ImportTrouble> {
        let text = text.trim_start_matches('\u{feff}').trim();
        judge::<T>(text)?;
        let other = Self::parse(text);
        let new = other.entries.iter().filter(|entry| self.get(entry.id()).is_none()).count();
        if self.entries.len() + new > MOST {
            return Err(ImportTrouble::TooMany);
        }
        let mut import = Import { unread: other.unread.len(), ..Import::default() };
        for entry in other.entries {
            match self.get(entry.id()).map(|old| old.changed() < entry.changed()) {
                Some(false) => import.same += 1,
                Some(true) => import.renewed += usize::from(self.put(entry)),
                None => import.added += usize::from(self.put(entry)),
            }
        }
        Ok(import)
    }
}

fn is_head<T: Entry>(line: &str) -> bool {
    lines::read(line).is_some_and(|fields| lines::get(&fields, HEAD) == T::KIND)
}

fn judge<T: Entry>(text: &str) -> Result<(), ImportTrouble> {
    if text.is_empty() {
        return Err(ImportTrouble::Empty);
    }
    let head = text.lines().next().and_then(lines::read).unwrap_or_default();
    let (kind, form) = (lines::get(&head, HEAD), lines::get(&head, "form"));
    if kind.is_empty() || text.len() > LONGEST {
        return Err(ImportTrouble::Foreign);
    }
    if kind != T::KIND {
        return Err(ImportTrouble::OtherKind);
    }
    if form != FORM {
        return Err(ImportTrouble::Newer);
    }
    if text.lines().count() > MOST + 1 { Err(ImportTrouble::TooMany) } else { Ok(()) }
}
