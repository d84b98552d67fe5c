// axe finds nothing wrong with any kind of page, in both languages, light and dark, in normal and large type.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { journey, open, URL_OF_APP } from "./harness.mjs";
import { answer, at, begin, press, step } from "./steps.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// High enough for whole pages: what the bar at the bottom covers can be scrolled, which axe does not do.
const PHONE = { width: 360, height: 9000 };

const go = (page, hash) => page.goto(URL_OF_APP + hash);
const tool = async (page, hash, name) => { await go(page, hash); await at(page, name); };
const unfold = (page) => page.locator("details").evaluateAll((all) => all.forEach((one) => { one.open = true; }));
const offers = (page) => page.evaluate(() => ["pos-update", "pos-install"].forEach((name) => dispatchEvent(new Event(name))));

/** Begins with a symptom and presses on, with the first answer or "don't know", until a page of this kind is there. */
async function upTo(page, symptom, kind, sure = false) {
  await go(page, "#/");
  await begin(page, symptom);
  for (;;) {
    await at(page, /^(question|action|alert|handover|end):/);
    const [now] = (await step(page)).split(":");
    if (now === kind) return;
    assert.notEqual(now, "end", `no ${kind} comes after ${symptom}`);
    const before = page.url();
    if (now === "question") await (sure ? page.locator("[data-answer]").first().click() : answer(page, "?"));
    else await press(page, { action: "failed", alert: "seen", handover: "handed" }[now]);
    await page.waitForURL((url) => url.href !== before);
  }
}

// Every template, and those pages that show more than theirs. They are visited in this order: one case goes on.
const PAGES = {
  "home": (page) => go(page, "#/"),
  "home with offers": async (page) => { await offers(page); await page.locator("[data-act=update]").waitFor(); },
  "about with an offer": (page) => go(page, "#/about"),
  "a symptom": (page) => go(page, "#/step/symptom:no_read"),
  "question": (page) => upTo(page, "no_read", "question"),
  "action": (page) => upTo(page, "no_read", "action", true),
  "question of the past": (page) => go(page, "#/case/1"),
  "all symptoms": (page) => go(page, "#/case/0"),
  "causes": (page) => go(page, "#/causes"),
  "why": (page) => go(page, "#/why"),
  "sell": (page) => go(page, "#/sell"),
  "history": (page) => go(page, "#/history"),
  "look": (page) => go(page, "#/look"),
  "look: a code": (page) => go(page, "#/look/51"),
  "look: a security text": (page) => go(page, "#/look/POS BE ATTACKED"),
  "look: nothing found": (page) => go(page, "#/look/qqqqqq"),
  "red lines": (page) => go(page, "#/red-lines"),
  "topics": (page) => go(page, "#/topics"),
  "topic": (page) => go(page, "#/topic/fees"),
  "about": (page) => go(page, "#/about"),
  "sales": (page) => go(page, "#/sales"),
  "sale, its form": (page) => go(page, "#/sales/new"),
  "sale, its form with troubles": async (page) => { await press(page, "save"); await page.locator("[aria-invalid]").first().waitFor(); },
  "customer cards": (page) => go(page, "#/customer"),
  "customer card": (page) => go(page, "#/customer/unclear"),
  "devices": (page) => go(page, "#/devices"),
  "device, its form": (page) => go(page, "#/devices/new"),
  "plan": (page) => go(page, "#/plan"),
  "sticker": (page) => go(page, "#/sticker"),
  "checklists": (page) => go(page, "#/checks"),
  "training": (page) => go(page, "#/training"),
  "training card": (page) => go(page, "#/training/unclear"),
  "quiz": (page) => go(page, "#/training/quiz"),
  "quiz, judged": async (page) => { await page.locator("[data-answer]").first().click(); await page.locator("[data-verdict]").waitFor(); },
  "payment": (page) => go(page, "#/payment"),
  "find": async (page) => { await go(page, "#/find"); await page.locator("#box").fill("SIM"); },
  "not found": (page) => go(page, "#/nonsense"),
  "links for support": (page) => tool(page, "#/support", "support"),
  "send": (page) => tool(page, "#/c", "send"),
  "a link that came": (page) => tool(page, "#/c/symptom=no_read&other_card=all_fail", "opened"),
  "a broken link": (page) => tool(page, "#/c/broken", "bad-link"),
  "digits": (page) => tool(page, "#/k/1234567890", "code"),
  "support desk": (page) => tool(page, "#/desk/symptom=no_read&other_card=all_fail", "desk"),
  "report": (page) => tool(page, "#/report", "report"),
  "map": (page) => tool(page, "#/map", "map"),
  "cases": (page) => tool(page, "#/cases", "cases"),
  "hand-over": (page) => upTo(page, "no_network", "handover"),
  "end, handed over": (page) => upTo(page, "no_network", "end"),
  "alert, red": (page) => upTo(page, "tamper", "alert"),
  "hand-over, red": (page) => upTo(page, "tamper", "handover"),
  "red lines in force": (page) => go(page, "#/red-lines"),
  "barred": (page) => go(page, "#/step/action:restart_once"),
  "alert, amber": (page) => upTo(page, "outcome", "alert"),
  "end, repaired": async (page) => {
    await upTo(page, "no_read", "question");
    await go(page, "#/step/action:restart_once");
    await press(page, "fixed");
    await at(page, "end:repaired");
  },
  "stopped": (page) => page.evaluate(() => window.posFailed("crashed")),
};

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

const BANK = { notices: [{ from: "2020-01-01 00:00", until: "2099-01-01 00:00", who: "acquirer", text: { zh: "系统维护中", en: "Maintenance" } }] };

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
