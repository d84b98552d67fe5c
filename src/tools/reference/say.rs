//! One box for one's own words, codes and screen texts: what is understood is shown, can be taken back piece by piece,
//! and becomes a case. What is written stays in the box.

use super::heard::{line, quote};
use crate::browser::{page, phrases};
use crate::components::blocks;
use crate::route::Route;
use crate::tools::Tools;
use crate::view::{Act, Block, Choice, Scene, alert, home, look};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use pos_doctor_core::content::phrases::Meaning;
use pos_doctor_core::content::tools::Say;
use pos_doctor_core::content::{Phrases, QuestionId, TopicId, Ui};
use pos_doctor_core::diagnose::{Next, advise};
use pos_doctor_core::text::{Heard, Reader, Understanding, Understood};
use pos_doctor_core::triage::symptoms_like;
use std::cell::Cell;

/// Milliseconds without a key before the text is read: no word is half written then.
const PAUSE: u32 = 150;

/// From here on a sentence is enough like some situations for these to come first.
const ALIKE: f64 = 0.05;
/// So many of them are shown at once.
const NEAREST: usize = 4;

/// So many characters are a code or part of a screen text, not yet a sentence.
const SHORT: usize = 10;

/// How people put things, and who reads it; got ready once.
type Known = (&'static Phrases, &'static Reader<'static>);

/// Whether sentences can be understood.
#[derive(Clone, Copy)]
enum Ability {
    Preparing,
    Ready(Known),
    /// The phrases did not arrive.
    OnlyCodes,
}

thread_local! {
    static KNOWN: Cell<Option<Known>> = const { Cell::new(None) };
}

/// The page, with `text` in the box where the address brings one.
pub fn page(tools: Tools, text: &str) -> AnyView {
    let text = if text.is_empty() { tools.query.get_value() } else { text.to_owned() };
    let text = RwSignal::new(text);
    let ability = RwSignal::new(KNOWN.get().map_or(Ability::Preparing, Ability::Ready));
    let heard = RwSignal::new(Heard::default());
    prepare(tools, ability);
    Effect::new(move || {
        let understood = text.with(|text| match ability.get() {
            Ability::Ready((_, reader)) => reader.read(text),
            Ability::Preparing | Ability::OnlyCodes => Understanding::default(),
        });
        // Drawing is a task of its own: keys pressed meanwhile come first.
        let show = move || heard.try_update(|heard| heard.renew(understood)).unwrap_or_default();
        Timeout::new(0, show).forget();
    });
    view! {
        <article class="page plain" data-step="look">
            <h1 tabindex="-1">{tools.t(Say::Title)}</h1>
            {field(tools, text)}
            <div class="results" tabindex="-1" aria-live="polite">
                {move || results(tools, text, ability.get(), heard)}
            </div>
            {draw(tools, vec![find(tools)])}
        </article>
    }
    .into_any()
}

/// What is no trouble at the terminal may stand elsewhere.
fn find(tools: Tools) -> Block {
    Block::Cells(vec![Choice::new("find", tools.ui(Ui::Find), Act::Go(Route::tool("find"))).icon("search")])
}

fn prepare(tools: Tools, ability: RwSignal<Ability>) {
    if KNOWN.get().is_some() {
        return;
    }
    leptos::task::spawn_local(async move {
        let known = phrases::fetch().await.map(|phrases| {
            let phrases: &'static Phrases = Box::leak(Box::new(phrases));
            (phrases, &*Box::leak(Box::new(Reader::new(tools.k, phrases))))
        });
        KNOWN.set(known);
        // The visitor may have left the page meanwhile.
        let _ = ability.try_set(known.map_or(Ability::OnlyCodes, Ability::Ready));
    });
}

fn field(tools: Tools, text: RwSignal<String>) -> impl IntoView {
    let waiting = StoredValue::new_local(None::<Timeout>);
    let read = move || text.set(page::value("#box"));
    let typed = move |_| waiting.set_value(Some(Timeout::new(PAUSE, read)));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        read();
        page::focus(".results");
    };
    view! {
        <form class="search" role="search" on:submit=submit>
            <label for="box">{tools.t(Say::Label)}</label>
            <textarea id="box" rows="3" maxlength="1000" autocomplete="off" data-key="/"
                prop:value=text.get_untracked() on:input=typed></textarea>
            <button type="submit" class="button primary" data-act="search">{tools.ui(Ui::SearchButton)}</button>
        </form>
    }
}

/// Drawn anew with what was heard, which follows the text.
fn results(tools: Tools, text: RwSignal<String>, ability: Ability, heard: RwSignal<Heard>) -> Vec<AnyView> {
    if heard.with(|_| text.with_untracked(|text| text.trim().is_empty())) {
        return draw(tools, vec![Block::Text(tools.t(Say::Empty).to_owned())]);
    }
    let cards = cards(tools, text, heard);
    let mut parts = match ability {
        Ability::Preparing => draw(tools, vec![Block::Text(tools.t(Say::Preparing).to_owned())]),
        Ability::OnlyCodes => draw(tools, vec![Block::Text(tools.t(Say::OnlyCodes).to_owned())]),
        Ability::Ready((phrases, _)) => understood(tools, phrases, heard, !cards.is_empty()),
    };
    if !cards.is_empty() {
        parts.extend(draw(tools, vec![Block::Heading(tools.t(Say::OnScreen).to_owned())]));
        parts.extend(draw(tools, cards));
    } else if matches!(ability, Ability::OnlyCodes) {
        parts.extend(draw(tools, vec![Block::Text(tools.ui(Ui::LookNothing).to_owned())]));
    }
    parts
}

/// A few characters are looked up as they stand, with all that comes near; in a sentence only what was understood counts.
fn cards(tools: Tools, text: RwSignal<String>, heard: RwSignal<Heard>) -> Vec<Block> {
    let events = heard.with(Heard::events);
    text.with_untracked(|text| {
        let short = text.chars().take(SHORT + 1).count() <= SHORT;
        let near = short || events.is_empty();
        tools.scene(|scene| if near { look::cards(scene, text) } else { look::cards_of(scene, &events) })
    })
}

fn draw(tools: Tools, list: Vec<Block>) -> Vec<AnyView> {
    blocks(tools.draw(), &list).collect()
}

/// Notes, what is urgent, what was understood, what is unclear, what answers it, and the way on.
fn understood(tools: Tools, phrases: &Phrases, heard: RwSignal<Heard>, has_cards: bool) -> Vec<AnyView> {
    let now = heard.get();
    let mut parts = draw(tools, notes(tools, phrases, &now));
    let nothing = now.understanding.is_empty() || now.understanding.is_guess();
    if nothing {
        if !has_cards {
            parts.extend(draw(tools, not_understood(tools, phrases, &now)));
        }
        return parts;
    }
    parts.extend(draw(tools, tools.scene(|scene| urgent(scene, tools, &now))));
    parts.push(facts(tools, phrases, heard, &now));
    parts.extend(now.understanding.asks.iter().map(|question| ask(tools, heard, &now, *question)));
    let topic = |id: TopicId| {
        let (path, words) = (format!("topic/{}", tools.k.topic(id)?.id), tools.words.topics.get(id.index())?);
        Some(Choice::new(path.replace('/', ":"), words.title.clone(), Act::Go(Route::tool(&path))))
    };
    let topics: Vec<Choice> = now.topics().filter_map(topic).collect();
    if !topics.is_empty() {
        parts.extend(draw(tools, vec![Block::Heading(tools.t(Say::Answers).to_owned()), Block::Cells(topics)]));
    }
    if !now.told(tools.k).is_empty() {
        parts.push(go_on(tools, heard));
    }
    parts
}

fn notes(tools: Tools, phrases: &Phrases, now: &Heard) -> Vec<Block> {
    let said = [("card_cut", now.understanding.cards_cut > 0), ("shortened", now.understanding.shortened)];
    let said = said.into_iter().filter(|(_, so)| *so).filter_map(|(id, _)| phrases.reply(id));
    said.map(|reply| Block::Note(crate::view::Tone::Amber, in_language(tools, &reply.zh, &reply.en))).collect()
}

fn in_language(tools: Tools, zh: &str, en: &str) -> String {
    if tools.english { en.to_owned() } else { zh.to_owned() }
}

/// Say so, and offer the list of what people see, what comes nearest first.
fn not_understood(tools: Tools, phrases: &Phrases, now: &Heard) -> Vec<Block> {
    let reply = phrases.reply("not_understood").map(|reply| in_language(tools, &reply.zh, &reply.en));
    let mut tiles = tools.scene(|scene| home::tiles(scene, Act::Begin));
    let like = symptoms_like(tools.k, &now.understanding);
    let place = |tile: &Choice| {
        like.iter().position(|(id, _)| tools.k.symptom(*id).is_some_and(|symptom| symptom.id == tile.id))
    };
    if like.first().is_some_and(|(_, p)| *p >= ALIKE) {
        tiles.sort_by_key(place);
        let rest = tiles.split_off(tiles.len().min(NEAREST));
        let more = Block::More(tools.ui(Ui::MoreSymptoms).to_owned(), vec![Block::Tiles(rest)]);
        return vec![Block::Text(reply.unwrap_or_default()), Block::Tiles(tiles), more];
    }
    vec![Block::Text(reply.unwrap_or_default()), Block::Tiles(tiles)]
}

/// Danger and unclear money come before everything else, as they would in the case.
fn urgent(scene: &Scene, tools: Tools, now: &Heard) -> Vec<Block> {
    let advice = advise(scene.k, &now.added_to(scene.k, scene.case), scene.setting);
    let mut guards = now.guards();
    let Some(Next::Alert(id)) = advice.as_ref().map(|advice| advice.next.step()) else {
        return if guards.is_empty() { Vec::new() } else { vec![Block::Donts(scene.donts(&guards))] };
    };
    let (Some(alert), Some(words)) = (scene.k.alert(id), scene.w.alerts.get(id.index())) else { return Vec::new() };
    let raised = alert::guards(scene.k, pos_doctor_core::content::Set::one(alert.flag.0));
    guards.retain(|guard| !raised.contains(guard));
    guards.splice(0..0, raised);
    let title = Block::Note(alert::tone(scene.k, alert.flag), words.title.clone());
    let mut blocks = vec![Block::Heading(tools.t(Say::Urgent).to_owned()), title];
    blocks.extend(alert::first_aid(scene, id, advice.as_ref(), &guards));
    blocks
}

/// What was understood, line by line, each with its words and a way to put it right or take it back.
fn facts(tools: Tools, phrases: &Phrases, heard: RwSignal<Heard>, now: &Heard) -> AnyView {
    let facts = now.understanding.facts.iter();
    let mut lines: Vec<AnyView> = facts.filter_map(|fact| fact_line(tools, phrases, heard, now, fact)).collect();
    lines.extend(now.understanding.withdrawn.iter().filter_map(|fact| withdrawn_line(tools, fact)));
    if lines.is_empty() {
        return ().into_any();
    }
    view! {
        <h2>{tools.t(Say::Understood)}</h2>
        <ul class="facts heard">{lines}</ul>
    }
    .into_any()
}

fn fact_line(
    tools: Tools,
    phrases: &Phrases,
    heard: RwSignal<Heard>,
    now: &Heard,
    fact: &Understood,
) -> Option<AnyView> {
    let meaning = fact.meaning;
    let (what, value) = tools.scene(|scene| line(scene, meaning))?;
    let what = if what.is_empty() { tools.t(Say::Situation).to_owned() } else { what };
    let corrected = now.corrected(meaning);
    let refused = now.refused.contains(&meaning) && corrected.is_none();
    let words = quote(tools.t(Say::Heard), &fact.words);
    let teller = fact.teller.and_then(|teller| phrases.tellers.get(usize::from(teller)));
    let teller = teller.map(|t| format!(" {}", in_language(tools, &t.zh, &t.en)));
    let label = tools.t(if refused { Say::Again } else { Say::NotSo });
    let name = format!("{label}: {what} {value}");
    let id = meaning_name(tools, meaning);
    let value = match meaning {
        Meaning::Answer(question, answer) if !refused => {
            answers(tools, heard, meaning, question, corrected.unwrap_or(answer), &what)
        }
        _ => value.into_any(),
    };
    let line = view! {
        <li data-fact=id class:refused=refused>
            <span class="what">{what}</span>
            <span class="value">{value}<small>{words}{teller}</small></span>
            <button type="button" class="quiet" data-act="not_so" aria-label=name
                on:click=move |_| heard.update(|heard| heard.turn(meaning))>
                {label}
            </button>
        </li>
    };
    Some(line.into_any())
}

/// The answers of a question, the understood one chosen; another one puts it right in place.
fn answers(
    tools: Tools,
    heard: RwSignal<Heard>,
    meaning: Meaning,
    question: QuestionId,
    now: u8,
    ask: &str,
) -> AnyView {
    let words = tools.words.questions.get(question.index());
    let answers = words.map(|words| words.answers.as_slice()).unwrap_or_default();
    let option = |(number, label): (u8, &String)| {
        view! { <option value=number.to_string() prop:selected=number == now>{label.clone()}</option> }
    };
    let pick = move |event| {
        if let Ok(answer) = event_target_value(&event).parse() {
            heard.update(|heard| heard.correct(meaning, answer));
        }
    };
    view! {
        <select data-pick=question.index().to_string() aria-label=ask.to_owned() on:change=pick>
            {(0..).zip(answers).map(option).collect_view()}
        </select>
    }
    .into_any()
}

/// What the text itself took back.
fn withdrawn_line(tools: Tools, fact: &Understood) -> Option<AnyView> {
    let (what, value) = tools.scene(|scene| line(scene, fact.meaning))?;
    let words = quote(tools.t(Say::Heard), &fact.words);
    let line = view! {
        <li class="refused">
            <span class="what">{what}</span>
            <span class="value">{value}<small>{words}" "{tools.t(Say::Withdrawn)}</small></span>
        </li>
    };
    Some(line.into_any())
}

/// As tests call it: the line of a stored case, or what it is not.
fn meaning_name(tools: Tools, meaning: Meaning) -> String {
    pos_doctor_core::text::event(meaning)
        .and_then(|event| event.format(tools.k))
        .unwrap_or_else(|| "situation".to_owned())
}

/// A question instead of a guess. Every answer can be taken back by pressing it again.
fn ask(tools: Tools, heard: RwSignal<Heard>, now: &Heard, question: QuestionId) -> AnyView {
    let Some(words) = tools.words.questions.get(question.index()) else { return ().into_any() };
    let settled = now.settled.iter().find(|(asked, _)| *asked == question).map(|(_, answer)| *answer);
    let answer = |(number, label): (u8, &String)| {
        let chosen = settled == Some(number);
        view! {
            <li>
                <button type="button" class="answer" aria-pressed=chosen.to_string() data-answer=number.to_string()
                    on:click=move |_| heard.update(|heard| heard.settle(question, number))>
                    <span class="label">{label.clone()}</span>
                </button>
            </li>
        }
    };
    view! {
        <h2>{tools.t(Say::Meant)}</h2>
        <p>{words.ask.clone()}</p>
        <ul class="answers">{(0..).zip(&words.answers).map(answer).collect_view()}</ul>
    }
    .into_any()
}

/// The facts become the case, or part of the one under way.
fn go_on(tools: Tools, heard: RwSignal<Heard>) -> AnyView {
    let running = tools.scene(|scene| scene.is_running());
    let press = move |_| {
        let heard = heard.get_untracked();
        if running {
            heard.told(tools.k).into_iter().for_each(|event| tools.tell(event));
        } else {
            let fresh = tools.case.with_untracked(|case| case.fresh(tools.k));
            tools.replace(heard.added_to(tools.k, &fresh));
        }
        tools.go_on();
    };
    let hint = tools.t(if running { Say::AddHint } else { Say::GoOnHint });
    view! {
        <ul class="buttons">
            <li>
                <button type="button" class="button primary" data-act="go_on" on:click=press>
                    <span class="label">{tools.t(Say::GoOn)}<small>{hint}</small></span>
                </button>
            </li>
        </ul>
    }
    .into_any()
}
