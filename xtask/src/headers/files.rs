//! The table, written for the web servers and hosts that people have.

use super::hosting::{Header, Hosting};
use super::{Files, is_hashed};

/// Said at the top of each file.
const WRITTEN: &str =
    "Written by `cargo xtask dist` from xtask/src/headers.rs and public/config.json. See docs/deployment.md.";
/// What the header files call a name with a hash in it.
const HASHED: &str = r"\.[0-9a-f]{10}\.[a-z]+$";

/// Name below `dist/deploy/` and content; `names` are the published files.
pub fn all(hosting: &Hosting, names: &[String]) -> Vec<(&'static str, String)> {
    let headers = hosting.headers();
    vec![
        ("nginx.conf", nginx(&headers)),
        ("Caddyfile", caddy(&headers)),
        ("web.config", iis(&headers, names)),
        ("_headers", static_host(&headers, names)),
    ]
}

fn everywhere(headers: &[Header]) -> impl Iterator<Item = &Header> {
    headers.iter().filter(|header| header.files == Files::All)
}

fn types(headers: &[Header]) -> impl Iterator<Item = (&'static str, &str)> {
    headers.iter().filter_map(|header| match header.files {
        Files::Extension(extension) => Some((extension, header.value.as_str())),
        _ => None,
    })
}

fn cache(headers: &[Header], files: Files) -> &str {
    let found = headers.iter().find(|header| header.files == files && header.name == "cache-control");
    found.map_or("no-cache", |header| &header.value)
}

/// Goes into the `http` block: the map must stand outside a server. A file that is not there is never kept, whatever its
/// name looks like.
fn nginx(headers: &[Header]) -> String {
    let (hashed, named) = (cache(headers, Files::Hashed), cache(headers, Files::Named));
    let sent: String =
        everywhere(headers).map(|h| format!("    add_header {} \"{}\" always;\n", h.name, h.value)).collect();
    let types: String = types(headers).map(|(extension, t)| format!("        \"{t}\" {extension};\n")).collect();
    format!(
        "# {WRITTEN}\n# For the http block, such as a file in /etc/nginx/conf.d/. Change listen, server_name and root.\n\
         map \"$status$uri\" $pos_doctor_cache {{\n    default \"{named}\";\n    \"~^(200|206|304).*{HASHED}\" \"{hashed}\";\n}}\n\n\
         server {{\n    listen 80;\n    server_name _;\n    root /srv/pos-doctor;\n    index index.html;\n    server_tokens off;\n\n\
         \x20   # The .gz and .br copies were made at build time. For .br: the package libnginx-mod-http-brotli-static.\n\
         \x20   gzip_static on;\n    gzip_vary on;\n    gzip_proxied any;\n    # Proxies in front of nginx often ask in HTTP/1.0.\n    gzip_http_version 1.0;\n    # brotli_static on;\n\n\
         \x20   types {{\n{types}    }}\n    default_type application/octet-stream;\n\n{sent}\
         \x20   add_header cache-control $pos_doctor_cache always;\n    # Behind HTTPS only:\n\
         \x20   # add_header strict-transport-security \"max-age=31536000\" always;\n\n\
         \x20   location / {{\n        try_files $uri $uri/ =404;\n    }}\n\n\
         \x20   # What the folder deploy/ says about the build is for you, not for visitors.\n    location ^~ /deploy/ {{\n        return 404;\n    }}\n}}\n"
    )
}

fn caddy(headers: &[Header]) -> String {
    let (hashed, named) = (cache(headers, Files::Hashed), cache(headers, Files::Named));
    let sent: String = everywhere(headers).map(|h| format!("\t\t{} \"{}\"\n", h.name, h.value)).collect();
    let types: String = types(headers)
        .map(|(extension, t)| {
            format!("\t@{extension} path *.{extension}\n\theader @{extension} content-type \"{t}\"\n")
        })
        .collect();
    format!(
        "# {WRITTEN}\n# Not tried on a server yet.\n:80 {{\n\troot * /srv/pos-doctor\n\theader {{\n{sent}\t\tcache-control \"{named}\"\n\t}}\n\
         \t@hashed path_regexp {HASHED}\n\theader @hashed cache-control \"{hashed}\"\n{types}\
         \trespond /deploy/* 404\n\tfile_server {{\n\t\tprecompressed br gzip\n\t}}\n\
         \t# A file that is not there must be asked for again.\n\thandle_errors {{\n\t\theader cache-control \"{named}\"\n\t\trespond \"{{err.status_code}}\"\n\t}}\n}}\n"
    )
}

/// IIS knows no patterns of names without an extra module, so every hashed file is named.
fn iis(headers: &[Header], names: &[String]) -> String {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let (hashed, named) = (cache(headers, Files::Hashed), cache(headers, Files::Named));
    let sent: String = everywhere(headers)
        .map(|h| format!("        <add name=\"{}\" value=\"{}\" />\n", h.name, escape(&h.value)))
        .collect();
    let types: String = types(headers)
        .map(|(extension, t)| {
            format!(
                "      <remove fileExtension=\".{extension}\" />\n      <mimeMap fileExtension=\".{extension}\" mimeType=\"{}\" />\n",
                escape(t)
            )
        })
        .collect();
    let kept: String = names
        .iter()
        .filter(|name| is_hashed(name))
        .map(|name| {
            format!(
                "  <location path=\"{name}\">\n    <system.webServer>\n      <staticContent><clientCache \
                 cacheControlMode=\"NoControl\" cacheControlCustom=\"{hashed}\" /></staticContent>\n    </system.webServer>\n  </location>\n"
            )
        })
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- {WRITTEN} Not tried on a server yet. Put it beside index.html. -->\n\
         <configuration>\n  <system.webServer>\n    <staticContent>\n{types}      <clientCache cacheControlMode=\"NoControl\" \
         cacheControlCustom=\"{named}\" />\n    </staticContent>\n    <httpProtocol>\n      <customHeaders>\n{sent}      </customHeaders>\n\
         \x20   </httpProtocol>\n    <security>\n      <requestFiltering>\n        <hiddenSegments><add segment=\"deploy\" /></hiddenSegments>\n\
         \x20     </requestFiltering>\n    </security>\n  </system.webServer>\n{kept}</configuration>\n"
    )
}

/// For hosts that read a file of this name at the root of the site. They join headers that two rules give, so no two
/// rules give the same one; what is not named here keeps the host's own rule, which is to ask again.
fn static_host(headers: &[Header], names: &[String]) -> String {
    let (hashed, named) = (cache(headers, Files::Hashed), cache(headers, Files::Named));
    let sent: String = everywhere(headers).map(|h| format!("  {}: {}\n", h.name, h.value)).collect();
    let own = |name: &&String| !name.contains('/');
    let rule = |name: &String| {
        let extension = name.rsplit_once('.').map(|(_, extension)| extension);
        let kind = types(headers).find(|(e, _)| Some(*e) == extension).map(|(_, t)| format!("  content-type: {t}\n"));
        let cache = if is_hashed(name) { hashed } else { named };
        format!("/{name}\n  cache-control: {cache}\n{}", kind.unwrap_or_default())
    };
    let rules: String = names.iter().filter(own).map(rule).collect();
    format!("# {WRITTEN}\n# Not tried on a host yet. Put it beside index.html.\n/*\n{sent}{rules}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_header_of_the_table_is_in_every_file() {
        let names = ["index.html".to_owned(), "app.0123456789.js".to_owned()];
        let hosting = Hosting { embed_in: vec!["https://www.bank.example".to_owned()], ..Hosting::default() };
        for (file, text) in all(&hosting, &names) {
            for header in hosting.headers().iter().filter(|h| h.files == Files::All) {
                let written = text.contains(header.name) && text.contains(&header.value);
                assert!(written, "{file} lacks {}", header.name);
            }
            for wanted in ["immutable", "no-cache", "https://www.bank.example", "application/wasm"] {
                // The host's file names types of files that are there, and there is no wasm file in this test.
                assert!(
                    text.contains(wanted) || (file == "_headers" && wanted == "application/wasm"),
                    "{file}: {wanted}"
                );
            }
        }
    }
}
