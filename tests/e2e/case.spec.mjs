// The case survives whatever people do with a browser.

import assert from "node:assert/strict";
import { journey, open } from "./harness.mjs";
import { answer, at, begin, hash, press, step } from "./steps.mjs";

/** Answers the first three questions or actions of a case and returns what they were. */
async function three(page) {
  const steps = [];
  for (let n = 0; n < 3; n++) {
    const now = await step(page);
    steps.push(now);
    if (now.startsWith("question:")) await page.locator("[data-answer]").first().click();
    else await press(page, now.startsWith("alert:") ? "seen" : "failed");
    await page.waitForURL(`**/#/case/${n + 2}`);
  }
  return steps;
}

journey("an earlier answer is changed and the later ones stay", {}, async ({ page }) => {
  await open(page);
  await begin(page, "no_read");
  const [first] = await three(page);
  await page.locator("a[href='#/red-lines']").first().click();
  await page.goto(page.url().replace(/#.*/, "#/history"));
  const facts = page.locator("[data-fact]");
  const before = await facts.count();
  await press(page, "change:1");
  await at(page, first);
  assert.equal(await page.locator("[aria-pressed=true]").count(), 1, "the old answer is marked");
  await answer(page, "?");
  await page.waitForURL("**/#/case/4");
  await page.goto(page.url().replace(/#.*/, "#/history"));
  assert.equal(await facts.count(), before);
  assert.match(await facts.nth(1).getAttribute("data-fact"), /\?$/);
});

journey("reload and the browser's back and forward keep the case", {}, async ({ page }) => {
  await open(page);
  await begin(page, "no_network");
  const [first, second] = await three(page);
  const last = await step(page);
  await page.reload();
  await at(page, last);
  await page.goBack();
  await page.waitForURL("**/#/case/3");
  await page.goBack();
  await at(page, second);
  await press(page, "back");
  await at(page, first);
  await page.goForward();
  await page.goForward();
  await page.goForward();
  await at(page, last);
});

journey("back on the first page of a visit leads up, not out", {}, async ({ page }) => {
  await open(page, "#/topic/fees");
  await press(page, "back");
  await at(page, "topics");
});

journey("two tabs have two cases", {}, async ({ page, context }) => {
  await open(page);
  await begin(page, "no_read");
  const other = await context.newPage();
  await open(other);
  await begin(other, "no_network");
  await page.reload();
  await other.reload();
  for (const [tab, symptom] of [[page, "no_read"], [other, "no_network"]]) {
    await tab.goto(tab.url().replace(/#.*/, "#/history"));
    assert.equal(await tab.locator("[data-fact]").first().getAttribute("data-fact"), `symptom ${symptom}`);
  }
});

journey("a duplicated tab does not overwrite the first", {}, async ({ page, context }) => {
  await open(page);
  await begin(page, "no_read");
  const own = await page.evaluate(() => sessionStorage.getItem("pos.own"));
  const copy = await context.newPage();
  await copy.addInitScript((id) => sessionStorage.setItem("pos.own", id), own);
  await open(copy, "#/case/1");
  await copy.locator("main [data-act=later]").click();
  await page.locator("main [data-act=skip]").click();
  const stored = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("pos.case.")).length);
  assert.equal(stored, 2);
});

journey("the last case is offered again in a new tab", {}, async ({ page, context }) => {
  await open(page);
  await begin(page, "no_network");
  const now = await step(page);
  await page.close();
  const later = await context.newPage();
  await open(later);
  await press(later, "resume");
  await at(later, now);
});

journey("later, skip, and take it up after all", {}, async ({ page }) => {
  await open(page);
  await begin(page, "no_read");
  const put = await step(page);
  await press(page, "later");
  await page.waitForURL("**/#/case/2");
  assert.notEqual(await step(page), put);
  await page.goto(page.url().replace(/#.*/, "#/history"));
  await press(page, put);
  await at(page, put);
});

journey("repaired, then it came back: a fresh case with the same symptom", {}, async ({ page }) => {
  await open(page, "#/step/action:restart_once");
  await press(page, "fixed");
  await at(page, "end:repaired");
  assert.equal(await page.locator("article.green").count(), 1);
  await press(page, "again");
  assert.ok(["#/case/0", "#/case/1"].includes(hash(page)));
});

journey("everything stored can be deleted", {}, async ({ page }) => {
  await open(page);
  await begin(page, "no_read");
  await page.goto(page.url().replace(/#.*/, "#/about"));
  await press(page, "forget");
  await page.locator("[data-note=word]").waitFor();
  const left = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("pos.case.")));
  assert.deepEqual(left, []);
});
