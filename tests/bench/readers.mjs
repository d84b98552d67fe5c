// How long a live test takes from "connect" to the verdict, with simulated readers in good order, through Chromium's own
// Web Serial and WebUSB; and what the program of the readers adds to the download. Prints Markdown.
// Started by `cargo xtask bench readers`.

import { readdir, stat } from "node:fs/promises";
import { URL_OF_APP } from "../e2e/browser.mjs";
import { rigMissing, startRig } from "../e2e/rig.mjs";
import { press } from "../e2e/steps.mjs";

const RUNS = 5;
// How it is plugged in, family in the rig, model in the app.
const READERS = [
  ["serial", "msr605", "msr"], ["serial", "start1", "start1"], ["serial", "start2", "start2"], ["serial", "pn532", "pn532"],
  ["usb", "pn533", "pn533"], ["serial", "gempc", "gempc"], ["serial", "acs", "acs"], ["serial", "codepay", "codepay"],
  ["serial", "opc", "opc"], ["serial", "poslink", "poslink"],
];
const DIST = new URL("../../dist/", import.meta.url);

/** Seconds from the press to the verdict, and which one. */
async function test(rig, [kind, family, model]) {
  await rig.plug(kind, "one", family);
  const page = await rig.context.newPage();
  await page.goto(`${URL_OF_APP}#/test/${model}`);
  await page.locator("[data-act=known]").waitFor();
  const start = performance.now();
  await press(page, "known");
  const shown = page.locator("article[data-step^='verdict:']");
  await shown.waitFor({ timeout: 60_000 });
  const seconds = (performance.now() - start) / 1000;
  const verdict = (await shown.getAttribute("data-step")).replace("verdict:", "");
  await page.close();
  await rig.unplug("one");
  return { seconds, verdict };
}

/** Bytes of a file of the program, as it is and after brotli. */
async function size(pattern) {
  const names = await readdir(DIST);
  const bytes = async (suffix) => (await stat(new URL(names.find((name) => pattern.test(name)) + suffix, DIST))).size;
  return `${await bytes("")} bytes, ${await bytes(".br")} after brotli`;
}

if (rigMissing) throw new Error(rigMissing);
const rig = await startRig(new URL(URL_OF_APP).origin, { locale: "zh-CN", serviceWorkers: "block" });
const version = rig.context.browser()?.version() ?? "";
console.log(`Seconds from "connect" to the verdict, ${RUNS} runs each, Chromium ${version} with simulated readers, \`cargo xtask bench readers\`. Two cards are presented as soon as they are asked for; a person takes longer.\n`);
console.log("| reader | verdict | median | fastest | slowest |\n|---|---|---|---|---|");
for (const reader of READERS) {
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await test(rig, reader));
  const [times, verdicts] = [runs.map((run) => run.seconds).sort((a, b) => a - b), new Set(runs.map((run) => run.verdict))];
  const of = (n) => times.at(n).toFixed(1);
  console.log(`| ${reader[1]} (${reader[0]}) | ${[...verdicts].join(", ")} | ${of(RUNS >> 1)} | ${of(0)} | ${of(-1)} |`);
}
await rig.close();
console.log(`\nAdded to the download, when a page of the readers is opened: WebAssembly ${await size(/^readers_bg\..*\.wasm$/)}; JavaScript ${await size(/^readers\..*\.js$/)}. Its words are in the file of all tools.`);
