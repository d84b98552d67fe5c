//! A strategy as a tree, grown where the session is most likely to come.

use super::greedy::{Greedy, Manner};
use super::position::{Position, Step};
use super::rule::Rule;
use super::search::Search;
use super::table::Entry;
use super::tables::{Tables, at};
use std::collections::BinaryHeap;

/// Most nodes of a strategy, and how many of them may stand for the plain rule.
pub const MOST_NODES: usize = 190_000;
pub const MOST_RULES: usize = 4_800;

/// A node of a strategy; its children follow it in the list.
#[derive(Debug, Clone)]
pub struct Node {
    pub step: Step,
    /// One child for an action (it failed), one for each answer of a question.
    pub children: Vec<usize>,
    /// What the step costs, times the probability of getting here; for `Rule` all that follows.
    own: f64,
    /// What the plain rule would cost from here.
    rule: f64,
    key: Vec<u64>,
}

impl Node {
    /// A node of a strategy that comes from elsewhere.
    pub fn new(step: Step, children: Vec<usize>) -> Self {
        Self { step, children, own: 0.0, rule: 0.0, key: Vec::new() }
    }
}

/// A strategy that is still growing.
#[derive(Debug, Default)]
pub struct Tree {
    pub nodes: Vec<Node>,
    leaves: BinaryHeap<Leaf>,
    /// The likeliest leaf is being searched, for so many states more.
    below: Option<u64>,
    rules: usize,
    rule: Rule,
    greedy: Greedy,
}

/// A leaf that may still grow; the likeliest first, the older one of equals.
#[derive(Debug)]
struct Leaf {
    mass: f64,
    node: usize,
    at: Position,
    forbidden: Vec<usize>,
}

impl Leaf {
    /// What the search knows of this state.
    fn known(&self, search: &Search) -> Option<Entry> {
        let mut key = self.at.key.clone();
        self.forbidden.iter().for_each(|n| search.layout.forbid(&mut key, *n));
        let (own, free) = (search.table.get(&key), search.table.get(&self.at.key));
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
    /// A strategy from elsewhere, to look at; it does not grow.
    pub fn of(nodes: Vec<Node>) -> Self {
        Self { nodes, ..Self::default() }
    }

    /// A strategy that is the plain rule so far.
    pub fn new(t: &Tables, start: Position) -> Self {
        let mut tree = Self::default();
        tree.leaf(t, start, Vec::new());
        tree
    }

    /// A strategy that begins with this step; the plain rule follows so far.
    pub fn beginning_with(t: &Tables, layout: &super::table::Layout, start: Position, step: Step) -> Self {
        let mut tree = Self::default();
        let forced = Leaf { mass: start.mass(), node: 0, at: start.clone(), forbidden: Vec::new() };
        tree.leaf(t, start, Vec::new());
        tree.leaves.clear();
        tree.apply(t, layout, forced, step);
        tree
    }

    /// Grows at most so many leaves, fewer when the budget of a slice is spent; false when nothing is left to grow.
    pub fn grow(&mut self, t: &Tables, layout: &super::table::Layout, guide: &mut Guide, leaves: usize) -> bool {
        for _ in 0..leaves {
            if self.leaves.len() + self.rules >= MOST_RULES || self.nodes.len() >= MOST_NODES {
                return false;
            }
            let Some(leaf) = self.leaves.pop() else { return false };
            let step = match guide {
                Guide::Greedy(manner) => self.greedy.choose(t, layout, &leaf.at, *manner).step,
                Guide::Search(search, budget) => {
                    if !self.searched(t, search, budget, &leaf) {
                        self.leaves.push(leaf);
                        return true;
                    }
                    self.guided(t, search, &leaf)
                }
            };
            self.apply(t, layout, leaf, step);
        }
        !self.leaves.is_empty()
    }

    /// What is forgotten, or was left while a strategy from above looked good enough, is searched to its end. False when the
    /// slice ends first: then the next one goes on there.
    fn searched(&mut self, t: &Tables, search: &mut Search, budget: &mut Budget, leaf: &Leaf) -> bool {
        let left = match self.below {
            Some(left) => left,
            None if budget.total == 0 || leaf.known(search).is_some_and(|entry| closed(&entry)) => return true,
            None if budget.slice == 0 => return false,
            None => {
                let left = BELOW.min(budget.total);
                search.begin(t, &leaf.at, f64::INFINITY);
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
    fn guided(&mut self, t: &Tables, search: &Search, leaf: &Leaf) -> Step {
        let found = leaf.known(search);
        // What is proven best needs no comparison; the rest is compared with the greedy step.
        let proven = found.filter(closed);
        let greedy = |tree: &mut Self| tree.greedy.choose(t, &search.layout, &leaf.at, Manner::Later);
        match (proven, found) {
            (Some(entry), _) => Step::of(entry.step),
            (None, None) => greedy(self).step,
            (None, Some(entry)) => {
                let choice = greedy(self);
                if entry.up <= choice.worth.cost { Step::of(entry.step) } else { choice.step }
            }
        }
    }

    fn leaf(&mut self, t: &Tables, at: Position, forbidden: Vec<usize>) -> usize {
        let value = self.rule.run(t, &at.weights, at.doable());
        let node = self.nodes.len();
        let rests = self.rule.order.is_empty();
        let step = if rests { Step::Call(self.rule.call) } else { Step::Rule };
        self.nodes.push(Node { step, children: Vec::new(), own: value, rule: value, key: at.key.clone() });
        let mass = at.mass();
        // Where steps wait for others, one that does not pay by itself may open one that does.
        let over = rests && !t.gated && at.questions.iter().all(|open| !open);
        if mass > 0.0 && !over {
            self.leaves.push(Leaf { mass, node, at, forbidden });
        }
        node
    }

    fn apply(&mut self, t: &Tables, layout: &super::table::Layout, leaf: Leaf, step: Step) {
        let (cost, answers) = match step {
            Step::Action(n) => (at(&t.costs, n), 1),
            Step::Question(n) => (t.asking(n), t.answers(n).len()),
            Step::Call(_) => (0.0, 0),
            Step::Rule => return self.rules += 1,
        };
        let forbidden = if let Step::Action(n) = step { earlier(t, &leaf.at, n) } else { Vec::new() };
        let mut children = Vec::new();
        for answer in 0..answers {
            let mut next = Position::default();
            next.follow(&leaf.at, t, layout, step, answer);
            children.push(self.leaf(t, next, forbidden.clone()));
        }
        let Some(node) = self.nodes.get_mut(leaf.node) else { return };
        node.step = step;
        node.own = if answers == 0 { t.model.call(&leaf.at.weights).1 } else { cost * leaf.mass };
        if answers == 0 {
            node.step = Step::Call(t.model.call(&leaf.at.weights).0);
        }
        node.children = children;
    }

    /// Puts the plain rule wherever it is better than what has grown; returns the expected cost of each node's part.
    pub fn prune(&mut self) -> Vec<f64> {
        let mut values = vec![0.0; self.nodes.len()];
        for n in (0..self.nodes.len()).rev() {
            let Some(node) = self.nodes.get_mut(n) else { continue };
            let mut value = node.own + node.children.iter().map(|child| at(&values, *child)).sum::<f64>();
            if value > node.rule && !node.children.is_empty() {
                (node.step, value, node.own) = (Step::Rule, node.rule, node.rule);
                node.children.clear();
            }
            if let Some(slot) = values.get_mut(n) {
                *slot = value;
            }
        }
        values
    }

    /// What the strategy costs with its first step as it is.
    pub fn cost(&mut self) -> f64 {
        let (own, children) = self.nodes.first().map(|n| (n.own, n.children.clone())).unwrap_or_default();
        let values = self.prune();
        own + children.iter().map(|child| at(&values, *child)).sum::<f64>()
    }

    /// Tells the search what this strategy costs wherever it comes.
    pub fn teach(&self, values: &[f64], search: &mut Search) {
        for (node, value) in self.nodes.iter().zip(values).filter(|(node, _)| !node.children.is_empty()) {
            search.teach(&node.key, *value, node.step);
        }
    }

    /// Bytes in use, nearly.
    pub fn bytes(&self, t: &Tables) -> usize {
        self.nodes.len() * 120 + self.leaves.len() * (t.width * 8 + t.actions.len() + 200)
    }
}

/// Actions clearly more efficient than this one.
fn earlier(t: &Tables, here: &Position, action: usize) -> Vec<usize> {
    let efficiency = |n: usize| t.actions.get(n).map_or(0.0, |a| a.gain(&here.weights)) * at(&t.per_cost, n);
    let bar = efficiency(action) * super::frame::CLEARLY;
    let open = here.doable().iter().enumerate().filter(|(_, open)| **open).map(|(n, _)| n);
    open.filter(|n| efficiency(*n) > bar).collect()
}
