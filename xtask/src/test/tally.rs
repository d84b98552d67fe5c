//! Counting what passed, from the summaries that test programs print.

use crate::shell;
use anyhow::Result;
use std::fmt;
use std::iter::Sum;
use std::process::Command;

/// How many tests passed, failed and were skipped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// As they should.
    pub passed: usize,
    /// Not as they should.
    pub failed: usize,
    /// Not run, on purpose.
    pub skipped: usize,
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), |sum, one| Self {
            passed: sum.passed + one.passed,
            failed: sum.failed + one.failed,
            skipped: sum.skipped + one.skipped,
        })
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(f, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

/// One test that has a name but no program of its own to count it.
pub fn one(name: &str, outcome: Result<()>) -> Tally {
    match outcome {
        Ok(()) => {
            println!("{name}: ok");
            Tally { passed: 1, ..Tally::default() }
        }
        Err(error) => failure(&error.context(name.to_owned())),
    }
}

/// Shows an error and counts it.
pub fn failure(error: &anyhow::Error) -> Tally {
    println!("FAILED: {error:#}");
    Tally { failed: 1, ..Tally::default() }
}

/// Runs a test program, shows its output and adds up the summaries that `read` finds in its lines.
pub fn count(command: &mut Command, read: fn(&str) -> Option<Tally>) -> Result<Tally> {
    let mut tallies = Vec::new();
    let succeeded = shell::tee(command, |line| tallies.extend(read(line)))?;
    let mut sum: Tally = tallies.into_iter().sum();
    // It failed without naming a test: it did not compile, or it crashed.
    if !succeeded && sum.failed == 0 {
        sum.failed = 1;
    }
    Ok(sum)
}

/// `test result: ok. 3 passed; 0 failed; 1 ignored; …`, as Rust's tests print it on the host and in the browser.
pub fn of_rust(line: &str) -> Option<Tally> {
    let counts = line.trim().strip_prefix("test result: ")?;
    let count = |what| counts.split([';', '.']).find_map(|part| part.trim().strip_suffix(what)?.trim().parse().ok());
    Some(Tally { passed: count("passed")?, failed: count("failed")?, skipped: count("ignored").unwrap_or(0) })
}

/// `ℹ pass 3`, one line for each count, as Node's test runner prints it.
pub fn of_node(line: &str) -> Option<Tally> {
    let (what, count) = line.strip_prefix("ℹ ")?.split_once(' ')?;
    let count = count.parse().ok()?;
    match what {
        "pass" => Some(Tally { passed: count, ..Tally::default() }),
        "fail" | "cancelled" => Some(Tally { failed: count, ..Tally::default() }),
        "skipped" | "todo" => Some(Tally { skipped: count, ..Tally::default() }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_of_rust_and_of_node_are_understood() {
        let line = "test result: FAILED. 12 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        assert_eq!(of_rust(line), Some(Tally { passed: 12, failed: 1, skipped: 2 }));
        assert_eq!(of_rust("test a ... ok"), None);
        let lines = ["ℹ tests 5", "ℹ pass 3", "ℹ fail 1", "ℹ cancelled 1", "ℹ duration_ms 4.5"];
        let sum: Tally = lines.into_iter().filter_map(of_node).sum();
        assert_eq!(sum, Tally { passed: 3, failed: 2, skipped: 0 });
    }

    #[test]
    fn the_last_line_names_skipped_tests_only_when_there_are_any() {
        assert_eq!(Tally { passed: 2, failed: 0, skipped: 0 }.to_string(), "2 passed, 0 failed");
        assert_eq!(Tally { passed: 2, failed: 1, skipped: 3 }.to_string(), "2 passed, 1 failed, 3 skipped");
    }
}
