//! The shop's own connection: does it reach the addresses that the bank named? For terminals that no page can talk to.

use super::super::Tools;
use super::part::{button, buttons, changing, line, named, note, page, steps};
use super::verdict::take;
use crate::browser::knock::knock;
use crate::browser::link;
use crate::browser::page as browser_page;
use crate::components::element::{Element, el, text};
use leptos::prelude::*;
use pos_doctor_core::content::tools::Device;
use pos_doctor_core::content::ui::fill;
use pos_doctor_core::evidence;
use pos_doctor_core::network::{Finding, Knock, judge};

/// Where the visitor is.
#[derive(Clone, Copy)]
enum Stage {
    Before,
    Asking,
    Over(Finding),
}

/// What the parts of this page share.
#[derive(Clone, Copy)]
struct Check {
    tools: Tools,
    stage: RwSignal<Stage>,
    /// This device is in the terminal's network; else the result is none of the case.
    same: RwSignal<bool>,
    /// What became of each address; nothing yet where it is waited for.
    knocks: RwSignal<Vec<Option<Knock>>>,
}

/// Whether the bank named addresses.
pub fn is_offered(tools: Tools) -> bool {
    !tools.config.connect_to.is_empty()
}

/// The page.
pub fn network(tools: Tools) -> AnyView {
    let check = Check {
        tools,
        stage: RwSignal::new(Stage::Before),
        same: RwSignal::new(true),
        knocks: RwSignal::new(Vec::new()),
    };
    let draw = move || match check.stage.get() {
        Stage::Before => Some(check.before()),
        Stage::Asking => Some(check.asking()),
        Stage::Over(finding) => Some(check.over(finding)),
    };
    changing(draw)
}

/// An address as people read it.
fn host(address: &str) -> &str {
    address.trim_start_matches("https://")
}

impl Check {
    fn turn(self, stage: Stage) {
        self.stage.set(stage);
        browser_page::refocus("h1");
    }

    fn before(self) -> Element {
        let tools = self.tools;
        let hosts = tools.config.connect_to.iter().map(|address| text("li", "", host(address)));
        let same = button("same", tools.t(Device::NetSame), true, move || self.ask(true));
        let other = button("other", tools.t(Device::NetOther), false, move || self.ask(false));
        page("network", tools.t(Device::NetTitle))
            .child(line(tools.t(Device::NetText)))
            .child(el("ul", "bullets").children(hosts))
            .child(note(tools.t(Device::NetHow)))
            .child(buttons([same, other]))
    }

    /// All at once; the last answer ends it.
    fn ask(self, same: bool) {
        let addresses = &self.tools.config.connect_to;
        self.same.set(same);
        self.knocks.set(vec![None; addresses.len()]);
        self.turn(Stage::Asking);
        for (n, address) in addresses.iter().enumerate() {
            link::beside(async move {
                let knock = knock(address).await;
                // The page may have been left meanwhile.
                if !self.knocks.is_disposed() {
                    self.heard(n, knock);
                }
            });
        }
    }

    fn heard(self, n: usize, knock: Knock) {
        self.knocks.update(|knocks| {
            if let Some(place) = knocks.get_mut(n) {
                *place = Some(knock);
            }
        });
        let all = self.knocks.with_untracked(|knocks| knocks.iter().copied().collect::<Option<Vec<_>>>());
        if let Some(knocks) = all {
            self.turn(Stage::Over(judge(browser_page::is_online(), &knocks)));
        }
    }

    fn asking(self) -> Element {
        let results = move || Some(self.results());
        page("network:asking", self.tools.t(Device::NetTitle))
            .child(el("div", "now").attr("role", "status").child(text("p", "do", self.tools.t(Device::NetAsking))))
            .with([changing(results)])
    }

    fn results(self) -> Element {
        let addresses = self.tools.config.connect_to.iter();
        let lines = self.knocks.with(|knocks| {
            addresses
                .zip(knocks)
                .filter_map(|(address, knock)| Some(self.result(address, (*knock)?)))
                .collect::<Vec<_>>()
        });
        el("ul", "bullets").children(lines.iter().map(|said| text("li", "", said)))
    }

    fn result(self, address: &str, knock: Knock) -> String {
        let (word, ms) = match knock {
            Knock::Answered(ms) => (Device::NetAnswered, ms),
            Knock::Silent => (Device::NetNoAnswer, 0),
            Knock::Refused => (Device::NetFailed, 0),
            Knock::Forbidden => (Device::NetNotAllowed, 0),
        };
        fill(self.tools.t(word), &[("name", host(address)), ("ms", &ms.to_string())])
    }

    fn over(self, finding: Finding) -> Element {
        let (tools, name) = (self.tools, finding.name());
        let same = self.same.get_untracked();
        let lines = if same { evidence::of_network(finding) } else { &[] };
        page(&format!("network:{name}"), named(tools, "finding", name))
            .child(steps(named(tools, "fix", name)))
            .child(untrack(|| self.results()))
            .children((!same).then(|| note(tools.t(Device::NetNotKept))).into_iter())
            .children((!lines.is_empty()).then(|| take(tools, lines)).into_iter())
            .child(button("again", tools.t(Device::Again), lines.is_empty(), move || self.turn(Stage::Before)))
    }
}
