//! `public/config.json` as the build sees it: the bank's words for the static pages, its addresses for the header files.

use crate::args::Args;
use crate::headers::Hosting;
use crate::project::{Project, read_text};
use anyhow::{Context, Result, ensure};
use pos_doctor_core::config::{Config, Value};
use pos_doctor_core::content::Knowledge;

/// What the build takes from `config.json` and from its own flags.
pub struct Settings {
    pub config: Config,
    pub hosting: Hosting,
}

impl Settings {
    /// Reads `public/config.json`; `--base` beats the address in it.
    ///
    /// # Errors
    /// When it is no JSON object, or an address in it is not one: an address ends up in headers, so nothing is guessed.
    pub fn read(project: &Project, k: &Knowledge, base: Option<&str>) -> Result<Self> {
        let path = project.path("public/config.json");
        let json: serde_json::Value =
            serde_json::from_str(&read_text(&path)?).with_context(|| format!("{} is not JSON", path.display()))?;
        ensure!(json.is_object(), "{} must hold one JSON object", path.display());
        let config = Config::read(Some(&value(&json)), k);
        for ignored in &config.ignored {
            eprintln!("notice: config.json: {} is not used ({:?})", ignored.place, ignored.why);
        }
        let mut hosting = Hosting::read(json.get("hosting")).context("config.json, hosting")?;
        if let Some(base) = base {
            hosting.base = Some(crate::headers::base_address(base).context("--base")?);
        }
        Ok(Self { config, hosting })
    }
}

/// Takes `--base https://…/`.
pub fn base(args: &mut Args) -> Result<Option<String>> {
    args.value("--base")
}

/// JSON in the form in which core judges it.
fn value(json: &serde_json::Value) -> Value {
    match json {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(b) => Value::Bool(*b),
        // Core cuts fractions as well: no setting needs one.
        serde_json::Value::Number(n) => Value::Number(n.as_i64().unwrap_or_default()),
        serde_json::Value::String(text) => Value::Text(text.clone()),
        serde_json::Value::Array(list) => Value::List(list.iter().map(value).collect()),
        serde_json::Value::Object(table) => Value::Table(table.iter().map(|(k, v)| (k.clone(), value(v))).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pos_doctor_core::config::Why;

    fn json(text: &str) -> Result<serde_json::Value> {
        Ok(serde_json::from_str(text)?)
    }

    fn knowledge(project: &Project) -> Result<Knowledge> {
        Ok(crate::content::load_draft(project)?.knowledge)
    }

    /// The guide's example is used in full, and its schema names exactly what core and the build know.
    #[test]
    fn the_example_and_the_schema_of_the_guide_are_true() -> Result<()> {
        let project = Project::find()?;
        let guide = read_text(&project.path("docs/deployment.md"))?;
        let example = guide
            .split("An example, for a bank that does not exist:")
            .nth(1)
            .and_then(|rest| rest.split("```json").nth(1)?.split("```").next());
        let example = json(example.context("the guide has no example")?)?;
        let config = Config::read(Some(&value(&example)), &knowledge(&project)?);
        assert_eq!(config.ignored, []);
        let hosting = Hosting::read(example.get("hosting"))?;
        assert!(hosting.base.is_some() && !hosting.connect_to.is_empty());
        // What the page asks is what the headers allow.
        assert_eq!(hosting.connect_to, config.connect_to);

        let schema = json(&read_text(&project.path("docs/config.schema.json"))?)?;
        let known = schema.get("properties").and_then(|p| p.as_object()).context("no properties")?;
        let written = example.as_object().context("no table")?;
        assert!(written.keys().all(|key| known.contains_key(key)));
        for key in known.keys() {
            let config = Config::read(Some(&value(&json(&format!("{{\"{key}\": false}}"))?)), &Knowledge::default());
            assert!(config.ignored.iter().all(|ignored| ignored.why != Why::Unknown), "core does not know {key}");
        }
        Ok(())
    }
}
