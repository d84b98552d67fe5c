//! The pages of the app and their text form after the `#`.

use std::fmt;

/// First words of the addresses that the second program serves; see [`crate::tools`].
const TOOLS: [&str; 25] = [
    "tools", "look", "topics", "topic", "proof", "map", "c", "k", "support", "desk", "report", "cases", "test", "demo",
    "decode", "shop", "sales", "customer", "plan", "sticker", "devices", "checks", "training", "payment", "find",
];

/// Where the visitor is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Route {
    #[default]
    Home,
    /// The n-th step of the case; behind the last one: the next step.
    Case(usize),
    /// A step that the merchant asked for: `question:ID` or `action:ID`; or where to begin: `symptom:ID`.
    Step(String),
    Causes,
    Why,
    Sell,
    History,
    RedLines,
    About,
    /// A page of the second program, by its path.
    Tool(String),
    Unknown(String),
}

impl Route {
    /// Read the fragment, percent signs already decoded, with or without its `#`.
    pub fn parse(fragment: &str) -> Self {
        let path = fragment.trim_start_matches('#').trim_start_matches('/');
        let (first, rest) = path.split_once('/').unwrap_or((path, ""));
        match (first, rest) {
            ("", _) => Self::Home,
            ("case", n) => n.parse().map_or_else(|_| Self::unknown(path), Self::Case),
            ("step", id) if !id.is_empty() => Self::Step(id.to_owned()),
            ("causes", "") => Self::Causes,
            ("why", "") => Self::Why,
            ("sell", "") => Self::Sell,
            ("history", "") => Self::History,
            ("red-lines", "") => Self::RedLines,
            ("about", "") => Self::About,
            (tool, _) if TOOLS.contains(&tool) => Self::tool(path),
            _ => Self::unknown(path),
        }
    }

    /// A page of the second program.
    pub fn tool(path: &str) -> Self {
        Self::Tool(path.to_owned())
    }

    fn unknown(path: &str) -> Self {
        Self::Unknown(path.to_owned())
    }

    /// Where "back" leads when the browser has nowhere to go back to; `end` is the number of steps of the case.
    pub fn parent(&self, end: usize) -> Self {
        match self {
            Self::Case(n) if *n > 1 => Self::Case(n - 1),
            Self::Tool(path) if path.starts_with("topic/") => Self::tool("topics"),
            Self::Tool(path) if path.contains('/') => Self::parse(path.rsplit_once('/').map_or("", |(above, _)| above)),
            Self::Tool(path) if path == "proof" => Self::Why,
            Self::Causes | Self::Why | Self::Sell | Self::History | Self::RedLines | Self::Step(_) if end > 0 => {
                Self::Case(end)
            }
            _ => Self::Home,
        }
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("#/")?;
        match self {
            Self::Home => Ok(()),
            Self::Case(n) => write!(f, "case/{n}"),
            Self::Step(id) => write!(f, "step/{id}"),
            Self::Causes => f.write_str("causes"),
            Self::Why => f.write_str("why"),
            Self::Sell => f.write_str("sell"),
            Self::History => f.write_str("history"),
            Self::RedLines => f.write_str("red-lines"),
            Self::About => f.write_str("about"),
            Self::Tool(path) | Self::Unknown(path) => f.write_str(path),
        }
    }
}
