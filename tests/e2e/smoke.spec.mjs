// The least that must hold: something to read without JavaScript, and an app that starts in silence.

import assert from "node:assert/strict";
import { journey, open, shot, URL_OF_APP } from "./harness.mjs";

journey("without JavaScript the home page lists the symptoms", { javaScriptEnabled: false }, async ({ page }) => {
  await page.goto(URL_OF_APP);
  const text = await page.locator("body").innerText();
  assert.match(text, /POS/);
  assert.ok(await page.locator("li").count() >= 1, "the list of symptoms is empty");
  await page.locator("#failed").waitFor({ state: "hidden" });
  await shot(page, "home without JavaScript");
});

for (const locale of ["zh-CN", "en"]) {
  journey(`the app starts without a single console error (${locale})`, { locale }, async ({ page }) => {
    await open(page);
    assert.ok((await page.locator("body").innerText()).length > 20, "the page is as good as blank");
    await page.locator("#failed").waitFor({ state: "hidden" });
    await shot(page, `home ${locale}`);
  });
}

for (const [file, kind] of [["app_bg", "network"], ["words", "network"], ["app.", "network"]]) {
  const tolerate = [/Failed to load resource|Failed to fetch/];
  journey(`says what to do when ${file}* does not arrive`, { tolerate }, async ({ page }) => {
    await page.route((url) => url.pathname.startsWith(`/${file}`), (route) => route.abort());
    await page.goto(URL_OF_APP);
    await page.locator("#failed").waitFor();
    assert.equal(await page.locator(`#failed [data-kind=${kind}]`).first().isVisible(), true);
    assert.ok(await page.locator("li").count() >= 1, "the home text is gone");
  });
}

journey("says what to do where WebAssembly is forbidden", { tolerate: [/WebAssembly/] }, async ({ page }) => {
  await page.addInitScript(() => { delete globalThis.WebAssembly; });
  await page.goto(URL_OF_APP);
  await page.locator("#failed [data-kind=unsupported]").first().waitFor();
});

journey("starts with defaults when config.json cannot be read", {}, async ({ page }) => {
  await page.route("**/config.json", (route) => route.fulfill({ body: "{ not JSON" }));
  await open(page);
});

journey("says what to do when the app crashes at its start", { tolerate: [/no such luck/] }, async ({ page }) => {
  const body = "export default async () => {}; export const Start = class { constructor() { throw new Error('no such luck'); } };";
  await page.route(/\/app\.[^/]*js$/, (route) => route.fulfill({ body, contentType: "text/javascript" }));
  await page.goto(URL_OF_APP);
  await page.locator("#failed [data-kind=crashed]").first().waitFor();
});
