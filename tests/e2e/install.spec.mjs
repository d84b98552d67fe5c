// The app can be installed, in both languages, and says so in its place only.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { test } from "node:test";
import { launchWithProfile } from "./browser.mjs";
import { journey, open, URL_OF_APP } from "./harness.mjs";
import { at, press, step } from "./steps.mjs";

const NAMES = { "zh-CN": "manifest.webmanifest", en: "manifest.en.webmanifest" };

const manifest = async (lang) => (await fetch(URL_OF_APP + NAMES[lang])).json();

/** Width and height of a PNG. */
async function size(file) {
  const bytes = Buffer.from(await (await fetch(URL_OF_APP + file)).arrayBuffer());
  assert.equal(bytes.toString("latin1", 1, 4), "PNG", file);
  return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
}

for (const locale of ["zh-CN", "en"]) {
  test(`Chromium finds nothing wrong with installing it (${locale})`, async () => {
    const profile = await mkdtemp(`${tmpdir()}/pos-doctor-`);
    const browser = await launchWithProfile(profile, { locale });
    try {
      const page = await browser.newPage();
      await open(page);
      await page.waitForFunction(() => navigator.serviceWorker.controller);
      const devtools = await browser.newCDPSession(page);
      const found = await devtools.send("Page.getAppManifest");
      assert.equal(new URL(found.url).pathname, `/${NAMES[locale]}`);
      assert.deepEqual(found.errors, []);
      assert.equal(JSON.parse(found.data).lang, locale);
      assert.deepEqual((await devtools.send("Page.getInstallabilityErrors")).installabilityErrors, []);
    } finally {
      await browser.close();
      await rm(profile, { recursive: true, force: true });
    }
  });

  journey(`every picture is there and has its size; every shortcut leads somewhere (${locale})`, { locale }, async ({ page }) => {
    const { icons, screenshots, shortcuts } = await manifest(locale);
    for (const { src, sizes, type } of [...icons, ...screenshots]) {
      if (type === "image/png") assert.equal(await size(src), sizes, src);
    }
    for (const { url } of shortcuts) {
      await page.goto("about:blank");
      await open(page, url.replace("./", ""));
      assert.doesNotMatch(await step(page), /unknown|reserved|home/, url);
    }
    await open(page, "#/step/symptom:no_read");
    await press(page, "begin");
    await page.waitForURL("**/#/case/1");
    await page.goto(`${URL_OF_APP}#/step/symptom:none`);
    await at(page, "unknown");
  });
}

journey("both manifests are of one app", {}, async () => {
  const bare = ({ name, short_name, description, lang, screenshots, shortcuts, ...rest }) =>
    ({ ...rest, screenshots: screenshots.map(({ sizes, form_factor }) => ({ sizes, form_factor })), shortcuts: shortcuts.map(({ url }) => url) });
  assert.deepEqual(bare(await manifest("zh-CN")), bare(await manifest("en")));
});

/** What a browser does that would like to offer an installation. */
const browserOffers = (page) => page.evaluate(() => {
  const event = new Event("beforeinstallprompt", { cancelable: true });
  window.prompted = 0;
  event.prompt = async () => { window.prompted += 1; return { outcome: "dismissed" }; };
  dispatchEvent(event);
  return event.defaultPrevented;
});

journey("an installation is offered on the about page and after a case, never by itself", {}, async ({ page }) => {
  const offer = page.locator("[data-act=install]");
  await open(page);
  assert.equal(await offer.count(), 0);
  assert.equal(await browserOffers(page), true, "the browser shows nothing of its own");
  assert.equal(await offer.count(), 0, "not before anybody was helped");
  await page.goto(`${URL_OF_APP}#/about`);
  await offer.waitFor();
  await page.goto(`${URL_OF_APP}#/step/action:restart_once`);
  assert.equal(await offer.count(), 0);
  await press(page, "fixed");
  await press(page, "new");
  await offer.click();
  assert.equal(await page.evaluate(() => window.prompted), 1);
  await page.waitForFunction(() => !document.querySelector("[data-act=install]"));
});
