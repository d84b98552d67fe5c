// How long the main thread is busy at once when 100 kB are pasted into the box for one's own words, on a slow phone.
// Prints Markdown. Started by `cargo xtask bench words`.

import { launch, URL_OF_APP } from "../e2e/browser.mjs";
import { median, visitor } from "./slow.mjs";

const RUNS = 5;
const BYTES = 100_000;
const PIECES = { "Chinese": "没插卡没反应，", "English": "swipe is not working ", "pinyin": "shua ka mei fan ying ", "markup, emoji, marks": "<img src=x onerror=alert(1)>\u202e😀\u0000 读卡失败 " };
const browser = await launch();

/** Milliseconds of the longest task from the paste until the answer is shown and a second has passed. */
async function longest(piece) {
  const { context, page } = await visitor(browser, { cpu: 6 });
  await page.goto(`${URL_OF_APP}#/look`);
  await page.locator("#box").fill("读卡失败");
  await page.locator(".heard").waitFor();
  await page.locator("#box").fill("");
  await page.waitForFunction(() => !document.querySelector(".heard"));
  await page.evaluate(([text]) => {
    window.tasks = [0];
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => window.tasks.push(duration))).observe({ type: "longtask" });
    document.querySelector("#box").focus();
    document.execCommand("insertText", false, text); // as a paste: the box takes what it has room for
  }, [piece.repeat(Math.ceil(BYTES / new TextEncoder().encode(piece).length))]);
  await page.locator(".results .note.amber").first().waitFor();
  await page.waitForTimeout(1000);
  const tasks = await page.evaluate(() => window.tasks);
  await context.close();
  return Math.max(...tasks);
}

console.log(`\`cargo xtask bench words\`: longest task of the main thread when ${BYTES / 1000} kB are pasted, CPU 6x slower, median of ${RUNS}, Chromium ${browser.version()}. Tasks under 50 ms are not reported by the browser and stand as 0.\n`);
console.log("| text | longest task, ms |\n|---|---|");
for (const [name, piece] of Object.entries(PIECES)) {
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await longest(piece));
  console.log(`| ${name} | ${median(runs).toFixed(0)} |`);
}
await browser.close();
