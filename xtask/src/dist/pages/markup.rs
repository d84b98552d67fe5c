//! HTML, with everything that comes from content or configuration escaped.

/// Text as HTML.
pub fn esc(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// An element around markup that is escaped already; `attributes` begin with a space or are empty.
pub fn element(name: &str, attributes: &str, inner: &str) -> String {
    format!("<{name}{attributes}>{inner}</{name}>")
}

/// An element around plain text.
pub fn text(name: &str, text: &str) -> String {
    element(name, "", &esc(text))
}

/// A paragraph; nothing for an empty text.
pub fn paragraph(words: &str) -> String {
    if words.is_empty() { String::new() } else { text("p", words) }
}

/// A link.
pub fn link(to: &str, label: &str) -> String {
    element("a", &format!(" href=\"{}\"", esc(to)), &esc(label))
}

/// A list of items that are markup already; nothing for an empty one.
pub fn list(name: &str, class: &str, items: &[String]) -> String {
    if items.is_empty() {
        return String::new();
    }
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    let items: String = items.iter().map(|item| format!("<li>{item}</li>\n")).collect();
    format!("{}\n", element(name, &class, &format!("\n{items}")))
}

/// A list of plain texts.
pub fn plain_list(name: &str, class: &str, items: &[String]) -> String {
    list(name, class, &items.iter().map(|item| esc(item)).collect::<Vec<_>>())
}
