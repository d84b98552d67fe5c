//! The ways to hand a case over: link, QR code, text for a message, ten digits for the phone.

use super::file_names;
use super::parts::{button, buttons, fact, live, more, said};
use crate::browser::{address, file, share};
use crate::components::{el, text};
use crate::tools::Tools;
use leptos::prelude::*;
use pos_doctor_core::content::tools::Desk;
use pos_doctor_core::content::ui::fill;
use pos_doctor_core::qr::Qr;
use pos_doctor_core::short_code::{Essentials, grouped};
use pos_doctor_core::token::{self, Parcel};

/// Pixels for each square of a saved picture: large enough for any camera.
const SCALE: usize = 8;

/// The address that carries a case.
pub fn link(tools: Tools, parcel: &Parcel) -> String {
    format!("{}#/c/{}", address::own(), token::write(tools.k, parcel).token)
}

/// The ten digits of a case.
pub fn short_code(tools: Tools, parcel: &Parcel) -> Option<String> {
    tools.look_at(&parcel.case, tools.since, false, |scene| {
        Essentials::of(tools.k, &parcel.case, scene.advice()?).write(tools.k)
    })
}

/// All of it for a case that may change.
pub fn share_box(tools: Tools, parcel: impl Fn() -> Parcel + Send + Sync + 'static) -> AnyView {
    let words = RwSignal::new(String::new());
    let drawn = live(move || draw(tools, &parcel(), words));
    el("section", "card").attr("data-card", "link").with([drawn, said(words)]).view()
}

fn draw(tools: Tools, parcel: &Parcel, words: RwSignal<String>) -> AnyView {
    let link = link(tools, parcel);
    let name =
        tools.config.name.as_ref().map_or(tools.ui(pos_doctor_core::content::Ui::Name), |n| n.get(tools.english));
    let message = fill(tools.t(Desk::Message), &[("name", name), ("link", &link)]);
    let tell = move |word| words.set(tools.ui(word).to_owned());
    let (alone, whole) = (link.clone(), message.clone());
    let copy = move || share::copy_text(alone.clone(), tell);
    let send = move || share::share(whole.clone(), tell);
    let shown = el("p", "link-text").attr("data-link", &link).child(text("code", "", &link));
    let left_out = token::write(tools.k, parcel).left_out;
    let mut parts = el("div", "stack").child(shown);
    if left_out > 0 {
        parts = parts.child(super::parts::note("amber", tools.t(Desk::LeftOut)));
    }
    parts = parts.child(buttons([
        button("send", "button primary", tools.t(Desk::Send), send),
        button("copy", "button", tools.t(Desk::CopyLink), copy),
    ]));
    parts = parts.with(short(tools, parcel)).with(picture(tools, &link, words));
    parts.child(more(tools.t(Desk::MessageTitle), [text("p", "", &message).view()])).view()
}

/// The digits, large.
fn short(tools: Tools, parcel: &Parcel) -> Option<AnyView> {
    let code = short_code(tools, parcel).filter(|_| !parcel.case.events.is_empty())?;
    let shown = fact(tools.t(Desk::CodeLabel), &grouped(&code)).attr("data-code", &code);
    Some(el("ul", "facts short-code").child(shown).view())
}

/// The QR code as a picture that a long press saves, and as a drawing to download.
fn picture(tools: Tools, link: &str, words: RwSignal<String>) -> Option<AnyView> {
    let qr = Qr::of(link)?;
    let (size, path) = (qr.size(), qr.path());
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\"><path fill=\"#fff\" d=\"M0 0h{size}v{size}H0z\"/><path d=\"{path}\"/></svg>"
    );
    let save = move || {
        let well = file::save(&file_names::dated(tools, "link", "svg"), "image/svg+xml", &svg);
        words.set(tools.t(if well { Desk::Saved } else { Desk::NotSaved }).to_owned());
    };
    let image = el("img", "qr-code").attr("src", &qr.data_url(SCALE)).attr("alt", tools.t(Desk::QrAlt));
    let caption = text("figcaption", "", tools.t(Desk::QrHint));
    let figure = el("figure", "qr-box").child(image).child(caption);
    Some(figure.child(button("qr-svg", "quiet", tools.t(Desk::QrSvg), save)).view())
}
