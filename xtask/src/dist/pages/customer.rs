//! Cards for customers: big type, both languages, for shops whose phone opens nothing else, and for the printer.

use super::Tongue;
use super::frame::Page;
use super::markup::{element, esc, list, paragraph, plain_list, text};
use pos_doctor_core::content::tools::Shop;
use pos_doctor_core::content::tools::guide::{CustomerWords, Told};

type Card = Told<CustomerWords>;

/// One page for each.
pub(super) fn pages(t: &Tongue) -> Vec<Page> {
    t.tool.guide.customer.iter().zip(&t.tool.guide.customer_other).map(|(card, other)| page(t, card, other)).collect()
}

fn page(t: &Tongue, card: &Card, other: &CustomerWords) -> Page {
    let other = text("h2", &other.title) + &plain_list("ul", "", &other.text);
    let other = element("section", &format!(" lang=\"{}\"", t.other.lang), &other);
    Page {
        path: format!("customer/{}", card.id),
        title: card.words.title.clone(),
        about: card.words.when.clone(),
        body: element("div", " class=\"big\"", &(plain_list("ul", "", &card.words.text) + &other))
            + &t.sources(&card.sources),
        app: format!("#/customer/{}", card.id),
        answers: false,
    }
}

/// The list of all.
pub(super) fn index(t: &Tongue) -> Page {
    let item = |card: &Card| {
        let label = esc(&card.words.when) + "<br>" + &text("small", &card.words.title);
        element("a", &format!(" href=\"customer/{}.html\"", card.id), &label)
    };
    let items: Vec<_> = t.tool.guide.customer.iter().map(item).collect();
    Page {
        path: "customer".to_owned(),
        title: t.tool.get(Shop::CustomerTitle).to_owned(),
        about: t.tool.get(Shop::CustomerHint).to_owned(),
        body: paragraph(t.tool.get(Shop::CustomerPick)) + &list("ul", "ways", &items),
        app: "#/customer".to_owned(),
        answers: false,
    }
}
