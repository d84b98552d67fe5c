//! `cargo xtask bench robustness`: what advice costs where the world is not as the adviser believes.

mod advisers;
mod world;

use super::chart::{Axis, Chart, Line, svg};
use crate::args::Args;
use crate::eval::generate;
use crate::project::{Project, write};
use crate::simulate::merchant::{Crowd, Honesty};
use crate::simulate::rivals::{Entropy, FixedList, Product, UpdatingPc};
use crate::simulate::session::{Strategy, play};
use crate::{content, shell};
use advisers::{Adviser, WAYS, Way};
use anyhow::{Result, anyhow};
use pos_doctor_core::content::Knowledge;
use pos_doctor_core::plan::model::Model;
use std::fmt::Write as _;
use world::{Shop, Trouble};

/// One kind of trouble, and how far it goes.
struct Kind {
    name: &'static str,
    /// What the levels are, for the axis.
    label: &'static str,
    levels: [f64; 5],
    /// A level is a share, shown in percent.
    share: bool,
    of_model: fn(f64) -> Trouble,
    of_content: fn(f64) -> Honesty,
}

const KINDS: [Kind; 4] = [
    Kind {
        name: "priors",
        label: "priors off by factors up to",
        levels: [1.0, 1.5, 2.0, 3.0, 4.0],
        share: false,
        of_model: Trouble::Priors,
        of_content: |priors| Honesty { priors, ..Honesty::HONEST },
    },
    Kind {
        name: "wrong",
        label: "wrong answers, percent",
        levels: [0.0, 0.05, 0.1, 0.15, 0.2],
        share: true,
        of_model: Trouble::Wrong,
        of_content: |wrong| Honesty { wrong, ..Honesty::HONEST },
    },
    Kind {
        name: "unknown",
        label: "answers \"don't know\", percent",
        levels: [0.0, 0.05, 0.1, 0.15, 0.2],
        share: true,
        of_model: Trouble::Unknown,
        of_content: |unknown| Honesty { unknown, ..Honesty::HONEST },
    },
    Kind {
        name: "botched",
        label: "botched repairs, percent",
        levels: [0.0, 0.1, 0.2, 0.3, 0.4],
        share: true,
        of_model: Trouble::Botched,
        of_content: |share| Honesty { botched: Some(share), ..Honesty::HONEST },
    },
];

/// Measures; `--size 10x10`, `--models N`, `--sessions N` for each of them, `--runs N` for the content, `--seed S`.
pub fn run(project: &Project, args: &mut Args) -> Result<String> {
    let size = args.value("--size")?.unwrap_or_else(|| "10x10".to_owned());
    let count: u64 = args.number("--models")?.unwrap_or(12);
    let sessions: u64 = args.number("--sessions")?.unwrap_or(400);
    let runs: usize = args.number("--runs")?.unwrap_or(300);
    let seed: u64 = args.number("--seed")?.unwrap_or(1);
    args.finish()?;
    let (actions, questions) = generate::parse(&size)?;
    let models = (0..count).map(|n| Model::new(&generate::random(actions, questions, seed + n)));
    let models: Vec<Model> = models.collect::<Result<_, _>>().map_err(|_| anyhow!("the generator made a bad model"))?;
    let bundle = content::load(project)?;
    let mut text = format!(
        "## Advice in a world that is not as believed\n\n`cargo xtask bench robustness`, seed {seed}.\n\n**Generated models** ({size}, \
         {count} models, {sessions} sessions on each, the same luck for every adviser). Regret in percent: mean cost above that of \
         a planner that knows the world as it is (after 5000 states, so it need not be the optimum; with chance, a regret may be a \
         little below 0). The advisers know the model only, not what is wrong with it. The fixed list is all actions by falling P/C \
         of the start.\n\n"
    );
    for kind in &KINDS {
        shell::step(&format!("generated models: {}", kind.label));
        kind.tell(project, &mut text, "", "regret in percent", regrets(kind, &models, sessions, seed))?;
    }
    let _ = write!(
        text,
        "**The product's own content** ({runs} simulated merchants for each number, guards and alerts as in the app; every tenth \
         question \"don't know\" where nothing else is said). Mean cost in percent of what the product's advice costs where \
         everything is as believed.\n\n"
    );
    let knowledge = &bundle.knowledge;
    let usual = mean_cost(Crowd { knowledge, runs, seed, honesty: Honesty::HONEST }, &Product);
    for kind in &KINDS {
        shell::step(&format!("the product's content: {}", kind.label));
        kind.tell(project, &mut text, "content-", "mean cost in percent", costs(kind, knowledge, runs, seed, usual))?;
    }
    Ok(text)
}

impl Kind {
    /// A table and a chart.
    fn tell(&self, project: &Project, text: &mut String, prefix: &str, measure: &str, lines: Vec<Line>) -> Result<()> {
        let levels = self.levels.map(|level| format!(" {} |", self.shown(level))).concat();
        let _ = write!(text, "| {} |{levels}\n|---|{}\n", self.label, "---|".repeat(self.levels.len()));
        for line in &lines {
            let cells: String = line.points.iter().map(|(_, value)| format!(" {value:.1} |")).collect();
            let _ = writeln!(text, "| {} |{cells}", line.name);
        }
        let picture = format!("plots/robustness-{prefix}{}.svg", self.name);
        let title = format!("{measure}: {}", self.label);
        let (x, y) = (Axis { label: self.label, logarithmic: false }, Axis { label: measure, logarithmic: false });
        write(&project.path("docs").join(&picture), svg(&Chart { title: &title, x, y, lines }).as_bytes())?;
        let _ = write!(text, "\n![{title}]({picture})\n\n");
        Ok(())
    }

    fn shown(&self, level: f64) -> f64 {
        if self.share { level * 100.0 } else { level }
    }
}

/// Level and mean regret over the models, in percent.
fn regrets(kind: &Kind, models: &[Model], sessions: u64, seed: u64) -> Vec<Line> {
    let mut lines = WAYS.map(|way| Line { name: way.name().to_owned(), points: Vec::new() });
    let advisers = |model: &Model| WAYS.map(|way| Adviser::new(way, model.clone()));
    let mut advised: Vec<_> = models.iter().map(|model| (model, advisers(model))).collect();
    for level in kind.levels {
        let mut sums = [0.0; WAYS.len()];
        for (model, advisers) in &mut advised {
            let world = (kind.of_model)(level).world(model, seed);
            let shops: Vec<Shop> = (0..sessions).map(|n| Shop::new(&world, seed + n)).collect();
            let cost = |adviser: &mut Adviser| shops.iter().map(|shop| adviser.session(shop)).sum::<f64>();
            let least = cost(&mut Adviser::new(Way::Planner, world.clone()));
            sums.iter_mut().zip(advisers).for_each(|(sum, adviser)| *sum += cost(adviser) / least - 1.0);
        }
        let means = sums.map(|sum| sum / models.len() as f64 * 100.0);
        lines.iter_mut().zip(means).for_each(|(line, mean)| line.points.push((kind.shown(level), mean)));
    }
    lines.into()
}

/// Level and mean cost on the content, in percent of what the product costs with everything as believed.
fn costs(kind: &Kind, k: &Knowledge, runs: usize, seed: u64, usual: f64) -> Vec<Line> {
    let list = FixedList::of_the_articles(k);
    let strategies: [(&str, &dyn Strategy); 4] = [
        ("product", &Product),
        (Way::Entropy.name(), &Entropy),
        (Way::UpdatingPc.name(), &UpdatingPc),
        ("fixed list of the articles", &list),
    ];
    let line = |(name, strategy): (&str, &dyn Strategy)| {
        let cost = |level| mean_cost(Crowd { knowledge: k, runs, seed, honesty: (kind.of_content)(level) }, strategy);
        let point = |level: f64| (kind.shown(level), cost(level) / usual * 100.0);
        Line { name: name.to_owned(), points: kind.levels.map(point).into() }
    };
    strategies.map(line).into()
}

fn mean_cost(crowd: Crowd, strategy: &dyn Strategy) -> f64 {
    let outcomes = crowd.merchants().map(|merchant| play(crowd.knowledge, merchant, strategy));
    let (cost, weight) = outcomes.fold((0.0, 0.0), |(c, w), o| (c + o.weight * o.cost, w + o.weight));
    cost / weight
}
