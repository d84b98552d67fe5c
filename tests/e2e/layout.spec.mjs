// Small screens, large letters, fingers.

import assert from "node:assert/strict";
import { journey, open, visit } from "./harness.mjs";
import { begin, press } from "./steps.mjs";

const PAGES = ["#/", "#/case/9", "#/causes", "#/why", "#/sell", "#/history", "#/look/51", "#/red-lines", "#/topics", "#/topic/fees", "#/about",
  "#/c", "#/c/symptom=no_read&other_card=all_fail", "#/c/broken", "#/k", "#/support", "#/desk", "#/desk/symptom=no_read", "#/report", "#/map", "#/cases",
  "#/sales", "#/sales/new", "#/customer", "#/customer/unclear", "#/devices", "#/devices/new", "#/plan", "#/sticker", "#/checks",
  "#/training", "#/training/unclear", "#/training/quiz", "#/payment", "#/find"];

const overflow = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;

for (const locale of ["zh-CN", "en"]) {
  journey(`320 px and 200 % text without sideways scrolling (${locale})`, { locale, viewport: { width: 320, height: 640 } }, async ({ page }) => {
    await open(page);
    await begin(page, "no_read");
    await press(page, "later");
    for (const large of [false, true]) {
      for (const hash of PAGES) {
        await visit(page, hash);
        await page.evaluate((large) => { document.documentElement.style.fontSize = large ? "200%" : ""; }, large);
        assert.ok((await page.evaluate(overflow)) <= 0, `${hash} is too wide${large ? " at 200 %" : ""}`);
      }
    }
  });
}

// Nothing moves: half way, heights are fractions.
journey("everything to press is at least 44 px high", { reducedMotion: "reduce" }, async ({ page }) => {
  await open(page);
  await begin(page, "no_read");
  for (const hash of PAGES) {
    await visit(page, hash);
    const small = await page.locator("a:visible, button:visible, summary:visible, input:visible, textarea:visible").evaluateAll((all) =>
      all.filter((e) => e.isConnected && !e.classList.contains("skip-link") && e.getBoundingClientRect().height < 44).map((e) => e.outerHTML));
    assert.deepEqual(small, [], hash);
  }
});

journey("headings are in order and there is one first", {}, async ({ page }) => {
  await open(page);
  await begin(page, "no_read");
  for (const hash of PAGES) {
    await visit(page, hash);
    const levels = await page.locator("h1:visible, h2:visible, h3:visible").evaluateAll((all) => all.map((h) => Number(h.tagName[1])));
    assert.equal(levels[0], 1, hash);
    assert.equal(levels.filter((level) => level === 1).length, 1, hash);
  }
});

journey("on a wide screen the case stands beside the step", { viewport: { width: 1280, height: 800 } }, async ({ page }) => {
  await open(page);
  await begin(page, "no_read");
  assert.ok(await page.locator("aside [data-fact]").first().isVisible());
});
