//! Pages without a program: the knowledge as plain HTML, for browsers without WebAssembly or JavaScript, for search
//! engines, for paper. Generated from the same content as the app, by the same engine, behind the same red lines.

mod course;
mod customer;
mod frame;
mod guidance;
mod guide;
mod index;
mod look;
mod markup;
mod parts;
mod sitemap;
mod symptom;
mod topic;
mod words;

#[cfg(test)]
mod tests;

use super::settings::Settings;
use course::Courses;
use frame::{Page, document};
use pos_doctor_core::config::Config;
use pos_doctor_core::content::{Bundle, Knowledge, ToolWords, Ui, Words, ui::fill};
use words::PageWords;

/// A page may be this big after brotli, in bytes.
pub const CEILING: usize = 6000;

/// What a page must know about its place.
struct Where<'a> {
    /// Full address of `dist/` with a slash at the end, where one is configured.
    base: Option<&'a str>,
    /// The language's folder.
    folder: &'a str,
    /// Published name of the style sheet.
    style: &'a str,
    /// The headers that HTML can carry itself.
    policy: &'a str,
}

/// Everything that pages of one language are made from.
struct Tongue<'a> {
    k: &'a Knowledge,
    /// With the bank's own texts in them.
    w: Words,
    tool: &'a ToolWords,
    config: &'a Config,
    courses: &'a Courses,
    english: bool,
    words: &'static PageWords,
    other: &'static PageWords,
    /// The bank's name for it, or ours.
    name: String,
    revision: String,
}

impl<'a> Tongue<'a> {
    fn new(content: &'a Bundle, config: &'a Config, courses: &'a Courses, english: bool) -> Self {
        let mut w = if english { content.en.clone() } else { content.zh.clone() };
        config.apply(&mut w, english);
        let name = config.name.as_ref().map_or(w.ui(Ui::Name), |name| name.get(english)).to_owned();
        let revision = fill(w.ui(Ui::Revision), &[("revision", &content.knowledge.revision.to_string())]);
        let (words, other) = if english { (&words::EN, &words::ZH) } else { (&words::ZH, &words::EN) };
        let tool = if english { &content.tools_en } else { &content.tools_zh };
        Self { k: &content.knowledge, w, tool, config, courses, english, words, other, name, revision }
    }

    fn ui(&self, key: Ui) -> &str {
        self.w.ui(key)
    }

    /// All pages of the language, without their frames.
    fn pages(&self) -> Vec<Page> {
        let mut pages = vec![
            index::start(self),
            index::red_lines(self),
            look::index(self),
            topic::index(self),
            customer::index(self),
        ];
        pages.extend(symptom::pages(self));
        pages.extend(look::pages(self));
        pages.extend(topic::pages(self));
        pages.extend(customer::pages(self));
        pages.extend(guide::pages(self));
        pages
    }
}

/// Name below `dist/` and content of every page, of the site map and of robots.txt where the address is known.
pub fn all(content: &Bundle, settings: &Settings, style: &str) -> Vec<(String, String)> {
    all_with(content, settings, style, &Courses::default())
}

fn all_with(content: &Bundle, settings: &Settings, style: &str, courses: &Courses) -> Vec<(String, String)> {
    let policy = settings.hosting.meta_for_pages();
    let base = settings.hosting.base.as_deref();
    let mut files = Vec::new();
    for english in [false, true] {
        let tongue = Tongue::new(content, &settings.config, courses, english);
        let place = Where { base, folder: tongue.words.folder, style, policy: &policy };
        let name = |page: &Page| format!("{}/{}.html", place.folder, page.path);
        files.extend(tongue.pages().iter().map(|page| (name(page), document(&place, &tongue, page))));
    }
    let maps = base.map(|base| sitemap::files(base, files.iter().map(|(name, _)| name.as_str())));
    files.extend(maps.into_iter().flatten());
    files
}
