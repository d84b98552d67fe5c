//! The HTTP headers of `dist/`, in one table: `serve` sends them, and [`files`] writes them for other servers.

mod files;
mod hosting;

pub use files::all as files;
pub use hosting::{Hosting, base_address};

/// Scripts from our own files only, WebAssembly allowed, no inline script or style, no other origin.
/// Trusted Types: `public/boot.js` installs the one policy, and that one creates HTML only.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data: blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; \
     form-action 'none'; frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types default";

/// Readers on a cable are for this page alone; the rest it never needs.
const PERMISSIONS_POLICY: &str =
    "serial=(self), usb=(self), hid=(self), camera=(), microphone=(), geolocation=(), payment=(), display-capture=()";

/// The files a header goes with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Files {
    /// Every response.
    All,
    /// Files whose name carries the hash of their content.
    Hashed,
    /// Files that keep their name when they change: index.html, sw.js, config.json, icons.
    Named,
    /// Files with this extension.
    Extension(&'static str),
}

/// One header and the files it goes with.
pub struct Row {
    /// The files.
    pub files: Files,
    /// Name of the header, lower case.
    pub name: &'static str,
    /// Its value.
    pub value: &'static str,
}

/// The table.
pub const TABLE: &[Row] = &[
    row(Files::All, "content-security-policy", CONTENT_SECURITY_POLICY),
    row(Files::All, "permissions-policy", PERMISSIONS_POLICY),
    row(Files::All, "x-content-type-options", "nosniff"),
    row(Files::All, "referrer-policy", "no-referrer"),
    row(Files::All, "cross-origin-opener-policy", "same-origin"),
    row(Files::Hashed, "cache-control", "public, max-age=31536000, immutable"),
    row(Files::Named, "cache-control", "no-cache"),
    row(Files::Extension("wasm"), "content-type", "application/wasm"),
    row(Files::Extension("js"), "content-type", "text/javascript; charset=utf-8"),
    row(Files::Extension("css"), "content-type", "text/css; charset=utf-8"),
    row(Files::Extension("html"), "content-type", "text/html; charset=utf-8"),
    row(Files::Extension("json"), "content-type", "application/json; charset=utf-8"),
    row(Files::Extension("webmanifest"), "content-type", "application/manifest+json; charset=utf-8"),
    row(Files::Extension("bin"), "content-type", "application/octet-stream"),
    row(Files::Extension("svg"), "content-type", "image/svg+xml"),
    row(Files::Extension("png"), "content-type", "image/png"),
    row(Files::Extension("txt"), "content-type", "text/plain; charset=utf-8"),
    row(Files::Extension("xml"), "content-type", "application/xml; charset=utf-8"),
];

const fn row(files: Files, name: &'static str, value: &'static str) -> Row {
    Row { files, name, value }
}

/// The rows for the file of this name.
pub fn of(file: &str) -> impl Iterator<Item = &'static Row> {
    let hashed = is_hashed(file);
    let extension = file.rsplit_once('.').map(|(_, extension)| extension.to_owned());
    TABLE.iter().filter(move |row| match row.files {
        Files::All => true,
        Files::Hashed => hashed,
        Files::Named => !hashed,
        Files::Extension(wanted) => extension.as_deref() == Some(wanted),
    })
}

/// The name of a file with the hash of its content in it: `app.js` becomes `app.0123456789.js`.
pub fn hashed_name(name: &str, hash: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{hash}.{extension}"),
        None => format!("{name}.{hash}"),
    }
}

/// How many hexadecimal digits of the hash a file name carries.
pub const HASH_DIGITS: usize = 10;

/// Whether a name carries the hash of the content.
pub fn is_hashed(file: &str) -> bool {
    let hash = file.rsplit('.').nth(1).unwrap_or_default();
    hash.len() == HASH_DIGITS && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(file: &str, name: &str) -> Vec<&'static str> {
        of(file).filter(|row| row.name == name).map(|row| row.value).collect()
    }

    #[test]
    fn hashed_files_are_kept_for_ever_and_named_ones_asked_for_again() {
        let hashed = hashed_name("words.zh-CN.bin", "0123abcdef");
        assert_eq!(hashed, "words.zh-CN.0123abcdef.bin");
        assert_eq!(header(&hashed, "cache-control"), ["public, max-age=31536000, immutable"]);
        assert_eq!(header("index.html", "cache-control"), ["no-cache"]);
        assert_eq!(header("config.json", "cache-control"), ["no-cache"]);
    }

    #[test]
    fn no_file_gets_the_same_header_twice() {
        for file in ["index.html", "app.0123abcdef.js", "app_bg.0123abcdef.wasm", "icon.svg", ""] {
            let mut names: Vec<_> = of(file).map(|row| row.name).collect();
            let count = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), count, "{file}");
        }
    }

    #[test]
    fn the_policy_allows_neither_inline_nor_eval() {
        let policy = header("index.html", "content-security-policy").join("");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
    }
}
