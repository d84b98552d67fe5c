//! The tree as an SVG: time runs to the right, the thickness of a line is how probable its course is.

use super::Node;
use crate::report::escape;
use std::fmt::Write;

const COLUMN: usize = 350;
const WIDTH: usize = 210;
const ROW: usize = 96;
/// Width of a line of text, in halves of a Chinese character.
const LINE: usize = 28;

const STYLE: &str = "text{font:13px 'PingFang SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif;fill:#15191e}\
    .small{font-size:11px;fill:#4d5661}.red{fill:#a8071a}rect{stroke:#767f8b;fill:#fff}\
    .symptom rect{fill:#eaf0f9}.action rect{fill:#e8f6ec}.alert rect{fill:#fdeeee}.handover rect{fill:#fff4dc}\
    .end rect{fill:#f5f6f8}path{fill:none;stroke:#123c7c;stroke-opacity:.55}";

/// The drawing.
pub fn svg(tree: &Node) -> String {
    let mut draw = Draw { boxes: String::new(), row: 0, columns: 0 };
    draw.node(tree, 0);
    let (width, height) = ((draw.columns + 1) * COLUMN, draw.row.max(1) * ROW + 20);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">\n\
         <style>{STYLE}</style>\n<rect width=\"{width}\" height=\"{height}\" stroke=\"none\"/>\n{}</svg>\n",
        draw.boxes
    )
}

struct Draw {
    boxes: String,
    /// Next free row.
    row: usize,
    columns: usize,
}

impl Draw {
    /// Draws a node with all that follows; returns the middle of its box.
    fn node(&mut self, node: &Node, column: usize) -> usize {
        self.columns = self.columns.max(column);
        let mut ends = Vec::new();
        for (label, next) in &node.next {
            ends.push((self.node(next, column + 1), label.as_str(), next));
        }
        let y = match (ends.first(), ends.last()) {
            (Some(first), Some(last)) => (first.0 + last.0) / 2,
            _ => {
                self.row += 1;
                (self.row - 1) * ROW + ROW / 2
            }
        };
        for (end, label, next) in ends {
            self.line(column, y, end, label, next);
        }
        self.step(node, column, y);
        y
    }

    fn line(&mut self, column: usize, from: usize, to: usize, label: &str, next: &Node) {
        let (x1, x2) = (column * COLUMN + 10 + WIDTH, (column + 1) * COLUMN + 10);
        let middle = x1.midpoint(x2);
        // Tenths: the width of a line is how probable its course is.
        let thick = 10 + next.percent() * 9 / 10;
        let _ = writeln!(
            self.boxes,
            "<path stroke-width=\"{}.{}\" d=\"M{x1} {from}C{middle} {from} {middle} {to} {x2} {to}\"/>",
            thick / 10,
            thick % 10
        );
        let _ = writeln!(
            self.boxes,
            "<text class=\"small\" text-anchor=\"end\" x=\"{}\" y=\"{}\">{} {} %</text>",
            x2 - 6,
            to.saturating_sub(6),
            escape(label.chars().take(9).collect::<String>().as_str()),
            next.percent()
        );
    }

    fn step(&mut self, node: &Node, column: usize, y: usize) {
        let (x, top) = (column * COLUMN + 10, y - (ROW - 16) / 2);
        let _ = writeln!(
            self.boxes,
            "<g class=\"{}\"><rect x=\"{x}\" y=\"{top}\" width=\"{WIDTH}\" height=\"{}\" rx=\"8\"/>",
            node.kind,
            ROW - 16
        );
        for (n, line) in wrap(&node.text).iter().take(3).enumerate() {
            let _ = writeln!(self.boxes, "<text x=\"{}\" y=\"{}\">{}</text>", x + 8, top + 20 + n * 17, escape(line));
        }
        let cost = if node.cost > 0.0 { format!("{} min", node.minutes()) } else { String::new() };
        let _ = writeln!(self.boxes, "<text class=\"small\" x=\"{}\" y=\"{}\">{cost}</text>", x + 8, top + ROW - 24);
        if let Some(guard) = node.guards.first() {
            let more = if node.guards.len() > 1 { format!(" +{}", node.guards.len() - 1) } else { String::new() };
            let all = escape(&node.guards.join(" · "));
            let _ = writeln!(
                self.boxes,
                "<text class=\"small red\" text-anchor=\"end\" x=\"{}\" y=\"{}\"><title>{all}</title>{}{more}</text>",
                x + WIDTH - 8,
                top + ROW - 24,
                escape(&guard.chars().take(11).collect::<String>())
            );
        }
        self.boxes.push_str("</g>\n");
    }
}

/// Lines of bearable width: Chinese breaks anywhere, English between words.
fn wrap(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split_inclusive(|c: char| !c.is_ascii() || c == ' ') {
        let width: usize = word.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        if used + width > LINE && used > 0 {
            lines.push(String::new());
            used = 0;
        }
        used += width;
        if let Some(last) = lines.last_mut() {
            last.push_str(word);
        }
    }
    lines
}
