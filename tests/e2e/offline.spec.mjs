// The app opens without a network after one visit, is replaced only when somebody asks for it, and survives whatever
// happens to what it keeps.

import assert from "node:assert/strict";
import { journey, open, started } from "./harness.mjs";
import { publish } from "./release.mjs";
import { at, begin, press, walk } from "./steps.mjs";

// What a browser says about every request without a network.
const NO_NETWORK = [/Failed to load resource|ERR_INTERNET_DISCONNECTED/];

/** A journey with a service worker, on a server of its own. */
function offline(name, options, body) {
  journey(name, { serviceWorkers: "allow", ...options }, async ({ page, context }) => {
    const site = await publish();
    try {
      await body({ page, context, site });
    } finally {
      site.close();
    }
  });
}

/** The first visit: from here on everything is kept. */
async function visit(page, site, hash = "") {
  await open(page, hash, site.url);
  await page.waitForFunction(() => navigator.serviceWorker.controller);
}

const go = (page, hash) => page.goto(page.url().replace(/(#.*)?$/, hash));
const release = (page) => page.locator("meta[name=release]").getAttribute("content");
const inCaches = (page) => page.evaluate(async () => (await caches.keys()).toSorted());
const offered = (page) => page.locator("[data-act=update]");

/** Waits until something is true in the page, which may take its time to find out. */
async function until(page, fact, argument) {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await page.evaluate(fact, argument)) return;
    await page.waitForTimeout(50);
  }
  assert.fail(`still not so: ${fact}`);
}

/** The browser looks for a new version, finds it and keeps it beside the old one. */
async function newVersion(page) {
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update();
    while (!registration.waiting) await new Promise((soon) => setTimeout(soon, 50));
  });
}

/** The browser looks for a new version and cannot get all of it. */
const brokenVersion = (page) => page.evaluate(async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  const found = new Promise((tell) => registration.addEventListener("updatefound", () => tell(registration.installing)));
  await registration.update();
  const worker = await found;
  while (worker.state === "installing") await new Promise((soon) => setTimeout(soon, 50));
  return worker.state;
});

for (const [locale, other] of [["zh-CN", "en"], ["en", "zh-CN"]]) {
  offline(`after one visit a whole case without a network, in both languages (${locale})`, { locale, tolerate: NO_NETWORK }, async ({ page, context, site }) => {
    await visit(page, site);
    await context.setOffline(true);
    site.close();
    await page.reload();
    await started(page);
    await begin(page, "no_read");
    const steps = await walk(page);
    assert.ok(steps.length > 3, steps.join(", "));
    await page.locator("[data-act=language]").click();
    await page.locator(`html[lang=${other}]`).waitFor();
    await page.reload();
    await started(page);
    assert.equal(await page.locator("html").getAttribute("lang"), other);
    const second = await context.newPage();
    await open(second, "?from=sticker#/look/51", site.url);
    await second.locator("[data-card='code:51']").waitFor();
  });
}

offline("a page that is not kept leads to the app when there is no network", { tolerate: NO_NETWORK }, async ({ page, context, site }) => {
  await visit(page, site);
  await context.setOffline(true);
  await open(page, "zh/no-such-page.html", site.url);
  await at(page, "home");
});

offline("settings are fetched at every visit, and marked when they are those of last time", { tolerate: NO_NETWORK }, async ({ page, context, site }) => {
  const notice = (text) => ({ notices: [{ from: "2020-01-01 00:00", until: "2099-01-01 00:00", who: "acquirer", text: { zh: text, en: text } }] });
  const shown = () => page.locator("[data-note=outage]").innerText();
  site.settings = notice("AAA");
  await visit(page, site);
  site.settings = notice("BBB");
  await page.reload();
  await started(page);
  assert.equal((await shown()).trim(), "BBB");
  await context.setOffline(true);
  await page.reload();
  await started(page);
  assert.match(await shown(), /^BBB \S+/, "marked");
  await context.setOffline(false);
  assert.match(await shown(), /^BBB \S+/, "a network alone makes them no newer");
});

for (const [what, trouble] of [["do not come", { silent: /config\.json/ }], ["are not there", { missing: /config\.json/ }]]) {
  offline(`settings of last time are used when those of today ${what}`, {}, async ({ page, site }) => {
    site.settings = { name: { zh: "某行", en: "Some Bank" } };
    await visit(page, site);
    Object.assign(site, trouble);
    await page.reload();
    await started(page);
    assert.match(await page.locator(".brand").innerText(), /某行/);
  });
}

offline("a new version comes when it is asked for, and with one reload", {}, async ({ page, site }) => {
  await visit(page, site);
  await page.evaluate(() => caches.open("something of the bank's"));
  site.release = 2;
  await newVersion(page);
  await offered(page).waitFor();
  await page.reload();
  await started(page);
  assert.equal(await release(page), "1", "index.html and its files are of one version");
  const before = await inCaches(page);
  let loads = 0;
  page.on("load", () => { loads += 1; });
  await press(page, "update");
  await page.locator("meta[name=release][content='2']").waitFor({ state: "attached" });
  await started(page);
  await page.waitForTimeout(500);
  assert.equal(loads, 1);
  assert.equal(await offered(page).count(), 0);
  const after = await inCaches(page);
  assert.equal(after.length, 2, "the old version is deleted, the bank's cache is not");
  assert.notDeepEqual(after, before);
  assert.ok(after.includes("something of the bank's"));
});

offline("no update during a case; after it, there is", {}, async ({ page, site }) => {
  await visit(page, site);
  await begin(page, "no_read");
  site.release = 2;
  await newVersion(page);
  await go(page, "#/");
  await at(page, "home");
  assert.equal(await offered(page).count(), 0);
  await go(page, "#/case/1");
  await walk(page);
  await go(page, "#/");
  await press(page, "update");
  await page.locator("meta[name=release][content='2']").waitFor({ state: "attached" });
});

offline("no update while another tab is at a case", {}, async ({ page, context, site }) => {
  await visit(page, site);
  const other = await context.newPage();
  await open(other, "", site.url);
  await begin(other, "no_read");
  site.release = 2;
  await newVersion(page);
  await press(page, "update");
  await page.locator("[data-note=word]").waitFor();
  assert.deepEqual([await release(page), await release(other)], ["1", "1"]);
  await other.locator("[data-act=language]").click();
  await other.locator("html[lang=en]").waitFor();
  await other.close();
  await press(page, "update");
  await page.locator("meta[name=release][content='2']").waitFor({ state: "attached" });
});

offline("a second tab is not reloaded under somebody's eyes", {}, async ({ page, context, site }) => {
  await visit(page, site);
  const other = await context.newPage();
  await open(other, "#/look", site.url);
  await other.locator("#box").fill("51");
  site.release = 2;
  await newVersion(page);
  await press(page, "update");
  await page.locator("meta[name=release][content='2']").waitFor({ state: "attached" });
  assert.equal(await other.locator("#box").inputValue(), "51");
  assert.equal(await release(other), "1");
  await go(other, "#/");
  await press(other, "update");
  await other.locator("meta[name=release][content='2']").waitFor({ state: "attached" });
});

for (const [what, half] of [
  ["a file is missing", { release: 2, missing: /^boot\./ }],
  ["index.html is still the old one", { release: 2, index: 1 }],
]) {
  offline(`an update that fails keeps the old version: ${what}`, { tolerate: NO_NETWORK }, async ({ page, context, site }) => {
    await visit(page, site);
    Object.assign(site, half);
    assert.equal(await brokenVersion(page), "redundant");
    await context.setOffline(true);
    await page.reload();
    await started(page);
    assert.equal(await release(page), "1");
    assert.equal(await offered(page).count(), 0);
    await context.setOffline(false);
    Object.assign(site, { missing: null, index: null });
    await newVersion(page);
    await press(page, "update");
    await page.locator("meta[name=release][content='2']").waitFor({ state: "attached" });
  });
}

offline("storage that the browser has cleared is filled again", { tolerate: NO_NETWORK }, async ({ page, context, site }) => {
  await visit(page, site);
  const [name] = await inCaches(page);
  const kept = () => page.evaluate(async (name) => (await (await caches.open(name)).keys()).length, name);
  const all = await kept();
  await page.evaluate((name) => caches.delete(name), name);
  await page.reload();
  await started(page);
  await until(page, async ([name, all]) => (await (await caches.open(name)).keys()).length === all, [name, all]);
  await context.setOffline(true);
  await page.reload();
  await started(page);
});

offline("the kill switch takes the worker and what it keeps away, and no case", {}, async ({ page, site }) => {
  await visit(page, site);
  await begin(page, "no_read");
  const cases = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("pos.case.")).length);
  site.killed = true;
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await until(page, async () => (await caches.keys()).length === 0);
  site.release = 2;
  await page.reload();
  await started(page);
  assert.equal(await release(page), "2", "from the network");
  await until(page, async () => (await navigator.serviceWorker.getRegistrations()).length === 0);
  assert.equal(await cases(), 1);
});

offline("where there are no service workers, the app works without", {}, async ({ page, site }) => {
  await page.addInitScript(() => { delete Navigator.prototype.serviceWorker; });
  await open(page, "", site.url);
  await begin(page, "no_read");
  await page.waitForTimeout(300);
});

journey("scripts cannot come from a text, but for the worker", { tolerate: [/TrustedScriptURL|Trusted Type/] }, async ({ page }) => {
  await open(page);
  const refused = (code) => page.evaluate(code);
  assert.equal(await refused(() => { try { document.createElement("script").src = "x.js"; return false; } catch { return true; } }), true);
  assert.equal(await refused(() => { try { document.createElement("script").src = "https://example.org/sw.js"; return false; } catch { return true; } }), true);
});
