//! Words around what people write in their own words.

use crate::content::keys::keys;

keys! {
    /// A word of `content/tools/say.toml`.
    Say:
    Title = "title",
    Label = "label",
    Empty = "empty",
    Preparing = "preparing",
    OnlyCodes = "only_codes",
    Urgent = "urgent",
    Understood = "understood",
    Heard = "heard",
    NotSo = "not_so",
    Withdrawn = "withdrawn",
    Again = "again",
    Meant = "meant",
    Answers = "answers",
    GoOn = "go_on",
    GoOnHint = "go_on_hint",
    AddHint = "add_hint",
    OnScreen = "on_screen",
    Situation = "situation",
    ProofTitle = "proof_title",
    ProofStep = "proof_step",
    ProofNone = "proof_none",
    ProofStart = "proof_start",
    ProofSaves = "proof_saves",
    ProofBest = "proof_best",
    ProofOther = "proof_other",
    ProofGoing = "proof_going",
    ProofDone = "proof_done",
    ProofEnough = "proof_enough",
    ProofMeaning = "proof_meaning",
    ProofMeaningText = "proof_meaning_text",
    ProofNumbers = "proof_numbers",
}
