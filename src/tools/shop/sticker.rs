//! An A6 sticker for a terminal: a code that opens the start page, the red lines that matter, whom to call.

use super::parts::{article, buttons, cell, cells, donts, note};
use super::store;
use crate::browser::{address, page};
use crate::components::{Element, el, text};
use crate::tools::Tools;
use leptos::prelude::*;
use pos_doctor_core::content::Ui;
use pos_doctor_core::content::tools::Shop;
use pos_doctor_core::shop::Device;
use qrcodegen::{QrCode, QrCodeEcc};

/// The three that stand on it; there is no room for more.
const NEVER: [&str; 3] = ["no_second_charge", "no_open_case", "no_password"];

/// The page, for the terminal with this id or for any.
pub fn page(tools: Tools, id: &str) -> AnyView {
    let devices = store::book::<Device>(store::DEVICES).entries;
    let name = devices.iter().find(|device| device.id == id).map_or("", |device| &device.name);
    let mut ways = vec![cell("sticker:any", "#/sticker", tools.t(Shop::StickerNone), "")];
    ways.extend(
        devices.iter().map(|d| cell(&format!("sticker:{}", d.id), &format!("#/sticker/{}", d.id), &d.name, &d.model)),
    );
    let print = super::parts::button("print-sticker", "button primary", tools.t(Shop::PrintSticker), || {
        page::set_slip(false);
        page::print();
    });
    let pick = el("div", "screen stack").child(note("", tools.t(Shop::StickerFor))).child(cells(ways.into_iter()));
    article("sticker", tools.t(Shop::StickerTitle))
        .child(el("div", "screen").child(note("", tools.t(Shop::StickerText))))
        .child(sticker(tools, name))
        .child(el("div", "screen").child(buttons([print])))
        .with((!devices.is_empty()).then(|| pick.view()))
        .view()
}

fn sticker(tools: Tools, name: &str) -> Element {
    let start = address::start();
    let code = qr(&start, tools.t(Shop::StickerScan));
    let hotline = tools.config.hotline(tools.now());
    let call = hotline.map_or_else(
        || tools.ui(Ui::Sticker).to_owned(),
        |hotline| format!("{}: {} {}", tools.t(Shop::StickerCall), hotline.name.get(tools.english), hotline.number),
    );
    let code = code.unwrap_or_else(|| note("note amber", tools.t(Shop::StickerNoCode)).view());
    el("div", "card sticker")
        .child(text("h2", "", tools.t(Shop::StickerScan)))
        .with([code])
        .child(text("small", "", &start))
        .child(text("b", "", name))
        .child(donts(tools, &NEVER))
        .child(text("p", "", &call))
}

/// A code as a drawing; `None` when the text is too long for one. Half of it may be scratched.
fn qr(text: &str, label: &str) -> Option<AnyView> {
    const QUIET: i32 = 4;
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let size = code.size();
    let mut path = String::new();
    for (x, y) in (0..size).flat_map(|y| (0..size).map(move |x| (x, y))).filter(|(x, y)| code.get_module(*x, *y)) {
        path += &format!("M{},{}h1v1h-1z", x + QUIET, y + QUIET);
    }
    let side = size + 2 * QUIET;
    let view_box = format!("0 0 {side} {side}");
    let label = label.to_owned();
    Some(
        view! {
            <svg class="qr" role="img" aria-label=label viewBox=view_box shape-rendering="crispEdges">
                <rect width="100%" height="100%" fill="#fff" /><path d=path fill="#000" />
            </svg>
        }
        .into_any(),
    )
}
