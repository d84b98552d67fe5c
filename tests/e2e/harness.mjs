// What every journey uses: a browser, a fresh visitor, and eyes for everything that must never happen.
//
// `cargo xtask test --only e2e` builds and serves the app and sets POS_URL and POS_CHROMIUM.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch, URL_OF_APP } from "./browser.mjs";

export { URL_OF_APP };

const SHOTS = fileURLToPath(new URL("../shots/", import.meta.url));
// Where a test runs a server of its own, by tests/e2e/release.mjs.
const OWN_SERVERS = "localhost";
const PHONE = { width: 360, height: 740 };

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

/**
 * One journey of one visitor, as a test: `journey("a name", { locale: "en" }, async ({ page, context }) => { … })`.
 *
 * Options are those of a Playwright context, and `tolerate`: a list of patterns for console errors that the journey
 * provokes on purpose. It fails on any other console error, on an error in the page, on a request to another origin.
 * Without `serviceWorkers: "allow"` there are none: what they answer, no test could replace.
 */
export function journey(name, options, body) {
  test(name, async () => {
    const { tolerate = [], ...visitor } = options;
    const context = await browser.newContext({ viewport: PHONE, locale: "zh-CN", serviceWorkers: "block", ...visitor });
    const troubles = [];
    watch(context, (trouble) => tolerate.some((pattern) => pattern.test(trouble)) || troubles.push(trouble));
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    try {
      await body({ page, context });
      assert.deepEqual(troubles, [], "the browser had something to complain about");
    } catch (error) {
      await shot(page, `failed ${name}`).catch(() => {});
      if (troubles.length > 0) console.error(troubles.join("\n"));
      throw error;
    } finally {
      await context.close();
    }
  });
}

function watch(context, report) {
  const { origin } = new URL(URL_OF_APP);
  context.on("console", (message) => message.type() === "error" && report(`console: ${message.text()}`));
  context.on("weberror", (error) => report(`error: ${error.error()}`));
  context.on("request", (request) => {
    const url = new URL(request.url());
    const local = ["data:", "blob:", "file:"].includes(url.protocol);
    if (!local && url.origin !== origin && url.hostname !== OWN_SERVERS) report(`request to another origin: ${url.origin}`);
  });
}

/** Opens the app at a fragment such as `#/c/…`, here or on another server of ours, and waits until it has started. */
export async function open(page, hash = "", url = URL_OF_APP) {
  await page.goto(url + hash);
  await started(page);
}

/** Goes to another page of the app, and waits until it is drawn. */
export async function visit(page, hash) {
  await page.goto(page.url().replace(/#.*/, hash));
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  await page.locator("main h1").first().waitFor();
}

/** Waits until the app has started, and the second program too where the page is one of its own. */
export async function started(page) {
  await page.locator("html[data-pos=started]").waitFor();
  await page.locator("main h1").first().waitFor();
}

/** Opens a page of the bank that shows the app in a frame, from this fragment on; the frame. */
export async function openFramed(page, hash = "", attributes = "") {
  await page.route("**/outer.html", (route) => route.fulfill({
    contentType: "text/html",
    body: `<!doctype html><meta charset=utf-8><title>bank</title><iframe src="./${hash}" ${attributes} width=360 height=700></iframe>`,
  }));
  await page.goto(new URL("outer.html", URL_OF_APP).href);
  return (await page.locator("iframe").elementHandle()).contentFrame();
}

/** Keeps a picture of the whole page in tests/shots/, to be looked at. */
export async function shot(page, name) {
  await mkdir(SHOTS, { recursive: true });
  await page.screenshot({ path: `${SHOTS}${name.replaceAll(/[^\p{L}\p{N}]+/gu, "-")}.png`, fullPage: true });
}
