// How good the step on the screen is, proven while one watches.

import assert from "node:assert/strict";
import { journey, open, shot } from "./harness.mjs";
import { at, answer, begin, hash, press, step } from "./steps.mjs";

const minutes = async (page) => {
  const found = (await page.locator("[data-proof=saves]").innerText()).match(/(\d+\.\d)/);
  return found ? Number(found[1]) : 0;
};

/** Answers "don't know" until the plan speaks: its why-page offers the proof. */
async function planned(page) {
  for (let count = 0; count < 12; count++) {
    const now = await step(page);
    await page.keyboard.press("w");
    await at(page, "why");
    if (await page.locator("main [data-act=proof]").count()) return now;
    await press(page, "step");
    await at(page, now);
    if (now.startsWith("question:")) await answer(page, "?");
    else await press(page, now.startsWith("alert:") ? "seen" : "failed");
    await page.waitForFunction((before) => document.querySelector("article")?.dataset.step !== before, now);
  }
  return assert.fail("no step of the plan was shown");
}

journey("the proof tightens while one watches, and the step on the screen stays", {}, async ({ page }) => {
  await open(page);
  await begin(page, "no_read");
  const shown = await planned(page);
  await press(page, "proof");
  await at(page, "proof");
  await page.locator("[data-proof=saves]", { hasText: /\d\.\d/ }).waitFor();
  const first = await minutes(page);
  await page.waitForFunction(
    (was) => Number(document.querySelector("[data-proof=saves]").innerText.match(/\d+\.\d/)?.[0] ?? 0) < was,
    first,
    { timeout: 60_000 },
  );
  await shot(page, "proof");
  assert.match(hash(page), /^#\/proof/);
  await press(page, "step");
  await at(page, shown);
});

journey("where a red line decides, nothing was weighed, and the page says so", {}, async ({ page }) => {
  await open(page);
  await begin(page, "tamper");
  await at(page, /^alert:/);
  await open(page, "#/proof");
  await at(page, "proof");
  assert.equal(await page.locator("[data-proof]").count(), 0);
});
