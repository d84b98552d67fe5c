//! `troubleshooting-model/1`, from JSON to a draft, with everything that is wrong.

use pos_doctor_core::plan::model::{Defect, Draft, DraftAction, DraftCall, DraftQuestion, Model};
use serde_json::{Map, Value};

/// The model of a file and the draft with its ids, or every defect.
pub fn read(text: &str) -> Result<(Draft, Model), Vec<Defect>> {
    let mut reader = Reader { defects: Vec::new() };
    let draft = match serde_json::from_str::<Value>(text) {
        Ok(value) => reader.draft(&value),
        Err(error) => {
            reader.add("the file", format!("it is not JSON: {error}"));
            return Err(reader.defects);
        }
    };
    match Model::new(&draft) {
        Ok(model) if reader.defects.is_empty() => Ok((draft, model)),
        Ok(_) => Err(reader.defects),
        Err(more) => {
            // What could not be read was reported already; the numbers put in its place are not worth a word.
            let known = |d: &Defect| reader.defects.iter().any(|r| d.place.starts_with(&r.place));
            let more: Vec<_> = more.into_iter().filter(|d| !known(d)).collect();
            Err(reader.defects.into_iter().chain(more).collect())
        }
    }
}

struct Reader {
    defects: Vec<Defect>,
}

impl Reader {
    fn add(&mut self, place: &str, what: impl Into<String>) {
        self.defects.push(Defect { place: place.to_owned(), what: what.into() });
    }

    fn draft(&mut self, value: &Value) -> Draft {
        let Some(top) = value.as_object() else {
            self.add("the file", "it must be an object");
            return Draft::default();
        };
        self.keys("the file", top, &["format", "causes", "actions", "questions", "call_service"]);
        if top.get("format").and_then(Value::as_str) != Some("troubleshooting-model/1") {
            self.add("format", "it must be \"troubleshooting-model/1\"");
        }
        Draft {
            causes: self.list(top, "causes").into_iter().map(|(p, o)| self.cause(&p, o)).collect(),
            actions: self.list(top, "actions").into_iter().map(|(p, o)| self.action(&p, o)).collect(),
            questions: self.list(top, "questions").into_iter().map(|(p, o)| self.question(&p, o)).collect(),
            calls: self.call(top).into_iter().collect(),
        }
    }

    fn keys(&mut self, place: &str, object: &Map<String, Value>, known: &[&str]) {
        for key in object.keys().filter(|key| !known.contains(&key.as_str())) {
            self.add(place, format!("\"{key}\" is no key of this format"));
        }
    }

    fn list<'v>(&mut self, top: &'v Map<String, Value>, name: &str) -> Vec<(String, &'v Map<String, Value>)> {
        let Some(items) = top.get(name).and_then(Value::as_array) else {
            self.add(name, "it must be a list");
            return Vec::new();
        };
        let mut objects = Vec::new();
        for (n, item) in items.iter().enumerate() {
            let id = item.get("id").and_then(Value::as_str).unwrap_or_default();
            let place = format!("{name}[{n}] \"{id}\"");
            match item.as_object() {
                Some(object) => objects.push((place, object)),
                None => self.add(&place, "it must be an object"),
            }
        }
        objects
    }

    fn id(&mut self, place: &str, object: &Map<String, Value>) -> String {
        let id = object.get("id").and_then(Value::as_str);
        if id.is_none() {
            self.add(place, "\"id\" must be a text");
        }
        id.unwrap_or_default().to_owned()
    }

    fn number(&mut self, place: &str, what: &str, value: Option<&Value>) -> f64 {
        let number = value.and_then(Value::as_f64);
        if number.is_none() {
            self.add(place, format!("{what} must be a number"));
        }
        number.unwrap_or(1.0)
    }

    fn cause(&mut self, place: &str, object: &Map<String, Value>) -> (String, f64) {
        self.keys(place, object, &["id", "prior"]);
        (self.id(place, object), self.number(place, "\"prior\"", object.get("prior")))
    }

    fn action(&mut self, place: &str, object: &Map<String, Value>) -> DraftAction {
        self.keys(place, object, &["id", "cost", "fixes"]);
        let mut fixes = Vec::new();
        match object.get("fixes").and_then(Value::as_object) {
            None => self.add(place, "\"fixes\" must be an object of causes and chances"),
            Some(map) => {
                for (cause, chance) in map {
                    fixes
                        .push((cause.clone(), self.number(place, &format!("the chance of \"{cause}\""), Some(chance))));
                }
            }
        }
        DraftAction { id: self.id(place, object), cost: self.number(place, "\"cost\"", object.get("cost")), fixes }
    }

    fn question(&mut self, place: &str, object: &Map<String, Value>) -> DraftQuestion {
        self.keys(place, object, &["id", "cost", "answers", "likelihood"]);
        let mut answers = Vec::new();
        for answer in object.get("answers").and_then(Value::as_array).unwrap_or(&Vec::new()) {
            if !answer.is_string() {
                self.add(place, "every answer must be a text");
            }
            answers.push(answer.as_str().unwrap_or_default().to_owned());
        }
        let mut likelihood = Vec::new();
        match object.get("likelihood").and_then(Value::as_object) {
            None => self.add(place, "\"likelihood\" must be an object of causes and rows"),
            Some(map) => {
                for (cause, row) in map {
                    let Some(row) = row.as_array() else {
                        self.add(place, format!("the row of \"{cause}\" must be a list"));
                        continue;
                    };
                    let what = format!("every entry of the row of \"{cause}\"");
                    likelihood.push((cause.clone(), row.iter().map(|v| self.number(place, &what, Some(v))).collect()));
                }
            }
        }
        DraftQuestion {
            id: self.id(place, object),
            cost: self.number(place, "\"cost\"", object.get("cost")),
            answers,
            likelihood,
        }
    }

    fn call(&mut self, top: &Map<String, Value>) -> Option<DraftCall> {
        let object = top.get("call_service")?.as_object();
        let Some(object) = object else {
            self.add("call_service", "it must be an object with a cost");
            return None;
        };
        self.keys("call_service", object, &["cost"]);
        let cost = self.number("call_service", "\"cost\"", object.get("cost"));
        Some(DraftCall { id: "call_service".into(), cost, ..DraftCall::default() })
    }
}
