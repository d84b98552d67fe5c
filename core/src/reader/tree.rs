//! What the decoder says: a tree that the app can draw and that prints itself as JSON.
//!
//! A JSON library would cost the app more bytes than this file.

use crate::json::quote;
use std::fmt;

/// A value of the decode format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tree {
    /// Asked for, and not there.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A count, a length, an index.
    Number(u32),
    /// Text, masked where it may hold card data.
    Text(String),
    /// Several, in order.
    List(Vec<Tree>),
    /// Named values, in order.
    Table(Vec<(String, Tree)>),
}

impl Tree {
    /// An empty table.
    pub fn table() -> Self {
        Self::Table(Vec::new())
    }

    /// The table with one entry more; anything but a table stays as it is.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Tree>) -> Self {
        if let Self::Table(entries) = &mut self {
            entries.push((key.to_owned(), value.into()));
        }
        self
    }

    /// The same when there is a value, else the table as it was.
    #[must_use]
    pub fn with_some<T: Into<Tree>>(self, key: &str, value: Option<T>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// The table with the entries of another one behind its own.
    #[must_use]
    pub fn and(self, other: Tree) -> Self {
        match (self, other) {
            (Self::Table(mut entries), Self::Table(more)) => {
                entries.extend(more);
                Self::Table(entries)
            }
            (one, _) => one,
        }
    }

    /// An entry of a table.
    pub fn get(&self, key: &str) -> Option<&Tree> {
        match self {
            Self::Table(entries) => entries.iter().find(|(k, _)| k == key).map(|(_, value)| value),
            _ => None,
        }
    }
}

impl From<bool> for Tree {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<u8> for Tree {
    fn from(value: u8) -> Self {
        Self::Number(value.into())
    }
}

impl From<u16> for Tree {
    fn from(value: u16) -> Self {
        Self::Number(value.into())
    }
}

impl From<usize> for Tree {
    /// Messages are far shorter than four gigabytes.
    fn from(value: usize) -> Self {
        Self::Number(u32::try_from(value).unwrap_or(u32::MAX))
    }
}

impl From<&str> for Tree {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Tree {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<Vec<Tree>> for Tree {
    fn from(value: Vec<Tree>) -> Self {
        Self::List(value)
    }
}

impl<T: Into<Tree>> From<Option<T>> for Tree {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl fmt::Display for Tree {
    /// JSON on one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Number(value) => write!(f, "{value}"),
            Self::Text(text) => quote(f, text),
            Self::List(items) => joined(f, ['[', ']'], items, |f, item| write!(f, "{item}")),
            Self::Table(entries) => joined(f, ['{', '}'], entries, |f, (key, value)| {
                quote(f, key)?;
                write!(f, ":{value}")
            }),
        }
    }
}

fn joined<T>(
    f: &mut fmt::Formatter<'_>,
    [open, close]: [char; 2],
    items: &[T],
    each: impl Fn(&mut fmt::Formatter<'_>, &T) -> fmt::Result,
) -> fmt::Result {
    write!(f, "{open}")?;
    for (n, item) in items.iter().enumerate() {
        if n > 0 {
            f.write_str(",")?;
        }
        each(f, item)?;
    }
    write!(f, "{close}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trees_print_as_json() {
        let tree = Tree::table()
            .with("ok", true)
            .with("text", "a\"\\\u{1}电")
            .with("none", None::<bool>)
            .with("list", vec![Tree::from(1_u8), Tree::table()])
            .with_some("absent", None::<bool>);
        assert_eq!(tree.to_string(), r#"{"ok":true,"text":"a\"\\\u0001电","none":null,"list":[1,{}]}"#);
    }
}
