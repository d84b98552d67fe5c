// How long it takes until the first question can be answered, under applied throttling. Prints a Markdown table.
// Started by `cargo xtask bench load`.

import { launch, URL_OF_APP } from "../e2e/browser.mjs";

const RUNS = 5;
const LINES = [
  { name: "Slow 4G (1.6 Mbit/s, 150 ms), CPU 4x slower", kilobits: 1600, latency: 150, cpu: 4 },
  { name: "400 kbit/s, 400 ms, CPU 6x slower", kilobits: 400, latency: 400, cpu: 6 },
];

// The home page asks the first question. It can be answered once the app has started and the frame after that is painted.
function markFirstQuestion() {
  const usable = () => requestAnimationFrame(() => setTimeout(() => { window.firstQuestion = performance.now(); }));
  new MutationObserver((_, observer) => {
    if (document.documentElement.dataset.pos !== "started") return;
    observer.disconnect();
    usable();
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-pos"] });
}

async function visit(page) {
  await page.goto(URL_OF_APP, { waitUntil: "commit" });
  return (await page.waitForFunction(() => window.firstQuestion)).jsonValue();
}

async function measure(browser, { kilobits, latency, cpu }) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: "zh-CN" });
  const page = await context.newPage();
  await page.addInitScript(markFirstQuestion);
  const throttle = await context.newCDPSession(page);
  const bytes = (kilobits * 1000) / 8;
  await throttle.send("Network.enable");
  await throttle.send("Network.emulateNetworkConditions",
    { offline: false, latency, downloadThroughput: bytes, uploadThroughput: bytes });
  await throttle.send("Emulation.setCPUThrottlingRate", { rate: cpu });
  const cold = await visit(page);
  await page.goto("about:blank");
  const warm = await visit(page);
  await context.close();
  return { cold, warm };
}

const seconds = (times) => (times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] / 1000).toFixed(2);

const browser = await launch();
console.log(`Seconds to the first question, median of ${RUNS}, Chromium ${browser.version()}, \`cargo xtask bench load\`:\n`);
console.log("| line and phone | first visit | again, kept by the browser |\n|---|---|---|");
for (const line of LINES) {
  const visits = [];
  for (let run = 0; run < RUNS; run += 1) visits.push(await measure(browser, line));
  console.log(`| ${line.name} | ${seconds(visits.map((v) => v.cold))} | ${seconds(visits.map((v) => v.warm))} |`);
}
await browser.close();
