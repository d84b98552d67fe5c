// The app as one file on a USB stick: opened from the disk, without a server, without a network.

import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { journey, started } from "./harness.mjs";
import { at, press } from "./steps.mjs";

const FOLDER = new URL("../../portable/", import.meta.url);
const START = new URL("index.html", FOLDER).href;

for (const locale of ["zh-CN", "en"]) {
  journey(`a case from a file, both programs (${locale})`, { locale, offline: true }, async ({ page }) => {
    await page.goto(START);
    await started(page);
    await page.locator("[data-answer=no_read]").click();
    await at(page, /^(alert|question|action):/);
    await page.goto(`${START}#/look`);
    await page.locator("#box").fill("91");
    await page.locator("[data-card='code:91']").waitFor();
    await page.locator("[data-act=language]").click();
    await page.locator(`html[lang=${locale === "en" ? "zh-CN" : "en"}]`).waitFor();
    await page.reload();
    await started(page);
    await press(page, "back");
  });
}

journey("the plain pages lie beside it", {}, async ({ page }) => {
  assert.ok((await readdir(fileURLToPath(FOLDER))).includes("zh"));
  await page.goto(new URL("zh/index.html", FOLDER).href);
  await page.locator("h1").waitFor();
  await page.goto(new URL("zh/symptom/no_read.html", FOLDER).href);
  await page.locator("a[href*='#/step/symptom:no_read']").first().click();
  await started(page);
  await at(page, "symptom:no_read");
});
