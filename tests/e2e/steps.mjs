// What a visitor does on a page. Everything is found by ids, so that words may change.

import assert from "node:assert/strict";

/** Name of the page or step that is shown, such as `home` or `question:other_card`. */
export const step = (page) => page.locator("article").getAttribute("data-step");

/** Waits until the page or step with this name is shown; a pattern will do as well. */
export async function at(page, name) {
  const fits = typeof name === "string" ? (found) => found === name : (found) => name.test(found ?? "");
  for (let tries = 0; tries < 100; tries++) {
    if (fits(await step(page).catch(() => null))) return;
    await page.waitForTimeout(50);
  }
  assert.fail(`expected the page ${name}, but ${await step(page)} is shown`);
}

/** Gives an answer or picks a symptom, which may stand under "more". */
export async function answer(page, id) {
  const choice = page.locator(`[data-answer="${id}"]`);
  if (!(await choice.isVisible())) await page.locator("summary").first().click();
  await choice.click();
}

/** Presses a button or link that is no answer. */
export const press = (page, id) => page.locator(`main [data-act="${id}"]`).first().click();

/** The address after the #. */
export const hash = (page) => new URL(page.url()).hash;

/** Picks a symptom on the home page, and waits until its first step is drawn: the address changes before. */
export async function begin(page, symptom) {
  await answer(page, symptom);
  await page.waitForURL(/#\/case\/\d/);
  await page.waitForFunction(() => document.querySelector("article")?.dataset.step !== "home");
}

/**
 * Goes on until the case ends: questions are answered by `answers` (question -> answer), else "don't know"; what is to
 * be done never helps. Returns the steps on the way.
 */
export async function walk(page, answers = {}) {
  const seen = [];
  for (let count = 0; count < 60; count++) {
    const now = await step(page);
    if (now !== seen.at(-1)) seen.push(now);
    const [kind, id] = now.split(":");
    if (kind === "end") return seen;
    const next = page.url();
    if (kind === "question") await answer(page, answers[id] ?? "?");
    else await press(page, { action: "failed", alert: "seen", handover: "handed" }[kind]);
    await page.waitForFunction(
      ([before, url]) => location.href !== url || document.querySelector("article")?.dataset.step !== before,
      [now, next],
    );
  }
  assert.fail(`the case does not end: ${seen.join(", ")}`);
}
