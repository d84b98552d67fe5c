//! A page without its frame.

use super::element::{Element, el, text};
use super::icon::icon;
use super::{Draw, blocks};
use crate::view::Page;
use pos_doctor_core::content::Ui;

/// The article, and beside it the case at a glance.
pub fn article(draw: Draw, page: &Page) -> Element {
    let home = if page.id == "home" { " home" } else { "" };
    let mut article = el("article", &format!("page {}{home}", page.tone.class())).attr("data-step", &page.id);
    if !page.eyebrow.is_empty() {
        article = article.child(text("p", "eyebrow", &page.eyebrow));
    }
    if let Some(picture) = icon(&page.icon) {
        article = article.child(el("div", "picture").with([picture]));
    }
    let heading = text("h1", "", &page.title).attr("tabindex", "-1");
    let columns = el("div", "columns").child(article.child(heading).with(blocks(draw, &page.blocks)));
    if page.aside.is_empty() {
        return columns;
    }
    columns.child(el("aside", "glance").attr("aria-label", draw.ui(Ui::ThisCase)).with(blocks(draw, &page.aside)))
}
