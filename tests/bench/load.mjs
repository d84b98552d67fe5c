// How long it takes until the first question can be answered and from one step to the next, on slow lines and slow
// phones, beside the smallest program of the same framework. Prints Markdown. Started by `cargo xtask bench load`.

import { launch, URL_OF_APP } from "../e2e/browser.mjs";
import { begin, step } from "../e2e/steps.mjs";
import { firstQuestion, median, slowDown, slowDownWorker, visitor } from "./slow.mjs";

const RUNS = 5;
/** Milliseconds for which a visitor looks at a page before pressing. */
const READING = 1000;
const LINES = [
  { name: "Slow 4G (1.6 Mbit/s, 150 ms), CPU 4x slower", kilobits: 1600, latency: 150, cpu: 4 },
  { name: "400 kbit/s, 400 ms, CPU 6x slower", kilobits: 400, latency: 400, cpu: 6 },
];
const SLOW_PHONE = { cpu: 6 };
const SYMPTOMS = ["no_read", "outcome", "no_network"];
const COUNTER = process.env.POS_COUNTER;

const browser = await launch();
const seconds = (times) => (median(times) / 1000).toFixed(2);

async function repeat(measure) {
  const results = [];
  for (let run = 0; run < RUNS; run += 1) results.push(await measure());
  return results;
}

async function onLine(line, url) {
  const { context, page } = await visitor(browser, line);
  const cold = await firstQuestion(page, url);
  const choices = await page.evaluate(() => Math.max(
    ...["first-contentful-paint", "pos-choices"].map((name) => performance.getEntriesByName(name)[0]?.startTime)));
  await page.goto("about:blank");
  const warm = await firstQuestion(page, url);
  await context.close();
  return { choices, cold, warm };
}

/** Milliseconds until a choice that was pressed as early as can be has led to its step. */
async function pressedAtOnce(line) {
  const { context, page } = await visitor(browser, line);
  await page.goto(URL_OF_APP, { waitUntil: "commit" });
  await page.waitForFunction(() => performance.getEntriesByName("pos-choices").length > 0);
  await page.evaluate((symptom) => document.querySelector(`a[data-answer=${symptom}]`).click(), SYMPTOMS[0]);
  const shown = await page.waitForFunction(() => {
    const shown = document.querySelector("article[data-step]:not([data-step=home])");
    return shown && new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()))));
  });
  const start = await shown.jsonValue();
  await context.close();
  return start;
}

/** Milliseconds to the first question on a later visit, when the offline copy is there. */
async function later(line, offline) {
  const { context, page } = await visitor(browser, { cpu: line.cpu });
  await firstQuestion(page, URL_OF_APP);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.goto("about:blank");
  await slowDown(context, page, line);
  if (line.kilobits) await slowDownWorker(browser, line);
  await context.setOffline(offline);
  const start = await firstQuestion(page, URL_OF_APP);
  await context.close();
  return start;
}

// From a click to the frame after the one that shows the new step.
function timeSteps() {
  window.steps = [];
  let clicked = 0;
  addEventListener("click", () => { clicked = performance.now(); }, true);
  new MutationObserver(() => {
    if (clicked === 0) return;
    const since = clicked;
    clicked = 0;
    requestAnimationFrame(() => setTimeout(() => window.steps.push(performance.now() - since)));
  }).observe(document.querySelector("main"), { subtree: true, childList: true });
}

/** Every question is answered with "don't know", everything to be done does not help, until the case ends. */
async function throughCase(symptom) {
  const { context, page } = await visitor(browser, SLOW_PHONE);
  await firstQuestion(page, URL_OF_APP);
  await page.evaluate(timeSteps);
  const tasks = await context.newCDPSession(page);
  await tasks.send("Performance.enable");
  const before = await counts(tasks);
  await begin(page, symptom);
  while (!(await step(page)).startsWith("end:")) {
    const now = await step(page);
    await page.waitForTimeout(READING);
    const known = await page.evaluate(() => window.steps.length);
    await page.evaluate((kind) => {
      const choice = { question: '[data-answer="?"]', action: '[data-act="failed"]', alert: '[data-act="seen"]', handover: '[data-act="handed"]' };
      document.querySelector(`main ${choice[kind]}`).click();
    }, now.split(":")[0]);
    await page.waitForFunction(([count]) => window.steps.length > count, [known]);
  }
  const after = await counts(tasks);
  const times = await page.evaluate(() => window.steps);
  await context.close();
  return { times, layouts: (after.LayoutCount - before.LayoutCount) / times.length, styles: (after.RecalcStyleCount - before.RecalcStyleCount) / times.length };
}

async function counts(session) {
  const { metrics } = await session.send("Performance.getMetrics");
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

console.log(`\`cargo xtask bench load\`: median of ${RUNS}, Chromium ${browser.version()}. The counter is the smallest Leptos program (examples/counter.rs), built, compressed and served in the same way.\n`);
console.log("Seconds to the first question:\n");
console.log("| line and phone | first visit: choices can be pressed | app has started | pressed at once: next step | app, again at once | app, later | counter, first visit | counter, again |\n|---|---|---|---|---|---|---|---|");
for (const line of LINES) {
  const [app, counter] = [await repeat(() => onLine(line, URL_OF_APP)), await repeat(() => onLine(line, COUNTER))];
  const times = [app.map((v) => v.choices), app.map((v) => v.cold), await repeat(() => pressedAtOnce(line)), app.map((v) => v.warm),
    await repeat(() => later(line, false)), counter.map((v) => v.cold), counter.map((v) => v.warm)];
  console.log(`| ${line.name} | ${times.map(seconds).join(" | ")} |`);
}
console.log(`| no network, CPU 6x slower | – | – | – | – | ${seconds(await repeat(() => later(SLOW_PHONE, true)))} | – | – |\n`);
console.log("Choices can be pressed: the question and its choices are painted, and boot.js keeps a press until the app can carry it out. Later: from the offline copy that the first visit left.\n");
console.log("From a click to the painted next step, CPU 6x slower, through a whole case in which nothing is known and nothing helps; each page is looked at for a second:\n");
console.log("| symptom | steps | median ms | longest ms | layouts a step | style passes a step |\n|---|---|---|---|---|---|");
for (const symptom of SYMPTOMS) {
  const runs = await repeat(() => throughCase(symptom));
  // The same step of every run; its median. A single long one may be the machine's.
  const steps = runs[0].times.map((_, at) => median(runs.map((run) => run.times[at])));
  const each = (pick) => median(runs.map(pick)).toFixed(1);
  console.log(`| ${symptom} | ${steps.length} | ${median(steps).toFixed(0)} | ${Math.max(...steps).toFixed(0)} | ${each((r) => r.layouts)} | ${each((r) => r.styles)} |`);
}
await browser.close();
