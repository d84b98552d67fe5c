// Without a mouse, and with the keys that support staff use all day.

import assert from "node:assert/strict";
import { journey, open } from "./harness.mjs";
import { at, begin, step } from "./steps.mjs";

journey("Tab and Enter alone lead through a case", {}, async ({ page }) => {
  await open(page);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip-link");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1");
  const reach = async (selector) => {
    for (let n = 0; n < 60; n++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate((s) => document.activeElement.matches(s), selector)) return;
    }
    assert.fail(`Tab does not reach ${selector}`);
  };
  await reach("[data-answer=no_read]");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/#/case/1");
  await page.waitForFunction(() => document.activeElement?.tagName === "H1");
  const first = await step(page);
  await reach("[data-answer], [data-act=fixed], [data-act=seen]");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/#/case/2");
  assert.notEqual(await step(page), first);
});

journey("digits answer, 0 is don't know, Backspace goes back, W says why, / looks up", {}, async ({ page }) => {
  await open(page);
  await begin(page, "no_network");
  // The address changes before the page is drawn, and keys press what is drawn. The focus goes to the heading last.
  const turned = async (was) => {
    await page.waitForFunction((was) => document.querySelector("article")?.dataset.step !== was, was);
    await page.waitForFunction(() => document.activeElement?.tagName === "H1");
    await page.waitForTimeout(100);
    return step(page);
  };
  const first = await turned("home");
  await page.keyboard.press(first.startsWith("question:") ? "0" : "2");
  await page.waitForURL("**/#/case/2");
  const second = await turned(first);
  await page.keyboard.press("1");
  await page.waitForURL("**/#/case/3");
  await turned(second);
  await page.keyboard.press("Backspace");
  await page.locator("[aria-pressed=true]").waitFor();
  await page.goForward();
  await page.waitForURL("**/#/case/3");
  await turned(second);
  await page.keyboard.press("w");
  await at(page, "why");
  await page.keyboard.press("/");
  await at(page, "look");
  // A new page takes the focus to its heading; whoever types meets it there.
  await page.waitForFunction(() => document.activeElement?.tagName === "H1");
  await page.keyboard.press("/");
  await page.keyboard.type("51 w1");
  assert.equal(await page.locator("#box").inputValue(), "51 w1", "typing in the field is typing");
  await at(page, "look");
});
