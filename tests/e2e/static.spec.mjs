// The pages without a program: what browsers without JavaScript or WebAssembly, search engines and printers get.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { journey, shot, URL_OF_APP } from "./harness.mjs";

const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));
const SAMPLES = [
  "index", "look", "red-lines", "topics", "symptom/no_read", "symptom/read_then_failed", "symptom/outcome",
  "symptom/liquid_heat_battery", "symptom/tamper", "code/51", "code/A2", "code/98", "text/chip_unreadable", "topic/fees",
];
const without = { javaScriptEnabled: false };
const overflow = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;

async function pages(folder) {
  const names = await readdir(`${DIST}${folder}`, { recursive: true });
  return names.filter((name) => name.endsWith(".html")).map((name) => `${folder}/${name}`);
}

for (const folder of ["zh", "en"]) {
  journey(`every page is served and runs nothing (${folder})`, without, async ({ page }) => {
    const all = await pages(folder);
    assert.ok(all.length > 250, `only ${all.length} pages`);
    for (const name of all) {
      const response = await page.request.get(URL_OF_APP + name);
      const html = await response.text();
      assert.equal(response.status(), 200, name);
      assert.doesNotMatch(html, /<script|<iframe|<form|style="| on[a-z]+="/, name);
    }
  });

  journey(`pages fit into 320 px (${folder})`, { viewport: { width: 320, height: 640 } }, async ({ page }) => {
    // Every kind of page in full, of the hundreds of codes and texts one in four.
    const all = (await pages(folder)).filter((name, n) => !/(code|text)\//.test(name) || n % 4 === 0);
    for (const name of all) {
      await page.goto(URL_OF_APP + name, { waitUntil: "domcontentloaded" });
      assert.ok((await page.evaluate(overflow)) <= 0, `${name} is too wide`);
    }
  });

  journey(`pages to be looked at (${folder})`, without, async ({ page }) => {
    for (const name of SAMPLES) {
      await page.goto(`${URL_OF_APP}${folder}/${name}.html`);
      assert.ok((await page.locator("main").innerText()).length > 60, name);
      await shot(page, `static ${folder} ${name}`);
    }
  });

  journey(`twice as large letters fit as well (${folder})`, { viewport: { width: 320, height: 640 } }, async ({ page }) => {
    await page.goto(`${URL_OF_APP}${folder}/index.html`);
    for (const name of SAMPLES) {
      await page.goto(`${URL_OF_APP}${folder}/${name}.html`);
      await page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
      assert.ok((await page.evaluate(overflow)) <= 0, name);
    }
  });
}

journey("from the home page to a symptom, to English, to a code, to a topic, without JavaScript", without, async ({ page }) => {
  await page.goto(URL_OF_APP);
  await page.locator(".tiles a[href$='symptom/no_read.html']").click();
  await page.waitForURL("**/zh/symptom/no_read.html");
  assert.ok(await page.locator(".steps > li").count() >= 3);
  await page.locator("header a[hreflang=en]").click();
  await page.waitForURL("**/en/symptom/no_read.html");
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await page.locator("nav a[href$='look.html']").click();
  await page.locator("a[href$='code/51.html']").click();
  await page.waitForURL("**/en/code/51.html");
  await page.locator("nav a[href$='topics.html']").click();
  await page.locator("a[href$='topic/fees.html']").click();
  await page.waitForURL("**/en/topic/fees.html");
});

journey("a page leads into the app, at the same code", {}, async ({ page }) => {
  await page.goto(`${URL_OF_APP}zh/code/91.html`);
  await page.locator("a.button").click();
  await page.locator("html[data-pos=started]").waitFor();
  await page.locator("[data-card='code:91']").waitFor();
});

journey("a text leads into the app as well, signs and all", {}, async ({ page }) => {
  await page.goto(`${URL_OF_APP}zh/text/chip_unreadable.html`);
  await page.locator("a.button").click();
  await page.locator("[data-card='text:chip_unreadable']").waitFor();
});

journey("when the app cannot start, the plain pages are offered", { tolerate: [/./] }, async ({ page }) => {
  await page.addInitScript(() => { delete globalThis.WebAssembly; });
  await page.goto(URL_OF_APP);
  await page.locator("#failed a[href='zh/index.html']").click();
  await page.waitForURL("**/zh/index.html");
});

journey("money in doubt is said before any step, and nothing is collected meanwhile", without, async ({ page }) => {
  await page.goto(`${URL_OF_APP}zh/symptom/outcome.html`);
  const [alert, steps] = await page.locator("main .alert, main .steps").evaluateAll((all) => all.map((e) => e.className));
  assert.deepEqual([alert, steps], ["alert", "steps"]);
  assert.doesNotMatch(await page.locator("main").innerText(), /用店里自己的收款码/);
});

journey("headings are in order, links and buttons are big enough for a thumb", {}, async ({ page }) => {
  for (const name of SAMPLES) {
    await page.goto(`${URL_OF_APP}en/${name}.html`);
    const levels = await page.locator("h1, h2, h3").evaluateAll((all) => all.map((h) => Number(h.tagName[1])));
    assert.equal(levels[0], 1, name);
    const small = await page.locator("a").evaluateAll((all) => all.filter((a) => a.getBoundingClientRect().height < 43.5).map((a) => a.outerHTML));
    assert.deepEqual(small, [], name);
  }
});

journey("colours follow the dark theme", { colorScheme: "dark", javaScriptEnabled: false }, async ({ page }) => {
  await page.goto(`${URL_OF_APP}zh/symptom/liquid_heat_battery.html`);
  await shot(page, "static dark");
});

journey("on paper nothing to press is left", {}, async ({ page }) => {
  await page.goto(`${URL_OF_APP}zh/symptom/no_read.html`);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("nav").isVisible(), false);
  assert.ok(await page.locator(".steps").isVisible());
  await shot(page, "static print");
});

journey("a page that was changed to run a script does not run it", { tolerate: [/Content Security Policy|404/] }, async ({ page }) => {
  const evil = "</main><script>document.title = 'taken over'</script><img src=x onerror=\"document.title='taken over'\">";
  const policy = /<meta http-equiv="Content-Security-Policy"[^>]*>/;
  for (const guarded of [true, false]) {
    // Without the headers of the server: what remains is the policy in the page itself. The second time not even that,
    // which shows that it is the policy that stops the script.
    await page.route("**/zh/topic/fees.html", async (route) => {
      const html = (await readFile(`${DIST}zh/topic/fees.html`, "utf8")).replace("</main>", evil);
      await route.fulfill({ body: guarded ? html : html.replace(policy, ""), contentType: "text/html" });
    });
    await page.goto(`${URL_OF_APP}zh/topic/fees.html`);
    assert.equal((await page.title()) === "taken over", !guarded);
    await page.unroute("**/zh/topic/fees.html");
  }
});
