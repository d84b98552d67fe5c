//! Just enough JSON to write a report; nothing here reads any.

use crate::json::quote;
use std::fmt;

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json {
    Number(u32),
    Text(String),
    List(Vec<Json>),
    Table(Vec<(String, Json)>),
}

impl Json {
    /// A text.
    pub fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// Names and values, in this order.
    pub fn table<'a>(entries: impl IntoIterator<Item = (&'a str, Self)>) -> Self {
        Self::Table(entries.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => quote(f, text),
            Self::List(list) => {
                f.write_str("[")?;
                for (n, value) in list.iter().enumerate() {
                    write!(f, "{}{value}", if n > 0 { "," } else { "" })?;
                }
                f.write_str("]")
            }
            Self::Table(entries) => {
                f.write_str("{")?;
                for (n, (name, value)) in entries.iter().enumerate() {
                    f.write_str(if n > 0 { "," } else { "" })?;
                    quote(f, name)?;
                    write!(f, ":{value}")?;
                }
                f.write_str("}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_written_as_json_wants_it() {
        let list = Json::List(vec![Json::text("a\"b\\c\nd"), Json::Number(7)]);
        let table = Json::table([("list", list), ("empty", Json::Table(Vec::new()))]);
        assert_eq!(table.to_string(), r#"{"list":["a\"b\\c\u000ad",7],"empty":{}}"#);
    }
}
