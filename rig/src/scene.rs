//! What a reader has around it: the time, a shopkeeper with two cards, and a line to speak on.
//!
//! The shopkeeper does by herself what a screen would ask for: a swipe or a card whenever the reader waits for one, card A
//! and card B in turn. Once somebody has moved a card by hand, she leaves it to them.

use crate::card::{A, B, Card};
use crate::fault::Fault;

/// Milliseconds from any fixed moment.
pub type Millis = u64;

/// Time in which a person reacts.
const REACTION: Millis = 150;
/// Time in which a person takes one card away and puts down another; longer than any look at an empty place takes.
const EXCHANGE: Millis = 1_500;

/// A card at the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// Which.
    pub card: &'static Card,
    /// It is not damaged.
    pub readable: bool,
}

/// A move of a card by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// Swipe card A, or put it to the reader.
    A,
    /// The same with card B.
    B,
    /// Take the card away.
    Away,
}

/// Which card a reader waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// The one whose turn it is.
    Next,
    /// The last one again.
    Same,
}

/// The surroundings.
pub struct Scene {
    /// Now.
    pub now: Millis,
    /// What is wrong.
    pub fault: Fault,
    by_hand: bool,
    /// Cards that were presented so far.
    presented: usize,
    /// When a card comes, and which.
    coming: Option<(Millis, &'static Card)>,
    /// The card that lies there, or was swiped and not looked at yet.
    there: Option<&'static Card>,
    /// The place has been emptied then.
    emptied: Option<Millis>,
    said: Vec<(Millis, Vec<u8>)>,
}

impl Scene {
    /// Nothing has happened yet.
    pub fn new(fault: Fault) -> Self {
        let (coming, there, emptied) = (None, None, None);
        Self { now: 0, fault, by_hand: false, presented: 0, coming, there, emptied, said: Vec::new() }
    }

    /// Says something now.
    pub fn say(&mut self, bytes: &[u8]) {
        self.say_after(0, bytes);
    }

    /// Says something later.
    pub fn say_after(&mut self, wait: Millis, bytes: &[u8]) {
        self.said.push((self.now.saturating_add(wait), bytes.to_vec()));
    }

    /// What was said since the last time, with the moments at which it is due.
    pub fn said(&mut self) -> Vec<(Millis, Vec<u8>)> {
        std::mem::take(&mut self.said)
    }

    /// A new conversation: card A comes first.
    pub fn begin(&mut self) {
        self.presented = 0;
        if !self.by_hand {
            (self.coming, self.there, self.emptied) = (None, None, None);
        }
    }

    /// Somebody moves a card by hand.
    pub fn moved(&mut self, to: Move) {
        self.by_hand = true;
        self.coming = None;
        self.there = match to {
            Move::A => Some(&A),
            Move::B => Some(&B),
            Move::Away => None,
        };
    }

    /// A stripe reader starts to wait for a swipe.
    pub fn want_swipe(&mut self, turn: Turn) {
        if turn == Turn::Next {
            self.presented += 1;
        }
        if !self.by_hand {
            self.there = None;
            self.coming = Some((self.now.saturating_add(REACTION), self.card()));
        }
    }

    /// A stripe reader stops waiting. A card that only passed a sensor was not presented for reading.
    pub fn cancel_swipe(&mut self) {
        self.coming = None;
    }

    /// A card has just been swiped: taken, so that one swipe is one swipe.
    pub fn swiped(&mut self) -> Option<Shown> {
        self.arrive();
        let card = self.there.take()?;
        (self.fault != Fault::Dead).then(|| self.shown(card))
    }

    /// A reader with a place for a card looks at it. The shopkeeper sees that it waits and puts one there.
    pub fn look(&mut self) -> Option<Shown> {
        self.arrive();
        if self.there.is_none() && self.coming.is_none() && !self.by_hand {
            let from = self.emptied.map_or(self.now + REACTION, |emptied| (emptied + EXCHANGE).max(self.now));
            self.presented += 1;
            self.coming = Some((from, self.card()));
        }
        let card = self.there.filter(|_| self.fault != Fault::Dead)?;
        Some(self.shown(card))
    }

    /// The card that lies there, without waiting for one.
    pub fn present(&self) -> Option<Shown> {
        self.there.filter(|_| self.fault != Fault::Dead).map(|card| self.shown(card))
    }

    /// The reader is done with the card; the shopkeeper takes it away.
    pub fn let_go(&mut self) {
        if !self.by_hand && self.there.take().is_some() {
            self.emptied = Some(self.now);
        }
    }

    fn arrive(&mut self) {
        if let Some((_, card)) = self.coming.take_if(|(when, _)| *when <= self.now) {
            self.there = Some(card);
        }
    }

    fn card(&self) -> &'static Card {
        if self.presented.is_multiple_of(2) && self.presented > 0 { &B } else { &A }
    }

    fn shown(&self, card: &'static Card) -> Shown {
        let bad = match self.fault {
            Fault::DamagedCards => true,
            Fault::CardA => *card == A,
            Fault::CardB => *card == B,
            _ => false,
        };
        Shown { card, readable: !bad }
    }
}
