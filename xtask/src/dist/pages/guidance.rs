//! What to do, in the engine's order: danger and money, steps, whom to call, how to take money meanwhile, likely causes.

use super::Tongue;
use super::course::{Branch, Course, Stop, StopStep};
use super::markup::{element, esc, list, paragraph, plain_list, text};
use pos_doctor_core::case::Event;
use pos_doctor_core::content::ui::fill;
use pos_doctor_core::content::{ActionId, AlertId, CauseId, FlagClass, GuardId, QuestionId, Set, Ui};
use pos_doctor_core::diagnose::guard::{forbidden, permit};
use pos_doctor_core::diagnose::{Facts, workarounds};
use std::cell::RefCell;
use std::sync::Arc;

/// So many steps are shown; who has done them all in vain should call.
const STEPS: usize = 7;
/// Ways to take money; the app lists the rest.
const WAYS: usize = 5;
/// Red lines below the steps; all of them have a page of their own.
const RED_LINES: usize = 5;
/// Causes worth naming: the most probable ones, each this likely at least.
const CAUSES: usize = 5;
const WORTH_NAMING: f64 = 0.05;
/// Below this nothing is said of a cause at an answer.
const SAID: f64 = 0.1;
/// Below this the app says "unlikely", which is no heading for the likely causes.
const NAMED: f64 = 0.145;
/// Red lines that everybody should have seen once, as on the first screen of the app.
pub(super) const FIRST_RED_LINES: [&str; 4] = ["no_second_charge", "no_open_case", "no_password", "no_force"];

/// The guidance of one page while it is being written.
pub(super) struct Guidance<'a> {
    tongue: &'a Tongue<'a>,
    pub(super) course: Arc<Course>,
    /// Alerts that stand on the page in full already.
    told: RefCell<Vec<AlertId>>,
}

impl<'a> Guidance<'a> {
    /// What to do in a case that begins with this event.
    pub(super) fn new(tongue: &'a Tongue<'a>, first: Event) -> Option<Self> {
        Some(Self { tongue, course: tongue.courses.get(tongue.k, first)?, told: RefCell::default() })
    }

    /// Stops that come before everything else.
    fn leading(&self) -> usize {
        self.course.stops.iter().take_while(|stop| matches!(stop.step, StopStep::Alert(_))).count()
    }

    /// The stops that the page shows.
    pub(super) fn shown(&self) -> &[Stop] {
        let end = (self.leading() + STEPS).min(self.course.stops.len());
        self.course.stops.get(..end).unwrap_or_default()
    }

    /// All of it; `causes` where the page is about something that has many.
    pub(super) fn html(&self, causes: bool) -> String {
        let mut stops: Vec<_> = (0..).zip(self.shown()).map(|(n, stop)| self.stop(n, stop)).collect();
        let steps = stops.split_off(self.leading());
        let red_lines = text("h2", self.tongue.ui(Ui::RedLinesShort)) + &self.tongue.donts(&self.red_lines());
        let causes = if causes { self.causes() } else { String::new() };
        stops.concat() + &self.steps(&steps) + &self.end() + &red_lines + &self.sell() + &causes
    }

    fn red_lines(&self) -> Vec<GuardId> {
        let standing = FIRST_RED_LINES.iter().filter_map(|id| self.tongue.k.find_guard(id));
        let mut guards: Vec<GuardId> = Vec::new();
        for id in self.course.start.guards.iter().copied().chain(standing) {
            if !guards.contains(&id) {
                guards.push(id);
            }
        }
        guards.truncate(RED_LINES);
        guards
    }

    fn steps(&self, steps: &[String]) -> String {
        if steps.is_empty() {
            return String::new();
        }
        let words = self.tongue.words;
        text("h2", words.steps) + &paragraph(words.steps_hint) + &list("ol", "steps", steps)
    }

    fn stop(&self, n: usize, stop: &Stop) -> String {
        match &stop.step {
            StopStep::Alert(id) => self.alert(*id),
            StopStep::Check(id, branches) => self.check(n, *id, branches),
            StopStep::Do(id) => self.action(*id),
        }
    }

    /// In full the first time, its title after that.
    fn alert(&self, id: AlertId) -> String {
        if self.told.borrow().contains(&id) {
            let words = self.tongue.w.alerts.get(id.index());
            return words.map(|words| element("p", "", &text("b", &words.title))).unwrap_or_default();
        }
        self.told.borrow_mut().push(id);
        self.tongue.alert(id)
    }

    fn action(&self, id: ActionId) -> String {
        let Some(words) = self.tongue.w.actions.get(id.index()) else { return String::new() };
        text("h3", &words.instruction) + &plain_list("ul", "", &words.steps) + &text("small", &words.why)
    }

    fn check(&self, n: usize, id: QuestionId, branches: &[Branch]) -> String {
        let Some(words) = self.tongue.w.questions.get(id.index()) else { return String::new() };
        let label = |branch: &Branch| words.answers.get(usize::from(branch.answer)).cloned().unwrap_or_default();
        let (serious, plain): (Vec<_>, Vec<_>) = branches.iter().partition(|branch| branch.is_serious());
        let mut groups: Vec<(&Branch, Vec<String>)> = Vec::new();
        for branch in serious {
            match groups.iter_mut().find(|(first, _)| first.raises == branch.raises) {
                Some((_, labels)) => labels.push(label(branch)),
                None => groups.push((branch, vec![label(branch)])),
            }
        }
        let groups: String = groups.iter().map(|(branch, labels)| self.serious(n, branch, labels)).collect();
        let answers: Vec<_> = plain.iter().map(|branch| self.answer(branch, &label(branch))).collect();
        text("h3", &words.ask) + &paragraph(&words.how) + &groups + &list("ul", "answers", &answers)
    }

    fn answer(&self, branch: &Branch, label: &str) -> String {
        let t = self.tongue;
        let ending = branch.ends.and_then(|id| t.w.resolved.get(id.index()));
        let meaning = match (ending, branch.cause) {
            (Some(words), _) => fill(t.words.over, &[("title", &words.title)]),
            _ if branch.taken => t.words.go_on.to_owned(),
            (None, Some((cause, p))) if p >= SAID => {
                let values = [("likely", t.likely(p)), ("cause", t.cause(cause))];
                fill(if p < NAMED { t.words.perhaps } else { t.words.points_to }, &values)
            }
            (None, _) => String::new(),
        };
        text("b", label) + " " + &text("small", &meaning)
    }

    /// What comes first after these answers.
    fn serious(&self, n: usize, branch: &Branch, labels: &[String]) -> String {
        let (words, k) = (self.tongue.words, self.tongue.k);
        let quoted: Vec<_> = labels.iter().map(|l| fill(self.tongue.ui(Ui::Quoted), &[("text", l)])).collect();
        let intro = fill(words.if_so, &[("answers", &quoted.join(words.or_when))]);
        let alerts: String = branch.alerts.iter().map(|id| self.alert(*id)).collect();
        let donts = self.tongue.donts(&branch.guards);
        let donts = if donts.is_empty() { donts } else { paragraph(words.then_never) + &donts };
        let money =
            branch.alerts.iter().filter_map(|id| k.flag(k.alert(*id)?.flag)).any(|f| f.class == FlagClass::Money);
        let stop = if money { words.stop_money } else { words.stop };
        let stop = element("p", " class=\"stop\"", &esc(stop));
        let stop = if self.stops_here(n, branch) { stop } else { String::new() };
        element("div", " class=\"if\"", &(element("p", "", &text("b", &intro)) + &alerts + &donts + &stop))
    }

    /// Whether something comes first after this answer, or it forbids something further down on the page.
    fn stops_here(&self, n: usize, branch: &Branch) -> bool {
        let k = self.tongue.k;
        let Some(stop) = self.shown().get(n) else { return true };
        let forbidden = forbidden(k, Facts::of(k, &stop.case).flags.with(branch.raises));
        let steps = self.shown().iter().skip(n + 1).map(|stop| stop.acts(k));
        let ways = self.ways().into_iter().filter_map(|id| Some(k.workaround(id)?.acts));
        !branch.alerts.is_empty() || steps.chain(ways).any(|acts| permit(forbidden, acts, ()).is_none())
    }

    /// Who gets the case when nothing has helped.
    fn end(&self) -> String {
        let Some(end) = &self.course.end else { return String::new() };
        let t = self.tongue;
        let about = end.cause.or_else(|| t.k.flag(end.flag?)?.cause).and_then(|id| t.w.causes.get(id.index()));
        let say = about.map_or(t.ui(Ui::SayUnknown), |cause| &cause.say);
        let keep = about.map(|cause| cause.keep.as_str()).filter(|keep| !keep.is_empty());
        let keep = keep.map(|keep| element("p", "", &(text("b", t.ui(Ui::KeepTitle)) + "<br>" + &esc(&t.told(keep)))));
        let title = if end.flag.is_some() { t.ui(Ui::HandOverTo) } else { t.words.no_help };
        text("h2", title) + &t.whom(end.to) + &t.say(say) + &keep.unwrap_or_default() + &self.report()
    }

    fn report(&self) -> String {
        let asked = self.course.report.iter().filter_map(|id| self.tongue.w.questions.get(id.index()));
        let lines: Vec<_> = asked.map(|words| words.ask.clone()).collect();
        if lines.is_empty() {
            return String::new();
        }
        paragraph(self.tongue.words.have_ready) + &plain_list("ul", "", &lines)
    }

    fn sell(&self) -> String {
        let ways = self.ways();
        let items: Vec<_> = ways.iter().filter_map(|id| self.tongue.w.workarounds.get(id.index())).collect();
        let items: Vec<_> = items.iter().map(|w| text("b", &w.instruction) + " " + &text("small", &w.note)).collect();
        if items.is_empty() {
            return String::new();
        }
        text("h2", self.tongue.words.sell_first) + &list("ul", "sell", &items)
    }

    /// Ways to take money that no red line of the beginning forbids.
    pub(super) fn ways(&self) -> Vec<pos_doctor_core::content::WorkaroundId> {
        let mut ways = workarounds(self.tongue.k, &self.course.start.facts);
        ways.truncate(WAYS);
        ways
    }

    /// Nothing where the case is a danger or a sale in doubt: then the cause is not what matters.
    fn causes(&self) -> String {
        let t = self.tongue;
        if self.leading() > 0 {
            return String::new();
        }
        let ranked = self.course.start.belief.ranked();
        let worth = ranked.into_iter().take(CAUSES).filter(|(_, p)| *p >= WORTH_NAMING);
        let items: Vec<_> = worth.filter_map(|(id, p)| self.cause(id, p)).collect();
        if items.is_empty() {
            return String::new();
        }
        text("h2", t.words.causes) + &list("ul", "causes", &items)
    }

    fn cause(&self, id: CauseId, p: f64) -> Option<String> {
        let t = self.tongue;
        let (cause, words) = (t.k.cause(id)?, t.w.causes.get(id.index())?);
        let head = fill(t.ui(Ui::FoundCause), &[("likely", t.likely(p)), ("cause", &words.name)]);
        let head = if p < NAMED { words.name.clone() } else { head };
        // To report hardware is a step as well, and a red line may forbid it.
        let acts = if cause.hardware { t.k.report_hardware } else { Set::EMPTY };
        let flags = self.course.start.facts.flags;
        let whom = permit(forbidden(t.k, flags), acts, ()).map(|_| t.whom(cause.addressee) + &t.say(&words.say));
        Some(text("h3", &head) + &paragraph(&words.means) + &whom.unwrap_or_default())
    }
}

impl Branch {
    /// Something comes first, or must not be done, after this answer.
    pub(super) fn is_serious(&self) -> bool {
        !self.alerts.is_empty() || !self.guards.is_empty()
    }
}
