// Plans models in Chromium: `node plan.mjs MODELS.json` prints one report for each, line by line,
// with `processor_ms` beside what the planner says.
// Started by `cargo xtask eval plan --wasm`, `cargo xtask bench plan --wasm` and `cargo xtask test`.

import { readFile } from "node:fs/promises";
import { launch, URL_OF_APP } from "../e2e/browser.mjs";

async function load() {
  const { default: start, plan } = await import("/planner.js");
  await start({ module_or_path: "/planner.wasm" });
  window.plan = plan;
}

// Milliseconds of processor time of the page's thread: what others do on the machine does not count.
async function processor(client) {
  const { metrics } = await client.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "ThreadTime").value * 1000;
}

const [models, limits] = JSON.parse(await readFile(process.argv[2], "utf8"));
const browser = await launch();
try {
  for (const model of models) {
    const page = await browser.newPage();
    await page.goto(URL_OF_APP);
    await page.evaluate(load);
    const client = await page.context().newCDPSession(page);
    await client.send("Performance.enable", { timeDomain: "threadTicks" });
    const before = await processor(client);
    const report = await page.evaluate(([text, bounds]) => window.plan(text, bounds), [model, limits]);
    const took = await processor(client) - before;
    console.log(report.replace("{", `{"processor_ms":${took.toFixed(1)},`));
    await page.close();
  }
} finally {
  await browser.close();
}
