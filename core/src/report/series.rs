//! The cards of a counting test one by one: swipes that read, or the time of a card at each distance. As a text to keep
//! with the case, and as a drawing for the screen and for the report.

use crate::content::ToolWords;
use crate::content::tools::Device;
use crate::content::ui::fill;
use crate::reader::check::{Manner, Millis, Quality, Report};
use crate::reader::model::Model;

/// Height of the drawing and width of one column, in its own units.
const HEIGHT: u64 = 80;
const COLUMN: usize = 30;
/// More cards than any test counts.
const MOST: usize = 60;

const QUALITIES: [Quality; 5] = [Quality::Good, Quality::Part, Quality::Bad, Quality::Nothing, Quality::Garbled];

/// Its letter in the kept form, and its name in the report.
fn signs(quality: Quality) -> (char, &'static str) {
    match quality {
        Quality::Good => ('g', "good"),
        Quality::Part => ('p', "part"),
        Quality::Bad => ('b', "bad"),
        Quality::Nothing => ('n', "nothing"),
        Quality::Garbled => ('x', "garbled"),
    }
}

/// What came of each card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// Cards were held at growing distances; otherwise swiped.
    pub tap: bool,
    /// How well each was read, and in how many milliseconds.
    pub cards: Vec<(Quality, Millis)>,
}

impl Series {
    /// The series of a test, if it counted.
    pub fn of(model: Model, report: &Report) -> Option<Self> {
        let cards = report.readings.iter().map(|reading| (reading.quality, reading.took)).collect::<Vec<_>>();
        let tap = model.manner() == Some(Manner::Tap);
        (report.counting && !cards.is_empty()).then_some(Self { tap, cards })
    }

    /// `tap g120 n0`; no card, no name.
    pub fn format(&self) -> String {
        let cards = self.cards.iter().map(|(quality, took)| format!(" {}{took}", signs(*quality).0));
        self.manner().to_owned() + &cards.collect::<String>()
    }

    /// What [`Series::format`] wrote; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let tap = match words.next()? {
            "tap" => true,
            "swipe" => false,
            _ => return None,
        };
        let card = |word: &str| {
            let quality = QUALITIES.into_iter().find(|quality| word.starts_with(signs(*quality).0))?;
            Some((quality, word.strip_prefix(signs(quality).0)?.parse::<u32>().ok()?.into()))
        };
        let cards = words.take(MOST).map(card).collect::<Option<Vec<_>>>()?;
        (!cards.is_empty()).then_some(Self { tap, cards })
    }

    /// How the cards met the reader, in the report.
    pub fn manner(&self) -> &'static str {
        if self.tap { "tap" } else { "swipe" }
    }

    /// How well each was read, by name, and in how many milliseconds.
    pub fn named(&self) -> impl Iterator<Item = (&'static str, u32)> {
        self.cards.iter().map(|(quality, took)| (signs(*quality).1, u32::try_from(*took).unwrap_or(u32::MAX)))
    }

    /// The numbers below the columns: swipes are counted from one, distances begin at none.
    pub fn numbers(&self) -> std::ops::Range<usize> {
        let first = usize::from(!self.tap);
        first..first + self.cards.len()
    }

    /// Outlines of the columns that read, or of those that did not. A swipe that reads fills its column; for taps the
    /// height is the time that the card took.
    pub fn columns(&self, good: bool) -> String {
        let slowest = self.cards.iter().map(|(_, took)| *took).max().unwrap_or_default();
        let height = |quality: Quality, took: Millis| match (good, self.tap) {
            (true, true) => tall(took, slowest),
            (true, false) => HEIGHT,
            (false, _) if quality == Quality::Part => HEIGHT / 2,
            (false, _) => 6,
        };
        let wanted = self.cards.iter().zip((0..).step_by(COLUMN)).filter(|((q, _), _)| (*q == Quality::Good) == good);
        wanted.map(|((quality, took), x)| column(x, height(*quality, *took))).collect()
    }

    /// What the drawing shows, in a line below it.
    pub fn caption<'a>(&self, words: &'a ToolWords) -> &'a str {
        words.get(if self.tap { Device::PlotTaps } else { Device::PlotSwipes })
    }

    /// The drawing for those who do not see it.
    pub fn spoken(&self, words: &ToolWords) -> String {
        let one = |((quality, took), n): (&(Quality, Millis), usize)| {
            let word = if *quality == Quality::Good { Device::PlotReads } else { Device::PlotFails };
            fill(words.get(word), &[("n", &n.to_string()), ("ms", &took.to_string())])
        };
        self.cards.iter().zip(self.numbers()).map(one).collect()
    }
}

/// The measure of a drawing with so many columns, as an SVG wants it.
pub fn view_box(columns: usize) -> String {
    format!("0 0 {} {HEIGHT}", COLUMN * columns)
}

/// Outlines of the columns of some times; `full` fills its column.
pub fn times(times: &[Millis], full: Millis) -> String {
    times.iter().zip((0..).step_by(COLUMN)).map(|(took, x)| column(x, tall(*took, full))).collect()
}

fn tall(took: Millis, full: Millis) -> u64 {
    (took * HEIGHT / full.max(1)).max(4)
}

fn column(x: usize, height: u64) -> String {
    format!("M{} {HEIGHT}v-{height}h20v{height}z", x + 5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_is_kept_as_it_was_and_nothing_else_is_taken_for_one() {
        let series = Series { tap: true, cards: QUALITIES.into_iter().zip([120, 80, 60, 0, 7]).collect() };
        assert_eq!(series.format(), "tap g120 p80 b60 n0 x7");
        assert_eq!(Series::parse(&series.format()), Some(series));
        for wrong in ["", "tap", "wave g1", "tap 12", "tap g", "tap g-1", "swipe g1  g2", "tap g99999999999"] {
            assert_eq!(Series::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_swipe_fills_its_column_and_a_tap_is_as_high_as_it_was_slow() {
        let series =
            |tap| Series { tap, cards: vec![(Quality::Good, 50), (Quality::Nothing, 0), (Quality::Good, 100)] };
        assert_eq!(series(false).columns(true), "M5 80v-80h20v80zM65 80v-80h20v80z");
        assert_eq!(series(true).columns(true), "M5 80v-40h20v40zM65 80v-80h20v80z");
        assert_eq!(series(true).columns(false), "M35 80v-6h20v6z");
        assert_eq!((series(true).numbers().start, series(false).numbers().end), (0, 4));
    }
}
