//! A strategy as a tree, grown where the session is most likely to come.

use super::greedy::{Greedy, Manner};
use super::policy::{MOST_NODES, MOST_RULES};
use super::position::{Position, Step};
use super::rule::Rule;
use super::search::Search;
use super::table::{Entry, Layout};
use super::tables::{Tables, at};
use std::collections::BinaryHeap;
use std::ops::Range;

/// A node of a strategy.
#[derive(Debug, Clone, Copy)]
pub struct Grown {
    pub step: Step,
    /// Its children, one after the other: one for an action (it failed), one for each answer of a question.
    first: u32,
    count: u16,
    /// How many repairs the plain rule would take at most from here.
    pub length: u16,
    /// What the step costs, times the probability of getting here; for `Rule` all that follows.
    own: f64,
    /// What the plain rule would cost from here.
    rule: f64,
}

impl Grown {
    /// Its children, by their places in the list; they come after it.
    pub fn children(&self) -> Range<usize> {
        let first = self.first as usize;
        first..first + usize::from(self.count)
    }
}

/// A strategy that is still growing.
#[derive(Debug, Default, Clone)]
pub struct Tree {
    pub nodes: Vec<Grown>,
    /// What the root is in the table.
    pub key: Vec<u64>,
    leaves: BinaryHeap<Leaf>,
    /// The likeliest leaf is being searched, for so many states more.
    below: Option<u64>,
    rules: usize,
    /// Repairs that it would take to spell the plain rule at all leaves.
    lengths: usize,
    rule: Rule,
    greedy: Greedy,
}

/// A leaf that may still grow; the likeliest first, the older one of equals.
#[derive(Debug, Clone)]
struct Leaf {
    mass: f64,
    node: usize,
    /// What it is in the table, with the actions that must not come next.
    key: Vec<u64>,
}

impl Leaf {
    /// What the search knows of this state.
    fn known(&self, search: &Search) -> Option<Entry> {
        let mut free = self.key.clone();
        search.layout.permit_all(&mut free);
        let (own, free) = (search.table.get(&self.key), search.table.get(&free));
        [own, free].into_iter().flatten().find(closed).or(own).or(free)
    }
}

/// Whether the bounds of a state have met.
fn closed(entry: &Entry) -> bool {
    entry.low >= entry.up * super::search::MET
}

impl PartialEq for Leaf {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}
impl Eq for Leaf {}
impl PartialOrd for Leaf {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Leaf {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.mass.total_cmp(&other.mass).then(other.node.cmp(&self.node))
    }
}

/// What tells a tree its next step.
pub enum Guide<'a> {
    Greedy(Manner),
    /// What the search found; greedy where it knows nothing.
    Search(&'a mut Search, &'a mut Budget),
}

/// States that may be searched below leaves where the search knows too little: in all, and before the next pause.
#[derive(Debug, Clone, Copy, Default)]
pub struct Budget {
    pub total: u64,
    pub slice: u64,
}

impl Budget {
    fn spend(&mut self, states: u64) {
        self.total = self.total.saturating_sub(states);
        self.slice = self.slice.saturating_sub(states);
    }
}

/// Most states searched below one leaf.
const BELOW: u64 = 20_000;

impl Tree {
    /// A strategy that is the plain rule so far.
    pub fn new(t: &Tables, start: &Position) -> Self {
        let mut tree = Self { key: start.key.clone(), ..Self::default() };
        tree.leaf(t, start, start.key.clone());
        tree
    }

    /// A strategy that begins with this step; the plain rule follows so far.
    pub fn beginning_with(t: &Tables, layout: &Layout, start: &Position, step: Step) -> Self {
        let mut tree = Self::new(t, start);
        tree.leaves.clear();
        tree.apply(t, layout, 0, start, step);
        tree
    }

    /// Grows at most so many leaves, fewer when the budget of a slice is spent; false when nothing is left to grow.
    pub fn grow(&mut self, t: &Tables, layout: &Layout, guide: &mut Guide, leaves: usize) -> bool {
        for _ in 0..leaves {
            if self.full() {
                return false;
            }
            let Some(leaf) = self.leaves.pop() else { return false };
            let here = Position::of(t, layout, &leaf.key);
            let step = match guide {
                Guide::Greedy(manner) => self.greedy.choose(t, layout, &here, *manner).step,
                Guide::Search(search, budget) => {
                    if !self.searched(t, search, budget, &leaf, &here) {
                        self.leaves.push(leaf);
                        return true;
                    }
                    self.guided(t, search, &leaf, &here)
                }
            };
            self.apply(t, layout, leaf.node, &here, step);
        }
        !self.leaves.is_empty()
    }

    /// Whether it could not be written out if it grew more. Of the plain rule's leaves the longest are not spelled, so those
    /// that are spelled are no longer than the average.
    fn full(&self) -> bool {
        let rules = self.leaves.len() + self.rules;
        let spelled = rules.saturating_sub(MOST_RULES) * (self.lengths / rules.max(1) + 1);
        self.nodes.len() + spelled >= MOST_NODES
    }

    /// What is forgotten, or was left while a strategy from above looked good enough, is searched to its end. False when the
    /// slice ends first: then the next one goes on there.
    fn searched(&mut self, t: &Tables, search: &mut Search, budget: &mut Budget, leaf: &Leaf, here: &Position) -> bool {
        let left = match self.below {
            Some(left) => left,
            None if budget.total == 0 || leaf.known(search).is_some_and(|entry| closed(&entry)) => return true,
            None if budget.slice == 0 => return false,
            None => {
                let left = BELOW.min(budget.total);
                search.begin(t, here, f64::INFINITY);
                budget.spend(1);
                left
            }
        };
        let before = search.expanded;
        search.step(t, left.min(budget.slice));
        let spent = search.expanded - before;
        budget.spend(spent);
        self.below = Some(left.saturating_sub(spent)).filter(|left| *left > 0 && !search.finished());
        self.below.is_none()
    }

    /// The step that the search found, or the better of the greedy ones.
    fn guided(&mut self, t: &Tables, search: &Search, leaf: &Leaf, here: &Position) -> Step {
        let found = leaf.known(search);
        // What is proven best needs no comparison; the rest is compared with the greedy step.
        let proven = found.filter(closed);
        let greedy = |tree: &mut Self| tree.greedy.choose(t, &search.layout, here, Manner::Later);
        match (proven, found) {
            (Some(entry), _) => Step::of(entry.step),
            (None, None) => greedy(self).step,
            (None, Some(entry)) => {
                let choice = greedy(self);
                if entry.up <= choice.worth.cost { Step::of(entry.step) } else { choice.step }
            }
        }
    }

    fn leaf(&mut self, t: &Tables, at: &Position, key: Vec<u64>) {
        let value = self.rule.run(t, &at.weights, at.doable());
        let (node, length) = (self.nodes.len(), self.rule.order.len());
        let rests = length == 0;
        self.lengths += length;
        let step = if rests { Step::Call(self.rule.call) } else { Step::Rule };
        self.nodes.push(Grown { step, first: 0, count: 0, length: length as u16, own: value, rule: value });
        let mass = at.mass();
        // Where steps wait for others, one that does not pay by itself may open one that does.
        let over = rests && !t.gated && at.questions.iter().all(|open| !open);
        if mass > 0.0 && !over {
            self.leaves.push(Leaf { mass, node, key });
        }
    }

    fn apply(&mut self, t: &Tables, layout: &Layout, place: usize, here: &Position, step: Step) {
        let (cost, answers) = match step {
            Step::Action(n) => (at(&t.costs, n), 1),
            Step::Question(n) => (t.asking(n), t.answers(n).len()),
            Step::Call(_) => (0.0, 0),
            Step::Rule => return self.rules += 1,
        };
        let forbidden = if let Step::Action(n) = step { earlier(t, here, n) } else { Vec::new() };
        let first = self.nodes.len() as u32;
        let mut next = Position::default();
        for answer in 0..answers {
            next.follow(here, t, layout, step, answer);
            let mut key = next.key.clone();
            forbidden.iter().for_each(|n| layout.forbid(&mut key, *n));
            self.leaf(t, &next, key);
        }
        let Some(node) = self.nodes.get_mut(place) else { return };
        self.lengths -= usize::from(node.length);
        (node.step, node.own) = (step, cost * here.mass());
        if answers == 0 {
            let (call, cost) = t.call(&here.weights);
            (node.step, node.own) = (Step::Call(call), cost);
        }
        (node.first, node.count) = (first, answers as u16);
    }

    /// Puts the plain rule wherever it is better than what has grown; returns the expected cost of each node's part.
    pub fn prune(&mut self) -> Vec<f64> {
        let mut values = vec![0.0; self.nodes.len()];
        for n in (0..self.nodes.len()).rev() {
            let Some(node) = self.nodes.get_mut(n) else { continue };
            let mut value = node.own + node.children().map(|child| at(&values, child)).sum::<f64>();
            if value > node.rule && node.count > 0 {
                (node.step, node.count, value, node.own) = (Step::Rule, 0, node.rule, node.rule);
            }
            if let Some(slot) = values.get_mut(n) {
                *slot = value;
            }
        }
        values
    }

    /// What the strategy costs with its first step as it is.
    pub fn cost(&mut self) -> f64 {
        let (own, children) = self.nodes.first().map(|n| (n.own, n.children())).unwrap_or_default();
        let values = self.prune();
        own + children.map(|child| at(&values, child)).sum::<f64>()
    }

    /// Tells the search what this strategy costs wherever it comes.
    pub fn teach(&self, values: &[f64], search: &mut Search) {
        let layout = search.layout.clone();
        self.walk(&layout, |n, node, key| {
            if node.count > 0 {
                search.teach(key, at(values, n), node.step);
            }
        });
    }

    /// Every node of the strategy with what it is in the table; after its parent.
    pub fn walk(&self, layout: &Layout, mut visit: impl FnMut(usize, &Grown, &[u64])) {
        let mut below = vec![(0, self.key.clone())];
        while let Some((n, key)) = below.pop() {
            let Some(node) = self.nodes.get(n) else { continue };
            visit(n, node, &key);
            for (answer, child) in node.children().enumerate() {
                let mut next = key.clone();
                layout.take(&mut next, node.step, answer);
                below.push((child, next));
            }
        }
    }

    /// Grows no more, and forgets what it needed for that.
    pub fn close(&mut self) {
        (self.leaves, self.below) = (BinaryHeap::new(), None);
    }

    /// Bytes in use, nearly.
    pub fn bytes(&self) -> usize {
        self.nodes.capacity() * size_of::<Grown>()
            + self.leaves.capacity() * size_of::<Leaf>()
            + self.leaves.len() * (self.key.len() * 8 + 16)
    }
}

/// Actions clearly more efficient than this one.
fn earlier(t: &Tables, here: &Position, action: usize) -> Vec<usize> {
    let efficiency = |n: usize| t.actions.get(n).map_or(0.0, |a| a.gain(&here.weights)) * at(&t.per_cost, n);
    let bar = efficiency(action) * super::frame::CLEARLY;
    let open = here.doable().iter().enumerate().filter(|(_, open)| **open).map(|(n, _)| n);
    open.filter(|n| efficiency(*n) > bar).collect()
}
