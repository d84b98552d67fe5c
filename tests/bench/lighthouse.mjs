// Lighthouse for a phone: median of five. Prints Markdown. Started by `cargo xtask bench lighthouse`, which fetches it.

import { spawnSync } from "node:child_process";
import { URL_OF_APP } from "../e2e/browser.mjs";
import { median } from "./slow.mjs";

const RUNS = 5;
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const FIGURES = { "first-contentful-paint": "FCP ms", "largest-contentful-paint": "LCP ms", "total-blocking-time": "TBT ms", "cumulative-layout-shift": "CLS", interactive: "TTI ms" };
const PAGES = [
  ["app", URL_OF_APP],
  ["app, throttling applied", URL_OF_APP, "--throttling-method=devtools"],
  ["page of a symptom, without a program", `${URL_OF_APP}zh/symptom/no_read.html`],
  ["counter", process.env.POS_COUNTER],
];

// Chromium sometimes records no start of navigation; Lighthouse then asks to be run again.
const ATTEMPTS = 4;

function audit(url, ...how) {
  const options = [
    process.env.POS_LIGHTHOUSE, url, "--quiet", "--output=json", "--output-path=stdout", `--only-categories=${CATEGORIES.join(",")}`,
    "--chrome-flags=--headless=new --no-sandbox --disable-gpu", ...how,
  ];
  const env = { ...process.env, CHROME_PATH: process.env.POS_CHROMIUM };
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const run = spawnSync("node", options, { encoding: "utf8", env, maxBuffer: 1 << 28 });
    if (run.status === 0) return JSON.parse(run.stdout);
    const why = /"?code"?: "?(\w+)|\((NO_\w+)\)/.exec(run.stdout + run.stderr);
    console.error(`${url}: attempt ${attempt} failed${why ? ` (${why[1] ?? why[2]})` : ""}`);
  }
  throw new Error(`Lighthouse could not measure ${url}.`);
}

console.log(`\`cargo xtask bench lighthouse\`: median of ${RUNS}, as for a phone. Lighthouse loads a page at full speed and works out what it would have been on a slow line (simulated throttling), but where it says applied.\n`);
console.log(`| page | ${CATEGORIES.join(" | ")} | ${Object.values(FIGURES).join(" | ")} |\n|${"---|".repeat(1 + CATEGORIES.length + Object.keys(FIGURES).length)}`);
for (const [name, url, ...how] of PAGES) {
  const reports = Array.from({ length: RUNS }, () => audit(url, ...how));
  const scores = CATEGORIES.map((id) => Math.round(100 * median(reports.map((r) => r.categories[id].score))));
  const figures = Object.keys(FIGURES).map((id) => Number(median(reports.map((r) => r.audits[id].numericValue)).toFixed(id.endsWith("shift") ? 3 : 0)));
  console.log(`| ${name} | ${[...scores, ...figures].join(" | ")} |`);
}
