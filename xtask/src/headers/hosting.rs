//! What a bank allows beyond the table: pages that may embed the app, addresses that it may ask, and where it lies.
//!
//! Such an address becomes part of a security header, so only a plain `https` origin is accepted: no path, no wildcard,
//! nothing that could end the directive it stands in.

use super::{CONTENT_SECURITY_POLICY, Files, TABLE};
use anyhow::{Context, Result, ensure};
use pos_doctor_core::config::is_origin;
use serde_json::Value;

/// The table `hosting` of `config.json`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hosting {
    /// Full address of the folder, with a slash at the end; for search engines only.
    pub base: Option<String>,
    /// Origins of pages that may show the app in a frame.
    pub embed_in: Vec<String>,
    /// Origins that the network check of the app may ask; core reads them too.
    pub connect_to: Vec<String>,
}

/// One header as it is to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    pub files: Files,
    pub name: &'static str,
    pub value: String,
}

impl Hosting {
    /// Judges the table; nothing there means nothing allowed.
    ///
    /// # Errors
    /// Names the first entry that is not what it should be.
    pub fn read(json: Option<&Value>) -> Result<Self> {
        let Some(json) = json else { return Ok(Self::default()) };
        let table = json.as_object().context("must be a table")?;
        let mut hosting = Self::default();
        for (key, value) in table {
            match key.as_str() {
                "base" => hosting.base = Some(base_address(value.as_str().unwrap_or_default())?),
                "embed_in" => hosting.embed_in = origins(value).context("embed_in")?,
                "connect_to" => hosting.connect_to = origins(value).context("connect_to")?,
                _ => anyhow::bail!("`{key}` is not known; base, embed_in and connect_to are"),
            }
        }
        Ok(hosting)
    }

    /// The table of headers with these addresses in it.
    pub fn headers(&self) -> Vec<Header> {
        let value = |row: &super::Row| match row.name {
            "content-security-policy" => self.policy(),
            _ => row.value.to_owned(),
        };
        TABLE.iter().map(|row| Header { files: row.files, name: row.name, value: value(row) }).collect()
    }

    /// The Content Security Policy that goes into a header.
    pub fn policy(&self) -> String {
        let with = |policy: String, directive: &str, origins: &[String]| {
            let own = format!("{directive} 'self'");
            let more: String = origins.iter().map(|origin| format!(" {origin}")).collect();
            policy.replacen(&own, &(own.clone() + &more), 1)
        };
        let policy = with(CONTENT_SECURITY_POLICY.to_owned(), "connect-src", &self.connect_to);
        with(policy, "frame-ancestors", &self.embed_in)
    }

    /// The headers that HTML can carry itself, for hosts that send none. A browser wants `frame-ancestors` in a header
    /// only, and complains about it anywhere else.
    pub fn meta(&self) -> String {
        let policy = self.policy();
        let kept: Vec<_> = policy.split("; ").filter(|d| !d.starts_with("frame-ancestors")).collect();
        meta_tags(&kept.join("; "))
    }

    /// The same for pages that have nothing but text, a style sheet and an icon. No script may run there that could
    /// connect to anything; auditors such as Lighthouse fetch robots.txt in the name of the page.
    pub fn meta_for_pages(&self) -> String {
        meta_tags(
            "default-src 'none'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'",
        )
    }
}

fn meta_tags(policy: &str) -> String {
    let referrer = TABLE.iter().find(|row| row.name == "referrer-policy").map_or("no-referrer", |row| row.value);
    format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n<meta name=\"referrer\" content=\"{referrer}\">"
    )
}

fn origins(value: &Value) -> Result<Vec<String>> {
    let list = value.as_array().context("must be a list of origins")?;
    list.iter().map(|value| origin(value.as_str().unwrap_or_default())).collect()
}

/// `https://host` or `https://host:port`.
fn origin(text: &str) -> Result<String> {
    ensure!(is_origin(text), "`{text}` is not an origin such as https://www.bank.example");
    Ok(text.to_owned())
}

/// The address of the folder, with a slash at the end.
///
/// # Errors
/// When it is no plain `https` or `http` address.
pub fn base_address(text: &str) -> Result<String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or_default();
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-:/_~%".contains(c);
    let sound = rest.starts_with(|c: char| c.is_ascii_alphanumeric()) && rest.chars().all(plain);
    ensure!(sound, "`{text}` is not an address such as https://help.bank.example/pos/");
    Ok(if text.ends_with('/') { text.to_owned() } else { format!("{text}/") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_banks_origins_and_nothing_else_are_let_in() -> Result<()> {
        let json =
            json!({ "embed_in": ["https://www.bank.example"], "connect_to": ["https://status.bank.example:8443"] });
        let policy = Hosting::read(Some(&json))?.policy();
        assert!(policy.contains("frame-ancestors 'self' https://www.bank.example;"), "{policy}");
        assert!(policy.contains("connect-src 'self' https://status.bank.example:8443;"), "{policy}");
        assert_eq!(Hosting::default().policy(), CONTENT_SECURITY_POLICY);
        Ok(())
    }

    #[test]
    fn nothing_that_could_end_a_directive_is_an_origin() {
        for text in [
            "https://a.example; script-src *",
            "https://a.example 'unsafe-inline'",
            "*",
            "https://*.example",
            "http://a.example",
            "https://a.example/path",
            "https://a.example\nx-evil: 1",
            "https://",
            "'self'",
            "data:",
            "https://a.example\"",
            "",
        ] {
            assert!(Hosting::read(Some(&json!({ "embed_in": [text] }))).is_err(), "{text:?}");
            assert!(text.is_empty() || base_address(&format!("{text} ")).is_err(), "{text:?}");
        }
        assert!(Hosting::read(Some(&json!({ "embed": [] }))).is_err(), "a mistyped key must not be ignored in silence");
    }

    #[test]
    fn what_html_carries_leaves_out_what_browsers_refuse_there() {
        let meta = Hosting::default().meta();
        assert!(!meta.contains("frame-ancestors") && meta.contains("require-trusted-types-for 'script'"), "{meta}");
        assert!(Hosting::default().meta_for_pages().contains("default-src 'none'"));
    }
}
