// How long the main thread is busy at once when 100 kB are pasted into the box for one's own words, on a slow phone.
// Prints Markdown. Started by `cargo xtask bench words`.

import { launch, URL_OF_APP } from "../e2e/browser.mjs";
import { median, visitor } from "./slow.mjs";

const RUNS = 5;
const BYTES = 100_000;
const PIECES = { "Chinese": "没插卡没反应，", "English": "swipe is not working ", "pinyin": "shua ka mei fan ying ", "markup, emoji, marks": "<img src=x onerror=alert(1)>\u202e😀\u0000 读卡失败 " };
const browser = await launch();

/** What is pasted: some 100 kB of a piece. */
const text = (piece) => piece.repeat(Math.ceil(BYTES / new TextEncoder().encode(piece).length));

/** Milliseconds of the longest task from the paste into `#box` until `seen` and a second have passed. */
async function longest(page, piece, seen) {
  await page.evaluate((long) => { window.long = long; }, text(piece));
  await page.evaluate(() => {
    window.tasks = [0];
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => window.tasks.push(duration))).observe({ type: "longtask" });
    setTimeout(() => {
      document.querySelector("#box").focus();
      document.execCommand("insertText", false, window.long); // as a paste: the box takes what it has room for
    }, 100);
  });
  await seen();
  await page.waitForTimeout(1000);
  return Math.max(...(await page.evaluate(() => window.tasks)));
}

async function inApp(page, piece) {
  await page.goto(`${URL_OF_APP}#/look`);
  await page.locator("#box").fill("读卡失败");
  await page.locator(".heard").waitFor();
  await page.locator("#box").fill("");
  await page.waitForFunction(() => !document.querySelector(".heard"));
  return longest(page, piece, () => page.locator(".results .note.amber").first().waitFor());
}

/** A box of the same size on an empty page: what the browser itself needs to take the text. */
async function alone(page, piece) {
  await page.setContent('<!doctype html><textarea id="box" rows="3" maxlength="1000"></textarea>');
  return longest(page, piece, () => page.waitForFunction(() => document.querySelector("#box").value !== ""));
}

async function middle(measure, piece) {
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) {
    const { context, page } = await visitor(browser, { cpu: 6 });
    runs.push(await measure(page, piece));
    await context.close();
  }
  return median(runs).toFixed(0);
}

console.log(`\`cargo xtask bench words\`: longest task of the main thread when ${BYTES / 1000} kB are pasted, CPU 6x slower, median of ${RUNS}, Chromium ${browser.version()}. Tasks under 50 ms are not reported by the browser and stand as 0. An empty box: the same paste into a text box on a page without a program.\n`);
console.log("| text | longest task, ms | an empty box, ms |\n|---|---|---|");
for (const [name, piece] of Object.entries(PIECES)) {
  console.log(`| ${name} | ${await middle(inApp, piece)} | ${await middle(alone, piece)} |`);
}
await browser.close();
