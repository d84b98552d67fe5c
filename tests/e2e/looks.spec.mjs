// Every page looks as it did when somebody last looked at it: small pictures in tests/looks/, compared with a tolerance.
// After an intended change: `cargo xtask looks`, look at what has changed, commit.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch } from "./browser.mjs";
import { open, URL_OF_APP } from "./harness.mjs";
import { difference, lightTable, picture } from "./looks.mjs";
import { BANK, PAGES } from "./pages.mjs";

const LOOKS = fileURLToPath(new URL("../looks/", import.meta.url));
const MADE_WITH = `${LOOKS}made-with.json`;
const ACCEPT = process.env.POS_ACCEPT === "1";
/** A line of text more or less on a long page. */
const TOLERANCE = 0.01;

const VISITORS = [
  { name: "zh-360-light", locale: "zh-CN", colorScheme: "light", viewport: { width: 360, height: 740 }, small: 120 },
  { name: "en-1280-dark", locale: "en", colorScheme: "dark", viewport: { width: 1280, height: 800 }, small: 240 },
];
const PLAIN = ["index.html", "symptom/no_read.html", "code/51.html", "look.html", "red-lines.html"];

// Letters of another font or browser have other widths: then there is nothing to compare with.
const fonts = execFileSync("fc-match", ["-f", "%{family} %{fontversion}", "sans:lang=zh-cn"], { encoding: "utf8" });
// Links and QR codes carry the address: it must not change with the port of the server that the tests start.
const { host, pathname } = new URL(URL_OF_APP);
const FIXED = `http://pos.localhost${pathname}`;
let browser, table, skip;

before(async () => {
  browser = await launch(`--host-resolver-rules=MAP pos.localhost ${host}`);
  table = await lightTable(browser);
  const here = { chromium: browser.version(), fonts };
  if (ACCEPT) {
    await rm(LOOKS, { recursive: true, force: true });
    await mkdir(LOOKS, { recursive: true });
    await writeFile(MADE_WITH, `${JSON.stringify(here, null, 2)}\n`);
  }
  const then = await readFile(MADE_WITH, "utf8");
  skip = JSON.stringify(JSON.parse(then)) !== JSON.stringify(here) && `the pictures were made with ${then.trim()}`;
});
after(() => browser?.close());

/** Always the same moment and the same chances. */
async function visitor({ name: _, small: __, ...options }, more = {}) {
  const context = await browser.newContext({ ...options, ...more, timezoneId: "Asia/Shanghai", reducedMotion: "reduce", serviceWorkers: "block" });
  await context.route("**/config.json", (route) => route.fulfill({ body: JSON.stringify(BANK), contentType: "application/json" }));
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date("2026-06-01T10:00:00+08:00"));
  await page.addInitScript(() => { Math.random = () => 0.5; });
  return page;
}

/** Compares with the picture that was accepted, or accepts this one; a line when they differ. */
async function judge(page, name, small) {
  await page.evaluate(() => document.fonts.ready);
  const seen = await picture(page, table, small);
  const path = `${LOOKS}${name.replaceAll(/[^a-z0-9]+/gi, "-")}.webp`;
  if (ACCEPT) return void await writeFile(path, Buffer.from(seen.split(",")[1], "base64"));
  const accepted = await readFile(path, "base64").catch(() => null);
  if (!accepted) return `${name}: no picture was accepted`;
  const share = await difference(table, `data:image/webp;base64,${accepted}`, seen);
  return share > TOLERANCE ? `${name}: ${(100 * share).toFixed(1)} % differ` : null;
}

for (const look of VISITORS) {
  test(`pages look as accepted: ${look.name}`, async (t) => {
    if (skip) return t.skip(skip);
    const page = await visitor(look);
    await open(page, "", FIXED);
    const differ = [];
    for (const [what, show] of Object.entries(PAGES)) {
      await show(page);
      await page.locator("main h1").first().waitFor();
      differ.push(await judge(page, `${look.name} ${what}`, look.small));
    }
    await page.context().close();
    assert.deepEqual(differ.filter(Boolean), []);
  });

  test(`plain pages look as accepted: ${look.name}`, async (t) => {
    if (skip) return t.skip(skip);
    const page = await visitor(look, { javaScriptEnabled: false });
    const differ = [];
    for (const path of PLAIN) {
      await page.goto(`${FIXED}${look.locale.slice(0, 2)}/${path}`);
      differ.push(await judge(page, `${look.name} plain ${path}`, look.small));
    }
    await page.context().close();
    assert.deepEqual(differ.filter(Boolean), []);
  });
}

test("a button that is gone, or a page in another colour, is more than the tolerance", async () => {
  const page = await visitor(VISITORS[0]);
  await open(page, "", FIXED);
  const before = await picture(page, table, 120);
  assert.equal(await difference(table, before, await picture(page, table, 120)), 0);
  for (const change of [
    () => { document.querySelector("[data-answer]").closest("li").hidden = true; },
    () => { document.body.style.background = "#888"; },
  ]) {
    await page.evaluate(change);
    assert.ok((await difference(table, before, await picture(page, table, 120))) > TOLERANCE);
  }
  await page.context().close();
});
