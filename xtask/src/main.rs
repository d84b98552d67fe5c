//! The build tool of POS 医生: `cargo xtask help` lists what it can do.
//!
//! Only jobs of several steps live here. What the product knows and concludes is in `core/`.

mod args;
mod bench;
mod cases;
mod check;
mod content;
mod decode;
mod dist;
mod eval;
mod headers;
mod learn;
mod map;
mod numbers;
mod project;
mod rig;
mod serve;
mod setup;
mod shell;
mod simulate;
mod test;
mod train;

use anyhow::{Result, bail};
use args::Args;
use project::Project;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <command>

  serve [--port N] [--watch]    build dist/ and serve it on http://127.0.0.1:8080
                                --watch: build again, and reload the page, when a file changes
  test [--only PART]            everything that must hold; PART is lint, host, planner, browser, e2e,
                                or long, which only runs when it is asked for
  dist [--base URL] [--portable] [--small] [--twice]
                                build dist/, print its sizes, fail when a size budget is exceeded
                                --small: with a standard library compiled for size; unstable, see docs/deployment.md
                                --portable: also portable/, the app as one file for a USB stick
                                --base: the address it will have, for search engines
                                --twice: build in two other folders and compare every byte
  looks                         take the small pictures of all pages anew that the tests compare with
  bench load                    measure the time to the first question and from step to step; writes docs/benchmarks.md
  bench words                   longest task when a long text is pasted on a slow phone; writes docs/triage.md
  bench lighthouse              the marks that Lighthouse gives; writes docs/benchmarks.md
  bench readers                 measure live tests of simulated readers; writes docs/benchmarks.md
  bench nginx                   how many visits one nginx serves; writes docs/benchmarks.md
  bench engine                  measure one answer of the engine; writes docs/benchmarks.md
  bench links                   how long links are; writes docs/links.md
  bench plan [--sizes 10x10,…]  the planner: gap, time, states and memory; writes docs/benchmarks.md
                                --wasm: in Chromium; --seeds N, --budget-ms N, --memory-mb M, --states N
  bench plan --content          how good the product's own advice is, proven; --budget-ms N, --states N
  bench plan --libraries        posterior and next step beside pgmpy and pyAgrum, which pip fetches
  bench robustness              advice where numbers, answers or repairs are not as believed; writes docs/benchmarks.md
  check                         all defects of content/, and how the seed matrix is covered
  cases                         sessions of simulated merchants that an expert should read; --runs N, --show N
  learn CASES.jsonl             how a bank's own outcomes would change the numbers; --shares N, --row N, --all
  map SYMPTOM [--out FILE]      the courses that cases with this symptom take, as a drawing
  numbers                       give every new id of content/ its number in links
  simulate                      simulated merchants: where they end, in how many steps
  eval plan MODEL.json          plan a troubleshooting model; --budget-ms N, --memory-mb M, --policy-out FILE,
                                --wasm: in Chromium, --states N: stop after so many
  eval generate --size 10x10    print a model to try it on; --seed N, or --planted 9 --decoys 6
  eval check MODEL.json POLICY  what a strategy costs, computed slowly and on its own
  eval triage FILE.json         what free-text complaints are understood as; --report measures that
  train                         learn the second opinion on whole sentences; writes content/text/model.toml
  decode KIND HEX               explain the bytes of a reader transcript; several messages are joined by |
  simulate-reader FAMILY --pty  a simulated card reader on a serial line, to be tried by hand; --fault NAME
                                without FAMILY: the families and their faults
  help                          this text

Each command does the set-up it needs, or says what is missing and how to get it.
";

fn main() -> ExitCode {
    let mut args = Args::from_environment();
    dispatch(&mut args).unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}

fn dispatch(args: &mut Args) -> Result<ExitCode> {
    let command = args.command();
    let project = Project::find()?;
    match command.as_deref() {
        Some("serve") => serve::run(&project, args),
        Some("test") => test::run(&project, args),
        Some("dist") => dist::run(&project, args),
        Some("looks") => args.finish().and_then(|()| test::e2e::accept_looks(&project)),
        Some("bench") => bench::run(&project, args),
        Some("check") => check::run(&project, args),
        Some("simulate") => simulate::run(&project, args),
        Some("simulate-reader") => rig::simulate_reader(&project, args),
        Some("eval") => eval::run(&project, args),
        Some("learn") => learn::run(&project, args),
        Some("map") => map::run(&project, args),
        Some("cases") => cases::run(&project, args),
        Some("numbers") => numbers::run(&project, args),
        Some("decode") => decode::run(args),
        Some("train") => train::run(&project, args),
        None | Some("help" | "--help" | "-h") => {
            print!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        Some(other) => bail!("there is no command `{other}`; `cargo xtask help` lists them"),
    }
}
