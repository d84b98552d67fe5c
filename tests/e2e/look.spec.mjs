// One's own words, codes and screen texts: understood, taken back, made a case.

import assert from "node:assert/strict";
import { journey, open } from "./harness.mjs";
import { at, press } from "./steps.mjs";

const said = (page, fact) => page.locator(`.heard [data-fact='${fact}']`);

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

journey("a sentence becomes facts; what was misunderstood is taken back; the rest becomes the case", {}, async ({ page }) => {
  await open(page, "#/look");
  await page.locator("#box").fill("刷了好几遍老是蹦请插卡");
  await said(page, "answer entry_tried swipe").waitFor();
  const often = said(page, "answer how_often several");
  await often.locator("[data-act=not_so]").click();
  await page.locator(".heard .refused[data-fact='answer how_often several']").waitFor();
  await press(page, "go_on");
  await at(page, /^(alert|question|action):/);
  await open(page, "#/history");
  const facts = await page.locator("[data-fact]").evaluateAll((lines) => lines.map((line) => line.dataset.fact));
  assert.ok(facts.includes("answer entry_tried swipe"), facts.join());
  assert.ok(!facts.includes("answer how_often several"), facts.join());
});

journey("an answer is put right in place, by keyboard; the case has the other one", {}, async ({ page }) => {
  await open(page, "#/look");
  await page.locator("#box").fill("插卡没反应，今天早上开始的");
  const since = said(page, "answer since today");
  const pick = since.locator("select");
  await pick.waitFor();
  assert.ok((await pick.getAttribute("aria-label")).length > 0);
  await pick.focus();
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction(() => document.activeElement?.matches(".heard select"));
  assert.equal(await pick.inputValue(), "2");
  await press(page, "go_on");
  await at(page, /^(alert|question|action):/);
  await open(page, "#/history");
  const facts = await page.locator("[data-fact]").evaluateAll((lines) => lines.map((line) => line.dataset.fact));
  assert.ok(facts.includes("answer since days") && !facts.includes("answer since today"), facts.join());
});

journey("what the text itself corrects is shown as withdrawn; who is quoted is named", {}, async ({ page }) => {
  await open(page, "#/look");
  await page.locator("#box").fill("划卡没反应，说错了，是插卡没反应。客人说已经扣了");
  await said(page, "answer entry_tried insert").waitFor();
  assert.equal(await page.locator(".heard .refused").count(), 1);
  assert.match(await said(page, "answer money_taken yes").textContent(), /顾客说的/);
});

journey("danger comes first, from the box as well", {}, async ({ page }) => {
  await open(page, "#/look");
  await page.locator("#box").fill("机器鼓包了还能充电吗");
  const first = page.locator(".results > h2").first();
  await page.locator(".results .note.red").waitFor();
  assert.equal(await first.textContent(), "先看这个");
  await press(page, "go_on");
  await at(page, /^alert:/);
});

journey("words are added to the case under way", { locale: "en" }, async ({ page }) => {
  await open(page, "#/step/symptom:no_read");
  await press(page, "begin");
  await page.waitForURL("**/#/case/1");
  await open(page, "#/look");
  await page.locator("#box").fill("card reads fine on another terminal, code 51 shown");
  await said(page, "code 51").waitFor();
  await press(page, "go_on");
  await page.waitForURL(/#\/case\/[2-9]/);
  await open(page, "#/history");
  assert.equal(await page.locator("[data-fact='symptom no_read']").count(), 1);
  assert.equal(await page.locator("[data-fact='code 51']").count(), 1);
});

journey("what is not understood is said to be so", {}, async ({ page }) => {
  await open(page, "#/look");
  await page.locator("#box").fill("今天天气不错");
  await page.locator("[data-answer=no_read]").waitFor();
  assert.equal(await page.locator(".heard").count(), 0);
});

journey("what is typed is stored nowhere, card numbers are cut out", {}, async ({ page }) => {
  await open(page, "#/look");
  await page.locator("#box").fill("读卡失败 王小明 6222020200112233");
  await page.locator(".results .note.amber").waitFor();
  assert.doesNotMatch(await page.locator(".results").textContent(), /6222/);
  await press(page, "go_on");
  await at(page, /^(alert|question|action):/);
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]));
  assert.doesNotMatch(stored, /王小明|6222/);
});

journey("a very long text with markup does no harm", {}, async ({ page }) => {
  await open(page, "#/look");
  const text = "<img src=x onerror=alert(1)>\u202e😀\u0000 读卡失败 ".repeat(2500);
  await page.evaluate((text) => {
    const box = document.querySelector("#box");
    box.value = text;
    box.dispatchEvent(new Event("input"));
  }, text);
  await page.locator(".results .note.amber").waitFor();
  assert.equal(await page.locator(".results img").count(), 0);
});

journey("without the phrases codes and screen texts are still found", { tolerate: [/./] }, async ({ page, context }) => {
  await context.route("**/phrases.*.bin", (route) => route.abort());
  await open(page, "#/look");
  await page.locator("#box").fill("91");
  await page.locator("[data-card='code:91']").waitFor();
});

journey("the tools do not arrive: the page says so, and the next try works", { tolerate: [/./] }, async ({ page, context }) => {
  await context.route("**/tools_bg.*.wasm", (route) => route.abort());
  await open(page);
  await press(page, "tools");
  await page.locator("[data-note=word]").waitFor();
  await context.unroute("**/tools_bg.*.wasm");
  await press(page, "back");
  await at(page, "home");
  await press(page, "tools");
  await at(page, "tools");
});

journey("a code whose meaning flips says so; prices are no codes", { locale: "en" }, async ({ page }) => {
  await open(page, "#/look/A2");
  await page.locator("[data-card='code:A2'] .note.amber").first().waitFor();
  await page.locator("#box").fill("51元");
  await page.waitForFunction(() => !document.querySelector("[data-card]"));
});
