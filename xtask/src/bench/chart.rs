//! Line charts as SVG, for docs/plots. Lines differ in marker and dashes as well as in colour.

use std::fmt::Write as _;

/// What is drawn.
pub struct Chart<'a> {
    pub title: &'a str,
    pub x: Axis<'a>,
    pub y: Axis<'a>,
    pub lines: Vec<Line>,
}

/// A direction, and what is measured along it.
pub struct Axis<'a> {
    pub label: &'a str,
    /// Whether equal factors, not equal differences, are equally far apart.
    pub logarithmic: bool,
}

/// One course, its points from left to right.
pub struct Line {
    pub name: String,
    pub points: Vec<(f64, f64)>,
}

const WIDTH: f64 = 860.0;
const HEIGHT: f64 = 460.0;
/// The field that the axes enclose.
const LEFT: f64 = 70.0;
const RIGHT: f64 = 640.0;
const TOP: f64 = 50.0;
const BOTTOM: f64 = 390.0;
/// Tick marks of an axis with equal differences, at most.
const TICKS: f64 = 7.0;
/// Markers on a line, at most, nearly.
const MARKERS: usize = 12;

/// Okabe and Ito's colours, which people with any colour vision can tell apart, without the yellow.
const COLOURS: [&str; 7] = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#000000", "#56b4e9", "#e69f00"];
const DASHES: [&str; 4] = ["none", "8 4", "2 3", "10 3 2 3"];
/// Paths around (0, 0).
const SHAPES: [&str; 7] = [
    "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
    "M-4-4h8v8h-8z",
    "M0-5l5 9h-10z",
    "M0-5l5 5l-5 5l-5-5z",
    "M-4-4l8 8m0-8l-8 8",
    "M0 5l5-9h-10z",
    "M-5 0h10m-5-5v10",
];

const STYLE: &str = "text{font:13px system-ui,sans-serif;fill:#15191e}.title{font-size:16px;font-weight:600}\
    .grid{stroke:#dfe3e8}.axis{stroke:#4d5661;fill:none}.line{fill:none;stroke-width:2}.mark{stroke-width:1.6}";

/// The drawing.
pub fn svg(chart: &Chart) -> String {
    let points = || chart.lines.iter().flat_map(|line| &line.points);
    let x = Scale::new(&chart.x, points().map(|p| p.0), (LEFT, RIGHT));
    let y = Scale::new(&chart.y, points().map(|p| p.1), (BOTTOM, TOP));
    let mut body = String::new();
    for (value, text) in x.ticks() {
        let at = x.place(value);
        let _ = writeln!(body, "<path class=\"grid\" d=\"M{at:.1} {TOP}V{BOTTOM}\"/>");
        let _ = writeln!(body, "<text text-anchor=\"middle\" x=\"{at:.1}\" y=\"{}\">{text}</text>", BOTTOM + 20.0);
    }
    for (value, text) in y.ticks() {
        let at = y.place(value);
        let _ = writeln!(body, "<path class=\"grid\" d=\"M{LEFT} {at:.1}H{RIGHT}\"/>");
        let _ = writeln!(body, "<text text-anchor=\"end\" x=\"{}\" y=\"{:.1}\">{text}</text>", LEFT - 8.0, at + 4.0);
    }
    let _ = writeln!(body, "<path class=\"axis\" d=\"M{LEFT} {TOP}V{BOTTOM}H{RIGHT}\"/>");
    for ((n, line), look) in chart.lines.iter().enumerate().zip(looks()) {
        let places: Vec<(f64, f64)> = line.points.iter().map(|p| (x.place(p.0), y.place(p.1))).collect();
        body.push_str(&look.draw(&places, places.len().div_ceil(MARKERS)));
        let (left, height) = (RIGHT + 20.0, TOP + 10.0 + 26.0 * n as f64);
        body.push_str(&look.draw(&[(left, height), (left + 20.0, height), (left + 40.0, height)], 2));
        let name = escape(&line.name);
        let _ = writeln!(body, "<text x=\"{}\" y=\"{}\">{name}</text>", left + 50.0, height + 4.0);
    }
    let middle = f64::midpoint(LEFT, RIGHT);
    let (title, across, up) = (escape(chart.title), escape(chart.x.label), escape(chart.y.label));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" height=\"{HEIGHT}\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n<rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fff\"/>\n\
         <text class=\"title\" x=\"{LEFT}\" y=\"28\">{title}</text>\n{body}\
         <text text-anchor=\"middle\" x=\"{middle}\" y=\"{}\">{across}</text>\n\
         <text text-anchor=\"middle\" transform=\"translate(18 {}) rotate(-90)\">{up}</text>\n</svg>\n",
        BOTTOM + 48.0,
        f64::midpoint(TOP, BOTTOM)
    )
}

/// How a line is drawn: no two of the first twenty-eight alike.
struct Look {
    colour: &'static str,
    shape: &'static str,
    dashes: &'static str,
}

fn looks() -> impl Iterator<Item = Look> {
    let pairs = COLOURS.iter().zip(SHAPES).cycle().zip(DASHES.iter().cycle());
    pairs.map(|((colour, shape), dashes)| Look { colour, shape, dashes })
}

impl Look {
    /// A line with a marker at every so manieth point.
    fn draw(&self, places: &[(f64, f64)], every: usize) -> String {
        let Self { colour, shape, dashes } = self;
        let way: Vec<String> = places.iter().map(|(x, y)| format!("{x:.1} {y:.1}")).collect();
        let way = way.join("L");
        let mut text =
            format!("<path class=\"line\" stroke=\"{colour}\" stroke-dasharray=\"{dashes}\" d=\"M{way}\"/>\n");
        for (x, y) in places.iter().step_by(every.max(1)) {
            let _ = writeln!(
                text,
                "<path class=\"mark\" stroke=\"{colour}\" fill=\"#fff\" transform=\"translate({x:.1} {y:.1})\" d=\"{shape}\"/>"
            );
        }
        text
    }
}

/// From values to places on the paper.
struct Scale {
    logarithmic: bool,
    low: f64,
    high: f64,
    places: (f64, f64),
    step: f64,
}

impl Scale {
    fn new(axis: &Axis, values: impl Iterator<Item = f64>, places: (f64, f64)) -> Self {
        let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(v), h.max(v)));
        let (low, high) = if low < high { (low, high) } else { (0.0, 1.0) };
        if axis.logarithmic {
            return Self { logarithmic: true, low, high, places, step: 0.0 };
        }
        let low = low.min(0.0);
        let rough = (high - low) / TICKS;
        let power = 10_f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|n| n * power).find(|s| *s >= rough).unwrap_or(rough);
        Self { logarithmic: false, low: (low / step).floor() * step, high: (high / step).ceil() * step, places, step }
    }

    fn place(&self, value: f64) -> f64 {
        let share = if self.logarithmic {
            (value / self.low).ln() / (self.high / self.low).ln()
        } else {
            (value - self.low) / (self.high - self.low)
        };
        self.places.0 + (self.places.1 - self.places.0) * share
    }

    fn ticks(&self) -> Vec<(f64, String)> {
        if self.logarithmic {
            let decades = (self.low.log10().floor() as i32)..=(self.high.log10().ceil() as i32);
            let all = decades.flat_map(|power| [1.0, 2.0, 5.0].map(|n| n * 10_f64.powi(power)));
            return all.filter(|v| (self.low..=self.high).contains(v)).map(|v| (v, short(v))).collect();
        }
        let count = ((self.high - self.low) / self.step).round() as usize;
        (0..=count).map(|n| self.low + n as f64 * self.step).map(|v| (v, short(v))).collect()
    }
}

/// As few digits as tell it.
fn short(value: f64) -> String {
    let text = format!("{value:.4}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::{Axis, Chart, Line, svg};

    fn axis(label: &str, logarithmic: bool) -> Axis<'_> {
        Axis { label, logarithmic }
    }

    #[test]
    fn lines_differ_without_colour_and_ticks_are_round() {
        let line = |name: &str| Line { name: name.to_owned(), points: vec![(0.1, 0.0), (10.0, 13.7)] };
        let lines = ["a<b", "c"].map(line).into();
        let drawing = svg(&Chart { title: "T", x: axis("seconds", true), y: axis("gap", false), lines });
        assert!(drawing.contains("a&lt;b") && drawing.contains(">seconds<") && drawing.contains(">gap<"));
        for tick in [">0.1<", ">0.5<", ">10<", ">14<"] {
            assert!(drawing.contains(tick), "{tick} is missing in {drawing}");
        }
        let dashes =
            |n: usize| drawing.match_indices("stroke-dasharray=\"").nth(n).map(|(at, _)| &drawing[at..at + 24]);
        assert_ne!(dashes(0), dashes(2), "the second line has other dashes");
    }

    #[test]
    fn nothing_to_draw_is_an_empty_field() {
        let drawing = svg(&Chart { title: "T", x: axis("x", false), y: axis("y", false), lines: Vec::new() });
        assert!(!drawing.contains("NaN") && !drawing.contains("inf"), "{drawing}");
    }
}
