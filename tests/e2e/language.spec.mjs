// Two languages, two sizes.

import assert from "node:assert/strict";
import { journey, open } from "./harness.mjs";
import { at, begin, press, step } from "./steps.mjs";

journey("switching the language keeps the case, and is remembered", {}, async ({ page }) => {
  await open(page);
  await begin(page, "no_read");
  const now = await step(page);
  const title = await page.locator("h1").innerText();
  await page.locator("[data-act=language]").click();
  await page.waitForFunction((old) => document.querySelector("h1").innerText !== old, title);
  assert.equal(await step(page), now);
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await page.reload();
  await at(page, now);
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  assert.doesNotMatch(await page.locator("main").innerText(), /[\u4e00-\u9fff]/, "Chinese words on an English page");
});

journey("larger text is remembered and its targets are large", {}, async ({ page }) => {
  await open(page);
  await press(page, "elder");
  await page.reload();
  await page.locator("html.elder").waitFor();
  await begin(page, "no_read");
  const small = await page.locator("main a:visible, main button:visible, main summary:visible").evaluateAll((all) =>
    all.filter((e) => e.getBoundingClientRect().height < 60).map((e) => e.outerHTML));
  assert.deepEqual(small, []);
});
