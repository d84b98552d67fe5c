//! When to remind of unfinished sales: at closing time of their day, and from then on until they are settled.

use super::sale::Sale;
use super::wall::{Day, Wall};

/// Closing time, as a minute of the day, where the shop has not said otherwise: 21:00.
pub const CLOSING: i64 = 21 * 60;
/// Shops that close after midnight still count the evening before: days begin at four.
const NIGHT: i64 = 4 * 60;

/// What there is to remind of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reminder {
    /// Unsettled sales in all.
    pub open: usize,
    /// Those whose day has closed: these are reminded of.
    pub due: usize,
    /// Business days since the oldest of them.
    pub oldest: i64,
}

/// What is open at `now`, in a shop that closes at `closing` (minute of the day).
pub fn reminder<'a>(sales: impl IntoIterator<Item = &'a Sale>, now: Wall, closing: i64) -> Reminder {
    let mut reminder = Reminder::default();
    for sale in sales.into_iter().filter(|sale| sale.todo().is_some()) {
        reminder.open += 1;
        reminder.due += usize::from(now >= due(sale, closing));
        reminder.oldest = reminder.oldest.max(business_day(now).0 - business_day(sale.when).0);
    }
    reminder
}

/// When the first of the open sales will be reminded of.
pub fn first_due<'a>(sales: impl IntoIterator<Item = &'a Sale>, closing: i64) -> Option<Wall> {
    sales.into_iter().filter(|sale| sale.todo().is_some()).map(|sale| due(sale, closing)).min()
}

/// The closing time that ends the sale's day; a sale after closing is due at once.
fn due(sale: &Sale, closing: i64) -> Wall {
    let closing = if closing < NIGHT { closing + 1440 } else { closing };
    Wall(business_day(sale.when).0 * 1440 + closing)
}

fn business_day(wall: Wall) -> Day {
    Wall(wall.0 - NIGHT).day()
}
