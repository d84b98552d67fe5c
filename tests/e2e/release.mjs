// A web server for one journey, in front of the one that serves dist/: a new version can be published on it, or half of
// one, and it can be switched off. A new version is the same app with another boot module and a mark in index.html.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { URL_OF_APP } from "./browser.mjs";

const KILL_SWITCH = new URL("../../docs/kill-switch/sw.js", import.meta.url);

/**
 * Starts the server. What it answers is set on the object it returns:
 * `release`: the version published, from 1; `index`: that of index.html alone; `missing`: a pattern of files that are
 * not there; `silent`: a pattern of files that never come; `settings`: what config.json says; `connect`: origins that
 * the policy lets the page ask, as the build writes them there; `killed`: whether sw.js is the kill switch.
 */
export async function publish() {
  const names = await original();
  const site = { release: 1, index: null, missing: null, silent: null, settings: null, connect: [], killed: false };
  const server = createServer((request, response) => {
    const file = request.url.slice(1).replace(/\?.*/, "");
    if (site.silent?.test(file)) return;
    answer(site, names, file).then(
      ({ status, headers, body }) => response.writeHead(status, headers).end(body),
      (error) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise((ready) => server.listen(0, "localhost", ready));
  site.url = `http://localhost:${server.address().port}/`;
  site.close = () => { server.closeAllConnections(); server.close(); };
  return site;
}

/** Hash of the boot module and version of the worker, as they were built. */
async function original() {
  const text = async (file) => (await fetch(URL_OF_APP + file)).text();
  const [boot] = (await text("")).match(/(?<=boot\.)[0-9a-f]{10}(?=\.js)/);
  const [version] = (await text("sw.js")).match(/(?<![.\w])[0-9a-f]{10}(?![.\w])/);
  return { boot, version };
}

// Another first digit for each release, whatever it was.
const renamed = (name, release) => ((parseInt(name[0], 16) + release - 1) % 16).toString(16) + name.slice(1);

async function answer(site, { boot, version }, file) {
  if (site.missing?.test(file)) return { status: 404, headers: {}, body: "" };
  if (site.release > 1 && file.includes(boot)) return { status: 404, headers: {}, body: "" };
  const asBuilt = await fetch(URL_OF_APP + file.replace(renamed(boot, site.release), boot));
  const headers = Object.fromEntries(asBuilt.headers);
  for (const name of ["content-encoding", "content-length", "transfer-encoding", "connection"]) delete headers[name];
  let body = Buffer.from(await asBuilt.arrayBuffer());
  const allow = (text) => text.replace("connect-src 'self'", ["connect-src 'self'", ...site.connect].join(" "));
  if (headers["content-security-policy"]) headers["content-security-policy"] = allow(headers["content-security-policy"]);
  if (file === "") body = allow(body.toString());
  const release = file === "" && site.index ? site.index : site.release;
  if (file === "sw.js" || file === "") {
    body = body.toString().replaceAll(boot, renamed(boot, release)).replaceAll(version, renamed(version, release));
    body = body.replace("<head>", `<head><meta name="release" content="${release}">`);
  }
  if (file === "sw.js" && site.killed) body = await readFile(KILL_SWITCH);
  if (file === "config.json" && site.settings) body = JSON.stringify(site.settings);
  return { status: asBuilt.status, headers, body };
}
