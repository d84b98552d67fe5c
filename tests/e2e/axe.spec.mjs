// axe finds nothing wrong with any kind of page, in both languages, light and dark, in normal and large type.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { journey, open, URL_OF_APP } from "./harness.mjs";
import { BANK, PAGES, unfold, upTo } from "./pages.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// High enough for whole pages: what the bar at the bottom covers can be scrolled, which axe does not do.
const PHONE = { width: 360, height: 9000 };

/** What axe says against the page as it stands, or cannot decide: one line for each element. */
async function complaints(page) {
  await page.locator("main h1").first().waitFor();
  const rules = await page.evaluate(async () => {
    // Letters in a drawing have the colours of the page; axe cannot tell what they stand on.
    const place = { exclude: ["svg[role=img] text"] };
    const { violations, incomplete } = await globalThis.axe.run(place, { rules: { "target-size": { enabled: true } } });
    return [...violations, ...incomplete].map(({ id, nodes }) => ({ id, nodes: nodes.map(({ target, any }) => `${target}  ${any[0]?.message ?? ""}`) }));
  });
  return rules.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node}`));
}

for (const locale of ["zh-CN", "en"]) {
  for (const colorScheme of ["light", "dark"]) {
    for (const elder of [false, true]) {
      const name = `axe finds nothing: ${locale}, ${colorScheme}, ${elder ? "large" : "normal"} type`;
      // Nothing moves, so that no colour is looked at half way.
      journey(name, { locale, colorScheme, reducedMotion: "reduce", viewport: PHONE }, async ({ page, context }) => {
        await context.route("**/config.json", (route) => route.fulfill({ body: JSON.stringify(BANK), contentType: "application/json" }));
        if (elder) await page.addInitScript(() => localStorage.setItem("pos.elder", "1"));
        await open(page);
        await page.evaluate(AXE);
        const all = [];
        for (const [what, show] of Object.entries(PAGES)) {
          await show(page);
          await unfold(page);
          all.push(...(await complaints(page)).map((line) => `${what}: ${line}`));
        }
        assert.deepEqual(all, []);
      });
    }
  }

  journey(`axe finds nothing on a wide screen (${locale})`, { locale, reducedMotion: "reduce", viewport: { width: 1280, height: 800 } }, async ({ page }) => {
    await open(page);
    await page.evaluate(AXE);
    await upTo(page, "no_read", "action", true);
    assert.deepEqual(await complaints(page), []);
  });
}

journey("axe finds nothing on the home page before the app is there", { tolerate: [/Failed to load resource/] }, async ({ page, context }) => {
  await context.route(/\/boot\./, (route) => route.abort());
  await page.goto(URL_OF_APP);
  await page.evaluate(AXE);
  assert.deepEqual(await complaints(page), []);
});
