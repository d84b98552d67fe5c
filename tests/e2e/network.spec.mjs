// The check of the shop's own connection, against real servers of ours: one that answers, one that is slow, one that never
// answers, one that is not there. Skipped where there is no openssl to make a certificate with.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { journey, open, shot, visit } from "./harness.mjs";
import { publish } from "./release.mjs";
import { answer, at, begin, press, step } from "./steps.mjs";

const ANY_CERTIFICATE = { ignoreHTTPSErrors: true };

/** Key and certificate of a server named localhost; nothing where they cannot be made. */
function certificate() {
  const folder = mkdtempSync(join(tmpdir(), "certificate-"));
  const [key, cert] = [join(folder, "key"), join(folder, "cert")];
  try {
    const made = ["-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, "-subj", "/CN=localhost", "-days", "2"];
    execFileSync("openssl", ["req", "-x509", ...made], { stdio: "ignore" });
    return { key: readFileSync(key), cert: readFileSync(cert) };
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const pair = certificate();

/** A server of the bank: `{ origin, heard, close }`; it answers after so many milliseconds, or never. */
async function bank(delay = 0) {
  const heard = [];
  const server = createServer(pair, (request, response) => {
    heard.push(request);
    if (delay !== null) setTimeout(() => response.writeHead(405).end(), delay);
  });
  await new Promise((ready) => server.listen(0, "localhost", ready));
  const close = () => { server.closeAllConnections(); server.close(); };
  return { origin: `https://localhost:${server.address().port}`, heard, close };
}

/** An origin where nobody listens. */
async function nobody() {
  const { origin, close } = await bank();
  close();
  return { origin, close: () => {} };
}

// The bank's server says that it knows no HEAD: an answer all the same, though the browser grumbles.
const ANSWERED = /status of 405/;

/** A journey to a site whose bank named these servers; `allowed`: the headers of the site do so, too. */
function check(name, servers, options, body, allowed = true) {
  if (!pair) return test(name, { skip: "openssl is not installed" });
  journey(name, { ...ANY_CERTIFICATE, tolerate: [ANSWERED], ...options }, async ({ page, context }) => {
    const banks = await Promise.all(servers.map((make) => make()));
    const site = await publish();
    const connect_to = banks.map(({ origin }) => origin);
    Object.assign(site, { settings: { hosting: { connect_to } }, connect: allowed ? connect_to : [] });
    try {
      await body({ page, context, site, banks });
    } finally {
      [site, ...banks].forEach(({ close }) => close());
    }
  });
}

/** Opens the check and starts it. */
async function start(page, site, network = "same") {
  await open(page, "#/test", site.url);
  await press(page, "network");
  await at(page, "network");
  await press(page, network);
}

const answers = () => bank();
const never = () => bank(null);
const REFUSED = { tolerate: [ANSWERED, /ERR_CONNECTION_REFUSED/] };

check("the bank answers: a fact of the case, and nothing but a bare request was sent", [answers], {}, async ({ page, context, site, banks }) => {
  const [{ origin, heard }] = banks;
  await context.addCookies([{ name: "secret", value: "1", url: origin, sameSite: "None", secure: true }]);
  await open(page, "", site.url);
  await begin(page, "no_network");
  await visit(page, "#/test");
  await press(page, "network");
  await at(page, "network");
  await shot(page, "device network 360");
  await press(page, "same");
  await at(page, "network:net_reached");
  assert.match(await page.locator("article").innerText(), /localhost:\d+.*\d/);
  await shot(page, "device network reached 360");
  assert.deepEqual(heard.map(({ method, url }) => [method, url]), [["HEAD", "/"]]);
  for (const header of ["cookie", "referer", "origin"]) assert.equal(heard[0].headers[header], undefined, header);
  await press(page, "case");
  await visit(page, "#/history");
  await page.locator("[data-fact='answer bank_reached reached']").waitFor();
});

check("a slow answer", [() => bank(3_400)], {}, async ({ page, site }) => {
  await start(page, site);
  await at(page, "network:asking");
  await at(page, "network:net_slow");
  await press(page, "take");
  await page.waitForURL(/#\/case\//);
});

check("an address that never answers", [never], {}, async ({ page, site, banks }) => {
  await page.clock.install();
  await start(page, site);
  await at(page, "network:asking");
  while (banks[0].heard.length === 0) await page.waitForTimeout(20);
  await page.clock.fastForward(11_000);
  await at(page, "network:net_silent");
});

check("nobody listens there", [nobody], REFUSED, async ({ page, site }) => {
  await start(page, site);
  await at(page, "network:net_refused");
  await shot(page, "device network refused 360");
});

check("one of two addresses answers", [answers, nobody], { ...REFUSED, locale: "en", viewport: { width: 1280, height: 900 } }, async ({ page, site }) => {
  await start(page, site);
  await at(page, "network:net_partly");
  await shot(page, "device network partly 1280 en");
});

check("a device without a network says nothing about the shop's", [answers], { tolerate: [/ERR_INTERNET_DISCONNECTED/] }, async ({ page, context, site }) => {
  await open(page, "", site.url);
  await begin(page, "no_network");
  await visit(page, "#/test/network");
  await context.setOffline(true);
  await press(page, "same");
  await at(page, "network:net_offline");
  await visit(page, "#/history");
  assert.equal(await page.locator("[data-fact^='answer bank_reached']").count(), 0);
});

check("in another network the result is only shown", [answers], {}, async ({ page, site }) => {
  await start(page, site, "other");
  await at(page, "network:net_reached");
  assert.equal(await page.locator("[data-act=take], [data-act=case]").count(), 0);
});

check("headers that are older than config.json forbid it: said so, and nothing concluded", [answers], { tolerate: [/Content Security Policy/] }, async ({ page, site, banks }) => {
  await start(page, site);
  await at(page, "network:net_forbidden");
  assert.equal(banks[0].heard.length, 0);
  assert.equal(await page.locator("[data-act=take]").count(), 0);
}, false);

check("the plan offers it, and its page leads to it", [answers], {}, async ({ page, site }) => {
  await open(page, "", site.url);
  await begin(page, "no_network");
  const facts = { link: "wifi", money_taken: "no" };
  for (let steps = 0; (await step(page)) !== "question:bank_reached"; steps++) {
    assert.ok(steps < 30, "the plan never comes to it");
    const [kind, id] = (await step(page)).split(":");
    const before = page.url();
    if (kind === "question") await answer(page, facts[id] ?? "?");
    else await press(page, { action: "failed", alert: "seen" }[kind]);
    await page.waitForFunction((url) => location.href !== url, before);
  }
  await press(page, "test");
  await at(page, "network");
});

journey("a bank that names no address is offered no check", {}, async ({ page }) => {
  await open(page, "#/test");
  await at(page, "test");
  assert.equal(await page.locator("[data-act=network]").count(), 0);
  await visit(page, "#/test/network");
  await at(page, "test");
});
