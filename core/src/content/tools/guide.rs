//! What the shop's pages read out: checklists, training cards, a quiz, how a payment works, the plan, customer cards.
//! The first half is the shape of the files in `content/tools/`, the second what the app fetches, in one language.

use crate::content::SourceId;
use serde::{Deserialize, Serialize};

/// An entry as an author writes it, in a file as `[[guide.check]]` and so on.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written<W> {
    pub id: String,
    /// A checklist: day, week, month or season.
    #[serde(default)]
    pub every: String,
    /// A step of a payment: the symptoms that show there.
    #[serde(default)]
    pub symptoms: Vec<String>,
    /// A quiz card: the case, one fact a line as in a stored case.
    #[serde(default)]
    pub facts: Vec<String>,
    /// A quiz card: what each answer means, see `shop::quiz::judge`.
    #[serde(default)]
    pub means: Vec<String>,
    /// Left out only where nothing is claimed: fields of a form.
    #[serde(default)]
    pub sources: Vec<String>,
    pub zh: W,
    pub en: W,
}

/// An entry in one language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Told<W> {
    pub id: String,
    pub every: String,
    pub symptoms: Vec<String>,
    pub facts: Vec<String>,
    pub means: Vec<String>,
    pub sources: Vec<SourceId>,
    pub words: W,
}

impl<W: Clone> Written<W> {
    fn tell(&self, english: bool, sources: Vec<SourceId>) -> Told<W> {
        Told {
            id: self.id.clone(),
            every: self.every.clone(),
            symptoms: self.symptoms.clone(),
            facts: self.facts.clone(),
            means: self.means.clone(),
            sources,
            words: if english { self.en.clone() } else { self.zh.clone() },
        }
    }
}

/// A point of a checklist.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckWords {
    #[serde(rename = "do")]
    pub instruction: String,
    /// Why, with the figure where there is one.
    pub why: String,
}

/// A training card.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LessonWords {
    pub title: String,
    pub text: Vec<String>,
    /// What must not be done, and what would happen.
    pub never: String,
}

/// A quiz card: a case in a sentence, and what one could do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuizWords {
    pub story: String,
    pub choices: Vec<String>,
    /// Why the right one is right.
    pub because: String,
}

/// One of the steps of a card payment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaymentWords {
    pub title: String,
    pub text: String,
    /// What goes wrong here, and who must act.
    pub trouble: String,
}

/// A line of the shop's own plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanWords {
    pub label: String,
    pub hint: String,
}

/// What is shown to a customer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomerWords {
    /// For the shop's list; the customer does not see it.
    pub when: String,
    pub title: String,
    pub text: Vec<String>,
}

macro_rules! guide {
    ($($(#[$doc:meta])* $table:ident: $words:ty),* $(,)?) => {
        /// The part of a file of `content/` that belongs here.
        #[derive(Debug, Default, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub struct Source {
            $($(#[$doc])* pub $table: Vec<Written<$words>>,)*
        }

        /// Everything in one language.
        #[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
        pub struct Guide {
            $($(#[$doc])* pub $table: Vec<Told<$words>>,)*
            /// The customer cards of the other language: both are shown at once.
            pub customer_other: Vec<CustomerWords>,
        }

        impl Source {
            /// Move the entries of another file here.
            pub(in crate::content) fn take(&mut self, mut other: Self) {
                $(self.$table.append(&mut other.$table);)*
            }

            /// Kind and id of every entry, in the order of the files.
            pub(in crate::content) fn ids(&self) -> Vec<(&'static str, &str)> {
                let mut ids = Vec::new();
                $(ids.extend(self.$table.iter().map(|e| (stringify!($table), e.id.as_str())));)*
                ids
            }

            /// Kind and id of every entry that claims something without saying where it comes from.
            pub(in crate::content) fn ids_without_source(&self) -> Vec<(&'static str, &str)> {
                let mut ids = Vec::new();
                $(ids.extend(self.$table.iter().filter(|e| e.sources.is_empty()).map(|e| (stringify!($table), e.id.as_str())));)*
                // Fields of a form claim nothing, and a quiz card's source is the engine.
                ids.retain(|(kind, _)| !matches!(*kind, "plan" | "quiz"));
                ids
            }

            /// Hand both texts of every entry to `look`.
            pub(in crate::content) fn pairs(&self, mut look: impl FnMut(&'static str, &str, Pair)) {
                $(for e in &self.$table {
                    let value = |words: &$words| toml::Value::try_from(words).ok();
                    if let (Some(zh), Some(en)) = (value(&e.zh), value(&e.en)) {
                        look(stringify!($table), &e.id, Pair { zh, en });
                    }
                })*
            }

            /// One language of it; `number` finds the number of a source, and reports it if there is none.
            pub(in crate::content) fn tell(
                &self,
                english: bool,
                mut number: impl FnMut(&'static str, &str, &str) -> Option<SourceId>,
            ) -> Guide {
                Guide {
                    $($table: self.$table.iter().map(|e| {
                        let sources = e.sources.iter();
                        e.tell(english, sources.filter_map(|s| number(stringify!($table), &e.id, s)).collect())
                    }).collect(),)*
                    customer_other:
                        self.customer.iter().map(|e| if english { e.zh.clone() } else { e.en.clone() }).collect(),
                }
            }
        }
    };
}

guide! {
    /// Points of the checklists.
    check: CheckWords,
    /// Training cards.
    lesson: LessonWords,
    /// Quiz cards.
    quiz: QuizWords,
    /// The steps of a card payment, in order.
    payment: PaymentWords,
    /// The lines of the shop's own plan, in order.
    plan: PlanWords,
    /// What is shown to customers.
    customer: CustomerWords,
}

/// The words of an entry in both languages.
pub(in crate::content) struct Pair {
    pub(in crate::content) zh: toml::Value,
    pub(in crate::content) en: toml::Value,
}
