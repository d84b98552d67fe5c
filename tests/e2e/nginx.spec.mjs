// The app as a real nginx serves it, with the header file of dist/deploy/. Skipped where there is no nginx.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch, URL_OF_APP } from "./browser.mjs";

const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));

function hasNginx() {
  try {
    execFileSync("nginx", ["-v"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const options = { skip: hasNginx() ? false : "nginx is not installed" };
let folder, nginx, browser, base;

const freePort = () => new Promise((resolve) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

before(async () => {
  if (options.skip) return;
  folder = await mkdtemp(`${tmpdir()}/pos-nginx-`);
  const port = await freePort();
  base = `http://127.0.0.1:${port}/`;
  // The file as it is, but for the two lines that it asks everybody to change.
  const site = (await readFile(`${DIST}deploy/nginx.conf`, "utf8"))
    .replace("listen 80;", `listen 127.0.0.1:${port};`)
    .replace("root /srv/pos-doctor;", `root "${DIST}";`);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/${name};`);
  const user = process.getuid?.() === 0 ? "user root;" : "";
  const main = `${user} daemon off; pid ${folder}/pid; error_log ${folder}/error.log; events {}
    http { access_log ${folder}/access.log; ${temporary.join(" ")}\n${site}\n}`;
  await writeFile(`${folder}/nginx.conf`, main);
  nginx = spawn("nginx", ["-c", `${folder}/nginx.conf`, "-e", `${folder}/error.log`], { stdio: "inherit" });
  for (let tries = 0; tries < 100; tries++) {
    if (await fetch(base).then((r) => r.ok, () => false)) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  browser = await launch();
});

after(async () => {
  await browser?.close();
  nginx?.kill();
  if (folder) await rm(folder, { recursive: true, force: true });
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
