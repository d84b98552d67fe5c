// The app as a real nginx serves it, with the header file of dist/deploy/. Skipped where there is no nginx.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { launch, URL_OF_APP } from "./browser.mjs";
import { DIST, hasNginx, startNginx } from "./nginx.mjs";

const options = { skip: hasNginx() ? false : "nginx is not installed" };
let nginx, browser, base;

before(async () => {
  if (options.skip) return;
  nginx = await startNginx();
  base = nginx.url;
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await nginx?.stop();
});

/** Opens a page and says everything the browser complains about. */
async function visit(path, wait) {
  const context = await browser.newContext({ locale: "zh-CN" });
  const troubles = [];
  context.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
  context.on("weberror", (error) => troubles.push(String(error.error())));
  const page = await context.newPage();
  await page.goto(base + path);
  await wait(page);
  await context.close();
  return troubles;
}

test("the app starts behind nginx without a single console error", options, async () => {
  const started = (page) => page.locator("html[data-pos=started]").waitFor();
  assert.deepEqual(await visit("", started), []);
  assert.deepEqual(await visit("#/look/51", (page) => page.locator("[data-card='code:51']").waitFor()), []);
});

test("a page without a program, too", options, async () => {
  assert.deepEqual(await visit("zh/symptom/no_read.html", (page) => page.locator(".steps").waitFor()), []);
});

test("nginx sends what `cargo xtask serve` sends", options, async () => {
  const index = await readFile(`${DIST}index.html`, "utf8");
  const hashed = [...index.matchAll(/(?:href|src)="([a-z_]+\.[0-9a-f]{10}\.[a-z]+)"/g)].map((match) => match[1]);
  assert.ok(hashed.length >= 4, "index.html names too few files");
  const names = ["", "config.json", "icon.svg", "manifest.webmanifest", "zh/code/51.html", "no-such.0123456789.js", ...hashed];
  const kept = ["content-security-policy", "permissions-policy", "x-content-type-options", "referrer-policy", "cross-origin-opener-policy", "cache-control"];
  for (const name of names) {
    const [ours, theirs] = await Promise.all([fetch(URL_OF_APP + name), fetch(base + name)]);
    assert.equal(theirs.status, ours.status, name);
    const headers = theirs.ok ? [...kept, "content-type"] : kept;
    for (const header of headers) assert.equal(theirs.headers.get(header), ours.headers.get(header), `${name}: ${header}`);
  }
});

test("compressed copies are sent, and the folder deploy/ is not", options, async () => {
  const response = await fetch(`${base}zh/code/51.html`, { headers: { "accept-encoding": "gzip" } });
  assert.equal(response.headers.get("content-encoding"), "gzip");
  assert.equal((await fetch(`${base}deploy/sbom.json`)).status, 404);
});
