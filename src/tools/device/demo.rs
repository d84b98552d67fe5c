//! Played readers, to try the test without one: for merchants and trainers, offline too. Marked as a demo on every page.

use super::super::Tools;
use super::board::board;
use super::part::{button, changing, line, named, page, select};
use super::run::{Partner, Run};
use super::verdict::verdict;
use crate::browser::page as browser_page;
use crate::components::element::{Element, el, text};
use leptos::prelude::*;
use pos_doctor_core::content::tools::Device;
use pos_doctor_core::reader::live::Mode;
use pos_doctor_core::reader::model::Model;
use pos_doctor_core::reader::play::{self, Fault};

#[derive(Clone)]
enum Stage {
    Before,
    Running(Run),
    Over(Run),
}

#[derive(Clone, Copy)]
struct Stand {
    tools: Tools,
    stage: RwSignal<Stage, LocalStorage>,
    model: RwSignal<String>,
    fault: RwSignal<String>,
}

/// The page.
pub fn demo(tools: Tools) -> AnyView {
    let stand = Stand {
        tools,
        stage: RwSignal::new_local(Stage::Before),
        model: RwSignal::new(Model::Msr.name().to_owned()),
        fault: RwSignal::new(Fault::None.name().to_owned()),
    };
    let draw = move || match stand.stage.get() {
        Stage::Before => Some(stand.before()),
        Stage::Running(run) => Some(stand.running(&run)),
        Stage::Over(run) => Some(stand.over(&run)),
    };
    changing(draw)
}

fn mark(tools: Tools) -> Element {
    text("p", "note demo", tools.t(Device::DemoMark))
}

impl Stand {
    fn turn(self, stage: Stage) {
        self.stage.set(stage);
        browser_page::refocus("h1");
    }

    fn before(self) -> Element {
        let tools = self.tools;
        let models =
            play::MODELS.iter().map(|model| (model.name().to_owned(), named(tools, "model", model.name()).to_owned()));
        let models = select("demo-model", tools.t(Device::DemoReader), models.collect(), self.model);
        let faults = move || {
            let model = self.model.with(|name| Model::find(name)).unwrap_or(Model::Msr);
            let fits = Fault::ALL.into_iter().filter(|fault| fault.fits(model));
            let fits = fits.map(|fault| (fault.name().to_owned(), named(tools, "fault", fault.name()).to_owned()));
            Some(el("div", "look").with([select("demo-fault", tools.t(Device::DemoFault), fits.collect(), self.fault)]))
        };
        page("demo", tools.t(Device::DemoTitle))
            .child(mark(tools))
            .child(line(tools.t(Device::DemoText)))
            .with([models, changing(faults)])
            .child(button("start", tools.t(Device::DemoStart), true, move || self.begin(Mode::TwoCards)))
            .child(button("count", tools.t(Device::DemoCount), false, move || self.begin(Mode::Count)))
    }

    fn begin(self, mode: Mode) {
        let model = self.model.with_untracked(|name| Model::find(name)).unwrap_or(Model::Msr);
        let chosen = Fault::ALL.into_iter().find(|fault| self.fault.with_untracked(|name| *name == fault.name()));
        // Another reader may have been chosen after the fault.
        let fault = chosen.filter(|fault| fault.fits(model)).unwrap_or_default();
        let Some(reader) = play::reader(model, fault) else { return };
        let run = Run::new(model, mode);
        run.begin(Partner::Played(reader));
        self.turn(Stage::Running(run));
    }

    fn running(self, run: &Run) -> Element {
        let tools = self.tools;
        let over = run.clone();
        run.when_over(move || self.turn(Stage::Over(over.clone())));
        let title = named(tools, "model", run.model().name());
        page("demo:testing", title).child(mark(tools)).child(board(tools, run, true))
    }

    fn over(self, run: &Run) -> Element {
        let again = move || self.turn(Stage::Before);
        let result = run.board().with_untracked(|board| verdict(self.tools, run.model(), board, false, again));
        result.child(mark(self.tools))
    }
}
