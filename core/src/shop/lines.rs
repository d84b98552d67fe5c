//! One entry a line, as a flat JSON object whose values are all texts: `{"id":"1","amount":"88.00"}`.
//!
//! People open exported files with whatever they have, so the form is one that everything can read. A whole JSON
//! library would be bigger than everything else that these pages need.

/// Names and texts, in the order of the line.
pub type Fields = Vec<(String, String)>;

/// One line, without its end.
pub fn write<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut line = String::from("{");
    for (name, text) in fields {
        if line.len() > 1 {
            line.push(',');
        }
        quote(&mut line, name);
        line.push(':');
        quote(&mut line, text);
    }
    line.push('}');
    line
}

fn quote(line: &mut String, text: &str) {
    line.push('"');
    for c in text.chars() {
        match c {
            '"' => line.push_str("\\\""),
            '\\' => line.push_str("\\\\"),
            '\n' => line.push_str("\\n"),
            '\r' => line.push_str("\\r"),
            '\t' => line.push_str("\\t"),
            // Line ends that other programs see and we do not would tear an entry apart.
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => line.push_str(&escaped(c)),
            c => line.push(c),
        }
    }
    line.push('"');
}

fn escaped(c: char) -> String {
    format!("\\u{:04x}", u32::from(c))
}

/// Read a line; `None` when it is anything but a flat object of texts.
pub fn read(line: &str) -> Option<Fields> {
    let mut rest = Reader(line.trim().chars());
    rest.want('{')?;
    let mut fields = Fields::new();
    if rest.next_is('}') {
        return rest.is_over().then_some(fields);
    }
    loop {
        let name = rest.text()?;
        rest.want(':')?;
        fields.push((name, rest.text()?));
        match rest.next()? {
            ',' => {}
            '}' => return rest.is_over().then_some(fields),
            _ => return None,
        }
    }
}

/// The text with this name; empty when there is none.
pub fn get<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.iter().find(|(n, _)| n == name).map_or("", |(_, text)| text)
}

struct Reader<'a>(std::str::Chars<'a>);

impl Reader<'_> {
    /// The next character that is not space.
    fn next(&mut self) -> Option<char> {
        self.0.by_ref().find(|c| !matches!(c, ' ' | '\t'))
    }

    fn want(&mut self, wanted: char) -> Option<()> {
        (self.next()? == wanted).then_some(())
    }

    /// Whether this comes next; it is taken if so.
    fn next_is(&mut self, wanted: char) -> bool {
        let mut ahead = Reader(self.0.clone());
        let found = ahead.next() == Some(wanted);
        if found {
            self.0 = ahead.0;
        }
        found
    }

    fn is_over(&mut self) -> bool {
        self.next().is_none()
    }

    fn text(&mut self) -> Option<String> {
        self.want('"')?;
        let mut text = String::new();
        loop {
            match self.0.next()? {
                '"' => return Some(text),
                '\\' => text.push(self.escape()?),
                c if c.is_control() => return None,
                c => text.push(c),
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        Some(match self.0.next()? {
            c @ ('"' | '\\' | '/') => c,
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'u' => return self.unicode(),
            _ => return None,
        })
    }

    fn unicode(&mut self) -> Option<char> {
        let first = self.four()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first);
        }
        (self.0.next()? == '\\' && self.0.next()? == 'u').then_some(())?;
        let second = self.four().filter(|second| (0xdc00..0xe000).contains(second))?;
        char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00))
    }

    fn four(&mut self) -> Option<u32> {
        (0..4).try_fold(0, |number, _| Some(number * 16 + self.0.next()?.to_digit(16)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(fields: &Fields) -> Vec<(&str, &str)> {
        fields.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect()
    }

    #[test]
    fn whatever_is_written_is_read() {
        let hard = "a\"b\\c\nd\te\u{2028}\u{0}😀，。";
        let line = write([("id", "1"), ("note", hard), ("", "")]);
        assert!(!line.contains('\n'));
        assert_eq!(read(&line).as_ref().map(pairs), Some(vec![("id", "1"), ("note", hard), ("", "")]));
        assert_eq!(read(&write([])), Some(Fields::new()));
    }

    #[test]
    fn other_writers_are_understood() {
        let fields = read(r#" { "id" : "\u4e00\ud83d\ude00\/" , "x":"" } "#).unwrap_or_default();
        assert_eq!(pairs(&fields), [("id", "一😀/"), ("x", "")]);
        assert_eq!(get(&fields, "id"), "一😀/");
        assert_eq!(get(&fields, "none"), "");
    }

    #[test]
    fn anything_else_is_refused() {
        for line in [
            "",
            "{",
            "{}x",
            "[]",
            "null",
            r#"{"a":1}"#,
            r#"{"a":"b""#,
            r#"{"a":"b",}"#,
            r#"{"a":"\x"}"#,
            r#"{"a":"\ud83d"}"#,
            r#"{"a":"\ud83dx"}"#,
            r#"{"a"}"#,
            r#"{"a":"b"} {"#,
            "{\"a\":\"\u{1}\"}",
            r#"{"a":"\u12"#,
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
