//! The shape of the files in `content/`, as an author writes them: ids are text, both languages
//! stand side by side. [`super::compile`] turns this into the numbered [`super::Knowledge`] that
//! the app loads. Unknown fields are refused, so a typing mistake is a defect and never a silence.

use super::words::*;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Ids mapped to percentages, weights or rows; sorted, so that order never depends on hashing.
pub type Map<T> = BTreeMap<String, T>;

/// One file of `content/`. Any file may hold any kind of entry; folders are for the author's eye.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct File {
    pub source: Vec<Source>,
    pub addressee: Vec<Addressee>,
    pub act: Vec<Act>,
    pub place: Vec<Place>,
    pub flag: Vec<Flag>,
    pub guard: Vec<Guard>,
    pub alert: Vec<Alert>,
    pub cause: Vec<Cause>,
    pub symptom: Vec<Symptom>,
    pub question: Vec<Question>,
    pub action: Vec<Action>,
    pub workaround: Vec<Workaround>,
    pub code: Vec<Code>,
    pub text: Vec<ScreenText>,
    pub topic: Vec<Topic>,
    pub row: Vec<Row>,
    pub resolved: Vec<Resolved>,
    pub case: Vec<CaseExample>,
    pub ui: Map<UiText>,
    pub say: Map<UiText>,
    pub desk: Map<UiText>,
    pub device: Map<UiText>,
    pub shop: Map<UiText>,
    pub guide: super::tools::guide::Source,
    pub word: Vec<Word>,
    pub phrase: Vec<Phrase>,
    pub reply: Vec<Reply>,
    pub teller: Vec<Teller>,
    pub hunch: Vec<Hunch>,
    pub model: Option<Model>,
    /// Published cause (or `nothing`, `charge_again`) -> whole sentences that mean it; the model learns from them.
    pub sayings: Map<Vec<String>>,
    /// Syllable without tone -> the characters read so.
    pub pinyin: Map<String>,
    /// Character -> other forms of it that people type.
    pub variants: Map<String>,
    /// everything, way, duty or customer -> the faults that stop just that.
    pub stops: Map<Vec<String>>,
    /// Kind -> id -> its number in links and short codes.
    pub number: Map<Map<u16>>,
    /// Question -> answer -> its number.
    pub answer_number: Map<Map<u16>>,
}

/// One idea and the ways in which people put it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Word {
    pub id: String,
    /// Chinese is found in other characters of the same sound and in pinyin too; English as whole words,
    /// a final `*` stands for any ending.
    pub says: Vec<String>,
}

/// Ideas that stand together, and what the merchant says with them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrase {
    pub id: String,
    /// Words that must all be there; `!word`: said not to be so.
    pub all: Vec<String>,
    /// None of these words may stand in the same sentence.
    #[serde(default)]
    pub none: Vec<String>,
    /// The words must stand in this order.
    #[serde(default)]
    pub ordered: bool,
    /// How far apart the words may be, in Chinese characters.
    #[serde(default = "near")]
    pub near: u8,
    /// Facts as lines of a stored case, and `topic ID`, `cause ID` (a situation or request), `guard ID` (show it), `again`
    /// (somebody means to charge once more), `told TELLER` (what follows is quoted).
    #[serde(default)]
    pub means: Vec<String>,
    /// The words are ambiguous: ask this question instead of guessing.
    #[serde(default)]
    pub asks: Option<String>,
    /// Percent: how surely the words mean it.
    #[serde(default = "sure")]
    pub strength: u8,
    /// Sentences that must be understood so.
    pub zh: Vec<String>,
    pub en: Vec<String>,
}

fn near() -> u8 {
    24
}

fn sure() -> u8 {
    90
}

/// A sentence of the program about what was written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    pub id: String,
    pub zh: String,
    pub en: String,
}

/// Somebody who is quoted; phrases name them (`told ID`).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Teller {
    pub id: String,
    /// Percent: how much of a claim's strength is left when it is only told.
    pub trust: u8,
    /// Good news from this mouth lifts no red line: it is asked.
    #[serde(default)]
    pub hearsay: bool,
    pub zh: String,
    pub en: String,
}

/// What the second opinion suggests when it takes a sentence for this cause.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hunch {
    /// A published cause, `nothing`, or `charge_again`: a sale of unknown outcome about to be charged once more.
    pub id: String,
    /// As in a phrase.
    #[serde(default)]
    pub means: Vec<String>,
    /// Percent: less probable than this, it suggests nothing.
    pub least: u8,
    /// `danger` or `money`: the probabilities of a family count together.
    #[serde(default)]
    pub family: Option<String>,
    /// The question that settles it where the sentence is only a little like it.
    #[serde(default)]
    pub asks: Option<String>,
}

/// The trained model, as `cargo xtask train` writes it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// Ids of hunches; rows name them by their place here.
    pub classes: Vec<String>,
    pub bias: Vec<i8>,
    /// Hundredths.
    pub step: u8,
    /// A line for each key: `key class:weight class:weight`.
    pub rows: String,
}

/// One word or sentence of the app's own screens.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UiText {
    pub zh: String,
    pub en: String,
}

/// Where a statement comes from. `expert` is our own judgement.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    pub id: String,
    /// standard, manufacturer, press, program, agent, expert
    pub kind: String,
    pub zh: String,
    pub en: String,
}

/// Bookkeeping every piece of advice carries. Defaults say the honest thing: no bank has read it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Review {
    pub by: String,
    /// ISO date of the review, empty when there was none.
    pub on: String,
    /// ISO date after which `cargo xtask check` reports the entry as expired.
    pub until: String,
}

impl Default for Review {
    fn default() -> Self {
        Self { by: String::new(), on: String::new(), until: "2027-12-31".into() }
    }
}

/// Who must act when the shop cannot: issuer, acquirer, internet_provider, till_vendor, police, fire.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Addressee {
    pub id: String,
    /// The addressee of the contracts' reports this one counts as: issuer or acquirer.
    pub reports_as: String,
    /// Minutes until the matter is in their hands: finding the number, waiting, explaining.
    pub minutes: f64,
    /// What handing over costs in all, in minutes' worth: the call, and selling less until they have acted.
    pub cost: f64,
    /// Questions they will want answered; asked, if still open, before the case goes to them.
    #[serde(default)]
    pub wants: Vec<String>,
    /// What it costs on top when they turn out to be the wrong ones.
    pub wrong: f64,
    pub zh: AddresseeWords,
    pub en: AddresseeWords,
}

/// Something a step makes people do, in physical terms. Guards forbid acts; steps declare them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    pub id: String,
    /// What the act is, for the author of a step.
    pub note: String,
    /// Words that betray the act: a step whose instructions contain one must declare the act.
    #[serde(default)]
    pub signs: Vec<String>,
}

/// Where several steps are done, or what they need ready: who has just done one of them need not get there for the next.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    pub id: String,
    /// What getting there means, for the author of a step.
    pub note: String,
    /// Real minutes to get there: part of what each step there costs.
    pub minutes: f64,
}

/// A circumstance that guards and alerts depend on. Raised and cleared only by facts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flag {
    pub id: String,
    /// safety, money, security or limit: orders alerts and colours the screen.
    pub class: String,
    /// The cause (situation) of `contracts/causes.json` that this flag recognises, if any.
    #[serde(default)]
    pub cause: Option<String>,
    /// True: nothing else is shown until the case is handed over.
    #[serde(default)]
    pub blocks: bool,
    /// Flags that no longer count once this one is raised: danger to people ends the care for an upload.
    #[serde(default)]
    pub voids: Vec<String>,
    pub zh: FlagWords,
    pub en: FlagWords,
}

/// A red line. While one of `when` is raised (or always), no step with one of `forbids` is shown.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guard {
    pub id: String,
    /// Empty = always.
    #[serde(default)]
    pub when: Vec<String>,
    pub forbids: Vec<String>,
    /// Causes for which an `always` guard is worth printing as a "do not" (empty: only on the red-lines page).
    #[serde(default)]
    pub show_for: Vec<String>,
    pub sources: Vec<String>,
    pub zh: GuardWords,
    pub en: GuardWords,
}

/// The page that comes before any other step when a flag is raised.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alert {
    pub id: String,
    pub flag: String,
    /// Lower comes first when several flags are raised.
    pub order: u8,
    /// What follows once it is acknowledged: `handover:ADDRESSEE`, `question:ID` or `continue`.
    pub then: String,
    /// Its page shows the safe ways to keep selling that take at most so many minutes; while there is none it is passed over.
    #[serde(default)]
    pub sell_within: Option<f64>,
    #[serde(default)]
    pub acts: Vec<String>,
    pub sources: Vec<String>,
    #[serde(default)]
    pub review: Review,
    pub zh: AlertWords,
    pub en: AlertWords,
}

/// A cause: a fault (the posterior runs over these), a situation or a request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cause {
    pub id: String,
    /// fault, situation or request
    pub kind: String,
    #[serde(default)]
    pub rolls_up_to: Option<String>,
    /// Who must act if the shop's own repairs do not help.
    pub addressee: String,
    /// True: the shop can normally put it right itself, so nobody has to be called.
    #[serde(default)]
    pub shop_can: bool,
    /// True: handing this cause over means reporting broken hardware (act `report_hardware`).
    #[serde(default)]
    pub hardware: bool,
    pub sources: Vec<String>,
    #[serde(default)]
    pub review: Review,
    pub zh: CauseWords,
    pub en: CauseWords,
}

/// What the merchant reports first, with the share of each cause given that report.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Symptom {
    pub id: String,
    /// Place in the list on the home page.
    pub order: u8,
    /// How often a case starts with this symptom, per thousand cases; all symptoms sum to 1000.
    pub share: u16,
    /// Cause -> weight per thousand; must sum to 1000 and include `other`. Unlisted faults get a small floor.
    pub priors: Map<u16>,
    #[serde(default)]
    pub raises: Vec<String>,
    /// Answers that the symptom itself implies: question -> answer.
    #[serde(default)]
    pub sets: Map<String>,
    /// Questions asked before the plan takes over, in this order: danger and money first.
    #[serde(default)]
    pub first: Vec<String>,
    /// Topic page to offer when the symptom is a request rather than a fault.
    #[serde(default)]
    pub topic: Option<String>,
    pub sources: Vec<String>,
    /// Why these numbers.
    pub reason: String,
    pub zh: SymptomWords,
    pub en: SymptomWords,
}

/// What a step costs the shop, all in minutes' worth.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cost {
    /// Real minutes.
    pub minutes: f64,
    /// Chance of making things worse, times how bad, in minutes' worth.
    #[serde(default)]
    pub risk: f64,
    /// Money spent, in minutes' worth (1 minute = 1 CNY).
    #[serde(default)]
    pub money: f64,
    /// How unpleasant it is to ask for or to do, in minutes' worth.
    #[serde(default)]
    pub annoyance: f64,
}

/// Conditions shared by questions, actions and workarounds.
///
/// A condition is `question=answer` or `question=a|b`; `!question=a` negates it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Gate {
    /// All of these must be known to hold.
    pub needs: Vec<String>,
    /// Hidden as soon as one of these is known to hold.
    pub not_if: Vec<String>,
    /// Steps (questions or actions) that must have been done before.
    pub after: Vec<String>,
}

/// A question: costs time, changes probabilities, repairs nothing. "Don't know" is always possible.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub id: String,
    /// `context` (about shop and terminal; stays valid in the next case) or `finding`.
    pub kind: String,
    pub cost: Cost,
    /// merchant, cardholder or engineer
    pub who: String,
    /// Where it is answered, if getting there takes time; empty for what is known or seen at once.
    #[serde(default)]
    pub place: Option<String>,
    pub answers: Vec<String>,
    /// Percent per answer; `default` for every cause without a row of its own. Rows sum to 100.
    pub likelihood: Map<Vec<u8>>,
    #[serde(default)]
    pub gate: Gate,
    #[serde(default)]
    pub acts: Vec<String>,
    /// answer -> flags; `"?"` stands for "don't know" and for skipping
    #[serde(default)]
    pub raises: Map<Vec<String>>,
    /// answer -> flags
    #[serde(default)]
    pub clears: Map<Vec<String>>,
    /// answer -> id of a [[resolved]] ending: nothing is left to repair
    #[serde(default)]
    pub ends: Map<String>,
    /// Questions that need no asking any more once this one is answered.
    #[serde(default)]
    pub settles: Vec<String>,
    /// True: never chosen by the planner, only by an alert or by the merchant.
    #[serde(default)]
    pub on_demand: bool,
    /// `reader` or `network`: a test of this page answers it; the planner chooses it only where the test can be done.
    #[serde(default)]
    pub live: Option<String>,
    pub sources: Vec<String>,
    /// Why these numbers, in a line.
    pub reason: String,
    #[serde(default)]
    pub review: Review,
    pub zh: QuestionWords,
    pub en: QuestionWords,
}

/// An action: may repair, may fail although it addresses the cause.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    pub id: String,
    pub cost: Cost,
    /// merchant, cardholder or engineer
    pub who: String,
    /// Where it is done, if that is somewhere that other steps are done too.
    #[serde(default)]
    pub place: Option<String>,
    /// Cause -> percent: repaired if this cause is present and the action is done.
    pub fixes: Map<u8>,
    /// Percent of times that lay people do it wrongly without noticing.
    #[serde(default)]
    pub botched: u8,
    #[serde(default)]
    pub gate: Gate,
    #[serde(default)]
    pub acts: Vec<String>,
    #[serde(default)]
    pub failed_raises: Vec<String>,
    #[serde(default)]
    pub failed_clears: Vec<String>,
    pub sources: Vec<String>,
    pub reason: String,
    #[serde(default)]
    pub review: Review,
    /// Drawing beside the instruction: insert, tap, swipe, terminal, card, network, paper, liquid, shield, phone, clock, person
    #[serde(default)]
    pub icon: String,
    pub zh: ActionWords,
    pub en: ActionWords,
}

/// A safe way to take money meanwhile.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Workaround {
    pub id: String,
    /// Lower is better for most shops.
    pub order: u8,
    /// Until the next customer has paid in this way.
    pub minutes: f64,
    #[serde(default)]
    pub gate: Gate,
    #[serde(default)]
    pub acts: Vec<String>,
    pub sources: Vec<String>,
    pub zh: WorkaroundWords,
    pub en: WorkaroundWords,
}

/// A response code (ISO 8583 field 39) or wallet code.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// As printed, upper case: 51, A0, WE.
    pub id: String,
    /// approved, defect (approved with defect), declined, session, registration, open, format, flips (meaning differs between acquirers)
    pub class: String,
    /// Who acts: issuer, acquirer, shop
    pub who: String,
    /// Cause -> weight relative to `elsewhere`; how strongly the code points there.
    #[serde(default)]
    pub points_to: Map<u16>,
    #[serde(default = "one")]
    pub elsewhere: u16,
    #[serde(default)]
    pub sets: Map<String>,
    #[serde(default)]
    pub raises: Vec<String>,
    pub sources: Vec<String>,
    #[serde(default)]
    pub review: Review,
    pub zh: CodeWords,
    pub en: CodeWords,
}

fn one() -> u16 {
    1
}

/// A text that terminals show.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenText {
    pub id: String,
    /// Literal variants as shown, Chinese and English.
    pub variants: Vec<String>,
    pub who: String,
    #[serde(default)]
    pub points_to: Map<u16>,
    #[serde(default = "one")]
    pub elsewhere: u16,
    #[serde(default)]
    pub sets: Map<String>,
    #[serde(default)]
    pub raises: Vec<String>,
    pub sources: Vec<String>,
    #[serde(default)]
    pub review: Review,
    pub zh: TextWords,
    pub en: TextWords,
}

/// A short honest answer to a question that is not about a fault.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    pub id: String,
    /// money, contract, prevention, principle, people
    pub group: String,
    /// The cause (request or situation) it answers, if any.
    #[serde(default)]
    pub cause: Option<String>,
    pub sources: Vec<String>,
    #[serde(default)]
    pub review: Review,
    pub zh: TopicWords,
    pub en: TopicWords,
}

/// An ending in which nothing is left to repair, e.g. "the sale went through".
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resolved {
    pub id: String,
    pub zh: ResolvedWords,
    pub en: ResolvedWords,
}

/// One row of the seed matrix, accounted for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    pub id: String,
    /// carried, rewritten, warned or dropped
    pub flag: String,
    /// Entries that carry it: `cause:ID`, `question:ID`, `action:ID`, `guard:ID`, `alert:ID`, `symptom:ID`,
    /// `workaround:ID`, `topic:ID`, `text:ID`, `code:ID`, `addressee:ID`, `check:ID`, `lesson:ID`, `quiz:ID`,
    /// `payment:ID`, `plan:ID`, `customer:ID`, `normaliser`, `denylist`.
    #[serde(default)]
    pub at: Vec<String>,
    pub zh: String,
    pub en: String,
}

/// A case a support engineer can read: facts in, expectations out. Run as a test.
#[derive(Debug, Clone, PartialEq, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct CaseExample {
    pub id: String,
    /// The case in a sentence, as a merchant or colleague would tell it.
    pub story: String,
    /// One fact a line, in the form of a stored case: `symptom no_read`, `answer other_card all_fail`,
    /// `answer link ?`, `code 51`, `text id`, `tried restart_once failed`, `seen liquid`, `handed acquirer`.
    pub facts: Vec<String>,
    /// One of these must be among the `among` most probable faults; empty when faults are not the point.
    #[serde(default)]
    pub causes: Vec<String>,
    #[serde(default = "two")]
    pub among: u8,
    /// Flags that must be raised.
    #[serde(default)]
    pub flags: Vec<String>,
    /// The next step must be one of these: `question:ID`, `action:ID`, `alert:ID`, `handover:ID`, `end:ID`; empty = any.
    #[serde(default)]
    pub first: Vec<String>,
    /// Never offered in this situation: `question:ID`, `action:ID`, `handover:ID`, `end:ID`, `workaround:ID` or `act:ID`.
    #[serde(default)]
    pub never: Vec<String>,
    /// Red lines that must be shown.
    #[serde(default)]
    pub guards: Vec<String>,
}

fn two() -> u8 {
    2
}
