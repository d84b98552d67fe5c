// Danger and unclear money come first, and stay until they are dealt with.

import assert from "node:assert/strict";
import { journey, open } from "./harness.mjs";
import { answer, at, begin, press, step, walk } from "./steps.mjs";

journey("liquid: out of use, and handed over", {}, async ({ page }) => {
  await open(page);
  await begin(page, "liquid_heat_battery");
  const steps = await walk(page, { liquid_seen: "yes", battery_look: "normal", heat: "normal" });
  assert.ok(steps.includes("alert:liquid"), steps.join(", "));
  assert.ok(!steps.some((s) => s.startsWith("action:")), "nothing may be tried on a wet terminal");
  assert.equal(await page.locator("[data-act=reopen]").count(), 0, "a wet terminal is not searched any further");
});

journey("tamper text: nothing but stopping", {}, async ({ page }) => {
  await open(page);
  await begin(page, "tamper");
  await at(page, "alert:tamper");
  assert.equal(await page.locator("article.red").count(), 1);
  await press(page, "seen");
  await at(page, /^handover:/);
});

journey("tamper text in the look-up raises the red lines at once", {}, async ({ page }) => {
  await open(page, "#/look");
  await page.locator("#box").fill("POS BE ATTACKED");
  const card = page.locator("[data-card^='text:tamper']").first();
  await card.locator(".donts").waitFor();
  await press(page, "go_on");
  await at(page, "alert:tamper");
});

journey("an unknown object in the reader", {}, async ({ page }) => {
  await open(page, "#/step/question:reader_look");
  await at(page, "question:reader_look");
  await answer(page, "unknown_object");
  await at(page, "alert:skimmer");
  await press(page, "seen");
  await at(page, "handover:police");
});

journey("not sure if charged: asked before anything is sold again", {}, async ({ page }) => {
  await open(page);
  await begin(page, "outcome");
  await at(page, "alert:outcome_unknown");
  assert.equal(await page.locator("article.amber").count(), 1);
  await page.goto(page.url().replace(/#.*/, "#/sell"));
  await at(page, "sell");
  assert.equal(await page.locator("[data-card='way:qr_on_phone']").count(), 0, "no second charge by another way");
  await page.goBack();
  await press(page, "seen");
  await at(page, "question:last_sale");
  await answer(page, "went_through");
  await at(page, "end:sale_went_through");
});

journey("a visitor who wants the terminal", {}, async ({ page }) => {
  await open(page);
  await begin(page, "visitor");
  for (let n = 0; n < 5 && !(await step(page)).startsWith("alert:"); n++) await answer(page, "?");
  await at(page, "alert:impostor");
});

journey("a step that a red line forbids is not shown by its address", {}, async ({ page }) => {
  await open(page);
  await begin(page, "tamper");
  await press(page, "seen");
  await at(page, /^handover:/);
  await page.goto(page.url().replace(/#.*/, "#/step/action:restart_once"));
  await at(page, "barred");
});
