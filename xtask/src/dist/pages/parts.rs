//! Parts that several kinds of pages share.

use super::Tongue;
use super::markup::{element, esc, list, paragraph, text};
use pos_doctor_core::content::ui::fill;
use pos_doctor_core::content::{AddresseeId, AlertId, CauseId, GuardId, SourceId, Ui};

impl Tongue<'_> {
    /// How to reach the bank, without a clock: opening hours are for the app.
    pub(super) fn hotline(&self) -> String {
        let Some(hotline) = self.config.hotlines.first() else { return self.ui(Ui::Sticker).to_owned() };
        let values = [("name", hotline.name.get(self.english)), ("number", &hotline.number)];
        fill(self.ui(Ui::Hotline), &values).trim().to_owned()
    }

    /// A text with its gaps filled, or left to be filled in with a pen.
    pub(super) fn told(&self, text: &str) -> String {
        let words = self.words;
        let values = [
            ("hotline", &*self.hotline()),
            ("when", words.gap_when),
            ("terminal", words.gap_terminal),
            ("tried", words.gap_tried),
        ];
        fill(text, &values)
    }

    /// Red lines: what not to do, what would happen.
    pub(super) fn donts(&self, guards: &[GuardId]) -> String {
        let words = guards.iter().filter_map(|id| self.w.guards.get(id.index()));
        let items: Vec<_> = words.map(|g| text("b", &g.dont) + " " + &text("small", &g.why)).collect();
        list("ul", "donts", &items)
    }

    /// What an alert says, with the red lines it brings.
    pub(super) fn alert(&self, id: AlertId) -> String {
        let (Some(alert), Some(words)) = (self.k.alert(id), self.w.alerts.get(id.index())) else {
            return String::new();
        };
        let now: Vec<_> = words.now.iter().map(|line| esc(line)).collect();
        let whom = match alert.then {
            pos_doctor_core::content::Then::HandOver(to) => self.whom(to),
            _ => String::new(),
        };
        element("div", " class=\"alert\"", &(text("h3", &words.title) + &list("ol", "", &now) + &whom))
    }

    /// Who must act and how to reach them.
    pub(super) fn whom(&self, to: AddresseeId) -> String {
        let words = self.w.addressees.get(to.index());
        let line =
            |name: &str, reach: &str| element("p", "", &format!("{} {}", text("b", name), esc(&self.told(reach))));
        words.map(|words| line(&words.name, &words.reach)).unwrap_or_default()
    }

    /// What to read out to them.
    pub(super) fn say(&self, words: &str) -> String {
        let label = text("small", self.ui(Ui::SayTitle));
        element("blockquote", "", &(label + "<br>" + &esc(&self.told(words))))
    }

    /// What a cause is called.
    pub(super) fn cause(&self, id: CauseId) -> &str {
        self.w.causes.get(id.index()).map_or("", |cause| &cause.name)
    }

    /// How probable, in the words of the app and at the same limits.
    pub(super) fn likely(&self, p: f64) -> &str {
        let percent = (p * 100.0 + 0.5) as u8;
        self.ui(match percent {
            70.. => Ui::VeryLikely,
            40.. => Ui::Likely,
            15.. => Ui::Possible,
            _ => Ui::Unlikely,
        })
    }

    /// Where a statement comes from.
    pub(super) fn sources(&self, ids: &[SourceId]) -> String {
        let names: Vec<_> = ids.iter().filter_map(|id| self.w.sources.get(id.index())).map(|name| esc(name)).collect();
        if names.is_empty() {
            return String::new();
        }
        paragraph(self.ui(Ui::Sources)).replacen("<p>", "<p class=\"sources\">", 1) + &list("ul", "sources", &names)
    }
}
