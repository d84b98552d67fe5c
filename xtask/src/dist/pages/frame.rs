//! What every page has: head, header with the other language, footer with the way into the app.

use super::markup::{element, esc, link};
use super::{Tongue, Where};
use pos_doctor_core::content::Ui;
use pos_doctor_core::content::tools::Shop;

/// A page before it gets its frame.
pub struct Page {
    /// Below the language's folder: `code/51`; `index` for the start.
    pub path: String,
    pub title: String,
    /// For search engines.
    pub about: String,
    /// What follows the title.
    pub body: String,
    /// Where the app shows the same, such as `#/look/51`.
    pub app: String,
    /// The title is a question and the body its answer.
    pub answers: bool,
}

impl Page {
    /// How many folders below `dist/` it lies, with its language's folder.
    fn depth(&self) -> usize {
        1 + self.path.matches('/').count()
    }
}

/// Pages rarely hold a description longer than search engines show.
const DESCRIPTION: usize = 155;

/// The whole document.
pub fn document(place: &Where, tongue: &Tongue, page: &Page) -> String {
    let up = "../".repeat(page.depth());
    let title = format!("{} · {}", page.title, tongue.name);
    let about: String = page.about.chars().take(DESCRIPTION).collect();
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n{policy}\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <meta name=\"description\" content=\"{about}\">\n<meta name=\"color-scheme\" content=\"light dark\">\n{search}\
         <link rel=\"icon\" href=\"{up}icon.png\" type=\"image/png\">\n\
         <link rel=\"stylesheet\" href=\"{up}{style}\">\n</head>\n<body>\n{header}\n{main}\n{footer}\n</body>\n</html>\n",
        lang = tongue.words.lang,
        policy = place.policy,
        title = esc(&title),
        about = esc(&about),
        search = search(place, page),
        style = place.style,
        header = header(tongue, page, &up),
        main = main(page),
        footer = footer(tongue, page, &up),
    )
}

/// For search engines: the full address of the page in each language. They take no others, so there are none where the
/// address is not known; visitors find the other language in the header.
fn search(place: &Where, page: &Page) -> String {
    let Some(base) = place.base else { return String::new() };
    let link = |rel: &str, folder: &str| {
        format!("<link rel=\"{rel} href=\"{}\">\n", esc(&format!("{base}{folder}/{}.html", page.path)))
    };
    let other = |lang: &str, folder: &str| link(&format!("alternate\" hreflang=\"{lang}\""), folder);
    link("canonical\"", place.folder) + &other("zh-CN", "zh") + &other("en", "en") + &other("x-default", "zh")
}

fn header(tongue: &Tongue, page: &Page, up: &str) -> String {
    let start = format!("{up}{}/index.html", tongue.words.folder);
    let other = format!("{up}{}/{}.html", tongue.other.folder, page.path);
    let switch = format!(
        "<a href=\"{other}\" lang=\"{lang}\" hreflang=\"{lang}\">{label}</a>",
        lang = tongue.other.lang,
        label = esc(tongue.ui(Ui::OtherLanguage))
    );
    element("header", "", &(link(&start, &tongue.name) + &switch))
}

/// The title and what follows it, told to search engines as question and answer where it is one.
fn main(page: &Page) -> String {
    let (mut whole, mut name, mut answer, mut inner) = ("", "", "", "");
    if page.answers {
        whole = " itemscope itemtype=\"https://schema.org/FAQPage\"";
        name = " itemprop=\"name\"";
        answer = " itemprop=\"acceptedAnswer\" itemscope itemtype=\"https://schema.org/Answer\"";
        inner = " itemprop=\"text\"";
    }
    let title = element("h1", name, &esc(&page.title));
    let body = element("div", answer, &element("div", inner, &page.body));
    let question =
        if page.answers { " itemprop=\"mainEntity\" itemscope itemtype=\"https://schema.org/Question\"" } else { "" };
    element("main", whole, &element("article", question, &format!("{title}\n{body}")))
}

fn footer(tongue: &Tongue, page: &Page, up: &str) -> String {
    let words = tongue.words;
    let app = element(
        "p",
        " class=\"app\"",
        &format!("<a class=\"button\" href=\"{up}index.html{}\">{}</a>", esc(&page.app), esc(words.in_app)),
    );
    let hint = element("p", "", &element("small", "", &esc(words.in_app_hint)));
    let folder = format!("{up}{}/", words.folder);
    let ways = [
        ("index", tongue.ui(Ui::PickSymptom)),
        ("look", tongue.ui(Ui::LookTitle)),
        ("red-lines", tongue.ui(Ui::RedLines)),
        ("topics", tongue.ui(Ui::TopicsTitle)),
        ("customer", tongue.tool.get(Shop::CustomerTitle)),
    ];
    let ways: String = ways.iter().map(|(path, label)| link(&format!("{folder}{path}.html"), label) + " ").collect();
    let last = [tongue.ui(Ui::DisclaimerText), &tongue.revision]
        .map(|line| element("p", "", &element("small", "", &esc(line))));
    element("footer", "", &(app + &hint + &element("nav", "", ways.trim_end()) + &last.concat()))
}
