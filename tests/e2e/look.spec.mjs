// Codes and screen texts, looked up.

import assert from "node:assert/strict";
import { journey, open } from "./harness.mjs";
import { at, press } from "./steps.mjs";

journey("a code is found from the home page and begins a case", {}, async ({ page }) => {
  await open(page);
  await page.locator("#box").fill("应答码 91");
  await press(page, "search");
  await at(page, "look");
  const card = page.locator("[data-card='code:91']");
  await card.locator("[data-act=use]").click();
  await at(page, /^(alert|question|action):/);
  await page.goto(page.url().replace(/#.*/, "#/history"));
  assert.equal(await page.locator("[data-fact]").first().getAttribute("data-fact"), "code 91");
});

journey("what is typed is stored nowhere", {}, async ({ page }) => {
  await open(page, "#/look");
  await page.locator("#box").fill("读卡失败 王小明 6222020200112233");
  await page.locator("[data-card^='text:']").first().locator("[data-act=use]").click();
  await at(page, /^(alert|question|action):/);
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]));
  assert.doesNotMatch(stored, /王小明|6222/);
});

journey("a code whose meaning flips says so; prices are no codes", { locale: "en" }, async ({ page }) => {
  await open(page, "#/look/A2");
  await page.locator("[data-card='code:A2'] .note.amber").first().waitFor();
  await page.locator("#box").fill("51元");
  await page.waitForFunction(() => !document.querySelector("[data-card]"));
});
