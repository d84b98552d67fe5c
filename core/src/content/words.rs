//! The words of one language, in the order of the [`super::Knowledge`] they belong to.

use serde::{Deserialize, Serialize};

/// Everything the app says in one language. Lists run parallel to those of the knowledge.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub struct Words {
    pub addressees: Vec<AddresseeWords>,
    pub flags: Vec<FlagWords>,
    pub guards: Vec<GuardWords>,
    pub alerts: Vec<AlertWords>,
    pub causes: Vec<CauseWords>,
    pub symptoms: Vec<SymptomWords>,
    pub questions: Vec<QuestionWords>,
    pub actions: Vec<ActionWords>,
    pub workarounds: Vec<WorkaroundWords>,
    pub codes: Vec<CodeWords>,
    pub texts: Vec<TextWords>,
    pub topics: Vec<TopicWords>,
    pub resolved: Vec<ResolvedWords>,
    pub sources: Vec<String>,
    /// The app's own words, by [`super::Ui`] number.
    pub ui: Vec<String>,
}

/// What is looked up, and not needed for a diagnosis: it is fetched later than the rest.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reference {
    pub codes: Vec<CodeWords>,
    pub texts: Vec<TextWords>,
    pub topics: Vec<TopicWords>,
}

impl Words {
    /// Take out what is looked up; of the topics the titles stay.
    pub fn split(mut self) -> (Self, Reference) {
        let title = |topic: &TopicWords| TopicWords { title: topic.title.clone(), ..TopicWords::default() };
        let titles = self.topics.iter().map(title).collect();
        let topics = std::mem::replace(&mut self.topics, titles);
        let (codes, texts) = (std::mem::take(&mut self.codes), std::mem::take(&mut self.texts));
        (self, Reference { codes, texts, topics })
    }

    /// Put it back.
    pub fn join(&mut self, reference: Reference) {
        (self.codes, self.texts, self.topics) = (reference.codes, reference.texts, reference.topics);
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddresseeWords {
    pub name: String,
    /// How to reach them; `{hotline}` is filled from config.json or the sticker sentence.
    pub reach: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FlagWords {
    /// Half a sentence for the case summary: 机器进了液体
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuardWords {
    /// The prohibition, verb first: 不要再开机
    pub dont: String,
    /// Half a sentence: what would happen otherwise.
    pub why: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AlertWords {
    pub title: String,
    /// Two to five things to do now, in order, verb first.
    pub now: Vec<String>,
    /// Label of the button that goes on.
    pub done: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CauseWords {
    pub name: String,
    /// One or two sentences: what it is and how it shows.
    pub means: String,
    /// What to say to the addressee, ready to read out; may use {when} {terminal} {tried}.
    pub say: String,
    /// What to keep or note for the call (slips, time, amount, last four digits); may be empty.
    #[serde(default)]
    pub keep: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SymptomWords {
    /// Button: at most 14 characters (zh), 34 (en).
    pub name: String,
    /// A line below it: what counts as this.
    pub hint: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionWords {
    /// At most 20 characters where possible, ends with a question mark.
    pub ask: String,
    /// How to find out, one or two short sentences.
    #[serde(default)]
    pub how: String,
    /// Why we ask.
    pub why: String,
    /// One label per answer, same order.
    pub answers: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionWords {
    /// The instruction, verb first.
    #[serde(rename = "do")]
    pub instruction: String,
    /// How, in one to four short steps; may be empty when the instruction says it all.
    #[serde(default)]
    pub steps: Vec<String>,
    pub why: String,
    /// Own labels instead of "it works now" / "still not".
    #[serde(default)]
    pub fixed: String,
    #[serde(default)]
    pub failed: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkaroundWords {
    #[serde(rename = "do")]
    pub instruction: String,
    /// Limits and how to do it safely.
    pub note: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeWords {
    /// Usual text on the screen, if any.
    #[serde(default)]
    pub shows: String,
    pub means: String,
    /// What the merchant does.
    #[serde(rename = "do")]
    pub act: String,
    /// Other readings at other acquirers, each a short sentence.
    #[serde(default)]
    pub other: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextWords {
    pub means: String,
    #[serde(rename = "do")]
    pub act: String,
}

#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopicWords {
    pub title: String,
    /// The answer, one paragraph an entry.
    pub text: Vec<String>,
    /// What we do not say here, and why; may be empty.
    #[serde(default)]
    pub unsaid: String,
    /// Whom to ask.
    pub ask: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResolvedWords {
    pub title: String,
    pub text: String,
}
