// What a bank sets is used; what it sets wrongly is named, and the page works.

import assert from "node:assert/strict";
import { journey, open } from "./harness.mjs";
import { at, begin, press } from "./steps.mjs";

const BANK = {
  name: { zh: "某行 POS 帮手", en: "Some Bank POS help" },
  colour: "#8a0f1c",
  hotlines: [{ name: "客服", number: "955-00" }],
  notices: [{ from: "2020-01-01 00:00", until: "2099-01-01 00:00", who: "acquirer", text: { zh: "系统维护中", en: "Maintenance" } }],
  codes: { 51: { means: { zh: "本行说明", en: "Our reading" }, do: { zh: "换一张卡", en: "Another card" } } },
  terminals: { smart: "某型号 A1" },
  texts: { home_title: { zh: "欢迎", en: "Welcome" } },
};

const served = (context, body) => context.route("**/config.json", (route) => route.fulfill({ body, contentType: "application/json" }));

journey("a bank's own name, colour, hotline, notice, code and text", {}, async ({ page, context }) => {
  await served(context, JSON.stringify(BANK));
  await open(page);
  assert.equal(await page.locator("h1").innerText(), "欢迎");
  assert.match(await page.locator(".brand").innerText(), /某行/);
  assert.match(await page.locator("[data-note=outage]").innerText(), /系统维护中/);
  assert.equal(await page.locator("html").evaluate((e) => e.style.getPropertyValue("--bank")), "#8a0f1c");
  await begin(page, "tamper");
  await press(page, "seen");
  assert.equal(await page.locator("main [data-act=call]").getAttribute("href"), "tel:95500");
  await open(page, "#/look/51");
  await page.locator("[data-card='code:51']", { hasText: "本行说明" }).waitFor();
});

journey("an outage notice is marked when we are offline", {}, async ({ page, context }) => {
  await served(context, JSON.stringify(BANK));
  await open(page);
  const before = await page.locator("[data-note=outage]").innerText();
  await context.setOffline(true);
  await page.waitForFunction((old) => document.querySelector("[data-note=outage]").innerText !== old, before);
});

journey("wrong settings are ignored and named", {}, async ({ page, context }) => {
  await served(context, JSON.stringify({ nmae: 1, colour: "#ffffaa", hotlines: "95500", texts: [] }));
  await open(page, "#/about");
  await at(page, "about");
  const text = await page.locator("article").innerText();
  for (const place of ["nmae", "colour", "hotlines", "texts"]) assert.ok(text.includes(place), place);
});

journey("settings that are no JSON are ignored and named", {}, async ({ page, context }) => {
  await served(context, "{ name: ");
  await open(page, "#/about");
  assert.ok((await page.locator("article").innerText()).includes("config.json"));
});
