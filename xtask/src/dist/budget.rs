//! How big the download may be. A kilobyte is 1000 bytes, counted after brotli.

use super::pages::CEILING;
use super::site::Part;

/// One file of `dist/`, by its name without hash.
pub struct Size {
    /// For instance `app.js`.
    pub name: String,
    /// What the file is for.
    pub part: Part,
    /// Bytes on disk.
    pub raw: usize,
    /// Bytes after gzip.
    pub gzip: usize,
    /// Bytes after brotli.
    pub brotli: usize,
}

struct Budget {
    what: &'static str,
    kilobytes: usize,
    counts: fn(&str) -> bool,
}

const BUDGETS: [Budget; 15] = [
    Budget { what: "WebAssembly", kilobytes: 120, counts: |file| file == "app_bg.wasm" },
    Budget {
        what: "JavaScript of the first screen",
        kilobytes: 8,
        counts: |file| matches!(file, "boot.js" | "app.js"),
    },
    Budget {
        what: "JavaScript of the first program",
        kilobytes: 10,
        counts: |file| file.ends_with(".js") && !SECOND_JS.contains(&file),
    },
    Budget { what: "style", kilobytes: 12, counts: |file| file.ends_with(".css") },
    Budget { what: "content in zh-CN", kilobytes: 60, counts: |file| is_content(file, "words.zh-CN.bin") },
    Budget { what: "content in English", kilobytes: 60, counts: |file| is_content(file, "words.en.bin") },
    Budget { what: "first visit in zh-CN", kilobytes: 180, counts: |file| is_first_visit(file, "words.zh-CN.bin") },
    Budget { what: "first visit in English", kilobytes: 180, counts: |file| is_first_visit(file, "words.en.bin") },
    Budget { what: "look: WebAssembly", kilobytes: 170, counts: |file| file == "look_bg.wasm" },
    Budget { what: "how people put things", kilobytes: 80, counts: |file| file == "phrases.bin" },
    Budget { what: "readers: WebAssembly", kilobytes: 200, counts: |file| file == "readers_bg.wasm" },
    Budget { what: "tools: WebAssembly", kilobytes: 255, counts: |file| file == "tools_bg.wasm" },
    Budget { what: "JavaScript of the others", kilobytes: 15, counts: |file| SECOND_JS.contains(&file) },
    Budget { what: "their words in zh-CN", kilobytes: 60, counts: |file| file == "tools.zh-CN.bin" },
    Budget { what: "their words in English", kilobytes: 60, counts: |file| file == "tools.en.bin" },
];

/// What is fetched when somebody opens a page of a second program.
const SECOND_JS: [&str; 3] = ["look.js", "readers.js", "tools.js"];

fn is_content(file: &str, words: &str) -> bool {
    file == "knowledge.bin" || file == words
}

fn is_first_visit(file: &str, words: &str) -> bool {
    const ALWAYS: [&str; 7] =
        ["index.html", "boot.js", "app.js", "app_bg.wasm", "style.css", "config.json", "manifest.webmanifest"];
    ALWAYS.contains(&file) || is_content(file, words)
}

impl Budget {
    fn used(&self, sizes: &[Size]) -> usize {
        let counted = sizes.iter().filter(|size| size.part == Part::App && (self.counts)(&size.name));
        counted.map(|size| size.brotli).sum()
    }

    fn holds(&self, sizes: &[Size]) -> bool {
        self.used(sizes) <= self.kilobytes * 1000
    }
}

/// One sentence for each budget that is exceeded.
pub fn exceeded(sizes: &[Size]) -> Vec<String> {
    let broken = BUDGETS.iter().filter(|budget| !budget.holds(sizes));
    let broken =
        broken.map(|budget| format!("{}: {} of {} kB", budget.what, kilobytes(budget.used(sizes)), budget.kilobytes));
    let big = pages(sizes).filter(|size| size.brotli > CEILING);
    let big = big.map(|size| format!("{}: {} of {} kB", size.name, kilobytes(size.brotli), CEILING / 1000));
    broken.chain(big).collect()
}

/// Pages without a program.
fn pages(sizes: &[Size]) -> impl Iterator<Item = &Size> {
    sizes.iter().filter(|size| size.part == Part::Page && size.name.ends_with(".html"))
}

/// Hundreds of pages in three lines: the smallest, the one in the middle, the biggest.
fn print_pages(sizes: &[Size]) {
    let mut pages: Vec<_> = pages(sizes).collect();
    pages.sort_by_key(|size| size.brotli);
    println!("\n{:<32}{:>10}", "pages without a program", pages.len());
    let (first, middle, last) = (pages.first(), pages.get(pages.len() / 2), pages.last());
    for (what, size) in [("smallest", first), ("median", middle), ("biggest", last)] {
        if let Some(size) = size {
            println!(
                "{:<32}{:>10}{:>10}{:>10}  {}",
                what,
                kilobytes(size.raw),
                kilobytes(size.gzip),
                kilobytes(size.brotli),
                size.name
            );
        }
    }
}

/// The size table, and below it how much of each budget is used.
pub fn print(sizes: &[Size]) {
    println!("\n{:<32}{:>10}{:>10}{:>10}", "kB", "raw", "gzip", "brotli");
    for size in sizes.iter().filter(|size| size.part == Part::App) {
        println!(
            "{:<32}{:>10}{:>10}{:>10}",
            size.name,
            kilobytes(size.raw),
            kilobytes(size.gzip),
            kilobytes(size.brotli)
        );
    }
    print_pages(sizes);
    println!("\n{:<32}{:>10}{:>10}", "budget (kB, brotli)", "used", "allowed");
    for budget in &BUDGETS {
        let verdict = if budget.holds(sizes) { "" } else { "  EXCEEDED" };
        println!("{:<32}{:>10}{:>10}{verdict}", budget.what, kilobytes(budget.used(sizes)), budget.kilobytes);
    }
    println!();
}

fn kilobytes(bytes: usize) -> String {
    format!("{}.{:02}", bytes / 1000, bytes % 1000 / 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(name: &str, brotli: usize) -> Size {
        Size { name: name.to_owned(), part: Part::App, raw: brotli, gzip: brotli, brotli }
    }

    #[test]
    fn one_page_too_big_is_enough() {
        let page = |brotli| Size { part: Part::Page, ..size("zh/code/51.html", brotli) };
        assert!(exceeded(&[page(6000)]).is_empty());
        assert_eq!(exceeded(&[page(6001)]), ["zh/code/51.html: 6.00 of 6 kB"]);
    }

    #[test]
    fn a_budget_is_exceeded_by_the_first_byte_too_many() {
        assert!(exceeded(&[size("app_bg.wasm", 120_000)]).is_empty());
        assert_eq!(exceeded(&[size("app_bg.wasm", 120_001)]), ["WebAssembly: 120.00 of 120 kB"]);
    }

    #[test]
    fn only_one_language_counts_for_a_visit() {
        let sizes = [size("knowledge.bin", 20_000), size("words.zh-CN.bin", 40_000), size("words.en.bin", 40_000)];
        assert!(exceeded(&sizes).is_empty());
    }
}
