// Every kind of page and every named page, each with the way to it; for what must hold on all of them.

import assert from "node:assert/strict";
import { answer, at, begin, press, step } from "./steps.mjs";

/** Settings of a bank that has something to say. */
export const BANK = { notices: [{ from: "2020-01-01 00:00", until: "2099-01-01 00:00", who: "acquirer", text: { zh: "系统维护中", en: "Maintenance" } }] };

const go = (page, hash) => page.goto(page.url().replace(/#.*|$/, hash));
const tool = async (page, hash, name) => { await go(page, hash); await at(page, name); };
/** Opens everything that is folded. */
export const unfold = (page) => page.locator("details").evaluateAll((all) => all.forEach((one) => { one.open = true; }));
const offers = (page) => page.evaluate(() => ["pos-update", "pos-install"].forEach((name) => dispatchEvent(new Event(name))));

/** Begins with a symptom and presses on, with the first answer or "don't know", until a page of this kind is there. */
export async function upTo(page, symptom, kind, sure = false) {
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
export const PAGES = {
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
  "cases": (page) => tool(page, "#/cases", "cases"),
  "map": (page) => tool(page, "#/map", "map"),
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
