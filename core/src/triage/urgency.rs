//! How urgent a case is and who must act in the end: by rules, so that both can be explained and tested.
//!
//! Urgency, the first rule that holds:
//! 1. critical: a flag that blocks everything else, an impostor who is still there, or a sale of unknown outcome that is about to be charged again
//! 2. high: an impostor who is gone; a sale of unknown outcome, unless a code alone leaves it open for one card or one bank; totals that differ
//! 3. low: nothing was understood, or only a question or a refused request
//! 4. high: all cards fail and nothing else works; the terminal asks for something first, or is disabled; the faults that stop all cards are
//!    together more probable than not, and it does not work now and then, or elsewhere
//! 5. low: a way of paying that fails while another one works; one customer's card or code, for which the text or a code speaks; mere misconceptions
//! 6. medium: the rest: a way of paying, a duty, or cards that are not read
//!
//! Who must act, the first rule that holds:
//! 1. the acquirer, for everything that blocks, for money and impostors
//! 2. for a question or request alone: whom its cause names, unless the shop can settle it
//! 3. where most of the probability lies: with faults that the shop can repair (nobody), the card's bank, or the acquirer,
//!    to whom the others (network provider, till vendor) are counted

use super::{Understanding, about_fault};
use crate::content::conditions::Known;
use crate::content::phrases::{Meaning, Stops};
use crate::content::{CauseId, CodeClass, Flag, FlagClass, Knowledge, Phrases};
use crate::diagnose::{Advice, Fact};

/// How urgent a case is, the most urgent last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    Low,
    Medium,
    High,
    Critical,
}

impl Urgency {
    /// The word in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }
}

/// Who must act in the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Escalate {
    None,
    Issuer,
    Acquirer,
}

impl Escalate {
    /// The word in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Issuer => "issuer",
            Self::Acquirer => "acquirer",
        }
    }
}

fn flags<'a>(k: &'a Knowledge, advice: &Advice) -> impl Iterator<Item = &'a Flag> {
    advice.facts.flags.numbers().filter_map(|n| k.flags.get(usize::from(n)))
}

/// Danger, tampering, a skimmer, an impostor.
fn alarming(k: &Knowledge, advice: &Advice) -> bool {
    flags(k, advice).any(|f| f.blocks || f.id == "impostor")
}

fn money_open(k: &Knowledge, understood: &Understanding, advice: &Advice) -> bool {
    flags(k, advice).any(|f| f.class == FlagClass::Money && f.cause.is_some()) && !only_by_code(k, understood, advice)
}

/// A code alone leaves the sale open, and one bank or one card is concerned: nobody says that money may be gone, or means
/// to charge again.
fn only_by_code(k: &Knowledge, understood: &Understanding, advice: &Advice) -> bool {
    let one = answered(k, advice, "banks", "one_bank") || answered(k, advice, "other_card", "only_this_fails");
    let told = ["maybe", "yes"].into_iter().any(|answer| answered(k, advice, "money_taken", answer));
    one && !told && !understood.again && symptom(k, advice) != Some("outcome")
}

/// Whoever wanted something has left, and left nothing that is dangerous by itself.
fn left(k: &Knowledge, understood: &Understanding, advice: &Advice) -> bool {
    understood.gone && !flags(k, advice).any(|f| f.blocks && f.id != "impostor")
}

/// A request that is refused, or something that was never a fault.
fn nothing_wrong(k: &Knowledge, understood: &Understanding) -> bool {
    ["illicit_request", "user_misconception"].into_iter().any(|id| recognised(k, understood, id))
}

/// How urgent it is.
pub(super) fn urgency(k: &Knowledge, phrases: &Phrases, understood: &Understanding, advice: &Advice) -> Urgency {
    let alarming = alarming(k, advice);
    if (alarming && !left(k, understood, advice)) || (understood.again && money_open(k, understood, advice)) {
        return Urgency::Critical;
    }
    if alarming || money_open(k, understood, advice) || recognised(k, understood, "reconciliation_mismatch") {
        return Urgency::High;
    }
    if !(about_fault(k, understood) || understood.is_guess()) || nothing_wrong(k, understood) {
        return Urgency::Low;
    }
    reach(k, phrases, advice)
}

/// What says that the terminal takes nothing at all, or nothing before something is done.
const BLOCKED: [(&str, &str); 5] = [
    ("sign_on_asked", "yes"),
    ("settle_asked", "yes"),
    ("key_text", "yes"),
    ("disabled_text", "yes"),
    ("app_version", "update_failed"),
];

/// What says that a fault does not stop everything: it comes and goes, or the terminal still runs, by itself at least.
const PARTLY: [(&str, &str); 3] = [("pattern", "sometimes"), ("power", "low_battery"), ("till_alone", "works_alone")];

/// How much of the shop's selling a fault stops.
fn reach(k: &Knowledge, phrases: &Phrases, advice: &Advice) -> Urgency {
    let says = |(question, answer): &(&str, &str)| answered(k, advice, question, answer);
    let no_way = says(&("other_way", "no_way_works")) && !says(&("other_card", "only_this_fails"));
    let all_fail = says(&("other_card", "all_fail")) || no_way;
    let other_way = says(&("other_way", "another_way_works"));
    let one_card = says(&("other_card", "only_this_fails"));
    let explained = flags(k, advice).any(|f| f.id == "rule_explains");
    let stops = |what: Stops| -> f64 {
        let faults = k.faults().filter(|(id, _)| phrases.stops(*id) == what);
        faults.map(|(id, _)| advice.belief.of(id)).sum()
    };
    let partly = PARTLY.iter().any(says) && !says(&("charge_light", "off"));
    let probably = stops(Stops::Everything) > 0.5 && !one_card && !partly;
    let everything = all_fail || BLOCKED.iter().any(says) || probably;
    if everything && !other_way && !explained {
        return Urgency::High;
    }
    let certain = k.faults().any(|(id, _)| phrases.stops(id) == Stops::Customer && advice.belief.of(id) > 0.5);
    let this_card = declined(k, advice) || one_card || certain || !unspecific(k, advice);
    let one_customer = stops(Stops::Customer) > 0.5 && this_card;
    // Whose phone is not read has a card, or a code on the phone.
    let phone = says(&("entry_tried", "phone")) && contactless(k, advice) > 0.5;
    let spared = (other_way || phone) && stops(Stops::Duty) < 0.5;
    if explained || one_customer || spared { Urgency::Low } else { Urgency::Medium }
}

/// How probably it is about cards and phones that are held to the reader.
fn contactless(k: &Knowledge, advice: &Advice) -> f64 {
    let causes = ["reader_contactless_fault", "contactless_not_enabled_or_limit"];
    causes.into_iter().filter_map(|id| k.find_cause(id)).map(|id| advice.belief.of(id)).sum()
}

fn symptom<'a>(k: &'a Knowledge, advice: &Advice) -> Option<&'a str> {
    advice.facts.symptom().and_then(|s| k.symptom(s)).map(|s| s.id.as_str())
}

/// A report of cards that are not read, with nothing that tells which.
fn unspecific(k: &Knowledge, advice: &Advice) -> bool {
    symptom(k, advice).is_none_or(|id| matches!(id, "no_read" | "else" | "dead" | "card_fault_text"))
}

/// The bank's answer says that it is this card.
fn declined(k: &Knowledge, advice: &Advice) -> bool {
    advice.facts.evidence.iter().any(|fact| match fact {
        Fact::Code(id) => k.code(*id).is_some_and(|c| c.class == CodeClass::Declined),
        Fact::Text(id) => k.text(*id).is_some_and(|t| t.who == "issuer"),
        _ => false,
    })
}

fn answered(k: &Knowledge, advice: &Advice, question: &str, answer: &str) -> bool {
    let known = k.find_question(question).map(|q| (q, advice.facts.known(q)));
    let Some((q, Known::Answer(n))) = known else { return false };
    k.question(q).and_then(|q| q.answers.get(usize::from(n))).is_some_and(|a| a.id == answer)
}

fn recognised(k: &Knowledge, understood: &Understanding, cause: &str) -> bool {
    let id = k.find_cause(cause);
    understood.facts.iter().any(|f| matches!(f.meaning, Meaning::Cause(c) if Some(c) == id))
}

/// Who must act in the end.
pub(super) fn escalate(k: &Knowledge, understood: &Understanding, advice: &Advice) -> Escalate {
    if understood.is_empty() {
        return Escalate::None;
    }
    if alarming(k, advice) || money_open(k, understood, advice) || recognised(k, understood, "reconciliation_mismatch")
    {
        return Escalate::Acquirer;
    }
    if !(about_fault(k, understood) || understood.is_guess()) || nothing_wrong(k, understood) {
        return request(k, understood);
    }
    let mut mass = [(Escalate::None, 0.0), (Escalate::Issuer, 0.0), (Escalate::Acquirer, 0.0)];
    for (id, _) in k.faults() {
        let who = addressee(k, id);
        mass.iter_mut().filter(|(e, _)| *e == who).for_each(|(_, p)| *p += advice.belief.of(id));
    }
    mass.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).map_or(Escalate::None, |(who, _)| who)
}

/// A question or a request alone.
fn request(k: &Knowledge, understood: &Understanding) -> Escalate {
    let illicit = k.find_cause("illicit_request");
    let open = understood.facts.iter().filter_map(|f| match f.meaning {
        Meaning::Cause(id) if Some(id) != illicit => Some(id),
        _ => None,
    });
    open.map(|id| addressee(k, id)).max().unwrap_or(Escalate::None)
}

fn addressee(k: &Knowledge, id: CauseId) -> Escalate {
    let Some(cause) = k.cause(id) else { return Escalate::None };
    let reports_as = k.addressee(cause.addressee).map(|a| a.reports_as.as_str());
    match reports_as {
        _ if cause.shop_can => Escalate::None,
        Some("issuer") => Escalate::Issuer,
        _ => Escalate::Acquirer,
    }
}
