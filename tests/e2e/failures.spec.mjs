// Whatever goes wrong, there is a clear message and never an empty page.

import assert from "node:assert/strict";
import { journey, open, URL_OF_APP } from "./harness.mjs";
import { at, begin, press, step } from "./steps.mjs";

/** Holds back a file until the returned function is called. */
async function held(context, pattern) {
  let arrive;
  const arrived = new Promise((done) => { arrive = done; });
  await context.route(pattern, async (route) => {
    await arrived;
    await route.continue().catch(() => {}); // the page may have been left
  });
  return arrive;
}

journey("without JavaScript the home page says what to do", { javaScriptEnabled: false }, async ({ page }) => {
  await page.goto(URL_OF_APP);
  assert.ok((await page.locator(".tiles li").count()) >= 18);
  assert.equal(await page.locator("#failed").isVisible(), false);
});

journey("WebAssembly is blocked", { tolerate: [/./] }, async ({ page }) => {
  await page.addInitScript(() => { delete window.WebAssembly; });
  await page.goto(URL_OF_APP);
  await page.locator("#failed [data-kind=unsupported]").waitFor();
  assert.ok(await page.locator("#app h1").isVisible(), "the home text stays");
  await page.locator("a[data-answer=no_read]").click();
  await page.waitForURL("**/zh/symptom/no_read.html");
});

journey("WebAssembly is blocked, and a choice was pressed", { tolerate: [/./] }, async ({ page, context }) => {
  await page.addInitScript(() => {
    WebAssembly.instantiateStreaming = WebAssembly.instantiate = async (module) => {
      await module;
      throw new WebAssembly.CompileError("forbidden");
    };
  });
  const arrive = await held(context, "**/app_bg.*.wasm");
  await page.goto(URL_OF_APP);
  await page.locator("a[data-answer=no_read]").click();
  await arrive();
  await page.waitForURL("**/zh/symptom/no_read.html");
});

journey("a choice pressed before the app is there is kept", {}, async ({ page, context }) => {
  const arrive = await held(context, "**/app_bg.*.wasm");
  await page.goto(URL_OF_APP);
  await page.locator("a[data-answer=no_read]").click();
  await page.locator("#opening").waitFor();
  await page.locator("a[data-answer=dead]").press("Enter");
  assert.equal(await page.locator("[aria-busy]").getAttribute("data-answer"), "dead", "another choice takes its place");
  await arrive();
  await page.waitForURL("**/#/case/1");
  await at(page, /^(question|action|alert):/);
  assert.match(await page.evaluate(() => Object.entries(localStorage).find(([key]) => key.startsWith("pos.case."))[1]), /symptom dead/);
});

journey("a choice pressed twice leads to its plain page", {}, async ({ page, context }) => {
  const arrive = await held(context, "**/app_bg.*.wasm");
  await page.goto(URL_OF_APP);
  await page.locator("a[data-answer=no_read]").click();
  await page.locator("a[data-answer=no_read]").click();
  await page.waitForURL("**/zh/symptom/no_read.html");
  await arrive();
});

journey("a file does not arrive", { tolerate: [/./] }, async ({ page, context }) => {
  await context.route("**/knowledge.*.bin", (route) => route.abort());
  await page.goto(URL_OF_APP);
  await page.locator("#failed [data-kind=network]").waitFor();
});

journey("the content belongs to another build", { tolerate: [/./] }, async ({ page, context }) => {
  await context.route("**/words.zh-CN.*.bin", (route) => route.fulfill({ body: Buffer.from([0, 0, 0]) }));
  await page.goto(URL_OF_APP);
  await page.locator("#failed").waitFor();
  assert.ok(await page.locator("#app h1").isVisible(), "the home text stays");
});

journey("a program that stops without a word says so", { tolerate: [/unreachable/] }, async ({ page }) => {
  await open(page);
  await page.evaluate(() => {
    // The smallest module whose one function stops at once.
    const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11];
    setTimeout(new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes))).exports.f);
  });
  await page.locator("#failed [data-kind=crashed]").waitFor();
});

journey("a stored case that cannot be read is set aside", {}, async ({ page }) => {
  await page.addInitScript(() => {
    sessionStorage.setItem("pos.own", "x");
    localStorage.setItem("pos.case.x", "%%% not a case");
  });
  await open(page, "#/case/3");
  await page.locator("[data-note=word]").waitFor();
  await at(page, "symptoms");
  assert.equal(await page.evaluate(() => localStorage.getItem("pos.broken.x")), "%%% not a case");
});

journey("steps of an older content are kept", {}, async ({ page }) => {
  await page.addInitScript(() => {
    sessionStorage.setItem("pos.own", "x");
    localStorage.setItem("pos.case.x", "pos1 1 zh-CN 29000000\nsymptom no_read\nanswer no_such_question yes");
  });
  await open(page, "#/case/1");
  await page.locator("[data-note=word]").waitFor();
  assert.match(await step(page), /^(question|action):/);
  await press(page, "later");
  await page.waitForURL("**/#/case/2");
  assert.match(await page.evaluate(() => localStorage.getItem("pos.case.x")), /answer no_such_question yes$/);
});

journey("storage is forbidden", {}, async ({ page }) => {
  await page.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });
    }
  });
  await open(page);
  await begin(page, "no_read");
  await page.locator("[data-note=word]").waitFor();
  await press(page, "later");
  await page.waitForURL("**/#/case/2");
});

journey("storage is full", {}, async ({ page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
  });
  await open(page);
  await begin(page, "no_read");
  await page.locator("[data-note=word]").waitFor();
  await page.locator("[data-act=dismiss]").click();
  await press(page, "later");
  await page.waitForURL("**/#/case/2");
  assert.equal(await page.locator("[data-note=word]").count(), 0, "said once");
});

journey("addresses that lead nowhere", {}, async ({ page }) => {
  for (const [hash, name] of [
    ["#/nonsense/1", "unknown"], ["#/case/x", "unknown"], ["#/topic/none", "unknown"], ["#/step/question:none", "unknown"],
    ["#/%E4%BD%A0%", "unknown"],
  ]) {
    await open(page, hash);
    await at(page, name);
    await press(page, "home");
    await at(page, "home");
  }
});

journey("the other language does not arrive", { tolerate: [/./] }, async ({ page, context }) => {
  await open(page);
  await context.route("**/words.en.*.bin", (route) => route.abort());
  await page.locator("[data-act=language]").click();
  await page.locator("[data-note=word]").waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "zh-CN");
});
