//! What a shop knows of its terminals: the list that PCI DSS asks for, and what a service desk wants to hear.

use super::book::Entry;
use super::entry::{self, Field, Trouble, Troubles};
use super::lines::{self, Fields};
use super::wall::{Day, Wall};

/// A terminal. It stays on this device: it never goes into a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    pub id: String,
    /// What the shop calls it.
    pub name: String,
    pub model: String,
    pub serial: String,
    pub bought: Option<Day>,
    /// The last day of the warranty.
    pub warranty: Option<Day>,
    pub acquirer: String,
    /// Id of an answer to the question `terminal`, or nothing.
    pub kind: String,
    /// Id of an answer to the question `link`, or nothing.
    pub link: String,
    pub note: String,
    /// In the order of their days.
    pub repairs: Vec<Repair>,
    pub changed: Wall,
}

/// Something that was repaired or exchanged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    pub day: Day,
    pub what: String,
    /// Id of an answer to the question `repaired`, [`SWAP`], or nothing.
    pub part: String,
}

/// The whole terminal was exchanged: from then on it is a new one.
pub const SWAP: &str = "swap";

/// How a warranty stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Warranty {
    Unknown,
    /// Days left, the last one counted.
    Running(i64),
    /// The same, but 60 or less: report what is weak now.
    EndsSoon(i64),
    /// Days since.
    Over(i64),
}

/// From here on a warranty ends soon, in days.
const SOON: i64 = 60;
const YEAR: i64 = 365;
/// A swap within so many days may be why something does not work.
const RECENT: i64 = 30;
/// Parts the words of a repair from what was repaired, in files.
const MARK: &str = "* ";

impl Device {
    /// How the warranty stands on a day.
    pub fn warranty_on(&self, today: Day) -> Warranty {
        let Some(last) = self.warranty else { return Warranty::Unknown };
        match last.0 - today.0 + 1 {
            left if left > SOON => Warranty::Running(left),
            left if left > 0 => Warranty::EndsSoon(left),
            left => Warranty::Over(1 - left),
        }
    }

    /// The answer to the question `age` that follows from the day it was bought, or exchanged since.
    pub fn age_on(&self, today: Day) -> Option<&'static str> {
        let days = today.0 - self.last_swap().or(self.bought)?.0;
        Some(match days {
            ..0 => return None,
            0..YEAR => "under_1y",
            days if days <= 4 * YEAR => "1_to_4y",
            _ => "over_4y",
        })
    }

    fn last_swap(&self) -> Option<Day> {
        self.repairs.iter().filter(|repair| repair.part == SWAP).map(|repair| repair.day).max()
    }

    /// The answer to the question `repaired`: the latest part within a year. What was repaired before a swap is gone.
    fn repaired_on(&self, today: Day) -> Option<&str> {
        let known = self.repairs.iter().rev().filter(|repair| !repair.part.is_empty());
        let repair = known.take_while(|repair| repair.part != SWAP).next()?;
        (0..YEAR).contains(&(today.0 - repair.day.0)).then_some(&repair.part)
    }

    /// Answers about shop and terminal that a case can start with: question and answer.
    pub fn answers(&self, today: Day) -> Vec<(&'static str, &str)> {
        let fresh = self.last_swap().is_some_and(|day| (0..=RECENT).contains(&(today.0 - day.0)));
        let known = [
            ("terminal", self.kind.as_str()),
            ("link", &self.link),
            ("age", self.age_on(today).unwrap_or("")),
            ("repaired", self.repaired_on(today).unwrap_or("")),
            ("recent", if fresh { "new_terminal" } else { "" }),
        ];
        known.into_iter().filter(|(_, answer)| !answer.is_empty()).collect()
    }
}

/// The fields of the form, as they were typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeviceForm {
    pub name: String,
    pub model: String,
    pub serial: String,
    pub bought: String,
    pub warranty: String,
    pub acquirer: String,
    pub kind: String,
    pub link: String,
    pub note: String,
}

impl DeviceForm {
    /// The form of a terminal that is there already.
    pub fn of(device: &Device) -> Self {
        let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        Self {
            name: device.name.clone(),
            model: device.model.clone(),
            serial: device.serial.clone(),
            bought: day(device.bought),
            warranty: day(device.warranty),
            acquirer: device.acquirer.clone(),
            kind: device.kind.clone(),
            link: device.link.clone(),
            note: device.note.clone(),
        }
    }

    /// The terminal, new or in the place of `before`.
    ///
    /// # Errors
    /// Everything that is the matter, in the order of the fields.
    pub fn check(&self, id: &str, before: Option<&Device>, now: Wall) -> Result<Device, Vec<(Field, Trouble)>> {
        let mut troubles = Troubles::default();
        let bought = troubles.take(Field::Bought, entry::day(&self.bought).and_then(|day| not_later(day, now)));
        let device = Device {
            id: id.to_owned(),
            name: troubles.take(Field::Name, entry::line(&self.name).and_then(not_empty)),
            model: troubles.take(Field::Model, entry::line(&self.model)),
            serial: troubles.take(Field::Serial, serial(&self.serial)),
            bought,
            warranty: troubles
                .take(Field::Warranty, entry::day(&self.warranty).and_then(|day| not_before(day, bought))),
            acquirer: troubles.take(Field::Acquirer, entry::line(&self.acquirer)),
            kind: self.kind.clone(),
            link: self.link.clone(),
            note: troubles.take(Field::Note, entry::note(&self.note)),
            repairs: before.map(|device| device.repairs.clone()).unwrap_or_default(),
            changed: before.map_or(now, |device| Wall(now.0.max(device.changed.0 + 1))),
        };
        if troubles.0.is_empty() { Ok(device) } else { Err(troubles.0) }
    }
}

/// A repair as it was typed.
///
/// # Errors
/// What is the matter with the day or the words.
pub fn repair(day: &str, what: &str, part: &str, now: Wall) -> Result<Repair, Vec<(Field, Trouble)>> {
    let mut troubles = Troubles::default();
    let day = entry::day(day).and_then(|day| not_later(day, now)).and_then(|day| day.ok_or(Trouble::Missing));
    let repair = Repair {
        day: troubles.take(Field::When, day),
        what: troubles.take(Field::Repair, entry::line(what).and_then(not_empty)),
        part: part.to_owned(),
    };
    if troubles.0.is_empty() { Ok(repair) } else { Err(troubles.0) }
}

/// Serial numbers may be as long as card numbers; what makes one is that it stands in this field.
fn serial(text: &str) -> Result<String, Trouble> {
    let text = text.trim();
    let sound = text.len() <= 40 && text.chars().all(|c| c.is_ascii_alphanumeric() || "-/. ".contains(c));
    if sound { Ok(text.to_owned()) } else { Err(Trouble::TooLong) }
}

fn not_empty(text: String) -> Result<String, Trouble> {
    if text.is_empty() { Err(Trouble::Missing) } else { Ok(text) }
}

fn not_later(day: Option<Day>, now: Wall) -> Result<Option<Day>, Trouble> {
    if day.is_some_and(|day| day > now.day()) { Err(Trouble::Future) } else { Ok(day) }
}

fn not_before(day: Option<Day>, bought: Option<Day>) -> Result<Option<Day>, Trouble> {
    if day.zip(bought).is_some_and(|(day, bought)| day < bought) { Err(Trouble::BeforeBought) } else { Ok(day) }
}

impl Repair {
    /// One line of a file.
    fn line(&self) -> String {
        let what = self.what.replace('\n', " ");
        if self.part.is_empty() {
            format!("{} {what}", self.day)
        } else {
            format!("{} {}{MARK}{what}", self.day, self.part)
        }
    }

    fn read(line: &str) -> Option<Self> {
        let (day, rest) = line.split_once(' ')?;
        let is_part = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        let (part, what) = rest.split_once(MARK).filter(|(part, _)| is_part(part)).unwrap_or(("", rest));
        Some(Self { day: Day::parse(day)?, what: entry::line(what).ok()?, part: part.to_owned() })
    }
}

impl Entry for Device {
    const KIND: &'static str = "devices";

    fn id(&self) -> &str {
        &self.id
    }

    fn changed(&self) -> i64 {
        self.changed.0
    }

    fn write(&self) -> Vec<(&'static str, String)> {
        let form = DeviceForm::of(self);
        let repairs: Vec<_> = self.repairs.iter().map(Repair::line).collect();
        vec![
            ("id", self.id.clone()),
            ("name", form.name),
            ("model", form.model),
            ("serial", form.serial),
            ("bought", form.bought),
            ("warranty", form.warranty),
            ("acquirer", form.acquirer),
            ("kind", form.kind),
            ("link", form.link),
            ("note", form.note),
            ("repairs", repairs.join("\n")),
            ("changed", self.changed.0.to_string()),
        ]
    }

    fn read(fields: &Fields) -> Option<Self> {
        let get = |name: &str| lines::get(fields, name).to_owned();
        let form = DeviceForm {
            name: get("name"),
            model: get("model"),
            serial: get("serial"),
            bought: get("bought"),
            warranty: get("warranty"),
            acquirer: get("acquirer"),
            kind: get("kind"),
            link: get("link"),
            note: get("note"),
        };
        let id = Some(get("id")).filter(|id| !id.is_empty() && id.len() <= 40)?;
        // The day it was bought may lie ahead of a clock that is wrong today.
        let mut device = form.check(&id, None, Wall(i64::from(i32::MAX))).ok()?;
        device.changed = Wall(get("changed").parse().ok()?);
        for line in get("repairs").lines().filter(|line| !line.is_empty()) {
            device.repairs.push(Repair::read(line)?);
        }
        Some(device)
    }
}
