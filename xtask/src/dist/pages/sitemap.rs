//! For search engines: every page in both languages, where the address of the site is known.

use super::markup::esc;

/// `sitemap.xml` and `robots.txt`. Search engines read robots.txt at the root of a host only: see docs/deployment.md.
pub(super) fn files<'a>(base: &str, pages: impl Iterator<Item = &'a str>) -> Vec<(String, String)> {
    let base_text = esc(base);
    let entry = |name: &str| {
        let path = name.split_once('/').map_or(name, |(_, path)| path);
        let other = |lang: &str, folder: &str| {
            format!("<xhtml:link rel=\"alternate\" hreflang=\"{lang}\" href=\"{base_text}{folder}/{path}\"/>")
        };
        format!("<url><loc>{base_text}{name}</loc>{}{}</url>\n", other("zh-CN", "zh"), other("en", "en"))
    };
    let entries: String = pages.map(entry).collect();
    let map = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n<url><loc>{base_text}</loc></url>\n{entries}</urlset>\n"
    );
    let robots = format!("User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n");
    vec![("sitemap.xml".to_owned(), map), ("robots.txt".to_owned(), robots)]
}
