//! A sale of which nobody knows yet whether it was charged, from the moment it is noted until it is settled.
//!
//! The order is always the same: look it up on the terminal, then in the settlement list, then ask the acquirer.
//! Only a clear finding settles anything; "not found" is not one. What was done meanwhile decides what is still due:
//! a customer who paid another way gets the first amount back if it turns out to have been charged.

use super::book::Entry;
use super::entry::{self, Field, Trouble, Troubles};
use super::lines::{self, Fields};
use super::wall::Wall;

/// An unfinished sale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sale {
    pub id: String,
    pub when: Wall,
    pub fen: u64,
    /// Four digits or nothing.
    pub last_four: String,
    /// Trace, reference or order number.
    pub reference: String,
    pub told: Told,
    /// What the shop calls the terminal.
    pub terminal: String,
    pub note: String,
    /// What was found and done, in order.
    pub log: Vec<Entered>,
    pub changed: Wall,
}

/// How it was left with the customer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Told {
    /// "We look it up first and do not collect again."
    #[default]
    Wait,
    /// Paid another way; if the first was charged too, it comes back.
    OtherWay,
    /// Left with the goods, taken as paid.
    Goods,
    /// Left without goods, or nothing was said.
    Nothing,
}

/// What is to be done next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Look up the last sale or the list on the terminal.
    Query,
    /// Look for it in the settlement list or the bank's daily statement.
    List,
    /// Have the acquirer look.
    Acquirer,
    /// It was charged and paid another way too: the acquirer gives the first amount back.
    GiveBack,
    /// It was not charged, and nothing was paid: collect it now, or let it go.
    Collect,
}

/// What came of a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    WentThrough,
    NotCharged,
    /// Not found, or not to be told.
    Unclear,
    /// Given back, or collected.
    Done,
    /// Nothing is collected: the customer did not take the goods, or the shop lets it go.
    Dropped,
}

/// One line of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entered {
    pub stage: Stage,
    pub finding: Finding,
    pub at: Wall,
}

/// How a settled sale ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It went through, nothing else was paid.
    Paid,
    /// It was not charged; paid another way.
    PaidOtherWay,
    GivenBack,
    Collected,
    Dropped,
}

macro_rules! words {
    ($type:ident: $($name:ident = $word:literal),*) => {
        impl $type {
            /// All, in order.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The word in files and for tests.
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word),* }
            }

            /// What a word means.
            pub fn find(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$name),)* _ => None }
            }
        }
    };
}

words!(Told: Wait = "wait", OtherWay = "other_way", Goods = "goods", Nothing = "nothing");
words!(Stage: Query = "query", List = "list", Acquirer = "acquirer", GiveBack = "give_back", Collect = "collect");
words!(Finding: WentThrough = "went_through", NotCharged = "not_charged", Unclear = "unclear", Done = "done", Dropped = "dropped");

impl Stage {
    /// What can come of it.
    pub fn findings(self) -> &'static [Finding] {
        match self {
            Self::Query | Self::List | Self::Acquirer => &[Finding::WentThrough, Finding::NotCharged, Finding::Unclear],
            Self::GiveBack => &[Finding::Done],
            Self::Collect => &[Finding::Done, Finding::Dropped],
        }
    }
}

impl Sale {
    /// What was found for certain.
    fn found(&self) -> Option<Finding> {
        let clear = |e: &&Entered| matches!(e.finding, Finding::WentThrough | Finding::NotCharged);
        self.log.iter().rev().find(clear).map(|e| e.finding)
    }

    fn closed(&self) -> Option<Finding> {
        self.log.iter().rev().map(|e| e.finding).find(|f| matches!(f, Finding::Done | Finding::Dropped))
    }

    /// What is to be done next; `None` once it is settled.
    pub fn todo(&self) -> Option<Stage> {
        let looked = |stage: Stage| self.log.iter().any(|e| e.stage == stage);
        match (self.found(), self.closed()) {
            (None, _) if !looked(Stage::Query) => Some(Stage::Query),
            (None, _) if !looked(Stage::List) => Some(Stage::List),
            (None, _) => Some(Stage::Acquirer),
            (Some(Finding::WentThrough), None) if self.told == Told::OtherWay => Some(Stage::GiveBack),
            (Some(Finding::NotCharged), None) if self.told != Told::OtherWay => Some(Stage::Collect),
            _ => None,
        }
    }

    /// How it ended; `None` while something is to be done.
    pub fn outcome(&self) -> Option<Outcome> {
        if self.todo().is_some() {
            return None;
        }
        Some(match (self.found()?, self.closed()) {
            (Finding::WentThrough, Some(_)) => Outcome::GivenBack,
            (Finding::WentThrough, None) => Outcome::Paid,
            (_, Some(Finding::Dropped)) => Outcome::Dropped,
            (_, Some(_)) => Outcome::Collected,
            (_, None) => Outcome::PaidOtherWay,
        })
    }

    /// Note what came of the stage at hand. A finding that the stage cannot have changes nothing.
    pub fn enter(&mut self, finding: Finding, at: Wall) {
        if let Some(stage) = self.todo().filter(|stage| stage.findings().contains(&finding)) {
            self.log.push(Entered { stage, finding, at });
            self.changed = later(self.changed, at);
        }
    }

    /// Take the last line of the log back.
    pub fn undo(&mut self, at: Wall) {
        self.log.pop();
        self.changed = later(self.changed, at);
    }
}

/// A change is newer than what it changes, even within one minute or after the clock was put back.
fn later(before: Wall, now: Wall) -> Wall {
    Wall(now.0.max(before.0 + 1))
}

/// The fields of the form, as they were typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SaleForm {
    pub when: String,
    pub amount: String,
    pub last_four: String,
    pub reference: String,
    pub told: Told,
    pub terminal: String,
    pub note: String,
}

impl SaleForm {
    /// The form of a sale that is there already.
    pub fn of(sale: &Sale) -> Self {
        Self {
            when: sale.when.to_string().replace(' ', "T"),
            amount: entry::money(sale.fen),
            last_four: sale.last_four.clone(),
            reference: sale.reference.clone(),
            told: sale.told,
            terminal: sale.terminal.clone(),
            note: sale.note.clone(),
        }
    }

    /// The sale, new or in the place of `before`.
    ///
    /// # Errors
    /// Everything that is the matter, in the order of the fields.
    pub fn check(&self, id: &str, before: Option<&Sale>, now: Wall) -> Result<Sale, Vec<(Field, Trouble)>> {
        let mut troubles = Troubles::default();
        let sale = Sale {
            id: id.to_owned(),
            when: troubles.take(Field::When, entry::when(&self.when, now)),
            fen: troubles.take(Field::Amount, entry::amount(&self.amount)),
            last_four: troubles.take(Field::LastFour, entry::last_four(&self.last_four)),
            reference: troubles.take(Field::Reference, entry::reference(&self.reference)),
            told: self.told,
            terminal: troubles.take(Field::Terminal, entry::line(&self.terminal)),
            note: troubles.take(Field::Note, entry::note(&self.note)),
            log: before.map(|sale| sale.log.clone()).unwrap_or_default(),
            changed: before.map_or(now, |sale| later(sale.changed, now)),
        };
        if troubles.0.is_empty() { Ok(sale) } else { Err(troubles.0) }
    }
}

impl Entry for Sale {
    const KIND: &'static str = "sales";

    fn id(&self) -> &str {
        &self.id
    }

    fn changed(&self) -> i64 {
        self.changed.0
    }

    fn write(&self) -> Vec<(&'static str, String)> {
        let log = self.log.iter().map(|e| format!("{} {} {}", e.stage.word(), e.finding.word(), e.at.0));
        vec![
            ("id", self.id.clone()),
            ("when", self.when.to_string()),
            ("amount", entry::money(self.fen)),
            ("last_four", self.last_four.clone()),
            ("reference", self.reference.clone()),
            ("told", self.told.word().to_owned()),
            ("terminal", self.terminal.clone()),
            ("note", self.note.clone()),
            ("log", log.collect::<Vec<_>>().join(";")),
            ("changed", self.changed.0.to_string()),
        ]
    }

    /// As strict as the form: a file from elsewhere brings no card numbers in.
    fn read(fields: &Fields) -> Option<Self> {
        let get = |name| lines::get(fields, name);
        let log = get("log").split(';').filter(|line| !line.is_empty());
        Some(Self {
            id: Some(get("id")).filter(|id| !id.is_empty() && id.len() <= 40)?.to_owned(),
            when: Wall::parse(get("when"))?,
            fen: entry::amount(get("amount")).ok()?,
            last_four: entry::last_four(get("last_four")).ok()?,
            reference: entry::reference(get("reference")).ok()?,
            told: Told::find(get("told"))?,
            terminal: entry::line(get("terminal")).ok()?,
            note: entry::note(get("note")).ok()?,
            log: log.map(Entered::parse).collect::<Option<_>>()?,
            changed: Wall(get("changed").parse().ok()?),
        })
    }
}

impl Entered {
    fn parse(line: &str) -> Option<Self> {
        let mut words = line.split(' ');
        let (stage, finding) = (Stage::find(words.next()?)?, Finding::find(words.next()?)?);
        let at = Wall(words.next()?.parse().ok()?);
        Some(Self { stage, finding, at })
    }
}
