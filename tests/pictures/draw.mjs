// Draws the committed pictures of public/: icons from their drawings, and what an installation sheet shows of the app.
// Run by hand when a drawing or the home page has changed: `cargo xtask serve`, then `node tests/pictures/draw.mjs`.

import { mkdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { launch, URL_OF_APP } from "../e2e/browser.mjs";
import { begin, press } from "../e2e/steps.mjs";

const PUBLIC = fileURLToPath(new URL("../../public/", import.meta.url));

const ICONS = [
  ["icon.svg", "icon.png", 48],
  ["icon.svg", "icons/192.png", 192],
  ["icon.svg", "icons/512.png", 512],
  ["icon-maskable.svg", "icons/maskable-512.png", 512],
  ["icon-maskable.svg", "icons/180.png", 180], // iOS rounds the corners itself
];

async function icon(browser, [drawing, path, size]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const svg = (await readFile(PUBLIC + drawing)).toString("base64");
  await page.setContent(`<style>*{margin:0}img{display:block;width:100vw}</style><img src="data:image/svg+xml;base64,${svg}">`);
  await page.screenshot({ path: PUBLIC + path, omitBackground: true });
  await page.close();
}

async function app(browser, lang, name, screen, ready) {
  const page = await browser.newPage({ locale: lang, reducedMotion: "reduce", serviceWorkers: "block", ...screen });
  await page.goto(URL_OF_APP);
  await page.locator("html[data-pos=started]").waitFor();
  await ready(page);
  await page.screenshot({ path: `${PUBLIC}screenshots/${name}.${lang}.png` });
  await page.close();
}

async function toThirdStep(page) {
  await begin(page, "no_read");
  for (let n = 0; n < 2; n += 1) {
    const [kind] = (await page.locator("article").getAttribute("data-step")).split(":");
    if (kind === "question") await page.locator("[data-answer]").first().click();
    else await press(page, "failed");
    await page.waitForURL(`**/#/case/${n + 2}`);
  }
}

const PHONE = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 };
const DESK = { viewport: { width: 1280, height: 800 } };

for (const folder of ["icons", "screenshots"]) await mkdir(PUBLIC + folder, { recursive: true });
const browser = await launch();
for (const each of ICONS) await icon(browser, each);
if (!process.argv.includes("--icons")) {
  for (const lang of ["zh-CN", "en"]) {
    await app(browser, lang, "home", PHONE, async () => {});
    await app(browser, lang, "step", PHONE, toThirdStep);
    await app(browser, lang, "wide", DESK, toThirdStep);
  }
}
await browser.close();
