//! How good the step on the screen is, proven while one watches. The step itself never changes here.

use crate::browser::clock;
use crate::components::blocks;
use crate::route::Route;
use crate::tools::Tools;
use crate::view::{Act, Block, Choice};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use pos_doctor_core::content::Ui;
use pos_doctor_core::content::tools::Say;
use pos_doctor_core::content::ui::fill;
use pos_doctor_core::diagnose::{Certificate, Next, Proof};

/// Memory for the proof.
const BYTES: usize = 16_000_000;
/// Work between two looks at the clock, and milliseconds before the screen gets its turn.
const SLICE: u64 = 1;
const TURN: f64 = 25.0;
/// Milliseconds between two turns: the phone stays cool and quick to the touch.
const REST: u32 = 15;
/// States after which a proof is good enough; a phone takes a minute or two.
const ENOUGH: u64 = 20_000;
/// What is less than this, in minutes' worth, is nothing.
const NOTHING: f64 = 0.05;

/// How far it is.
#[derive(Clone, Copy, PartialEq)]
enum Progress {
    Going,
    Done,
    Enough,
}

/// The page.
pub fn page(tools: Tools) -> AnyView {
    let state = RwSignal::new(None::<(Proof, Progress)>);
    let step = tools.scene(|scene| {
        let next = scene.advice().map(|advice| advice.next.step());
        next.map(|next| name(scene, next)).unwrap_or_default()
    });
    let setting = tools.config.setting(tools.now(), tools.k);
    let begun = tools.case.with_untracked(|case| Certificate::new(tools.k, case, &setting, BYTES));
    let weighed = begun.is_some();
    let waiting = StoredValue::new_local(None::<Timeout>);
    if let Some(certificate) = begun {
        go_on(certificate, state, waiting);
    }
    let end = tools.case.with_untracked(|case| case.events.len());
    let back = Choice::new("step", tools.ui(Ui::ToStep).to_owned(), Act::Go(Route::Case(end))).primary();
    let back: Vec<AnyView> = blocks(tools.draw(), &[Block::Buttons(vec![back])]).collect();
    view! {
        <article class="page plain" data-step="proof">
            <h1 tabindex="-1">{tools.t(Say::ProofTitle)}</h1>
            <p>{fill(tools.t(Say::ProofStep), &[("step", &step)])}</p>
            {if weighed { under_way(tools, state).into_any() } else { view! { <p>{tools.t(Say::ProofNone)}</p> }.into_any() }}
            {back}
        </article>
    }
    .into_any()
}

fn name(scene: &crate::view::Scene, next: Next) -> String {
    use pos_doctor_core::case::Step;
    match next {
        Next::Ask(id) => scene.step_name(Step::Question(id)),
        Next::Do(id) => scene.step_name(Step::Action(id)),
        Next::HandOver { to, .. } => scene.w.addressees.get(to.index()).map(|a| a.name.clone()).unwrap_or_default(),
        Next::Alert(_) | Next::End(_) => String::new(),
    }
}

/// One turn of work, and the next one after a rest. Leaving the page drops the timer, and with it the proof.
fn go_on(
    mut certificate: Certificate,
    state: RwSignal<Option<(Proof, Progress)>>,
    waiting: StoredValue<Option<Timeout>, LocalStorage>,
) {
    let turn = move || {
        let begin = clock::milliseconds();
        let mut done = certificate.work(SLICE);
        while !done && clock::milliseconds() - begin < TURN {
            done = certificate.work(SLICE);
        }
        let proof = certificate.proof();
        let progress = match (done, proof.states >= ENOUGH) {
            (true, _) => Progress::Done,
            (false, true) => Progress::Enough,
            (false, false) => Progress::Going,
        };
        // The visitor may have left the page meanwhile.
        if state.try_set(Some((proof, progress))).is_none() && progress == Progress::Going {
            go_on(certificate, state, waiting);
        }
    };
    let _ = waiting.try_set_value(Some(Timeout::new(REST, turn)));
}

fn under_way(tools: Tools, state: RwSignal<Option<(Proof, Progress)>>) -> impl IntoView {
    let verdict = Memo::new(move |_| state.with(|state| verdict(tools, state.as_ref())));
    let other = Memo::new(move |_| {
        let proof = state.get().map(|(proof, _)| proof).filter(|proof| proof.shown - proof.best >= NOTHING);
        let minutes = |proof: Proof| tenths(proof.shown - proof.best);
        proof.map(|proof| fill(tools.t(Say::ProofOther), &[("minutes", &minutes(proof))]))
    });
    // Read out once, when it is done.
    let busy = move || state.with(|state| !matches!(state, Some((_, Progress::Done | Progress::Enough)))).to_string();
    view! {
        <p class="note green" aria-live="polite" aria-busy=busy data-proof="saves">{verdict}</p>
        <p data-proof="other">{other}</p>
        <p data-proof="progress">{move || state.get().map(|(proof, progress)| so_far(tools, &proof, progress))}</p>
        <h2>{tools.t(Say::ProofMeaning)}</h2>
        <p>{move || state.get().map(|(proof, _)| meaning(tools, &proof))}</p>
        <p>{tools.t(Say::ProofNumbers)}</p>
    }
}

fn verdict(tools: Tools, state: Option<&(Proof, Progress)>) -> String {
    match state {
        None => tools.t(Say::ProofStart).to_owned(),
        Some((proof, _)) if proof.saves() < NOTHING => tools.t(Say::ProofBest).to_owned(),
        Some((proof, _)) => fill(tools.t(Say::ProofSaves), &[("minutes", &up(proof.saves()))]),
    }
}

fn so_far(tools: Tools, proof: &Proof, progress: Progress) -> String {
    let word = match progress {
        Progress::Going => Say::ProofGoing,
        Progress::Done => Say::ProofDone,
        Progress::Enough => Say::ProofEnough,
    };
    fill(tools.t(word), &[("states", &proof.states.to_string())])
}

fn meaning(tools: Tools, proof: &Proof) -> String {
    fill(tools.t(Say::ProofMeaningText), &[("shown", &tenths(proof.shown)), ("lower", &down(proof.lower))])
}

/// One digit behind the point, without the code that formats floating numbers: to the nearest, never less, never more.
fn tenths(value: f64) -> String {
    written((value * 10.0 + 0.5) as u32)
}

fn up(value: f64) -> String {
    written((value * 10.0) as u32 + 1)
}

fn down(value: f64) -> String {
    written((value * 10.0) as u32)
}

fn written(tenths: u32) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}
