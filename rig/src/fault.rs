//! What is wrong with a reader, its line or its cards. One at a time: a test wants to know what a symptom comes from.

/// A fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Everything works.
    None,
    /// Hears and never says anything.
    Silent,
    /// Says everything late and in pieces, but within what is allowed.
    Slow,
    /// Says something else instead.
    Garbage,
    /// Says something else before each answer.
    Noise,
    /// Says one byte at a time.
    Split,
    /// Is set to another speed: neither side understands the other.
    WrongSpeed,
    /// Stops in the middle of an answer, for good.
    HalfWay,
    /// Is unplugged in the middle of a conversation.
    Unplugged,
    /// Its own test fails.
    SelfTest,
    /// The stripe, or the chip, of every card is damaged.
    DamagedCards,
    /// Sees no card: antenna, head or contacts are dead.
    Dead,
    /// Card A cannot be read.
    CardA,
    /// Card B cannot be read.
    CardB,
    /// Another program, or a driver of the system, has it: it does not open. On a bus only.
    Held,
}

/// Every fault by the name that it has on the command line.
pub const ALL: [(&str, Fault); 15] = [
    ("none", Fault::None),
    ("silent", Fault::Silent),
    ("slow", Fault::Slow),
    ("garbage", Fault::Garbage),
    ("noise", Fault::Noise),
    ("split", Fault::Split),
    ("wrong-speed", Fault::WrongSpeed),
    ("half-way", Fault::HalfWay),
    ("unplugged", Fault::Unplugged),
    ("self-test", Fault::SelfTest),
    ("damaged-cards", Fault::DamagedCards),
    ("dead", Fault::Dead),
    ("card-a-bad", Fault::CardA),
    ("card-b-bad", Fault::CardB),
    ("held", Fault::Held),
];

impl Fault {
    /// The fault of a name.
    pub fn of(name: &str) -> Option<Self> {
        // Names that people use for one family or another.
        let name = match name {
            "damaged-stripe" => "damaged-cards",
            "dead-antenna" | "dead-head" => "dead",
            other => other,
        };
        ALL.iter().find(|(known, _)| *known == name).map(|(_, fault)| *fault)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        ALL.iter().find(|(_, fault)| *fault == self).map_or("none", |(name, _)| name)
    }
}

/// A fault as it is asked for: `unplugged@3` strikes after three messages, where that makes sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Which.
    pub fault: Fault,
    /// Messages before it strikes; else as the family has it.
    pub after: Option<usize>,
}

impl Wanted {
    /// From a name, with or without a number.
    pub fn read(text: &str) -> Option<Self> {
        let (name, after) = match text.split_once('@') {
            Some((name, after)) => (name, Some(after.parse().ok()?)),
            None => (text, None),
        };
        Some(Self { fault: Fault::of(name)?, after })
    }
}

impl From<Fault> for Wanted {
    fn from(fault: Fault) -> Self {
        Self { fault, after: None }
    }
}
