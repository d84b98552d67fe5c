//! The command line: one command, then flags and values in any order.

use anyhow::{Context, Result, ensure};

/// What is left of the command line.
pub struct Args(Vec<String>);

impl Args {
    /// The arguments of this process, its own name left out.
    pub fn from_environment() -> Self {
        Self(std::env::args().skip(1).collect())
    }

    /// No arguments, for a command that another one starts.
    pub fn none() -> Self {
        Self(Vec::new())
    }

    /// Takes the first word: the command, or what a command is to work on.
    pub fn command(&mut self) -> Option<String> {
        (!self.0.is_empty()).then(|| self.0.remove(0))
    }

    /// Takes a flag such as `--watch`; true when it was given.
    pub fn flag(&mut self, name: &str) -> bool {
        let at = self.0.iter().position(|word| word == name);
        at.map(|at| self.0.remove(at)).is_some()
    }

    /// Takes `--name value`.
    pub fn value(&mut self, name: &str) -> Result<Option<String>> {
        let Some(at) = self.0.iter().position(|word| word == name) else {
            return Ok(None);
        };
        self.0.remove(at);
        ensure!(at < self.0.len(), "{name} wants a value after it");
        Ok(Some(self.0.remove(at)))
    }

    /// Takes `--name 12`.
    pub fn number<N: std::str::FromStr>(&mut self, name: &str) -> Result<Option<N>> {
        let parse = |text: String| text.parse().ok().with_context(|| format!("{name} wants a number, not `{text}`"));
        self.value(name)?.map(parse).transpose()
    }

    /// Refuses what nobody took: a mistyped flag must not be ignored in silence.
    pub fn finish(&self) -> Result<()> {
        ensure!(self.0.is_empty(), "not understood: {}; see `cargo xtask help`", self.0.join(" "));
        Ok(())
    }
}
