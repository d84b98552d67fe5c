//! What a page shows, as plain data: views make it, components draw it.

use crate::route::Route;
use pos_doctor_core::case::Event;

/// The colour of a page: red for safety and security, amber for unclear money, green for repaired.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Plain,
    Red,
    Amber,
    Green,
}

impl Tone {
    /// Its class in the style sheet.
    pub fn class(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Red => "red",
            Self::Amber => "amber",
            Self::Green => "green",
        }
    }
}

/// One screen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    /// Names the page or step for tests and for moving the focus: `home`, `question:other_card`.
    pub id: String,
    /// Page and address together: while they stay, the page is the same one and keeps its focus.
    pub place: String,
    pub tone: Tone,
    /// A line above the heading.
    pub eyebrow: String,
    pub title: String,
    pub icon: String,
    pub blocks: Vec<Block>,
    /// Within a case: time left, shown beside "back".
    pub left: String,
    /// Always within reach, at the bottom.
    pub reach: Vec<Choice>,
    /// The path of a page that the second program draws; else empty.
    pub tool: String,
    /// The case at a glance, beside the step on wide screens.
    pub aside: Vec<Block>,
}

impl Page {
    /// What can be pressed without unfolding anything.
    pub fn choices(&self) -> impl Iterator<Item = &Choice> {
        let lists = self.blocks.iter().map(|block| match block {
            Block::Answers(list) | Block::Tiles(list) | Block::Buttons(list) | Block::Cells(list) => list.as_slice(),
            _ => &[],
        });
        lists.flatten()
    }
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    Text(String),
    Heading(String),
    /// A thing to know, set off by its colour.
    Note(Tone, String),
    Numbered(Vec<String>),
    Bullets(Vec<String>),
    /// What not to do, and what would happen.
    Donts(Vec<(String, String)>),
    /// Words to read out: label and text.
    Say(String, String),
    /// Answers, in one column.
    Answers(Vec<Choice>),
    /// Choices side by side.
    Tiles(Vec<Choice>),
    /// Buttons at the end of a page.
    Buttons(Vec<Choice>),
    /// A list of places to go.
    Cells(Vec<Choice>),
    /// Causes and how probable they are.
    Bars(Vec<Bar>),
    /// What was said: question, answer, and a way to change it.
    Facts(Vec<FactLine>),
    /// Hidden until asked for.
    More(String, Vec<Block>),
    /// Set apart by a frame; the text names it for tests.
    Card(String, Vec<Block>),
    /// The box for one's own words, codes and screen texts.
    Search,
}

/// Something to press.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Names it for tests.
    pub id: String,
    pub label: String,
    pub hint: String,
    pub icon: &'static str,
    /// The key that presses it.
    pub key: Option<char>,
    pub act: Act,
    /// This is what was answered before.
    pub chosen: bool,
    pub look: Look,
}

/// How much a button stands out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Look {
    /// The one thing to do here.
    Primary,
    #[default]
    Plain,
    /// A way round.
    Quiet,
}

/// What pressing does.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    Go(Route),
    /// Dial a number.
    Call(String),
    /// Add an event to the case.
    Add(Event),
    /// Put an event in the place of an earlier one.
    Put(usize, Event),
    Remove(usize),
    /// Begin another case with this.
    Begin(Event),
    /// The same trouble came back.
    Again,
    /// Take up the case that was stored last.
    Resume,
    /// Delete everything that is stored here.
    Forget,
    /// See what these words mean.
    Look(String),
    Share(String),
    Print,
    Elder,
    /// Take up what the browser offers.
    Accept(Offer),
}

/// What can be done about the app itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offer {
    /// A new version is there.
    Update,
    /// It can be put on the home screen.
    Install,
}

impl Offer {
    /// Its name for offline.js and for tests.
    pub fn id(self) -> &'static str {
        match self {
            Self::Update => "update",
            Self::Install => "install",
        }
    }
}

/// One cause in a ranking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    pub id: String,
    pub name: String,
    /// How probable, in words.
    pub word: String,
    pub percent: u8,
    /// Say the percentage too.
    pub exact: bool,
}

/// One line of what was said.
#[derive(Debug, Clone, PartialEq)]
pub struct FactLine {
    pub id: String,
    pub what: String,
    pub value: String,
    pub change: Option<Choice>,
}

impl Choice {
    /// A choice without anything special.
    pub fn new(id: impl Into<String>, label: impl Into<String>, act: Act) -> Self {
        Self {
            id: id.into(),
            label: label.into(),
            hint: String::new(),
            icon: "",
            key: None,
            act,
            chosen: false,
            look: Look::Plain,
        }
    }

    pub fn primary(mut self) -> Self {
        self.look = Look::Primary;
        self
    }

    pub fn quiet(mut self) -> Self {
        self.look = Look::Quiet;
        self
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    pub fn key(mut self, key: Option<char>) -> Self {
        self.key = key;
        self
    }

    pub fn icon(mut self, icon: &'static str) -> Self {
        self.icon = icon;
        self
    }

    pub fn chosen(mut self, chosen: bool) -> Self {
        self.chosen = chosen;
        self
    }
}
