//! How good the step on the screen is, proven: the case as an exact model, planned for as long as somebody waits.
//!
//! The proof speaks of the steps and the numbers of [`Exact`], and of every strategy made of them.

use super::super::{Facts, believe, guard};
use super::exact::Exact;
use super::weigh::{Bundled, Candidate};
use super::{Planner, Setting};
use crate::case::Case;
use crate::content::Knowledge;
use crate::plan::planner::Planner as Search;
use crate::plan::position::Step as Place;
use crate::plan::tree::Tree;

/// What has been proven so far; all in minutes' worth, on average, from here to the end of the case.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Proof {
    /// No strategy costs less.
    pub lower: f64,
    /// The best strategy found costs this.
    pub best: f64,
    /// The step on the screen, and the best strategy found after it, cost this.
    pub shown: f64,
    /// The first step of the best strategy is the one on the screen.
    pub agrees: bool,
    /// Situations looked at.
    pub states: u64,
}

impl Proof {
    /// What another order of steps could save at most.
    pub fn saves(&self) -> f64 {
        (self.shown - self.lower).max(0.0)
    }
}

/// A proof under way. It depends on the case and the work done, never on time.
pub struct Certificate {
    search: Search,
    shown: Place,
    cost: f64,
    task: Task,
    /// States when strategies were last written out.
    looked: u64,
    /// Whether everything below the step on the screen has been searched to its end.
    closed: bool,
    done: bool,
}

/// What the certificate is at. Strategies are written out now and then, because only what is written out has an exact cost.
enum Task {
    Search,
    /// Writing out the best strategy; so many leaves are left to grow.
    Best(Tree, u64),
    /// Searching below the step on the screen, which is not the best one: after this answer, so many states.
    Below(usize, u64),
    /// Writing out the best strategy that begins with it.
    Shown(Tree, u64),
}

/// Strategies are written out when so many states are known, and again whenever these have grown by a factor.
const FIRST: u64 = 500;
const AGAIN: u64 = 2;
/// A strategy that is written out has a leaf for so many states, but not fewer leaves than this.
const PART: u64 = 8;
const FEW: u64 = 60;
/// The same for the greedy strategies before the search.
const GREEDY: usize = 24;
/// Of so many states one is spent below the step on the screen when another one is better.
const SHARE: u64 = 3;
/// States after which the step on the screen is not looked into any more, once the best strategy is proven.
const MOST: u64 = 100_000;

impl Certificate {
    /// For the step that a case shows. `None` when it does not come from the plan: the case is over, or a red line or a
    /// first question goes before.
    pub fn new(k: &Knowledge, case: &Case, setting: &Setting, bytes: usize) -> Option<Self> {
        let facts = Facts::of(k, case);
        let belief = believe(k, &facts, setting);
        let forbidden = guard::forbidden(k, facts.flags);
        let planner = Planner { k, case, setting, facts: &facts, belief: &belief, forbidden };
        if planner.end().or_else(|| planner.flagged()).or_else(|| planner.first_questions()).is_some() {
            return None;
        }
        let exact = Exact::of(&planner);
        let Bundled { actions, questions, choice } = planner.bundled();
        let begins = |candidate: &Candidate| exact.place(candidate.first());
        let shown = match choice.step {
            Place::Action(n) => begins(actions.get(n)?)?,
            Place::Question(n) => begins(questions.get(n)?)?,
            call => call,
        };
        let search = Search::quick(exact.model(&planner), bytes, GREEDY);
        let cost = search.strategy_from(Some(shown)).cost();
        // Before the search knows anything, what follows the step is the greedy strategy.
        let task = Task::Shown(search.strategy_from(Some(shown)), GREEDY as u64);
        Some(Self { search, shown, cost, task, looked: 0, closed: false, done: false })
    }

    /// Works on: about so many states, or leaves of a strategy. True when nothing is left to prove.
    pub fn work(&mut self, amount: u64) -> bool {
        self.task = match std::mem::replace(&mut self.task, Task::Search) {
            Task::Search => self.search(amount),
            Task::Best(tree, left) => self.write(tree, left, amount, None),
            Task::Below(answer, left) => self.below(answer, left, amount),
            Task::Shown(tree, left) => self.write(tree, left, amount, Some(self.shown)),
        };
        if self.search.first() == self.shown {
            self.cost = self.cost.min(self.search.bounds().1);
        }
        self.done
    }

    fn search(&mut self, amount: u64) -> Task {
        let ended = self.search.step(amount);
        let known = self.search.states();
        if !ended && (!self.search.searching() || known < self.looked.saturating_mul(AGAIN).max(FIRST)) {
            return Task::Search;
        }
        self.looked = known;
        if !ended {
            return Task::Best(self.search.strategy_from(None), self.leaves());
        }
        // The best strategy has been written out by the search itself.
        self.done = self.search.first() == self.shown || self.exact();
        if self.done { Task::Search } else { self.first_below() }
    }

    /// Leaves of a strategy that is written out now.
    fn leaves(&self) -> u64 {
        (self.looked / PART).max(FEW)
    }

    /// Whether nothing more can be found out about the step on the screen.
    fn exact(&self) -> bool {
        let (lower, best) = self.search.bounds();
        matches!(self.shown, Place::Call(_)) || self.cost - best <= 1e-9 * lower || self.closed || self.looked > MOST
    }

    fn write(&mut self, mut tree: Tree, left: u64, amount: u64, first: Option<Place>) -> Task {
        let amount = amount.min(left).max(1);
        if self.search.grow(&mut tree, amount as usize) && left > amount {
            let left = left - amount;
            return if first.is_some() { Task::Shown(tree, left) } else { Task::Best(tree, left) };
        }
        if first.is_some() {
            self.cost = self.cost.min(tree.cost());
        }
        self.search.adopt(tree);
        if first.is_some() || self.search.first() == self.shown { Task::Search } else { self.first_below() }
    }

    fn first_below(&mut self) -> Task {
        self.closed = true;
        match self.search.outcomes(self.shown) {
            0 => Task::Search,
            ways => {
                self.search.turn_below(self.shown, 0);
                Task::Below(0, self.looked / SHARE / ways as u64)
            }
        }
    }

    fn below(&mut self, answer: usize, left: u64, amount: u64) -> Task {
        let amount = amount.min(left).max(1);
        let ended = self.search.step_below(amount);
        if !ended && left > amount {
            return Task::Below(answer, left - amount);
        }
        self.closed &= ended;
        self.search.turn_back();
        let ways = self.search.outcomes(self.shown);
        if answer + 1 < ways {
            self.search.turn_below(self.shown, answer + 1);
            return Task::Below(answer + 1, self.looked / SHARE / ways as u64);
        }
        Task::Shown(self.search.strategy_from(Some(self.shown)), self.leaves())
    }

    /// What has been proven so far.
    pub fn proof(&self) -> Proof {
        let (lower, best) = self.search.bounds();
        let agrees = self.search.first() == self.shown;
        Proof { lower, best, shown: self.cost.max(best), agrees, states: self.search.states() }
    }

    /// How many actions, questions and causes are weighed.
    pub fn size(&self) -> (usize, usize, usize) {
        self.search.size()
    }
}
