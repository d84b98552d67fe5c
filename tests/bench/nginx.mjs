// How many first visits a second one nginx process sends, as dist/deploy/nginx.conf sets it up, file by file with
// `ab`. Prints Markdown. Started by `cargo xtask bench nginx`.

import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { DIST, startNginx } from "../e2e/nginx.mjs";
import { median } from "./slow.mjs";

const RUNS = 5;
const REQUESTS = 5000;
const AT_ONCE = 32;

const { url, stop } = await startNginx();
const index = await readFile(`${DIST}index.html`, "utf8");
const words = /name="words-zh-CN" content="([^"]+)"/.exec(index)[1];
const named = [...index.matchAll(/(?:href|src)="([a-z_]+\.[0-9a-f]{10}\.(?:js|css|bin|wasm))"/g)].map((match) => match[1]);
const files = ["", ...new Set(named), words, "config.json"];

/** Requests a second and bytes of the body, one connection after the other being used again. */
function measure(name, ...headers) {
  const runs = Array.from({ length: RUNS }, () => {
    const options = ["-q", "-k", "-n", REQUESTS, "-c", AT_ONCE, "-H", "Accept-Encoding: gzip", ...headers.flatMap((h) => ["-H", h])];
    const report = execFileSync("ab", [...options.map(String), url + name], { encoding: "utf8" });
    const number = (label) => Number(new RegExp(`${label}:\\s+([\\d.]+)`).exec(report)[1]);
    if (number("Failed requests") > 0) throw new Error(`${name}: ${report}`);
    return { rate: number("Requests per second"), bytes: number("Document Length") };
  });
  return { rate: median(runs.map((run) => run.rate)), bytes: runs[0].bytes };
}

const version = execFileSync("sh", ["-c", "nginx -v 2>&1"], { encoding: "utf8" }).trim().replace("nginx version: ", "");
console.log(`\`cargo xtask bench nginx\`: ${version}, one worker, gzip copies, \`ab\` with ${AT_ONCE} kept connections on the same machine, median of ${RUNS} runs of ${REQUESTS} requests.\n`);
console.log("| file of a first visit | bytes | requests a second |\n|---|---|---|");
let bytes = 0;
let seconds = 0;
for (const name of files) {
  const { rate, bytes: size } = measure(name);
  bytes += size;
  seconds += 1 / rate;
  console.log(`| ${name.replace(/\.[0-9a-f]{10}\./, ".") || "index.html"} | ${size} | ${Math.round(rate)} |`);
}
const tag = (await fetch(url)).headers.get("etag");
const again = measure("", `If-None-Match: ${tag}`);
console.log(`| index.html, unchanged (304) | ${again.bytes} | ${Math.round(again.rate)} |\n`);
console.log(`All ${files.length} files of a first visit: ${bytes} bytes, **${Math.round(1 / seconds)} first visits a second**, ${(8 * bytes / seconds / 1e9).toFixed(1)} Gbit/s.`);
await stop();
