//! `style/`: partials joined in a fixed order and made a little smaller.

use crate::project::{Project, read_text};
use anyhow::Result;

/// These two first, in this order; the others after them by name.
const FIRST: [&str; 2] = ["tokens.css", "base.css"];

/// This one is for the pages without a program only.
const STATIC: &str = "static.css";

/// The style sheet of the pages without a program: colours and sizes of the app, and little else.
pub fn of_pages(project: &Project) -> Result<Vec<u8>> {
    let texts = ["tokens.css", STATIC].map(|name| read_text(&project.path("style").join(name)));
    let texts = texts.into_iter().collect::<Result<Vec<_>>>()?;
    Ok(minify(&texts.join("\n")).into_bytes())
}

/// The whole style sheet of the app.
pub fn bundle(project: &Project) -> Result<Vec<u8>> {
    let mut files = project.files("style")?;
    files.retain(|path| path.extension().is_some_and(|extension| extension == "css") && !path.ends_with(STATIC));
    files.sort_by_key(|path| {
        let place = FIRST.iter().position(|first| path.file_name().is_some_and(|name| name == *first));
        (place.unwrap_or(FIRST.len()), path.clone())
    });
    let texts = files.iter().map(|path| read_text(path)).collect::<Result<Vec<_>>>()?;
    Ok(minify(&texts.join("\n")).into_bytes())
}

/// Drops comments and white space that means nothing. Strings stay as they are; everything else is for compression.
fn minify(css: &str) -> String {
    let mut small = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(first) = rest.chars().next() {
        if rest.starts_with("/*") {
            rest = rest.split_once("*/").map_or("", |(_, after)| after);
        } else if first.is_whitespace() {
            rest = rest.trim_start();
            // A comment between two words parts them as the space before it does: look behind, then ahead.
            let needless = small.is_empty()
                || small.ends_with(['{', '}', ';', ',', ' '])
                || rest.starts_with(['{', '}', ';', ',']);
            small.push_str(if needless { "" } else { " " });
        } else if first == '"' || first == '\'' {
            let (string, after) = rest.split_at(string_length(rest, first));
            small.push_str(string);
            rest = after;
        } else {
            small.push(first);
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
    }
    small.replace(";}", "}").trim_end().to_owned()
}

/// Length in bytes of the string that `text` starts with, quotes included.
fn string_length(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        if !escaped && character == quote {
            return at + 1;
        }
        escaped = !escaped && character == '\\';
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::minify;

    #[test]
    fn white_space_and_comments_go_where_they_mean_nothing() {
        assert_eq!(
            minify("/* a */\na , b  >  c {\n  color : red;\n  margin: 0 1px;\n}\n"),
            "a,b > c{color : red;margin: 0 1px}"
        );
        assert_eq!(minify("a :hover { } /* x */ b{}"), "a :hover{}b{}");
    }

    #[test]
    fn strings_and_calculations_stay() {
        assert_eq!(
            minify("a{content:\"/* ; } \\\" */\";width:calc(1px + 2px)}"),
            "a{content:\"/* ; } \\\" */\";width:calc(1px + 2px)}"
        );
        assert_eq!(minify("a /* x */ b{}"), "a b{}");
    }
}
