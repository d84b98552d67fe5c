//! Response codes and screen texts, and what they point to.

use super::super::source::{self, Map};
use super::super::{Code, CodeClass, Hint, ScreenText};
use super::Compiler;

impl<'a> Compiler<'a> {
    pub(super) fn code(&mut self, c: &'a source::Code) -> Code {
        self.place = ("code", &c.id);
        self.sources(&c.sources);
        let class = match c.class.as_str() {
            "approved" => CodeClass::Approved,
            "defect" => CodeClass::Defect,
            "declined" => CodeClass::Declined,
            "session" => CodeClass::Session,
            "registration" => CodeClass::Registration,
            "open" => CodeClass::Open,
            "format" => CodeClass::Format,
            "flips" => CodeClass::Flips,
            other => {
                self.defect(format!("class `{other}` is unknown"));
                CodeClass::Flips
            }
        };
        let hint = self.hint(&c.points_to, c.elsewhere, &c.sets, &c.raises);
        Code { id: c.id.clone(), class, who: c.who.clone(), hint }
    }

    pub(super) fn text(&mut self, t: &'a source::ScreenText) -> ScreenText {
        self.place = ("text", &t.id);
        self.sources(&t.sources);
        if t.variants.is_empty() {
            self.defect("has no variants");
        }
        let hint = self.hint(&t.points_to, t.elsewhere, &t.sets, &t.raises);
        ScreenText { id: t.id.clone(), variants: t.variants.clone(), who: t.who.clone(), hint }
    }

    pub(super) fn hint(&mut self, points_to: &Map<u16>, elsewhere: u16, sets: &Map<String>, raises: &[String]) -> Hint {
        let mut points: Vec<_> = points_to.iter().filter_map(|(id, w)| self.fault(id).map(|c| (c, *w))).collect();
        points.sort_by_key(|(fault, _)| *fault);
        if elsewhere == 0 {
            self.defect("elsewhere must be at least 1: a code or text never excludes a cause");
        }
        Hint { points_to: points, elsewhere: elsewhere.max(1), sets: self.sets(sets), raises: self.set("flag", raises) }
    }
}
