//! `#/report`: the report for whoever repairs. On paper, as a file, or read out; nothing typed here is kept.

mod sheet;

use super::parts::{article, button, buttons, field, link, live, more, note, said, select, tick};
use super::{file_names, send, share};
use crate::browser::{clock, file, page as paper, share as sharing, storage};
use crate::components::{el, text};
use crate::session::tests;
use crate::tools::{Tools, plot};
use leptos::prelude::*;
use pos_doctor_core::content::tools::Desk;
use pos_doctor_core::qr::Qr;
use pos_doctor_core::report::{self, Extra, Part, Sheet, typed};
use pos_doctor_core::shop::ics::{Every, Reminder, calendar};
use pos_doctor_core::shop::{Book, Device, Wall};

/// What the shop adds; kept in this page only.
#[derive(Clone, Copy)]
pub struct Form {
    shop: RwSignal<String>,
    contact: RwSignal<String>,
    note: RwSignal<String>,
    /// Id of a stored terminal, or nothing.
    device: RwSignal<String>,
    /// The shop agrees that its terminal's numbers stand in the report.
    with_device: RwSignal<bool>,
    /// Date and time agreed with the engineer.
    visit: RwSignal<String>,
}

/// The page.
pub fn page(tools: Tools) -> AnyView {
    let page = article("report", tools.t(Desk::ReportTitle));
    if tools.case.with_untracked(|case| case.events.is_empty()) {
        let home = link("home", "button primary", "#/", tools.t(Desk::ToStart));
        return page.child(text("p", "", tools.t(Desk::ReportNothing))).child(buttons([home])).view();
    }
    let empty = || RwSignal::new(String::new());
    let form = Form {
        shop: empty(),
        contact: empty(),
        note: empty(),
        device: empty(),
        with_device: RwSignal::new(false),
        visit: empty(),
    };
    let words = RwSignal::new(String::new());
    let shown = live(move || {
        let code = share::link(tools, &send::own(tools));
        let scan =
            Qr::of(&code).map(|qr| el("img", "qr-code").attr("src", &qr.data_url(4)).attr("alt", tools.t(Desk::QrAlt)));
        draw(&sheet::sheet(tools, form)).children(scan.into_iter()).view()
    });
    page.child(text("p", "no-paper", tools.t(Desk::ReportText)))
        .with([add(tools, form)])
        .with([shown])
        .child(take_away(tools, form, words))
        .with([said(words), visit(tools, form, words)])
        .child(note("plain no-paper", tools.t(Desk::ReportPrivacy)))
        .view()
}

/// Fields that may stay empty.
fn add(tools: Tools, form: Form) -> AnyView {
    let fields = [
        field("shop", "text", tools.t(Desk::ShopName), form.shop),
        field("contact", "text", tools.t(Desk::Contact), form.contact),
        field("remark", "text", tools.t(Desk::Remark), form.note),
    ];
    let devices = devices();
    let device = (!devices.is_empty()).then(|| {
        let options = devices.iter().map(|d| (d.id.clone(), d.name.clone()));
        let none = (String::new(), tools.t(Desk::NotSaid).to_owned());
        let pick = select("device", tools.t(Desk::Device), form.device, std::iter::once(none).chain(options).collect());
        el("div", "stack").with([pick, tick("with-device", tools.t(Desk::WithDevice), form.with_device)]).view()
    });
    more(tools.t(Desk::AddToReport), fields.into_iter().chain(device)).view()
}

/// The terminals that the shop has written down.
pub fn devices() -> Vec<Device> {
    Book::<Device>::parse(&storage::local("pos.devices").unwrap_or_default()).entries
}

/// The sheet on the screen and on paper.
fn draw(sheet: &Sheet) -> crate::components::Element {
    el("section", "sheet slip").attr("data-card", "sheet").children(sheet.parts.iter().map(part)).child(text(
        "small",
        "",
        &sheet.foot,
    ))
}

fn part(part: &Part) -> crate::components::Element {
    let line = |(what, value): &(String, String)| {
        let what = text("span", "what", what);
        el("li", "").child(what).child(text("span", "value", value))
    };
    let bar = |(what, percent): &(String, u8)| {
        let track = el("span", "track")
            .attr("aria-hidden", "true")
            .child(el("span", &format!("fill w{}", (percent + 2) / 5 * 5)));
        el("li", "").child(text("span", "name", what)).child(text("span", "word", &format!("{percent} %"))).child(track)
    };
    let bars = (!part.bars.is_empty()).then(|| el("ul", "bars").children(part.bars.iter().map(bar)));
    el("section", "stack")
        .child(text("h2", "", &part.title))
        .child(el("ul", "facts").children(part.lines.iter().map(line)))
        .children(bars.into_iter())
        .children(part.plots.iter().map(plot::drawn))
}

/// Ways to take the report along.
fn take_away(tools: Tools, form: Form, words: RwSignal<String>) -> crate::components::Element {
    let tell = move |well: bool| words.set(tools.t(if well { Desk::Saved } else { Desk::NotSaved }).to_owned());
    let print = move |roll: bool| {
        paper::set_slip(roll);
        paper::print();
    };
    let html = move || {
        let html = untrack(|| sheet::sheet(tools, form).html());
        tell(file::save(&file_names::dated(tools, "report", "html"), "text/html", &html));
    };
    let json = move || {
        let json = untrack(|| as_json(tools, form));
        tell(file::save(&file_names::dated(tools, "report", "json"), "application/json", &json));
    };
    let send = move || {
        let plain = untrack(|| sheet::sheet(tools, form).plain());
        sharing::share(plain, move |word| words.set(tools.ui(word).to_owned()));
    };
    buttons([
        button("print", "button primary", tools.t(Desk::PrintA4), move || print(false)),
        button("print-roll", "button", tools.t(Desk::PrintRoll), move || print(true)),
        button("send", "button", tools.t(Desk::SendReport), send),
        button("save-html", "button", tools.t(Desk::SaveHtml), html),
        button("save-json", "button", tools.t(Desk::SaveJson), json),
        link("link", "button", "#/c", tools.t(Desk::SendTitle)),
    ])
}

/// The report in ids.
fn as_json(tools: Tools, form: Form) -> String {
    let parcel = send::own(tools);
    let (link, code) = (share::link(tools, &parcel), share::short_code(tools, &parcel).unwrap_or_default());
    let began = Wall::at(tools.since, clock::ahead()).to_string();
    let extra = Extra {
        lang: if tools.english { "en" } else { "zh-CN" },
        began: &began,
        code: &code,
        link: &link,
        tests: &tests::kept(),
        shop: sheet::added(tools, form).into_iter().map(|(name, _, value)| (name.to_owned(), value)).collect(),
    };
    tools.look_at(&parcel.case, tools.since, false, |scene| {
        scene.advice().map(|advice| report::json(tools.k, &parcel.case, advice, &extra)).unwrap_or_default()
    })
}

/// An appointment for the calendar.
fn visit(tools: Tools, form: Form, words: RwSignal<String>) -> AnyView {
    let save = button("save-ics", "button", tools.t(Desk::SaveIcs), move || {
        let Some(start) = Wall::parse(&form.visit.get_untracked()) else {
            return words.set(tools.t(Desk::VisitMissing).to_owned());
        };
        let reminder = Reminder {
            uid: format!("visit-{}@pos-doctor", start.0),
            start,
            every: Every::Once,
            title: tools.t(Desk::VisitTitle).to_owned(),
            text: untrack(|| typed(&sheet::spoken(tools))),
        };
        let text = calendar(tools.t(Desk::VisitTitle), &[reminder], tools.now());
        let well = file::save("pos-visit.ics", "text/calendar", &text);
        words.set(tools.t(if well { Desk::Saved } else { Desk::NotSaved }).to_owned());
    });
    let when = field("visit", "datetime-local", tools.t(Desk::VisitWhen), form.visit);
    more(tools.t(Desk::Visit), [when, save.view()]).view()
}
