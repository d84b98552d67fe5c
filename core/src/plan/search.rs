//! The anytime search: always into the step that looks best by its lower bound.
//!
//! The search stands somewhere on a path from the start and can be halted after every expansion. It leaves a state
//! when its lower bound has passed the second best step of a state above by a little, when its bounds meet, or after
//! some work: then its neighbours have their turn.

use super::frame::{Child, Frame, Room, Sets};
use super::position::{Position, Step};
use super::prices::Prices;
use super::table::{Entry, Layout, Table};
use super::tables::Tables;
use super::tuning::{Tuned, Tuning};

/// Bounds this close, relatively, have met.
pub const MET: f64 = 1.0 - 1e-10;
/// How far a step is pushed past the second best one before the search turns to that, relative to the state.
const PUSH: f64 = 0.004;
/// A visit ends after so many expansions, or this part of all that the state took before.
const VISIT: u32 = 128;
const PART: u32 = 50;
/// Rounds of tuning at the start.
const ROUNDS: u32 = 60;

/// The search and all that it remembers.
#[derive(Debug)]
pub struct Search {
    pub layout: Layout,
    pub table: Table,
    sets: Sets,
    stack: Vec<Frame>,
    /// Number of frames in use.
    depth: usize,
    room: Room,
    /// States expanded so far.
    pub expanded: u64,
    /// Bounds of the state the search was started at.
    pub low: f64,
    pub up: f64,
    /// Tuning for the start of the session, as long as it lasts.
    warm: Option<Warm>,
}

/// Prices are tuned from several starts, the best then with tolls, then once more for a part of its price of information.
#[derive(Debug)]
struct Warm {
    scale: f64,
    left: Vec<f64>,
    now: Option<Tuned>,
    best: Option<Tuned>,
    /// Whether tolls have been tuned, and whether this is the last tuning.
    tolled: bool,
    last: bool,
}

/// Starts of the tuning, as parts of the plain rule's cost for information; the last one goes first.
const PARTS: [f64; 4] = [0.12, 0.25, 0.5, 1.0];

impl Search {
    /// Ready to start, with a table of at most so many bytes. Tunes the prices for the start of the session.
    pub fn new(t: &Tables, bytes: usize) -> Self {
        let mut search = Self::cold(t, bytes);
        while !search.warm_up(t) {}
        search
    }

    /// The same before its prices are tuned: for [`Search::warm_up`], a round at a time.
    pub fn cold(t: &Tables, bytes: usize) -> Self {
        let layout = Layout::new(&t.model);
        let table = Table::new(layout.words, bytes);
        let sets = std::array::from_fn(|_| Prices::known(t));
        let mut search = Self {
            layout,
            table,
            sets,
            stack: Vec::new(),
            depth: 0,
            room: Room::default(),
            expanded: 0,
            low: 0.0,
            up: f64::INFINITY,
            warm: None,
        };
        let (scale, left, tolled) = (search.scale(t), PARTS.to_vec(), t.opened.iter().all(Vec::is_empty));
        search.warm = Some(Warm { scale, left, now: None, best: None, tolled, last: false });
        search
    }

    /// Cost for information, at the start of the session.
    fn scale(&mut self, t: &Tables) -> f64 {
        let start = Position::start(t, &self.layout);
        let entropy = super::prices::entropy(&start.weights).max(1e-3);
        self.room.rule.run(t, &start.weights, start.doable()) / entropy
    }

    /// One round of tuning the prices for the start of the session; true when that is over and the search has begun.
    pub fn warm_up(&mut self, t: &Tables) -> bool {
        let Some(warm) = &mut self.warm else { return true };
        let start = Position::start(t, &self.layout);
        let tuning = Tuning { t, weights: &start.weights, actions: &start.actions, questions: &start.questions };
        let Some(now) = &mut warm.now else {
            warm.now = warm.left.pop().map(|part| tuning.begin(warm.scale * part, false));
            return false;
        };
        tuning.round(now);
        if now.rounds < ROUNDS {
            return false;
        }
        let Some(done) = warm.now.take() else { return false };
        if warm.last {
            let best = warm.best.take().map(|best| best.best).unwrap_or_default();
            self.sets = [Prices::known(t), best, done.best];
            self.warm = None;
            self.begin(t, &start, f64::INFINITY);
            self.peek();
            return true;
        }
        if warm.best.as_ref().is_none_or(|best| done.most > best.most) {
            warm.best = Some(done);
        }
        if !warm.left.is_empty() {
            return false;
        }
        if !std::mem::replace(&mut warm.tolled, true) {
            warm.now = warm.best.take().map(Tuned::tolled);
        } else {
            warm.last = true;
            warm.now = warm.best.as_ref().map(|best| tuning.cheaper(best, 0.6));
        }
        false
    }

    /// Starts anew at a position; what the table knows stays.
    pub fn begin(&mut self, t: &Tables, position: &Position, target: f64) {
        self.grow(1);
        self.depth = 1;
        let Some(frame) = self.stack.first_mut() else { return };
        frame.at.clone_from(position);
        self.layout.permit_all(&mut frame.at.key);
        frame.mass = position.mass();
        frame.forbidden.clear();
        frame.work = 0;
        for ((prices, slope), known) in self.sets.iter().zip(&mut frame.slopes).zip(&mut frame.known) {
            prices.slopes(t, &frame.at.actions, &frame.at.questions, slope, known);
        }
        self.open(t, 0, target);
        (self.low, self.up) = self.stack.first().map_or((0.0, 0.0), |frame| (frame.low, frame.up));
    }

    /// Leaves every state on the path, so that the table knows what has been found there.
    pub fn rest(&mut self) {
        while self.depth > 0 {
            self.leave(self.depth - 1);
        }
    }

    /// Whether the bounds of the start have met.
    pub fn finished(&self) -> bool {
        self.depth == 0
    }

    /// Goes on for so many expansions, or until the bounds meet.
    pub fn step(&mut self, t: &Tables, expansions: u64) {
        let end = self.expanded.saturating_add(expansions);
        while self.depth > 0 && self.expanded < end {
            self.advance(t);
        }
        self.peek();
    }

    fn grow(&mut self, depth: usize) {
        while self.stack.len() < depth {
            self.stack.push(Frame::default());
        }
    }

    /// Expands the frame at this depth, whose position and slopes are set.
    fn open(&mut self, t: &Tables, depth: usize, target: f64) {
        self.expanded += 1;
        let Some(frame) = self.stack.get_mut(depth) else { return };
        let before = self.table.get(&frame.at.key);
        frame.target = target;
        frame.expand(t, &self.sets, &mut self.room);
        frame.work = frame.work.saturating_add(1);
        (frame.low, frame.before) = (0.0, 0);
        if let Some(entry) = before {
            (frame.low, frame.before) = (entry.low, entry.work);
            frame.work = frame.work.saturating_add(entry.work);
            if entry.up < frame.up {
                (frame.up, frame.step) = (entry.up, entry.step);
            }
        }
    }

    /// One decision: back to the state above, or down into the child that matters most.
    fn advance(&mut self, t: &Tables) {
        let depth = self.depth - 1;
        let Some((best, second)) = self.best(t, depth) else {
            self.depth = 0;
            return;
        };
        let Some(frame) = self.stack.get_mut(depth) else { return };
        let Some(choice) = frame.choices.get(best).copied() else { return };
        let spent = frame.work.saturating_sub(frame.before);
        let enough = depth > 0 && spent > (frame.before / PART).max(VISIT);
        if enough || frame.low >= frame.target || frame.low >= frame.up * MET {
            return self.leave(depth);
        }
        let goal = frame.target.min(second.max(choice.low) + PUSH * choice.low).min(frame.up);
        let need = (goal - choice.low).max(1e-12 * choice.low);
        let children = frame.children.iter().enumerate().skip(choice.first).take(choice.count);
        let open = children.filter(|(_, c)| c.low < c.up * MET);
        let next = open.reduce(|a, b| if b.1.promise() > a.1.promise() { b } else { a });
        let Some((place, child)) = next.map(|(n, child)| (n, *child)) else { return self.leave(depth) };
        frame.active = (best, place);
        self.enter(t, depth, choice.step, place - choice.first, child, need);
    }

    /// The choice with the lowest bound, looked up, and the bound of the second; updates the bounds of the frame.
    fn best(&mut self, t: &Tables, depth: usize) -> Option<(usize, f64)> {
        loop {
            let frame = self.stack.get_mut(depth)?;
            let (mut best, mut low, mut second) = (0, f64::INFINITY, f64::INFINITY);
            for (n, choice) in frame.choices.iter().enumerate() {
                if choice.low < low {
                    (best, low, second) = (n, choice.low, low);
                } else {
                    second = second.min(choice.low);
                }
            }
            let choice = frame.choices.get(best).copied()?;
            if choice.looked_up || low >= frame.up * MET || low >= frame.target {
                frame.low = frame.low.max(low);
                if choice.up < frame.up {
                    (frame.up, frame.step) = (choice.up, choice.step.code());
                }
                return Some((best, second));
            }
            self.look_up(t, depth, best);
        }
    }

    /// What the table knows of the children of a choice.
    fn look_up(&mut self, t: &Tables, depth: usize, place: usize) {
        self.grow(depth + 2);
        let Some((above, [next, ..])) = self.stack.split_at_mut_checked(depth + 1) else { return };
        let Some(frame) = above.last_mut() else { return };
        let Some(choice) = frame.choices.get(place).copied() else { return };
        for answer in 0..choice.count {
            next.at.key.clone_from(&frame.at.key);
            self.layout.take(&mut next.at.key, choice.step, answer);
            if let Step::Action(n) = choice.step {
                frame.earlier(t, n, &mut next.forbidden);
                let forbidden = next.forbidden.iter().enumerate().filter(|(_, forbidden)| **forbidden);
                forbidden.for_each(|(n, _)| self.layout.forbid(&mut next.at.key, n));
            }
            if let (Some(entry), Some(child)) =
                (self.table.get(&next.at.key), frame.children.get_mut(choice.first + answer))
            {
                child.low = child.low.max(entry.low);
                child.up = child.up.min(entry.up);
                child.work = entry.work;
            }
        }
        sum(frame, place);
        if let Some(choice) = frame.choices.get_mut(place) {
            choice.looked_up = true;
        }
    }

    fn enter(&mut self, t: &Tables, depth: usize, step: Step, answer: usize, child: Child, need: f64) {
        self.grow(depth + 2);
        let Some((above, [next, ..])) = self.stack.split_at_mut_checked(depth + 1) else { return };
        let Some(frame) = above.last() else { return };
        next.follow(frame, t, &self.layout, &self.sets, step, answer);
        self.depth = depth + 2;
        self.open(t, depth + 1, (child.low + need).min(child.up));
        if let Some(next) = self.stack.get_mut(depth + 1) {
            next.low = next.low.max(child.low);
        }
    }

    /// Back to the state above, which learns what has been found.
    fn leave(&mut self, depth: usize) {
        let Some((above, [frame, ..])) = self.stack.split_at_mut_checked(depth) else { return };
        let entry = Entry { low: frame.low, up: frame.up, step: frame.step, work: frame.work };
        self.table.put(&frame.at.key, entry);
        self.depth = depth;
        let Some(parent) = above.last_mut() else {
            (self.low, self.up) = (frame.low, frame.up);
            return;
        };
        parent.work = parent.work.saturating_add(frame.work.saturating_sub(frame.before));
        let (place, child) = parent.active;
        if let Some(child) = parent.children.get_mut(child) {
            child.low = child.low.max(frame.low);
            child.up = child.up.min(frame.up);
            child.work = frame.work;
        }
        sum(parent, place);
    }

    /// The bounds of the start as they are now, while the search stands somewhere below.
    fn peek(&mut self) {
        let mut below: Option<(f64, f64)> = None;
        for frame in self.stack.iter().take(self.depth).rev() {
            let (mut low, mut up) = (f64::INFINITY, frame.up);
            for (n, choice) in frame.choices.iter().enumerate() {
                let (mut choice_low, mut choice_up) = (choice.low, choice.up);
                if let (Some((new_low, new_up)), true) = (below, n == frame.active.0) {
                    let child = frame.children.get(frame.active.1).copied().unwrap_or_default();
                    choice_low += (new_low - child.low).max(0.0);
                    choice_up += (new_up - child.up).min(0.0);
                }
                low = low.min(choice_low);
                up = up.min(choice_up);
            }
            below = Some((low.max(frame.low), up));
        }
        if let Some((low, up)) = below {
            (self.low, self.up) = (self.low.max(low), self.up.min(up));
        }
    }

    /// Takes note of a strategy that costs `up` from a state.
    pub fn teach(&mut self, key: &[u64], up: f64, step: Step) {
        let old = self.table.get(key);
        if old.is_none_or(|old| up < old.up) {
            let (low, work) = old.map_or((0.0, 1), |old| (old.low, old.work));
            self.table.put(key, Entry { low, up, step: step.code(), work });
        }
    }

    /// Takes over what the table has been taught of the states on the path.
    pub fn learn(&mut self) {
        for frame in self.stack.iter_mut().take(self.depth) {
            if let Some(entry) = self.table.get(&frame.at.key).filter(|entry| entry.up < frame.up) {
                (frame.up, frame.step) = (entry.up, entry.step);
            }
        }
    }

    /// Bytes in use.
    pub fn bytes(&self) -> usize {
        let frame = |f: &Frame| f.children.capacity() * 16 + f.choices.capacity() * 64 + f.at.weights.capacity() * 80;
        self.table.bytes() + self.stack.iter().map(frame).sum::<usize>()
    }
}

/// The bounds of a choice from those of its children.
fn sum(frame: &mut Frame, place: usize) {
    let Some(choice) = frame.choices.get_mut(place) else { return };
    let children = frame.children.iter().skip(choice.first).take(choice.count);
    (choice.low, choice.up) =
        children.fold((choice.price, choice.price), |(low, up), child| (low + child.low, up + child.up));
    if choice.up < frame.up {
        (frame.up, frame.step) = (choice.up, choice.step.code());
    }
}
