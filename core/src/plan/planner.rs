//! The planner: a first step at once, then bounds that tighten for as long as the caller lets it work.

use super::greedy::Manner;
use super::model::Model;
use super::policy::{self, Node};
use super::position::{Position, Step};
use super::rule::Rule;
use super::search::Search;
use super::tables::Tables;
use super::tree::{Budget, Guide, Tree};

/// Leaves grown for each of the first, greedy strategies.
const FIRST_LEAVES: usize = 300;
/// What rounding may have added to the lower bound, relatively: sums and products of positive numbers, a few
/// hundred deep, each off by 1e-16 at most.
const OUTWARD: f64 = 1.0 - 1e-12;
/// The strategy is written out anew when the search has grown by this factor, with a leaf for so many states, but not
/// with fewer than so many leaves.
const AGAIN: u64 = 3;
const SHARE: u64 = 16;
const FEW: u64 = 300;
/// Leaves written between two looks at the time.
const SLICE: u64 = 64;
/// Once the search has ended, so many states may be searched again while the strategy is written out.
const MENDED: u64 = 1_000_000;

/// One problem being planned. The caller keeps the time: everything happens in [`Planner::step`], and what it finds
/// depends only on how far it has come.
pub struct Planner {
    t: Tables,
    search: Search,
    /// The greedy strategies, until both have grown enough.
    growing: Vec<(Manner, Tree, usize)>,
    /// First step of the plain rule.
    plain: Step,
    best: Tree,
    upper: f64,
    lower: f64,
    written: u64,
    /// The strategy being written out.
    writing: Option<Writing>,
    /// Whether the prices of the search are tuned.
    warm: bool,
    done: bool,
}

/// A strategy being written out: what is left of the leaves it may grow and of the states it may search for them.
struct Writing {
    tree: Tree,
    leaves: u64,
    states: u64,
    /// The search has ended: after this nothing is left to do.
    last: bool,
}

impl Planner {
    /// Ready to work with at most so many bytes, nearly. The first advice is there at once.
    pub fn new(model: Model, bytes: usize) -> Self {
        let mut planner = Self::quick(model, bytes, FIRST_LEAVES);
        while !planner.search.warm_up(&planner.t) {}
        planner.lower = planner.search.low;
        planner
    }

    /// For slices as short as can be: the lower bound comes with the first steps, prices are tuned for the start only, and
    /// the greedy strategies have so many leaves each.
    pub fn quick(model: Model, bytes: usize, leaves: usize) -> Self {
        let t = Tables::new(model);
        let search = Search::cold(&t, bytes.saturating_sub(bytes / 6).max(1 << 16));
        let start = Position::start(&t, &search.layout);
        let mut rule = Rule::default();
        rule.run(&t, &start.weights, start.doable());
        let plain = rule.order.first().map_or(Step::Call(rule.call), |n| Step::Action(*n));
        let growing = [Manner::Now, Manner::Later].map(|manner| (manner, Tree::new(&t, &start), leaves));
        let mut best = Tree::new(&t, &start);
        best.grow(&t, &search.layout, &mut Guide::Greedy(Manner::Later), 1);
        let upper = best.prune().first().copied().unwrap_or(0.0);
        let (growing, lower) = (growing.into(), search.low);
        let (written, writing) = (0, None);
        Self { t, search, growing, plain, best, upper, lower, written, writing, warm: false, done: false }
    }

    /// The first step of the strategy that costs `upper`.
    pub fn first(&self) -> Step {
        self.best.nodes.first().map(|node| node.step).filter(|step| *step != Step::Rule).unwrap_or(self.plain)
    }

    /// What is proven of the least expected cost: no strategy costs less than the first number, and the strategy
    /// of [`Planner::strategy`] costs exactly the second.
    pub fn bounds(&self) -> (f64, f64) {
        ((self.lower * OUTWARD).min(self.upper), self.upper)
    }

    /// How many actions, questions and causes there are.
    pub fn size(&self) -> (usize, usize, usize) {
        (self.t.actions.len(), self.t.model.questions.len(), self.t.model.priors.len())
    }

    /// States expanded.
    pub fn states(&self) -> u64 {
        self.search.expanded
    }

    /// The strategy that costs `upper`; its root is the first node.
    pub fn strategy(&self) -> Vec<Node> {
        policy::written(&self.best, &self.t, &self.search.layout)
    }

    /// Bytes in use, nearly.
    pub fn bytes(&self) -> usize {
        let growing = self.growing.iter().map(|(_, tree, _)| tree);
        let trees = growing.chain(self.writing.as_ref().map(|w| &w.tree)).chain([&self.best]);
        self.search.bytes() + trees.map(|tree| tree.bytes()).sum::<usize>()
    }

    /// Works on: so many states at most, or leaves of a strategy. True when there is nothing left to do.
    pub fn step(&mut self, states: u64) -> bool {
        if self.done {
            return true;
        }
        if !self.warm {
            self.warm = self.search.warm_up(&self.t);
            self.lower = self.lower.max(self.search.low);
            return false;
        }
        if let Some((manner, tree, left)) = self.growing.last_mut() {
            let slice = (*left).min(states as usize).max(1);
            let more = tree.grow(&self.t, &self.search.layout, &mut Guide::Greedy(*manner), slice);
            *left -= slice;
            if !more || *left == 0 {
                self.grown();
            }
            return false;
        }
        if self.writing.is_some() {
            self.write_on(states);
            return self.done;
        }
        self.search.step(&self.t, states);
        self.lower = self.lower.max(self.search.low);
        if self.search.finished() || self.search.expanded > self.written.saturating_mul(AGAIN).max(20_000) {
            self.begin_to_write();
        }
        false
    }

    /// A greedy strategy has grown enough: keep it if it is the best, and let the search know it.
    fn grown(&mut self) {
        let Some((_, tree, _)) = self.growing.pop() else { return };
        self.keep(tree);
        if self.growing.is_empty() {
            self.written = 1;
            let start = Position::start(&self.t, &self.search.layout);
            self.search.begin(&self.t, &start, f64::INFINITY);
        }
    }

    fn keep(&mut self, mut tree: Tree) {
        let values = tree.prune();
        tree.teach(&values, &mut self.search);
        if let Some(value) = values.first().filter(|value| **value < self.upper) {
            tree.close();
            (self.upper, self.best) = (*value, tree);
        }
    }

    /// A strategy to be written out leaf by leaf: the best one, or the best that begins with a step.
    pub fn strategy_from(&self, first: Option<Step>) -> Tree {
        let start = Position::start(&self.t, &self.search.layout);
        match first {
            Some(step) => Tree::beginning_with(&self.t, &self.search.layout, &start, step),
            None => Tree::new(&self.t, &start),
        }
    }

    /// Writes so many leaves more; false when there are none.
    pub fn grow(&mut self, tree: &mut Tree, leaves: usize) -> bool {
        let layout = self.search.layout.clone();
        tree.grow(&self.t, &layout, &mut Guide::Search(&mut self.search, &mut Budget::default()), leaves)
    }

    /// Takes over a strategy that has been written out, if it is the best.
    pub fn adopt(&mut self, tree: Tree) {
        self.keep(tree);
        self.search.learn();
    }

    /// Turns to what follows an answer (or the failure) of a step; [`Planner::step_below`] works there.
    pub fn turn_below(&mut self, step: Step, answer: usize) {
        self.search.rest();
        let start = Position::start(&self.t, &self.search.layout);
        let mut below = Position::default();
        below.follow(&start, &self.t, &self.search.layout, step, answer);
        self.search.begin(&self.t, &below, f64::INFINITY);
    }

    /// Works there on about so many states; true when nothing is left to find out.
    pub fn step_below(&mut self, states: u64) -> bool {
        self.search.step(&self.t, states);
        self.search.finished()
    }

    /// Back to the start: what the table knows stays.
    pub fn turn_back(&mut self) {
        self.search.rest();
        let start = Position::start(&self.t, &self.search.layout);
        self.search.begin(&self.t, &start, f64::INFINITY);
    }

    /// How many ways a step can turn out, success apart.
    pub fn outcomes(&self, step: Step) -> usize {
        match step {
            Step::Action(_) => 1,
            Step::Question(n) => self.t.answers(n).len(),
            Step::Call(_) | Step::Rule => 0,
        }
    }

    /// Whether the search goes on: the first, greedy strategies are complete, and none is being written out.
    pub fn searching(&self) -> bool {
        self.warm && self.growing.is_empty() && self.writing.is_none() && !self.done
    }

    /// Writes out the strategy that the search has found so far, as far as the caller lets it.
    pub fn write(&mut self, mut on: impl FnMut() -> bool) {
        if self.writing.is_none() {
            self.begin_to_write();
        }
        while self.writing.is_some() && on() {
            self.write_on(SLICE);
        }
        if let Some(writing) = self.writing.take() {
            self.keep(writing.tree);
        }
    }

    fn begin_to_write(&mut self) {
        self.written = self.search.expanded.max(1);
        let tree = Tree::new(&self.t, &Position::start(&self.t, &self.search.layout));
        let last = self.search.finished();
        let (leaves, states) = if last { (u64::MAX, MENDED) } else { ((self.written / SHARE).max(FEW), 0) };
        self.writing = Some(Writing { tree, leaves, states, last });
    }

    fn write_on(&mut self, amount: u64) {
        let Some(mut writing) = self.writing.take() else { return };
        let layout = self.search.layout.clone();
        let mut budget = Budget { total: writing.states, slice: amount };
        let slice = writing.leaves.min(amount).max(1);
        let mut guide = Guide::Search(&mut self.search, &mut budget);
        let more = writing.tree.grow(&self.t, &layout, &mut guide, usize::try_from(slice).unwrap_or(usize::MAX));
        (writing.leaves, writing.states) = (writing.leaves.saturating_sub(slice), budget.total);
        if more && writing.leaves > 0 {
            self.writing = Some(writing);
            return;
        }
        self.keep(writing.tree);
        self.search.learn();
        self.done = writing.last;
    }
}
