//! A strategy as it is written out.

use super::position::{Position, Step};
use super::rule::Rule;
use super::table::Layout;
use super::tables::Tables;
use super::tree::Tree;

/// Most nodes, and how many of them may stand for the plain rule; elsewhere it is spelled, repair by repair.
pub const MOST_NODES: usize = 190_000;
pub const MOST_RULES: usize = 4_800;

/// A node of a strategy.
#[derive(Debug, Clone)]
pub struct Node {
    pub step: Step,
    /// Places of its children: one for an action (it failed), one for each answer of a question.
    pub children: Vec<usize>,
}

impl Node {
    fn end(step: Step) -> Self {
        Self { step, children: Vec::new() }
    }
}

/// The nodes of a strategy, the root first.
pub fn written(tree: &Tree, t: &Tables, layout: &Layout) -> Vec<Node> {
    let spelled = spelled(tree, layout);
    let mut nodes = vec![Node::end(Step::Rule)];
    let mut places = vec![0; tree.nodes.len()];
    let mut rule = Rule::default();
    tree.walk(layout, |n, grown, key| {
        let place = places.get(n).copied().unwrap_or(0);
        if spelled.get(n) == Some(&true) {
            let at = Position::of(t, layout, key);
            rule.run(t, &at.weights, at.doable());
            return spell(&mut nodes, place, &rule);
        }
        let first = nodes.len();
        let children = grown.children();
        let end = first + children.len();
        places.iter_mut().skip(children.start).zip(first..end).for_each(|(slot, place)| *slot = place);
        nodes.resize(end, Node::end(Step::Rule));
        if let Some(node) = nodes.get_mut(place) {
            *node = Node { step: grown.step, children: (first..end).collect() };
        }
    });
    nodes
}

/// Where the plain rule has to be spelled: the shortest, once too many nodes stand for it.
fn spelled(tree: &Tree, layout: &Layout) -> Vec<bool> {
    let mut rules = Vec::new();
    tree.walk(layout, |n, node, _| rules.extend((node.step == Step::Rule).then_some((node.length, n))));
    rules.sort_unstable();
    rules.truncate(rules.len().saturating_sub(MOST_RULES));
    let mut spelled = vec![false; tree.nodes.len()];
    for (_, n) in rules {
        spelled.iter_mut().skip(n).take(1).for_each(|slot| *slot = true);
    }
    spelled
}

/// The repairs of the plain rule one by one, from this node on.
fn spell(nodes: &mut Vec<Node>, mut place: usize, rule: &Rule) {
    for action in &rule.order {
        let next = nodes.len();
        nodes.push(Node::end(Step::Call(rule.call)));
        if let Some(node) = nodes.get_mut(place) {
            *node = Node { step: Step::Action(*action), children: vec![next] };
        }
        place = next;
    }
}
