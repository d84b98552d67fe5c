// What people set in their system: their own colours, no motion, a screen reader.

import assert from "node:assert/strict";
import { journey, open, visit } from "./harness.mjs";
import { answer, at, begin } from "./steps.mjs";

const style = (locator, property) => locator.evaluate((e, property) => getComputedStyle(e)[property], property);

journey("with one's own colours, buttons keep an edge, a choice its mark, a bar its length", { forcedColors: "active" }, async ({ page }) => {
  await open(page);
  await begin(page, "no_read");
  await at(page, /^(question|action):/);
  const button = page.locator("article .answer, article .button").first();
  assert.notEqual(await style(button, "borderTopStyle"), "none");
  assert.notEqual(await style(button, "borderTopWidth"), "0px");
  await answer(page, "?");
  await visit(page, "#/case/1");
  const chosen = page.locator("[aria-pressed=true]").first();
  assert.equal(await style(chosen, "outlineStyle"), "solid");
  await visit(page, "#/causes");
  const bar = page.locator(".bars .fill").first();
  assert.notEqual(await style(bar, "backgroundColor"), await style(page.locator("body"), "backgroundColor"));
});

for (const [reducedMotion, name] of [["reduce", "none"], ["no-preference", "enter"]]) {
  journey(`motion: ${reducedMotion}`, { reducedMotion }, async ({ page }) => {
    await open(page);
    await begin(page, "no_read");
    assert.equal(await style(page.locator("article.page"), "animationName"), name);
  });
}

journey("a screen reader hears notices and results, and finds itself on the new heading", { locale: "en" }, async ({ page }) => {
  await open(page);
  await begin(page, "no_read");
  await page.waitForFunction(() => document.activeElement.tagName === "H1");
  await visit(page, "#/look");
  const results = page.locator(".results");
  assert.equal(await results.getAttribute("aria-live"), "polite");
  assert.equal(await page.locator("[role=status]").count() > 0, true);
  for (const landmark of ["header", "main"]) assert.equal(await page.locator(landmark).count(), 1, landmark);
  const unnamed = await page.locator("button, a, input, textarea, select").evaluateAll((all) =>
    all.filter((e) => !(e.innerText || e.getAttribute("aria-label") || e.labels?.length)).map((e) => e.outerHTML));
  assert.deepEqual(unnamed, []);
});
