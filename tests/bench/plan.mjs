// Plans models in Chromium: `node plan.mjs MODELS.json` prints one report for each, line by line.
// Started by `cargo xtask eval plan --wasm`, `cargo xtask bench plan --wasm` and `cargo xtask test`.

import { readFile } from "node:fs/promises";
import { launch, URL_OF_APP } from "../e2e/browser.mjs";

async function inPage([model, limits]) {
  const { default: start, plan } = await import("/planner.js");
  await start({ module_or_path: "/planner.wasm" });
  return plan(model, limits);
}

const [models, limits] = JSON.parse(await readFile(process.argv[2], "utf8"));
const browser = await launch();
try {
  for (const model of models) {
    const page = await browser.newPage();
    await page.goto(URL_OF_APP);
    console.log(await page.evaluate(inPage, [model, limits]));
    await page.close();
  }
} finally {
  await browser.close();
}
