//! The test of one reader: what will happen, the promise about cards, the connection; then the test; then the verdict.

use super::super::Tools;
use super::board::board;
use super::choose::without_cable;
use super::part::{button, buttons, cell, cells, changing, line, named, note, page, quiet};
use super::run::{Partner, Run};
use super::verdict::{finding, verdict};
use crate::browser::link::{self, Device as Chosen, Keys};
use crate::browser::{page as browser_page, reach};
use crate::components::element::{Element, el, text};
use crate::components::icon;
use leptos::prelude::*;
use pos_doctor_core::content::tools::Device;
use pos_doctor_core::content::ui::fill;
use pos_doctor_core::evidence;
use pos_doctor_core::reader::check::Manner;
use pos_doctor_core::reader::live::Mode;
use pos_doctor_core::reader::model::Model;
use pos_doctor_core::reader::reach::{Door, Finding};

/// Where the visitor is.
#[derive(Clone)]
enum Stage {
    /// Before the test, with what went wrong so far.
    Before(Option<(&'static str, evidence::Lines)>),
    Running(Run),
    Over(Run),
}

/// What the parts of this page share.
#[derive(Clone, Copy)]
struct Bench {
    tools: Tools,
    model: Model,
    stage: RwSignal<Stage, LocalStorage>,
    /// A reader that was allowed earlier and is plugged in.
    known: RwSignal<Option<Chosen>, LocalStorage>,
}

/// The page of a model.
pub fn start(tools: Tools, model: Model) -> AnyView {
    let bench =
        Bench { tools, model, stage: RwSignal::new_local(Stage::Before(None)), known: RwSignal::new_local(None) };
    bench.remember();
    // Leaving the page ends the test: the reader is put back to rest and its port closed.
    on_cleanup(move || {
        if let Some(Stage::Running(run)) = bench.stage.try_get_untracked() {
            run.cancel();
        }
    });
    let draw = move || match bench.stage.get() {
        Stage::Before(trouble) => Some(bench.before(trouble)),
        Stage::Running(run) => Some(bench.running(&run)),
        Stage::Over(run) => Some(bench.over(&run)),
    };
    changing(draw)
}

impl Bench {
    /// Look for a reader that was allowed earlier.
    fn remember(self) {
        let Ok(Some(door)) = reach::door(self.model) else { return };
        link::beside(async move {
            let found = link::remembered(door, self.model).await.into_iter().next();
            self.known.try_set(found);
        });
    }

    fn turn(self, stage: Stage) {
        self.stage.set(stage);
        browser_page::refocus("h1");
    }

    fn before(self, trouble: Option<(&'static str, evidence::Lines)>) -> Element {
        let (tools, model) = (self.tools, self.model);
        let name = model.name();
        let manner = match model.manner() {
            Some(Manner::Swipe) => "swipe",
            Some(Manner::Insert) => "insert",
            Some(Manner::Tap) => "tap",
            None => "terminal",
        };
        let page = page(&format!("test:{name}"), named(tools, "model", name))
            .child(el("div", "picture").with(icon(manner)))
            .child(line(named(tools, "hint", name)))
            .children(trouble.map(|(name, lines)| finding(tools, name, lines)).into_iter());
        match reach::door(model) {
            Err(obstacle) => {
                page.child(finding(tools, obstacle.name(), evidence::of_finding(obstacle))).child(self.other_ways())
            }
            Ok(door) => page
                .child(note(tools.t(if model.is_listened_to() { Device::OnlyListens } else { Device::OnlyAsks })))
                .children(model.manner().map(|_| promise(tools)).into_iter())
                .with([changing(move || Some(self.ways_in(door)))])
                .child(text("p", "small", tools.t(Device::Untried))),
        }
    }

    /// What can be done without this browser.
    fn other_ways(self) -> Element {
        let tools = self.tools;
        let demo = cell("demo", "#/demo", tools.t(Device::DemoTitle), tools.t(Device::DemoHint));
        cells(without_cable(tools).into_iter().chain([demo]))
    }

    /// The buttons that begin: each confirms the promise above it.
    fn ways_in(self, door: Option<Door>) -> Element {
        let tools = self.tools;
        let Some(door) = door else {
            let two = button("start", tools.t(Device::Start), true, move || self.listen(Mode::TwoCards));
            let count = button("count", tools.t(Device::CountSwipes), false, move || self.listen(Mode::Count));
            return buttons([two, count]);
        };
        let mut all = Vec::new();
        let known = self.known.get();
        if let Some(device) = known.clone() {
            let label = fill(tools.t(Device::UseKnown), &[("name", &device.title())]);
            let (again, counted, forgotten) = (device.clone(), device.clone(), device);
            all.push(button("known", &label, true, move || self.open(again.clone(), Mode::TwoCards)));
            if let Some(label) = self.count_label() {
                all.push(button("count-known", label, false, move || self.open(counted.clone(), Mode::Count)));
            }
            all.push(quiet("forget", tools.t(Device::Forget), move || self.forget(forgotten.clone())));
        }
        let label = tools.t(if known.is_some() { Device::ChooseOther } else { Device::Connect });
        all.push(button("connect", label, known.is_none(), move || self.choose(door, Mode::TwoCards)));
        if let Some(label) = self.count_label().filter(|_| known.is_none()) {
            all.push(button("count", label, false, move || self.choose(door, Mode::Count)));
        }
        all.push(quiet("not-listed", tools.t(Device::NotListed), move || {
            self.turn(Stage::Before(Some(("not_listed", evidence::NOT_LISTED))));
        }));
        buttons(all)
    }

    fn count_label(self) -> Option<&'static str> {
        let word = if self.model.manner() == Some(Manner::Tap) { Device::CountTaps } else { Device::CountSwipes };
        self.model.counts().then(|| self.tools.t(word))
    }

    fn listen(self, mode: Mode) {
        let run = Run::new(self.model, mode);
        let heard = Keys::listen(run.ear());
        self.begin(run, Partner::Keys { _heard: heard });
    }

    fn choose(self, door: Door, mode: Mode) {
        link::beside(async move {
            match link::choose(door, Some(self.model)).await {
                Ok(device) => self.opening(device, mode).await,
                Err(obstacle) => self.trouble(obstacle),
            }
        });
    }

    fn open(self, device: Chosen, mode: Mode) {
        link::beside(self.opening(device, mode));
    }

    async fn opening(self, device: Chosen, mode: Mode) {
        let run = Run::new(self.model, mode);
        match device.open(self.model, run.ear()).await {
            // The page may have been left while the device was being opened.
            Ok((link, _)) if self.stage.is_disposed() => link.close(),
            Ok((link, _)) => self.begin(run, Partner::Link(link)),
            Err(obstacle) => self.trouble(obstacle),
        }
    }

    fn begin(self, run: Run, partner: Partner) {
        self.known.set(None);
        run.begin(partner);
        self.turn(Stage::Running(run));
    }

    fn trouble(self, obstacle: Finding) {
        if !self.stage.is_disposed() {
            self.turn(Stage::Before(Some((obstacle.name(), evidence::of_finding(obstacle)))));
        }
    }

    fn forget(self, device: Chosen) {
        link::beside(async move {
            device.forget().await;
            self.known.try_set(None);
            self.remember();
        });
    }

    fn running(self, run: &Run) -> Element {
        let tools = self.tools;
        let over = run.clone();
        run.when_over(move || self.turn(Stage::Over(over.clone())));
        let model = run.model();
        let hint = model.types().then(|| line(tools.t(Device::InputMethod)));
        page("testing", named(tools, "model", model.name())).children(hint.into_iter()).child(board(tools, run, false))
    }

    fn over(self, run: &Run) -> Element {
        let again = move || {
            self.remember();
            self.turn(Stage::Before(None));
        };
        run.board().with_untracked(|board| verdict(self.tools, self.model, board, true, again))
    }
}

/// Said once before any card is read.
fn promise(tools: Tools) -> Element {
    el("section", "card")
        .attr("data-card", "promise")
        .child(text("h2", "", tools.t(Device::PromiseTitle)))
        .child(el("ul", "bullets").children(tools.t(Device::Promise).lines().map(|said| text("li", "", said))))
}
