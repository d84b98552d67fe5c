// Everything around the fault: terminals, plan, sticker, checklists, training, customer cards, search.

import assert from "node:assert/strict";
import { calendar, download, times } from "./files.mjs";
import { journey, open } from "./harness.mjs";
import { at, begin, press, walk } from "./steps.mjs";

const go = async (page, path, name) => {
  await page.goto(page.url().replace(/#.*/, `#/${path}`));
  await at(page, name);
};

async function terminal(page) {
  await open(page, "#/devices/new");
  await at(page, "device:form");
  await page.locator("#name").fill("前台一号");
  await page.locator("#serial").fill("SN-4711");
  await page.locator("#kind").selectOption("smart");
  await page.locator("#link").selectOption("sim");
  await page.locator("#bought").fill("2020-01-01");
  await page.locator("#warranty").fill("2021-01-01");
  await press(page, "save");
  await at(page, "device");
}

journey("a terminal of the list begins a case, and the result names it without sending it", {}, async ({ page }) => {
  await terminal(page);
  assert.notEqual(await page.locator("[data-note=warranty]").textContent(), "");
  await page.locator("main summary").last().click();
  await page.locator("#what").fill("换了打印头");
  await page.locator("#part").selectOption("printer");
  await press(page, "add-repair");
  await page.locator(".facts .value", { hasText: "换了打印头 · 打印机" }).waitFor();
  await press(page, "use-device");
  await at(page, "home");
  await begin(page, "no_read");
  const seen = await walk(page);
  for (const known of ["question:terminal", "question:link", "question:age", "question:repaired"]) assert.ok(!seen.includes(known), known);
  await press(page, "handover");
  await at(page, /^handover:/);
  assert.match(await page.locator("[data-card=device]").textContent(), /SN-4711/);
  const stored = await page.evaluate(() => Object.entries(localStorage).filter(([key]) => key.startsWith("pos.case.")));
  assert.doesNotMatch(JSON.stringify(stored), /SN-4711/, "it is not part of the case");
  assert.doesNotMatch(page.url(), /SN-4711/);
});

journey("impossible dates of a terminal are refused", {}, async ({ page }) => {
  await open(page, "#/devices/new");
  await page.locator("#name").fill("一号");
  await page.locator("#bought").fill("2031-01-01");
  await press(page, "save");
  await page.locator("#bought[aria-invalid=true]").waitFor();
  assert.equal(await page.evaluate(() => localStorage.getItem("pos.devices")), null);
});

journey("the plan keeps what is written, but no card number", {}, async ({ page }) => {
  await open(page, "#/plan");
  await page.locator("#person").fill("王小明");
  await page.locator("#numbers").fill("6222021234567890123");
  await page.locator("#numbers[aria-invalid=true]").waitFor();
  await page.reload();
  await at(page, "plan");
  assert.equal(await page.locator("#person").inputValue(), "王小明");
  assert.doesNotMatch(await page.evaluate(() => localStorage.getItem("pos.plan")), /6222/);
  await page.emulateMedia({ media: "print" });
  assert.match(await page.locator(".paper").first().innerText(), /王小明/);
});

journey("the sticker carries the start page as a code", {}, async ({ page }) => {
  await open(page, "#/sticker");
  await page.locator("svg.qr path").waitFor({ state: "attached" });
  const { origin, pathname } = new URL(page.url());
  assert.equal(await page.locator(".sticker small").first().textContent(), origin + pathname);
});

journey("what was checked counts until it is due again", {}, async ({ page }) => {
  await page.clock.setFixedTime(new Date("2026-11-22T04:00:00Z"));
  await open(page, "#/checks");
  const pressed = (id) => page.locator(`[data-check=${id}]`).getAttribute("aria-pressed");
  await page.locator("[data-check=look_over]").click();
  await page.locator("[data-check=wipe]").click();
  assert.equal(await pressed("look_over"), "true");
  await page.clock.setFixedTime(new Date("2026-11-23T04:00:00Z"));
  await page.reload();
  await at(page, "checks");
  assert.deepEqual([await pressed("look_over"), await pressed("wipe")], ["false", "true"]);
  const events = calendar((await download(page, "calendar")).text);
  assert.equal(events.length, 4);
  const days = events.map((event) => times(event, 3).map((time) => new Date(`${time}Z`)));
  const gaps = days.map(([first, second, third]) => [second - first, third - second].map((gap) => gap / 86_400_000));
  assert.deepEqual([gaps[0], gaps[1]], [[1, 1], [7, 7]]);
  assert.ok(gaps[2].every((gap) => gap >= 28 && gap <= 31) && gaps[3].every((gap) => gap >= 89 && gap <= 92), `${gaps}`);
});

journey("the quiz praises what the engine would do and names the red line that is crossed", {}, async ({ page }) => {
  await open(page, "#/training/quiz");
  for (let card = 0; card < 5; card++) {
    const choices = page.locator("[data-answer]");
    const names = await choices.evaluateAll((all) => all.map((e) => e.dataset.answer));
    const wanted = names.find((name) => (card === 0 ? name.startsWith("guard:") : /^(alert|action|handover|end):/.test(name)));
    await page.locator(`[data-answer="${wanted}"]`).click();
    await page.locator(`[data-verdict=${card === 0 ? "forbidden" : "right"}]`).waitFor();
    await press(page, "next");
  }
  await page.locator("[data-score='4/5']").waitFor();
});

journey("a customer is told in both languages at once", { locale: "en" }, async ({ page }) => {
  await open(page, "#/customer");
  await press(page, "card:unclear");
  await at(page, "customer:unclear");
  assert.deepEqual(await page.locator("article section").evaluateAll((all) => all.map((e) => e.lang)), ["en", "zh-CN"]);
});

journey("where a payment stops leads to the search for its cause", {}, async ({ page }) => {
  await open(page, "#/payment");
  await page.locator("[data-card=send] [data-act='symptom:no_network']").click();
  await at(page, "symptom:no_network");
});

journey("everything can be found, and nothing is found for nothing", {}, async ({ page }) => {
  await open(page, "#/find");
  await page.locator("#box").fill("搬家");
  await page.locator("[data-act=found][href='#/topic/moving_address']").waitFor();
  await page.locator("#box").fill("龘");
  await page.locator(".results p").waitFor();
  assert.equal(await page.locator("[data-act=found]").count(), 0);
});
