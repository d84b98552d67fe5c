//! One page for each response code and each text of a screen, and the list of them all.

use super::Tongue;
use super::frame::Page;
use super::guidance::Guidance;
use super::markup::{element, esc, link, list, paragraph, plain_list, text};
use pos_doctor_core::case::Event;
use pos_doctor_core::content::ui::fill;
use pos_doctor_core::content::words::CodeWords;
use pos_doctor_core::content::{Code, CodeClass, CodeId, TextId, Ui};

/// All pages of codes and texts.
pub(super) fn pages(t: &Tongue) -> Vec<Page> {
    let codes = (0u16..).map(CodeId).zip(&t.k.codes).zip(&t.w.codes);
    let codes = codes.filter_map(|((id, code), words)| code_page(t, id, code, words));
    let texts = (0u16..).take(t.k.texts.len()).map(TextId);
    codes.chain(texts.filter_map(|id| text_page(t, id))).collect()
}

fn code_page(t: &Tongue, id: CodeId, code: &Code, words: &CodeWords) -> Option<Page> {
    let title = fill(t.ui(Ui::CodeTitle), &[("code", &code.id), ("shows", &words.shows)]);
    let body = code_body(t, code, words) + &who_acts(t, &code.who);
    let values = [("name", &*code.id), ("hint", &*words.means)];
    Some(Page {
        path: format!("code/{}", code.id),
        title: title.trim().to_owned(),
        about: fill(t.words.code_about, &values),
        body: body + &Guidance::new(t, Event::Code(id))?.html(false),
        app: format!("#/look/{}", code.id),
        answers: true,
    })
}

/// The bank's own table beats ours and its other readings.
fn code_body(t: &Tongue, code: &Code, words: &CodeWords) -> String {
    if let Some(own) = t.config.codes.iter().find(|own| own.id == code.id) {
        let lines = [own.means.get(t.english), own.act.get(t.english), t.ui(Ui::OwnCode)];
        return lines.map(paragraph).concat();
    }
    let flips = code.class == CodeClass::Flips;
    let flips = if flips { element("p", " class=\"stop\"", &esc(t.ui(Ui::CodeFlips))) } else { String::new() };
    let other = if words.other.is_empty() { "" } else { t.ui(Ui::OtherReadings) };
    flips
        + &paragraph(&words.means)
        + &element("p", "", &text("b", &words.act))
        + &paragraph(other)
        + &plain_list("ul", "", &words.other)
}

fn text_page(t: &Tongue, id: TextId) -> Option<Page> {
    let (screen, words) = (t.k.text(id)?, t.w.texts.get(id.index())?);
    let shown = screen.variants.first()?;
    let variants = screen.variants.get(1..).unwrap_or_default();
    let also = if variants.is_empty() { "" } else { t.words.also_written };
    let body = paragraph(&words.means)
        + &element("p", "", &text("b", &words.act))
        + &who_acts(t, &screen.who)
        + &Guidance::new(t, Event::Text(id))?.html(false)
        + &paragraph(also)
        + &plain_list("ul", "", variants);
    Some(Page {
        path: format!("text/{}", screen.id),
        title: fill(t.ui(Ui::Quoted), &[("text", shown)]),
        about: fill(t.words.text_about, &[("name", shown), ("hint", &words.means)]),
        body,
        app: format!("#/look/{}", in_address(shown)),
        answers: true,
    })
}

/// A text as part of an address: everything but letters, digits and the like in percent signs.
fn in_address(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

fn who_acts(t: &Tongue, who: &str) -> String {
    let name = t.k.find_addressee(who).and_then(|id| t.w.addressees.get(id.index()));
    paragraph(&fill(t.ui(Ui::WhoActs), &[("name", name.map_or(t.ui(Ui::TheShop), |words| &words.name))]))
}

/// The list of all texts and codes.
pub(super) fn index(t: &Tongue) -> Page {
    let texts = t.k.texts.iter().filter_map(|screen| {
        Some((screen.variants.first()?, link(&format!("text/{}.html", screen.id), screen.variants.first()?)))
    });
    let mut texts: Vec<_> = texts.collect();
    texts.sort();
    let texts: Vec<_> = texts.into_iter().map(|(_, link)| link).collect();
    let mut codes: Vec<_> = t.k.codes.iter().map(|code| code.id.as_str()).collect();
    codes.sort_unstable();
    let codes: Vec<_> = codes.iter().map(|id| link(&format!("code/{id}.html"), id)).collect();
    let body = paragraph(t.words.codes_hint)
        + &text("h2", t.words.texts)
        + &list("ul", "many", &texts)
        + &text("h2", t.words.codes)
        + &list("ul", "codes", &codes);
    Page {
        path: "look".to_owned(),
        title: t.ui(Ui::LookTitle).to_owned(),
        about: t.words.look_about.to_owned(),
        body,
        app: "#/look".to_owned(),
        answers: false,
    }
}
