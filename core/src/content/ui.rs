//! The app's own words: every key here has a text in both languages in `content/ui/`.

use super::keys::keys;

keys! {
    /// A word or sentence of the app's screens.
    Ui:
    // frame.toml
    Name = "name",
    Back = "back",
    Home = "home",
    SkipLink = "skip_link",
    OtherLanguage = "other_language",
    Reach = "reach",
    Dismiss = "dismiss",
    HomeTitle = "home_title",
    PickSymptom = "pick_symptom",
    MoreSymptoms = "more_symptoms",
    Resume = "resume",
    SearchLabel = "search_label",
    SearchExample = "search_example",
    SearchButton = "search_button",
    ElderMode = "elder_mode",
    NormalMode = "normal_mode",
    About = "about",
    Sell = "sell",
    Causes = "causes",
    RedLines = "red_lines",
    RedLinesShort = "red_lines_short",
    SellHint = "sell_hint",
    TopicsTitle = "topics_title",
    TopicsHint = "topics_hint",
    Stale = "stale",
    NoticeStorage = "notice_storage",
    NoticeBroken = "notice_broken",
    NoticeOlder = "notice_older",
    NoticeForgotten = "notice_forgotten",
    NoticeCopied = "notice_copied",
    NoticeNotCopied = "notice_not_copied",
    NoticeLanguage = "notice_language",
    NoticeBusy = "notice_busy",
    Update = "update",
    UpdateNow = "update_now",
    Install = "install",
    InstallHint = "install_hint",
    BeginHere = "begin_here",
    SalesNote = "sales_note",
    SalesNoteHint = "sales_note_hint",
    SalesDue = "sales_due",
    SalesDueHint = "sales_due_hint",
    OtherDevice = "other_device",
    Find = "find",
    CustomerCard = "customer_card",
    CustomerCardHint = "customer_card_hint",
    UnknownTitle = "unknown_title",
    UnknownText = "unknown_text",
    ToolsTitle = "tools_title",
    ToolsHint = "tools_hint",
    ToolsOpening = "tools_opening",
    ToolsFailed = "tools_failed",
    // steps.toml
    DontKnow = "dont_know",
    Later = "later",
    Skip = "skip",
    MinutesLeft = "minutes_left",
    TestNow = "test_now",
    WhyAsk = "why_ask",
    WhyDo = "why_do",
    WhyNow = "why_now",
    DoNow = "do_now",
    FirstThis = "first_this",
    Fixed = "fixed",
    Failed = "failed",
    LookingBack = "looking_back",
    ChosenBefore = "chosen_before",
    ToNextStep = "to_next_step",
    ToStep = "to_step",
    HowGood = "how_good",
    BarredTitle = "barred_title",
    TopicHint = "topic_hint",
    LookTitle = "look_title",
    LookHint = "look_hint",
    HandOverTo = "hand_over_to",
    CallNumber = "call_number",
    Sticker = "sticker",
    Hotline = "hotline",
    HotlineClosed = "hotline_closed",
    SayTitle = "say_title",
    SayUnknown = "say_unknown",
    KeepTitle = "keep_title",
    FoundCause = "found_cause",
    OtherCauses = "other_causes",
    Contacted = "contacted",
    Share = "share",
    SendCase = "send_case",
    SendCaseHint = "send_case_hint",
    Report = "report",
    ReportHint = "report_hint",
    Cases = "cases",
    Map = "map",
    Print = "print",
    SummaryCause = "summary_cause",
    Revision = "revision",
    MyTerminal = "my_terminal",
    NothingTried = "nothing_tried",
    ListComma = "list_comma",
    Date = "date",
    FallbackTitle = "fallback_title",
    RepairedTitle = "repaired_title",
    RepairedText = "repaired_text",
    HandedTo = "handed_to",
    HandedTitle = "handed_title",
    HandedText = "handed_text",
    SeeHandover = "see_handover",
    GoOn = "go_on",
    Again = "again",
    NewCase = "new_case",
    // reasons.toml
    CausesTitle = "causes_title",
    CausesText = "causes_text",
    AlsoTrue = "also_true",
    VeryLikely = "very_likely",
    Likely = "likely",
    Possible = "possible",
    Unlikely = "unlikely",
    Percent = "percent",
    ForAndAgainst = "for_and_against",
    SpeaksFor = "speaks_for",
    SpeaksAgainst = "speaks_against",
    Strongly = "strongly",
    QuestionAnswer = "question_answer",
    BecauseFlag = "because_flag",
    BecauseFirst = "because_first",
    BecausePutOff = "because_put_off",
    BecauseForReport = "because_for_report",
    BecauseBefore = "because_before",
    BecauseSplits = "because_splits",
    BecauseRepairs = "because_repairs",
    BecauseNothingPays = "because_nothing_pays",
    BecauseOver = "because_over",
    WhatWeThink = "what_we_think",
    StepAndWhy = "step_and_why",
    Sources = "sources",
    Assumed = "assumed",
    AssumedText = "assumed_text",
    HistoryTitle = "history_title",
    HistoryText = "history_text",
    HistoryEmpty = "history_empty",
    ThisCase = "this_case",
    PutOff = "put_off",
    DoItNow = "do_it_now",
    SetAside = "set_aside",
    Change = "change",
    Symptom = "symptom",
    ScreenShows = "screen_shows",
    CodeShown = "code_shown",
    Helped = "helped",
    NotHelped = "not_helped",
    DoneSo = "done_so",
    WentOn = "went_on",
    Skipped = "skipped",
    KeptForLater = "kept_for_later",
    SoundsLike = "sounds_like",
    LeftOpen = "left_open",
    LookNothing = "look_nothing",
    Quoted = "quoted",
    CodeTitle = "code_title",
    CodeFlips = "code_flips",
    OtherReadings = "other_readings",
    OwnCode = "own_code",
    WhoActs = "who_acts",
    TheShop = "the_shop",
    UseIt = "use_it",
    TakeOut = "take_out",
    SellTitle = "sell_title",
    SellText = "sell_text",
    SellNone = "sell_none",
    SellNotPreauth = "sell_not_preauth",
    SellNotPreauthWhy = "sell_not_preauth_why",
    SellNotCardData = "sell_not_card_data",
    SellNotCardDataWhy = "sell_not_card_data_why",
    SellNotPromise = "sell_not_promise",
    SellNotPromiseWhy = "sell_not_promise_why",
    RedLinesTitle = "red_lines_title",
    InForce = "in_force",
    Always = "always",
    IfItHappens = "if_it_happens",
    GroupMoney = "group_money",
    GroupContract = "group_contract",
    GroupPrevention = "group_prevention",
    GroupPeople = "group_people",
    GroupPrinciple = "group_principle",
    Unsaid = "unsaid",
    WhomToAsk = "whom_to_ask",
    // about.toml
    WhatItIs = "what_it_is",
    WhatItIsText = "what_it_is_text",
    Operator = "operator",
    Privacy = "privacy",
    PrivacyText = "privacy_text",
    Forget = "forget",
    Disclaimer = "disclaimer",
    DisclaimerText = "disclaimer_text",
    Licence = "licence",
    LicenceText = "licence_text",
    Ignored = "ignored",
    IgnoredText = "ignored_text",
    IgnoredLine = "ignored_line",
    IgnoredUnreadable = "ignored_unreadable",
    IgnoredUnknown = "ignored_unknown",
    IgnoredNotText = "ignored_not_text",
    IgnoredTooLong = "ignored_too_long",
    IgnoredNotList = "ignored_not_list",
    IgnoredNotFile = "ignored_not_file",
    IgnoredNotColour = "ignored_not_colour",
    IgnoredLowContrast = "ignored_low_contrast",
    IgnoredNotNumber = "ignored_not_number",
    IgnoredNotHours = "ignored_not_hours",
    IgnoredNotTime = "ignored_not_time",
    IgnoredNotWho = "ignored_not_who",
    IgnoredNotOrigin = "ignored_not_origin",
}

impl Ui {
    /// The text with this key.
    pub fn find(key: &str) -> Option<Self> {
        let at = Self::KEYS.iter().position(|k| *k == key)?;
        Self::ALL.get(at).copied()
    }
}

impl Ui {
    /// Its key in `content/`.
    pub fn key(self) -> &'static str {
        Self::KEYS.get(self as usize).copied().unwrap_or_default()
    }
}

impl super::Words {
    /// The app's text for a key; empty only when the words belong to another build.
    pub fn ui(&self, key: Ui) -> &str {
        self.ui.get(key as usize).map_or("", String::as_str)
    }
}

/// A text with its gaps, such as `{minutes}`, filled. What is filled in is not looked at again.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut parts = text.split('{');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let gap = part.split_once('}').and_then(|(name, rest)| Some((value(values, name)?, rest)));
        match gap {
            Some((value, rest)) => filled.extend([value, rest]),
            None => filled.extend(["{", part]),
        }
    }
    filled
}

fn value<'a>(values: &[(&str, &'a str)], name: &str) -> Option<&'a str> {
    values.iter().find(|(n, _)| *n == name).map(|(_, value)| *value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_once() {
        assert_eq!(fill("{a}-{b}-{a}", &[("a", "{b}"), ("b", "2")]), "{b}-2-{b}");
        assert_eq!(fill("{unknown} { {a", &[("a", "1")]), "{unknown} { {a");
    }

    #[test]
    fn keys_are_found() {
        assert_eq!(Ui::find("back"), Some(Ui::Back));
        assert_eq!(Ui::find("no_such_key"), None);
    }
}
