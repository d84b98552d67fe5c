//! Programs that come with the system: installed on Debian as root, otherwise asked for.

use crate::shell;
use anyhow::{Result, bail};
use std::process::{Command, Stdio};

/// A Debian package and how to see that what it brings is there.
struct Package {
    name: &'static str,
    present: fn() -> bool,
}

/// What the tests need beside Rust.
const FOR_TESTS: [Package; 5] = [
    Package { name: "chromium", present: || shell::find("chromium").is_some() },
    Package { name: "chromium-driver", present: || shell::find("chromedriver").is_some() },
    Package { name: "fonts-noto-cjk", present: has_chinese_font },
    Package { name: "nodejs", present: || shell::find("node").is_some() },
    Package { name: "npm", present: || shell::find("npm").is_some() },
];

const NGINX: Package = Package { name: "nginx", present: || shell::find("nginx").is_some() };

/// A test skips itself without it: nobody needs to install a web server to work on the app.
const WELCOME: [Package; 1] = [NGINX];

/// What a measurement under load needs.
const UNDER_LOAD: [Package; 2] = [NGINX, Package { name: "apache2-utils", present: || shell::find("ab").is_some() }];

/// Chromium with its driver, a Chinese font, Node with npm; and nginx where it can be had.
pub fn for_tests() -> Result<()> {
    let welcome = if can_install() { missing(&WELCOME) } else { Vec::new() };
    install([missing(&FOR_TESTS), welcome].concat())
}

/// nginx, and `ab` that asks it.
pub fn load_generator() -> Result<()> {
    install(missing(&UNDER_LOAD))
}

fn install(missing: Vec<&str>) -> Result<()> {
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    if !can_install() {
        bail!("missing: {list}. Install them, on Debian with `sudo apt-get update && sudo apt-get install {list}`");
    }
    shell::step(&format!("installing Debian packages: {list}"));
    shell::run(&mut apt_get(&["update"]))?;
    shell::run(apt_get(&["install", "--yes", "--no-install-recommends"]).args(missing))
}

fn missing(packages: &[Package]) -> Vec<&'static str> {
    packages.iter().filter(|package| !(package.present)()).map(|package| package.name).collect()
}

fn apt_get(words: &[&str]) -> Command {
    let mut command = Command::new("apt-get");
    command.arg("--quiet").args(words).env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn can_install() -> bool {
    let root = shell::capture(Command::new("id").arg("--user")).is_ok_and(|id| id.trim() == "0");
    root && shell::find("apt-get").is_some()
}

/// Without one, Chinese text is a row of boxes in the screenshots, and as wide as boxes.
fn has_chinese_font() -> bool {
    let list = Command::new("fc-list").arg(":lang=zh-cn").stderr(Stdio::null()).output();
    list.is_ok_and(|output| !output.stdout.is_empty())
}
